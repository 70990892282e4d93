"""Whether a text agrees with itself, without a ledger: fractions with rates, parts with totals,
changes with what was before.

A check that finds nothing to compare says nothing, nor one whose numbers may lack another that the
text does not state. Where a sentence leaves open what a count is to its rate, every reading that
gives the stated rate is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from tracker.domain.verdicts import Check
from tracker.reconcile import fractions, sums
from tracker.reconcile.checked import Agreement, shown
from tracker.reconcile.fitting import is_moved
from tracker.reconcile.fractions import Reading
from tracker.reconcile.moves import is_against_other
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import Bound, Kind

__all__ = ["Agreement", "Reading", "agreements", "readings"]


MOST = 60
"""Figures that are added up together; a sentence of more is a list that nobody adds up."""


def agreements(
    stated: Sequence[StatedFigure], changes: Sequence[StatedChange] = ()
) -> Iterator[Agreement]:
    moves: dict[int, list[StatedChange]] = {}
    for change in changes:
        if change.now is not None:
            moves.setdefault(change.now.at, []).append(change)
    for sentence in _sentences(stated):
        yield from _over(sentence)
        yield from fractions.checks(sentence)
        for passage in _cut(sentence):
            yield from sums.checks(passage)
            for now in passage:
                yield from _moves(now, moves.get(now.at, ()), passage)


def readings(stated: Sequence[StatedFigure]) -> Iterator[Reading]:
    """化解1366件，化解率99.56%: 1366 of 1372, and 1360 of 1366."""
    for sentence in _sentences(stated):
        yield from fractions.readings(sentence)


def _sentences(stated: Sequence[StatedFigure]) -> Iterator[list[StatedFigure]]:
    for _sentence, group in groupby(stated, key=lambda one: (one.passage, one.sentence)):
        yield list(group)


def _cut(sentence: Sequence[StatedFigure]) -> Iterator[Sequence[StatedFigure]]:
    return (sentence[at : at + MOST] for at in range(0, len(sentence), MOST))


def _over(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    for one in passage:
        if one.kind is Kind.RATE and one.value > 100:
            yield Agreement(Check.OVER_100, False, (one,), ())


def _moves(
    now: StatedFigure, changes: Sequence[StatedChange], passage: Sequence[StatedFigure]
) -> Iterator[Agreement]:
    """受理1372件，去年1481件，下降7.36%: what was, what is, and by how much it moved."""
    for change in changes:
        if now.bound is not Bound.EXACT:
            return
        if is_against_other(change.text):
            continue
        before = _before(now, passage)
        then = before.value if before else change.then
        if then is None:
            then = _by_difference(change, now, changes)
        if then is None:
            continue
        stated = (before, now) if before else (now,)
        holds = is_moved(change, now, then, before.step if before else now.step)
        numbers = tuple(shown(one) for one in (then, now.value, change.value))
        yield Agreement(Check.CHANGE, holds, stated, numbers)


def _by_difference(
    change: StatedChange, now: StatedFigure, changes: Sequence[StatedChange]
) -> Decimal | None:
    """增加36件、增长2.7%: what was is told by the one, and checked by the other."""
    for one in changes:
        if one.unit == now.unit and change.unit == "%" and one.bound is Bound.EXACT:
            return now.value - one.value
    return None


def _before(now: StatedFigure, passage: Sequence[StatedFigure]) -> StatedFigure | None:
    """The same figure of the same days a year before, where the sentence states it; of what is no
    figure that we know the one right behind it, or before.
    """
    place = passage.index(now)
    beside = (*passage[place + 1 : place + 2], *passage[max(0, place - 1) : place])
    near = passage if now.says else beside
    for one in near:
        same = one.says == now.says and one.kind is now.kind and one.part == now.part
        exact = one.bound is Bound.EXACT
        if same and exact and one is not now and one.period == now.period.year_before():
            return one
    return None
