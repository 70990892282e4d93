"""Columns of pasted tables that say by how much their rows moved: 增减, 同比."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tracker.reconcile.cells import Cell, Row
from tracker.reconcile.meaning import rule_of, topic_of
from tracker.reconcile.numerals import ARABIC, step_of, value_of
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import POINTS, Bound, Kind

_MOVED = re.compile("增减|同比|变化|增幅|降幅|增长|下降|较上年|比上年")
_AGAINST_OTHER = re.compile("环比|占比|比重|排名|备注|目标|计划")
_DOWN = re.compile("降幅|下降|减少|[-↓降减]")
_CELL = re.compile(
    rf"[ ]*(?P<sign>[+-]|↑|↓|上升|下降|增长|增加|减少)?[ ]*(?P<value>{ARABIC})[ ]*"
    r"(?P<unit>%|个?百分点|件|起|宗|人|元)?[ ]*(?P<behind>[↑↓])?[ ]*"
)
_UNIT = re.compile(r"（(?P<unit>%|个?百分点|件|起|宗|人|元)）")


def changes(
    text: str, rows: Sequence[Row], figures: Sequence[StatedFigure]
) -> Iterator[StatedChange]:
    """``figures`` are those of the table: of the newest in its row, and left of it, a cell tells
    the change.
    """
    heading, *below = rows
    told = [
        place
        for place, cell in enumerate(heading)
        if _MOVED.search(cell.text) and not _AGAINST_OTHER.search(cell.text)
    ]
    for row in below:
        its = [one for one in figures if one.passage == row[0].start and one.unit]
        for place in told:
            now = _moved(its, row[place])
            change = _change(text, heading[place].text, row[place], now) if now else None
            if change is not None:
                yield change


def _moved(its: Sequence[StatedFigure], cell: Cell) -> StatedFigure | None:
    newest = max((one.period.end for one in its), default=None)
    left = [one for one in its if one.period.end == newest and one.end <= cell.start]
    return left[-1] if left else None


def _change(text: str, heading: str, cell: Cell, now: StatedFigure) -> StatedChange | None:
    found = _CELL.fullmatch(cell.text)
    unit = _unit(found, heading, now) if found else ""
    if found is None or not unit:
        return None
    down = _DOWN.search((found["sign"] or "") + (found["behind"] or ""))
    unsigned = not found["sign"] and not found["behind"] and re.search("降幅|下降", heading)
    start = cell.start + (found.start("sign") if found["sign"] else found.start("value"))
    end = cell.start + (found.end("unit") if found["unit"] else found.end("value"))
    return StatedChange(
        text[start:end],
        start,
        end,
        cell.start + found.start("value"),
        Kind.RATE if unit in ("%", POINTS) else now.kind,
        value_of(found["value"]) * (-1 if down or unsigned else 1),
        unit,
        Bound.EXACT,
        Decimal(step_of(found["value"])),
        now.period,
        now.indicator if _is_of(heading, now) else None,
        now.confidence,
        now.sentence,
        now,
        None,
    )


def _unit(found: re.Match[str], heading: str, now: StatedFigure) -> str:
    """Written in the cell or in the heading; a difference is in the figure's own."""
    written = _UNIT.search(heading)
    unit = found["unit"] or (written["unit"] if written else "")
    if "百分点" in unit or (unit == "%" and now.kind is Kind.RATE and "增减" in heading):
        return POINTS
    if unit:
        return unit if unit == "%" or now.kind is not Kind.RATE else ""
    if not re.search("增减|变化", heading) or now.kind is Kind.AMOUNT:
        return ""
    return POINTS if now.kind is Kind.RATE else now.unit


def _is_of(heading: str, now: StatedFigure) -> bool:
    """Whether the heading names no other figure than the cell beside it states."""
    said = rule_of(now.kind, now.unit, topic_of(heading) or "cases", heading)
    return said is None or said[0].says in (None, now.says)
