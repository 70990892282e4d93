"""A ledger file -> what can go in and what cannot: the plan that a person looks at first.

Of a workbook, every visible sheet with a ledger's headings is read, in order; the others are named
in ``passed_over``. Title rows, blank rows, repeated headings, totals and notes beneath the table
are no rows of the ledger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from tracker.domain.ledger import CaseRecord, ImportPlan, PlannedRow
from tracker.domain.problems import N_, Refused
from tracker.domain.telling import Tell
from tracker.importers.case_layout import CASES
from tracker.importers.cases import CaseReader, Lists
from tracker.importers.grid import Row, Sheet, Value, is_uncomputed, refuse
from tracker.importers.headings import HeadingRow, check, find_heading_row
from tracker.importers.layout import Layout
from tracker.importers.rows import RowReader
from tracker.importers.sheet import read_sheets

R = TypeVar("R")

Choices = Mapping[str, Mapping[int, str]]
"""Sheet -> column index -> the key that a person picked, "" for a further column."""

STEP = 250
CELLS_LOOKED_AT = 3
_TOTAL = re.compile(
    r"(?:本[页月季年]|全[年月]|(?:[0-9]{4}年)?"
    r"(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[1-4一二三四]季度?|[上下]半年)?)"
    r"(?:合计|总计|小计|共计|累计)(?::.*)?"
)
_COUNT = re.compile(r"共?[0-9]{1,5}(?:\.0)?[件起宗]?")
"""A number of cases beside the word 合计, sometimes in the column of dates."""
_NOTE = re.compile(r"(?:注|说明|备注|填报|填表|制表|审核|审批|单位负责人|负责人)[^:]{0,6}:.*")


@dataclass(frozen=True)
class Ledger:
    """A sheet whose headings were recognised."""

    sheet: Sheet
    found: HeadingRow

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are the ledger's, each with its index."""
        headings = self.sheet.rows[self.found.first : self.found.index + 1]
        days = [one.index for one in self.found.headings if one.key in self.found.layout.days]
        for index in range(self.found.index + 1, len(self.sheet.rows)):
            row = self.sheet.rows[index]
            if index in self.sheet.titles or row in headings or _is_no_row(row, days):
                continue
            yield index, row


@dataclass(frozen=True)
class Book:
    """A ledger file, read."""

    filename: str
    ledgers: list[Ledger]
    passed_over: list[str]

    @property
    def further_columns(self) -> list[str]:
        """Headings of the columns that are no column of the ledger."""
        headings = [one for ledger in self.ledgers for one in ledger.found.headings]
        return list(dict.fromkeys(one.text for one in headings if one.key is None))

    def count(self) -> int:
        return sum(1 for ledger in self.ledgers for _row in ledger.rows())


def open_book(
    path: Path,
    filename: str,
    choices: Choices | None = None,
    layout: Layout = CASES,
    *,
    checked: bool = True,
) -> Book:
    """The sheets that are ledgers. Raises Refused when none is, or when a column is in doubt.

    ``checked=False`` leaves that doubt to the person who is about to pick the columns.
    """
    sheets = read_sheets(path, filename, layout)
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row):
        raise refuse(N_("The file holds no rows."))
    found = []
    for sheet in sheets:
        headings = find_heading_row(sheet, layout)
        if headings and choices and sheet.name in choices:
            headings = headings.chosen(sheet, choices[sheet.name])
        if headings:
            found.append(Ledger(sheet, headings))
    if not found:
        raise refuse(
            N_(
                "No heading row was found. A ledger has headings such as %(headings)s "
                "among its first rows."
            ),
            headings=layout.examples,
        )
    kept = [one for one in found if not check(one.found) or _is_ledger(one)] or found
    doubts = [problem for one in kept for problem in check(one.found)]
    if checked and doubts:
        raise Refused(*doubts)
    names = [one.sheet.name for one in kept]
    return Book(filename, kept, [one.name for one in sheets if one.name not in names])


def plan_cases(
    book: Book, lists: Lists, today: date, progress: Tell | None = None
) -> ImportPlan[CaseRecord]:
    """Every row understood, or its problems; nothing is written and nobody is asked."""
    nothing = N_("There are no cases below the headings.")

    def reader(ledger: Ledger) -> CaseReader:
        return CaseReader(ledger.sheet.name, ledger.found, lists, today)

    return plan_rows(book, reader, nothing, progress)


def plan_rows(
    book: Book, reader_of: Callable[[Ledger], RowReader[R]], nothing: str, progress: Tell | None
) -> ImportPlan[R]:
    """Every row as the reader of its sheet understands it. Raises Refused, with the sentence
    ``nothing``, where there is none.
    """
    plan = ImportPlan[R](book.filename)
    total = book.count() if progress else 0
    for ledger in book.ledgers:
        reader = reader_of(ledger)
        columns = {one.key: one.text for one in ledger.found.headings if one.key}
        for index, row in ledger.rows():
            plan.read += 1
            record = reader.read(index, row)
            if record is None:
                plan.problems += reader.problems
                plan.held += [reader.number] if reader.number else []
            else:
                plan.rows.append(PlannedRow(ledger.sheet.name, index + 1, record, columns))
            if progress and plan.read % STEP == 0:
                progress(plan.read, total)
    if plan.read == 0:
        raise refuse(nothing)
    return plan


def _is_ledger(ledger: Ledger) -> bool:
    """Whether a sheet in doubt is a ledger that must not be passed over in silence."""
    return bool(ledger.found.keys & ledger.found.layout.days)


def _is_no_row(row: Row, days: list[int]) -> bool:
    """Blank rows, totals and notes; a row with a date in its place is always one."""
    if all(cell == "" or is_uncomputed(cell) for cell in row):
        return True
    if any(row[index] != "" and not _is_closing(_flat(row[index])) for index in days):
        return False
    filled = [text for cell in row if (text := _flat(cell))]
    return (
        not filled
        or bool(_NOTE.fullmatch(filled[0]))
        or any(_TOTAL.fullmatch(text) for text in filled[:CELLS_LOOKED_AT])
    )


def _flat(cell: Value) -> str:
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())


def _is_closing(text: str) -> bool:
    """Whether it is blank or closes the table, rather than being somebody's date."""
    return not text or any(one.fullmatch(text) for one in (_TOTAL, _NOTE, _COUNT))
