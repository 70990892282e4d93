"""The numbers of a summary's workbook, held against the figures that were frozen.

Each sheet says by keys, folded away, what stands where; the names beside the numbers must be those
of the keys, so that no number can pass for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from tracker.domain.counted_cases import legend_of
from tracker.domain.frozen import Parts, figure_of
from tracker.domain.live_sheets import HEAD, LiveSheet
from tracker.domain.problems import N_, Problem
from tracker.formatting import NOTHING
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.whole_year import OF_TODAY
from tracker.reports.workbook.proof_names import Names
from tracker.reports.workbook.sheet import CHECK
from tracker.reports.workbook.tables import ANNUAL, OF_WHOLE, OVERVIEW, TOTAL

BREAKDOWNS = (MONTH, *(one.key for one in DIMENSIONS))
KNOWN = (*OF_WHOLE, *BREAKDOWNS)
OF_RATES = ("numerator", "denominator")
ALIKE = Decimal("0.0005")
"""Numbers that differ by less are written alike: no figure has more than two decimals."""

ANOTHER = N_("%(sheet)s %(cell)s: %(found)s stands there; frozen was %(frozen)s (%(key)s).")
MISNAMED = N_("%(sheet)s %(cell)s: “%(found)s” stands there; the numbers are those of %(key)s.")
UNKNOWN = N_("%(sheet)s %(cell)s: %(found)s stands there; nothing of the kind was frozen.")
LACKING = N_("%(count)s of the frozen numbers do not stand in the file.")

Rows = Sequence[Sequence[Any]]


@dataclass
class Proof:
    """How many numbers are the frozen ones, and what is wrong with the others."""

    agree: int = 0
    problems: list[Problem] = field(default_factory=list)
    seen: set[tuple[str, str, str, str]] = field(default_factory=set)

    def add(self, message: str, **values: object) -> None:
        self.problems.append(Problem("", message, values))


@dataclass(frozen=True)
class KeyedSheet:
    """``columns`` are (column, key); the keys of the rows stand in the column ``keys``."""

    title: str
    kind: str
    rows: Rows
    top: int
    keys: int
    columns: Sequence[tuple[int, str]]
    formulas: Mapping[tuple[int, int], str]

    def at(self, row: int, column: int) -> dict[str, object]:
        cell, found = xl_rowcol_to_cell(row, column), self.rows[row][column]
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        return {"sheet": self.title, "cell": cell, "found": found if found != "" else NOTHING}


def prove_sheets(sheets: Iterable[KeyedSheet], content: Mapping[str, Any], names: Names) -> Proof:
    """``content`` is that of a frozen year."""
    proof = Proof()
    for sheet in sheets:
        _prove(proof, sheet, content, names)
    lacking = set(_wanted(content)) - proof.seen
    if lacking:
        proof.add(LACKING, count=len(lacking))
    return proof


def keyed(sheet: LiveSheet) -> KeyedSheet | None:
    """The sheet as its keys say; None for one that has none in its first rows."""
    rows = sheet.rows
    for top, row in enumerate(rows[:HEAD]):
        for column in range(CHECK + 1, len(row)):
            if row[column] in KNOWN:
                told = (str(one).partition(" ") for one in row[CHECK + 1 : column] if one != "")
                columns = [(xl_cell_to_rowcol(f"{at}1")[1], key) for at, _blank, key in told]
                kind = str(row[column])
                return KeyedSheet(sheet.name, kind, rows, top, column, columns, sheet.formulas)
    return None


def _prove(proof: Proof, sheet: KeyedSheet, content: Mapping[str, Any], names: Names) -> None:
    heading = sheet.top + 1
    for column, key in sheet.columns:
        if not names.is_column(sheet.kind, key, sheet.rows[heading][column]):
            proof.add(MISNAMED, **sheet.at(heading, column), key=key)
    for number in range(heading + 1, len(sheet.rows)):
        key = str(sheet.rows[number][sheet.keys])
        if key and not names.is_row(sheet.kind, key, sheet.rows[number][1]):
            proof.add(MISNAMED, **sheet.at(number, 1), key=key)
        for column, of_column in sheet.columns:
            _prove_cell(proof, sheet, (number, column), (key, of_column), content)


def _prove_cell(
    proof: Proof,
    sheet: KeyedSheet,
    place: tuple[int, int],
    keys: tuple[str, str],
    content: Mapping[str, Any],
) -> None:
    """A blank cell is none of a count's fraction; what is wanted and blank is lacking."""
    found = sheet.rows[place[0]][place[1]]
    if found == "":
        return
    figure, part, parts = _frozen(sheet.kind, *keys, content)
    if part not in parts:
        proof.add(UNKNOWN, **sheet.at(*place))
        return
    if figure in OF_TODAY:
        return
    whole = sheet.kind in OF_WHOLE
    row = "" if whole else keys[0]
    proof.seen.add((sheet.kind, row, figure if whole else figure_of(figure), part))
    if _alike(found, parts[part]):
        proof.agree += 1
    else:
        frozen = NOTHING if parts[part] is None else parts[part]
        proof.add(ANOTHER, **sheet.at(*place), frozen=frozen, key=f"{figure}.{part}")


def _frozen(kind: str, row: str, column: str, content: Mapping[str, Any]) -> tuple[str, str, Parts]:
    """Figure, part, and everything that was frozen of the figure there."""
    if kind in OF_WHOLE:
        figure, part, figures = row, column, content["figures"]
    else:
        figure, _dot, part = column.rpartition(".")
        rows = content["breakdowns"].get(kind, {})
        figures = content["figures"] if row == TOTAL else rows.get(row, {})
    parts = dict(figures.get(figure, {}))
    if "denominator" in parts:
        parts["missing"] = parts["denominator"] - parts["numerator"]
    return figure, part, parts


def _alike(found: Any, frozen: int | str | None) -> bool:
    if frozen is None or isinstance(found, str | bool) or not isinstance(found, int | float):
        return bool(frozen is None and found == NOTHING)
    return abs(Decimal(repr(found)) - Decimal(frozen)) < ALIKE


def _wanted(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Every figure of the overview, of the registers and of each row; a breakdown has one reading
    of a rate.
    """
    kinds = content.get("registers", {})
    of_registers = {figure for kind in kinds for figure in legend_of(content, kind).figures}
    for figure, parts in content["figures"].items():
        sheet = ANNUAL if figure in of_registers else OVERVIEW
        for part in _shown(parts) if figure not in OF_TODAY else ():
            yield sheet, "", figure, part
    for kind, rows in content["breakdowns"].items():
        for row, figures in rows.items():
            for figure, parts in figures.items():
                for part in _shown(parts):
                    yield kind, row, figure_of(figure), part


def _shown(parts: Parts) -> Iterator[str]:
    yield "value"
    yield from (part for part in OF_RATES if part in parts)
