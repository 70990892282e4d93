"""Tables that were pasted as text: rows of cells between tabs or wide blanks, with a heading row.

Which figure a cell states is said by its row or its column, and its days by the other of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.reconcile import sheet_changes
from tracker.reconcile.cells import Cell, Row
from tracker.reconcile.days import days_told
from tracker.reconcile.meaning import rule_of, topic_of
from tracker.reconcile.numerals import scale_of, step_of, value_of
from tracker.reconcile.parts import Extent, extent_of
from tracker.reconcile.rule import UNCOUNTED
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import KINDS, Bound, Kind

_BETWEEN = re.compile(r"\t|\u3000| {2,}")
_UNIT = re.compile(r"（(?P<scale>[十百千]?[万亿]|[十百千])?(?P<unit>件|起|宗|人次|人|元|%)）")
_WHOLE_ROW = re.compile(
    r"[ ]*(?:合[ ]*计|总[ ]*计|总数|全[镇县区市乡]|全街道|小计|数量|数值|本期|完成情况)"
)
_MOVES = re.compile(
    "增减|同比|环比|变化|增幅|降幅|增长|下降|较上年|比上年|占比|比重|排名|序号|备注"
)
"""Columns that state no figure of their own."""
LONGEST_MOVE = 20
"""Characters of a cell that tells a change; longer ones are sentences."""
_A_YEAR = re.compile(r"[ ]*(?:19|20)\d{2}[ ]*")


@dataclass(frozen=True)
class Sheets:
    """The figures of all tables of a text, what their columns say of changes, and the places of
    their cells with numbers.
    """

    figures: list[StatedFigure]
    changes: list[StatedChange]
    places: list[tuple[int, int]]


def sheets(text: str, even: str, year: int) -> Sheets:
    """``even`` is the text folded."""
    tables = [rows for rows in _tables(text, even) if _has_heading(rows)]
    figures: list[StatedFigure] = []
    changes: list[StatedChange] = []
    for rows in tables:
        its = list(_figures(text, rows, year))
        figures += its
        changes += sheet_changes.changes(text, rows, its)
    cells = [cell for rows in tables for cell in _read_here(rows)]
    return Sheets(figures, changes, [(cell.start, cell.end) for cell in cells])


def _read_here(rows: Sequence[Row]) -> Iterator[Cell]:
    """Cells that state what no sentence does: numbers, and by how much these moved."""
    heading, *below = rows
    for row in below:
        for place, cell in enumerate(row):
            if cell.number or (
                _MOVES.search(heading[place].text) and len(cell.text) < LONGEST_MOVE
            ):
                yield cell


def _tables(text: str, even: str) -> Iterator[list[Row]]:
    """Rows of as many cells below each other; blank lines between them count nothing."""
    rows: list[Row] = []
    start = 0
    for line in text.split("\n"):
        cells = list(_cells(line, even, start)) if _BETWEEN.search(line.strip()) else []
        start += len(line) + 1
        if not line.strip():
            continue
        if rows and (len(cells) != len(rows[0]) or not any(cell.number for cell in cells)):
            if len(rows) > 1:
                yield rows
            rows = []
        if len(cells) > 1:
            rows.append(cells)
    if len(rows) > 1:
        yield rows


def _cells(line: str, even: str, start: int) -> Iterator[Cell]:
    at = 0
    for found in [*_BETWEEN.finditer(line), None]:
        end = found.start() if found else len(line)
        if end > at or (found and found[0] == "\t"):
            yield Cell(even[start + at : start + end], start + at, start + end)
        at = found.end() if found else end


def _figures(text: str, rows: Sequence[Row], year: int) -> Iterator[StatedFigure]:
    heading, *below = rows
    for row in below:
        sentence = " ".join(cell.text.strip() for cell in row)
        for place, cell in enumerate(row):
            if _MOVES.search(heading[place].text):
                continue
            label = _label(heading, row[:place])
            one = _figure(text, cell, label, heading[place].text, year)
            if one is not None and not label and len(below) > 1:  # which row is all is not said
                one = replace(one, indicator=None, part=True)
            if one is not None:
                one = replace(one, sentence=sentence, passage=row[0].start)
                yield from (one, *_fraction(cell, one))


def _fraction(cell: Cell, rate: StatedFigure) -> Iterator[StatedFigure]:
    """The counts that stand beside a rate in its cell."""
    number = cell.number
    if number is None or not number["below"]:
        return
    for name in ("above", "below"):
        start, end = (cell.start + at for at in number.span(name))
        yield replace(
            rate,
            text=number[name],
            start=start,
            end=end,
            at=start,
            kind=Kind.COUNT,
            value=value_of(number[name]),
            unit="",
            indicator=None,
            says=None,
            step=Decimal(1),
        )


def _label(heading: Row, before: Row) -> str:
    """What stands in the row before the cell and counts nothing: names behind an ordinal number
    (序号), or a year.
    """
    a_year = (
        f"{cell.text.strip()}年"
        for name, cell in zip(heading, before, strict=False)
        if _A_YEAR.fullmatch(cell.text) and "年" in name.text
    )
    return " ".join([*a_year, *(cell.text for cell in before if not cell.number)]).strip()


def _has_heading(rows: Sequence[Row]) -> bool:
    """Whether the first row says what the columns are; years may be written as numbers there."""
    return all(not cell.number or _A_YEAR.fullmatch(cell.text) for cell in rows[0][1:])


def _figure(text: str, cell: Cell, row: str, column: str, year: int) -> StatedFigure | None:
    number = cell.number
    if number is None:
        return None
    unit, scale = _unit(number, row, column)
    if not unit:
        return None
    kind = KINDS.get(unit, Kind.COUNT)
    by_row, by_column = _meant(kind, unit, row), _meant(kind, unit, column)
    meant = by_row or by_column
    part = extent_of(row + column, Extent.WHOLE) != (Extent.WHOLE, False)
    if by_row is None and row and not (_WHOLE_ROW.match(row) or _period(row, year)):
        part = True
    start = cell.start + number.start("value")
    end = cell.start + max(number.end("value"), number.end("scale"), number.end("unit"))
    period = _period(column, year) or _period(row, year) or Period.year(year)
    return StatedFigure(
        text[start:end],
        start,
        end,
        start,
        kind,
        value_of(number["value"]) * scale,
        None,
        unit,
        Bound.EXACT,
        period,
        None if part or meant is None or meant[0] in UNCOUNTED else meant[0],
        meant[1] if meant else 0.5,
        cell.text,
        part,
        step_of(number["value"]) * Decimal(scale),
        topic_of(row + column),
        meant[0] if meant else None,
    )


def _unit(number: re.Match[str], row: str, column: str) -> tuple[str, int]:
    """Written in the cell, or in brackets in a heading, or plain from the words there."""
    if number["unit"]:
        return number["unit"], scale_of(number["scale"] or "")
    for words in (row, column):
        if found := _UNIT.search(words):
            return found["unit"], scale_of(found["scale"] or "")
    if re.search("率|占比|比重", row + column):
        return "%", 1
    meant = _meant(Kind.COUNT, "件", row) or _meant(Kind.COUNT, "件", column)
    cases = re.search("件数|[理解结成认]数|数量|案件|纠纷", row + column)
    return ("件", 1) if cases or (meant and meant[0]) else ("", 1)


def _meant(kind: Kind, unit: str, words: str) -> tuple[str | None, float] | None:
    found = rule_of(kind, unit, topic_of(words) or "cases", words)
    return (found[0].says, found[0].confidence) if found else None


def _period(words: str, year: int) -> Period | None:
    if _A_YEAR.fullmatch(words):
        words = f"{words.strip()}年"
    return next((one.period for one in days_told(words, year) if one.period), None)
