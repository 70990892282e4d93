"""Rates of a sentence and the counts they may be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.domain.verdicts import Check, Verdict
from tracker.reconcile.checked import Agreement, is_whole
from tracker.reconcile.fitting import fit
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Bound, Kind

NUMERATORS = {
    "resolution_rate": ("resolved", "closed"),
    "mediation_success_rate": ("mediated_success", "resolved"),
    "performance_rate": ("performed",),
    "assigned_petitions_rate": ("assigned_petitions_resolved",),
}
DENOMINATORS = {
    "resolution_rate": ("caseload",),
    "mediation_success_rate": ("mediation_concluded", "mediated"),
    "performance_rate": (),
    "assigned_petitions_rate": ("assigned_petitions",),
}
"""Rate -> the counts that a text may mean by it; the ledger's own definitions stand elsewhere."""
PERHAPS = {
    "resolution_rate": ("accepted", "closed", "found"),
    "mediation_success_rate": ("accepted", "found", "caseload", "closed"),
    "performance_rate": ("mediated_success", "written"),
    "assigned_petitions_rate": (),
}
"""Counts a rate may be of: where they do not give it, the text may lack the one that does."""
MOST_READINGS = 3
"""More whole numbers than that give a rate with few digits: they tell nothing."""
NEAR = 8
"""Figures before a rate, and behind it, among which are those it is made of."""
MOST_CARRIED = 2
"""A denominator that the text does not state is less than that times the one it states."""


@dataclass(frozen=True)
class Reading:
    """``numerator`` of ``denominator`` gives the stated rate; ``count`` is the one in the text."""

    rate: StatedFigure
    count: StatedFigure
    numerator: int
    denominator: int


Pair = tuple[StatedFigure, StatedFigure]


def checks(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """A rate holds when any pair of the sentence's counts gives it."""
    for rate, near in _rates(passage):
        written = list(_written(rate, near))
        sure = written or list(_pairs(rate, near, DENOMINATORS))
        perhaps = [] if written else list(_pairs(rate, near, PERHAPS))
        good = [pair for pair in (*sure, *perhaps) if _gives(rate, *_numbers(pair))]
        if good:
            yield _found(rate, good[0], holds=True)
        elif carried := _with_carried(rate, near):
            numbers = int(carried[0].value), int(sum(one.value for one in carried[1:]))
            holds = _gives(rate, *numbers)
            yield Agreement(Check.FRACTION, holds, (rate, *carried), numbers)
        elif sure:
            yield _found(rate, sure[0], holds=False)
        elif perhaps and not any(_unstated(rate, pair) for pair in perhaps):
            yield _found(rate, perhaps[0], holds=False)


def readings(passage: Sequence[StatedFigure]) -> Iterator[Reading]:
    for rate, near in _rates(passage):
        if rate.says not in NUMERATORS or rate.bound is not Bound.EXACT:
            continue
        sure = [*_written(rate, near), *_pairs(rate, near, DENOMINATORS)]
        perhaps = list(_pairs(rate, near, PERHAPS))
        if sure or any(_gives(rate, *_numbers(pair)) for pair in perhaps):
            continue
        for pair in perhaps:
            yield from (
                Reading(rate, pair[0], int(pair[0].value), below) for below in _unstated(rate, pair)
            )
        if not perhaps and not _with_carried(rate, near):
            for count in near:
                if count.says in NUMERATORS[rate.says] and _is_beside(count, rate):
                    yield from _alone(rate, count)


def _rates(
    passage: Sequence[StatedFigure],
) -> Iterator[tuple[StatedFigure, Sequence[StatedFigure]]]:
    """Each with the figures near it."""
    for place, rate in enumerate(passage):
        if rate.kind is Kind.RATE:
            yield rate, passage[max(0, place - NEAR) : place + NEAR + 1]


def _alone(rate: StatedFigure, count: StatedFigure) -> Iterator[Reading]:
    """The count as numerator, and as denominator."""
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


def _unstated(rate: StatedFigure, pair: Pair) -> list[int]:
    """Denominators that the text does not state and that give the rate: with cases carried over,
    or of those closed alone.
    """
    above, below = _numbers(pair)
    if not above or not rate.value:
        return []
    near = _near(above * 100 / rate.value)
    return [one for one in near if above <= one < below * MOST_CARRIED and _gives(rate, above, one)]


def _written(rate: StatedFigure, passage: Sequence[StatedFigure]) -> Iterator[Pair]:
    """（273/275）right behind the rate."""
    behind = [one for one in passage if one.start >= rate.end and not one.unit and is_whole(one)]
    if len(behind) >= 2 and behind[0].start - rate.end <= 2:
        yield behind[0], behind[1]


def _pairs(
    rate: StatedFigure, passage: Sequence[StatedFigure], below: dict[str, tuple[str, ...]]
) -> Iterator[Pair]:
    """Those said in the sentence; of a part those that stand nearest before its rate."""
    if rate.says not in NUMERATORS:
        return
    counts = [one for one in passage if _is_beside(one, rate)]
    for numerator in (one for one in counts if one.says in NUMERATORS[rate.says]):
        for denominator in (one for one in counts if one.says in below[rate.says]):
            if numerator.value <= denominator.value and denominator.value:
                yield numerator, denominator


def _is_beside(count: StatedFigure, rate: StatedFigure) -> bool:
    """Whether a count may be one that a rate is made of."""
    same = count.period == rate.period and count.part == rate.part
    return is_whole(count) and same and (not rate.part or count.end <= rate.start)


def _with_carried(
    rate: StatedFigure, passage: Sequence[StatedFigure]
) -> tuple[StatedFigure, StatedFigure, StatedFigure] | None:
    """Resolved, carried over and accepted, where the sentence states these three."""
    if rate.says != "resolution_rate":
        return None
    said = {one.says: one for one in passage if _is_beside(one, rate)}
    three = [said.get(one) for one in ("resolved", "carried_over", "accepted")]
    if three[0] and three[1] and three[2]:
        return three[0], three[1], three[2]
    return None


def _numbers(pair: Pair) -> tuple[int, int]:
    return int(pair[0].value), int(pair[1].value)


def _found(rate: StatedFigure, pair: Pair, *, holds: bool) -> Agreement:
    return Agreement(Check.FRACTION, holds, (rate, *pair), _numbers(pair))


def _gives(rate: StatedFigure, above: int, below: int) -> bool:
    return bool(below) and fit(rate, Fraction(100 * above, below)) is not Verdict.DIFFERS
