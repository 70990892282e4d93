"""Whether a text agrees with itself, without a ledger: fractions with rates, parts with totals.

A check that finds nothing to compare says nothing. Where a sentence leaves open what a count is to
its rate, every reading that gives the stated rate is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from tracker.domain.verdicts import Check, Verdict
from tracker.reconcile.fitting import fit
from tracker.reconcile.reading import StatedFigure
from tracker.reconcile.units import Bound, Kind

NUMERATORS = {
    "resolution_rate": ("resolved", "closed"),
    "mediation_success_rate": ("mediated_success",),
    "assigned_petitions_rate": ("assigned_petitions_resolved",),
}
DENOMINATORS = {
    "resolution_rate": ("caseload", "accepted", "closed"),
    "mediation_success_rate": ("mediation_concluded",),
    "assigned_petitions_rate": ("assigned_petitions",),
}
"""Rate -> the counts that a text may mean by it; the ledger's own definitions stand elsewhere."""
MOST_READINGS = 3
"""More whole numbers than that give a rate with few digits: they tell nothing."""
NEARLY_ALL = Fraction(1, 20)
"""Parts that lack no more of their total than this were meant to make it up."""


@dataclass(frozen=True)
class Agreement:
    """``numbers`` are those compared: numerator and denominator, or total and parts."""

    check: Check
    holds: bool
    stated: tuple[StatedFigure, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """``numerator`` of ``denominator`` gives the stated rate; ``known`` is the one in the text."""

    rate: StatedFigure
    count: StatedFigure
    numerator: int
    denominator: int


def agreements(stated: Sequence[StatedFigure]) -> Iterator[Agreement]:
    for _place, group in groupby(stated, key=lambda one: one.sentence):
        passage = list(group)
        yield from _over(passage)
        yield from _fractions(passage)
        yield from _parts(passage)


def readings(stated: Sequence[StatedFigure]) -> Iterator[Reading]:
    """化解1366件，化解率99.56%: 1366 of 1372, and 1360 of 1366."""
    for _place, group in groupby(stated, key=lambda one: one.sentence):
        passage = list(group)
        for rate in passage:
            if rate.indicator not in NUMERATORS or rate.bound is not Bound.EXACT:
                continue
            if any(True for _one in _pairs(rate, passage)):
                continue
            for count in passage:
                if count.indicator in NUMERATORS[rate.indicator] and _is_whole(count):
                    yield from _readings(rate, count)


def _readings(rate: StatedFigure, count: StatedFigure) -> Iterator[Reading]:
    number = int(count.value)
    if not number or not 0 < rate.value < 100:
        return
    below = _near(number * 100 / rate.value)
    above = _near(number * rate.value / 100)
    whole = [(number, one) for one in below if one >= number and _gives(rate, number, one)]
    part = [(one, number) for one in above if 0 < one <= number and _gives(rate, one, number)]
    for found in (whole, part):
        if len(found) <= MOST_READINGS:
            yield from (Reading(rate, count, *pair) for pair in found)


def _near(number: Decimal) -> range:
    return range(int(number) - 5, int(number) + 6)


def _over(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    for one in passage:
        if one.kind is Kind.RATE and one.value > 100:
            yield Agreement(Check.OVER_100, False, (one,), ())


def _fractions(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """A rate holds when any pair of the sentence's counts gives it."""
    for rate in passage:
        if rate.kind is not Kind.RATE:
            continue
        pairs = list(_pairs(rate, passage))
        if not pairs:
            continue
        good = [pair for pair in pairs if _gives(rate, int(pair[0].value), int(pair[1].value))]
        above, below = (good or pairs)[0]
        numbers = int(above.value), int(below.value)
        yield Agreement(Check.FRACTION, bool(good), (rate, above, below), numbers)


def _pairs(
    rate: StatedFigure, passage: Sequence[StatedFigure]
) -> Iterator[tuple[StatedFigure, StatedFigure]]:
    """Written as a fraction right behind the rate, or said in the sentence."""
    behind = [one for one in passage if one.start >= rate.end and not one.unit and _is_whole(one)]
    if len(behind) == 2 and behind[0].start - rate.end <= 2:
        yield behind[0], behind[1]
        return
    if rate.indicator not in NUMERATORS:
        return
    counts = [one for one in passage if _is_whole(one) and one.period == rate.period]
    for above in counts:
        for below in counts:
            if above is below or below.value == 0 or above.value > below.value:
                continue
            fits = above.indicator in NUMERATORS[rate.indicator]
            if fits and below.indicator in DENOMINATORS[rate.indicator]:
                yield above, below


def _parts(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """A count, and counts of its parts behind 其中 or in brackets that make it up, or nearly so."""
    for place, total in enumerate(passage):
        if total.part or not _is_whole(total):
            continue
        parts = []
        for one in passage[place + 1 :]:
            if one.kind is not total.kind or not _is_whole(one):
                continue
            if not one.part and not (one.indicator or "").startswith(f"{total.indicator}_"):
                break
            parts.append(one)
        if len(parts) < 2:
            continue
        added = sum(one.value for one in parts)
        if (
            added == total.value
            or added > total.value
            or (Fraction(total.value - added) <= Fraction(total.value) * NEARLY_ALL)
        ):
            numbers = tuple(int(one.value) for one in (total, *parts))
            yield Agreement(Check.PARTS, added == total.value, (total, *parts), numbers)


def _is_whole(one: StatedFigure) -> bool:
    exact = one.bound is Bound.EXACT and one.step == 1
    return one.kind is Kind.COUNT and exact and one.value == int(one.value)


def _gives(rate: StatedFigure, above: int, below: int) -> bool:
    return fit(rate, Fraction(100 * above, below)) is not Verdict.DIFFERS
