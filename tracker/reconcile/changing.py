"""Changes from what was before: of which figure a sentence tells them."""

from __future__ import annotations

import re

from tracker.reconcile import headings, meaning
from tracker.reconcile.line import Line
from tracker.reconcile.moves import Move, is_against_other
from tracker.reconcile.quantities import Quantity
from tracker.reconcile.rule import UNSURE, Rule
from tracker.reconcile.saying import CARRIED
from tracker.reconcile.spans import Span
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import POINTS, Kind

_NAMES_MORE = re.compile("[一-鿿]{3,}")
"""Left of the words before a change: it is one of something else than what was stated last."""


def change(
    line: Line,
    one: Quantity,
    begins: int,
    move: Move,
    span: Span,
    found: Rule | None,
    source: StatedFigure | StatedChange | None,
    *,
    part: bool,
) -> StatedChange:
    """``found`` says of what it is a change; ``source`` is what it may be one of without that."""
    words = line.even[begins : one.start]
    now, indicator, confidence, period = None, None, UNSURE, span.period
    if found is not None:
        indicator, confidence = None if part else found.indicator, found.confidence
    elif not _NAMES_MORE.search(meaning.FILLER.sub("", words)):
        if isinstance(source, StatedChange):
            now = source.now
            indicator = now.indicator if now else source.indicator
            confidence, period = source.confidence, source.period
        elif source is not None and _agrees(one, source):
            indicator, confidence = source.indicator, min(source.confidence, CARRIED)
            if source.period == period or source.period.start.year >= period.start.year:
                now, period = source, source.period
    other = move.against_other or is_against_other(
        line.even[line.passage_begins(one.start) : one.start]
    )
    text = headings.without_heading(line.text[begins : one.end])
    start = one.end - len(text.lstrip("，；：、（）() ,;:\n"))
    return StatedChange(
        line.text[start : one.end],
        start,
        one.end,
        one.start,
        one.kind,
        one.value * move.sign,
        one.unit,
        one.bound,
        one.step,
        period,
        None if span.vague or other else indicator,
        confidence,
        line.words,
        now,
        move.then,
    )


def named_by(one: Quantity, topic: str, words: str) -> Rule | None:
    """The rule whose words stand right before a change, whatever it is measured in."""
    kinds = (Kind.COUNT, Kind.AMOUNT, Kind.RATE) if one.unit == "%" else (one.kind,)
    unit = "" if one.unit in ("%", POINTS) else one.unit
    found = [rule for kind in kinds if (rule := meaning.rule_of(kind, unit, topic, words))]
    return max(found, key=lambda one: one[1].end())[0] if found else None


def _agrees(one: Quantity, figure: StatedFigure) -> bool:
    """Whether a change may be one of the figure: points of a rate, percent of anything else."""
    if one.unit == POINTS:
        return figure.kind is Kind.RATE
    if one.unit == "%":
        return figure.kind is not Kind.RATE
    return figure.kind is one.kind
