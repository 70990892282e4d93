"""Stated figures and changes held against the ledger: what the ledger says, and how the two fit.

Where they differ, the likely reason is looked for: other days, another basis, another figure that
has the stated value, digits cut off instead of rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from tracker.domain.periods import MAX_YEAR, Period
from tracker.domain.verdicts import Because, Verdict
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY, INDICATORS, RESIDENT_MEDIATORS
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Rate, Tally, Unit
from tracker.indicators.roster import resident_figure
from tracker.queries.scope import Scope
from tracker.reconcile.fitting import fit, fit_change, is_cut_off, moved_by
from tracker.reconcile.held import Held, HeldChange, Likely, Read
from tracker.reconcile.registers import counted_in
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import POINTS, Bound, Kind

__all__ = ["Held", "HeldChange", "Likely", "Read", "hold", "hold_changes"]

SURE_ENOUGH = 0.7
"""A figure that is known less surely is offered to a person, not judged."""
UNITS = {
    Kind.COUNT: (Unit.CASES, Unit.PEOPLE),
    Kind.AMOUNT: (Unit.YUAN,),
    Kind.RATE: (Unit.PERCENT,),
}
RATE_MONTHS = (3, 6, 12)
TELLING = 5
"""Smaller counts are found among other days by chance."""


def hold(
    session: Session, scope: Scope, stated: Sequence[StatedFigure], basis: Basis, year: int
) -> list[Held]:
    """Each stated figure against the ledger; a fixed number of statements whatever their number.

    ``year`` is the report's own: of other years the roster, which keeps no dates, tells nothing.
    """
    own = {one.period for one in stated}
    ledger = _ledger(session, scope, own | {one.year_before() for one in own}, basis)
    if any(one.indicator == RESIDENT_MEDIATORS.key for one in stated):
        ledger.resident = Period.year(year), resident_figure(session, scope)
    held = [ledger.held(one) for one in stated]
    differing = {one.stated.period for one in held if one.verdict is Verdict.DIFFERS}
    if not differing:
        return held
    others = _ledger(
        session, scope, {other for one in differing for other in _other_days(one)}, basis
    )
    return [
        replace(one, likely=(*ledger.likely(one, others), *one.likely))
        if one.verdict is Verdict.DIFFERS
        else one
        for one in held
    ]


def hold_changes(
    session: Session, scope: Scope, changes: Sequence[StatedChange], basis: Basis
) -> list[HeldChange]:
    """Each stated change against what the ledger says of its days and of those a year before."""
    own = {one.period for one in changes}
    ledger = _ledger(session, scope, own | {one.year_before() for one in own}, basis)
    return [ledger.held_change(one) for one in changes]


def change_between(stated: StatedChange, now: Read, then: Read) -> HeldChange:
    """The change between two reads; points may be told of the two printed rates."""
    if now.exact is None or then.exact is None:
        return HeldChange(stated, Verdict.NOT_COMPUTABLE, now, then)
    moved = moved_by(stated, now.exact, then.exact)
    if moved is None:
        return HeldChange(stated, Verdict.NOT_COMPUTABLE, now, then)
    found = fit_change(stated, moved)
    if found is Verdict.DIFFERS and stated.unit == POINTS:
        printed = now.printed - then.printed
        found = fit_change(stated, printed)
        moved = moved if found is Verdict.DIFFERS else printed
    return HeldChange(stated, found, now, then, moved)


def _ledger(session: Session, scope: Scope, days: Iterable[Period], basis: Basis) -> _Ledger:
    periods = sorted(days, key=lambda one: (one.start, one.end))
    counted = (
        tally(session, Asked(scope, periods, dimensions=()), INDICATORS).windows if periods else {}
    )
    return _Ledger({one: counted[place] for place, one in enumerate(periods)}, basis)


def _other_days(period: Period) -> Iterator[Period]:
    """Those that a figure may be of by mistake, the likeliest first."""
    year = Period.year(period.end.year)
    found = [period.year_before(), year, year.year_before()]
    months = list(year.months())
    found += [Period(year.start, month.end) for month in reversed(months[:-1])]
    found.append(Period(months[6].start, year.end))
    found += [Period(months[at].start, months[at + 2].end) for at in (3, 6, 9)]
    found += [Period.year(year.start.year + 1)] if year.start.year < MAX_YEAR else []
    yield from (one for one in dict.fromkeys(found) if one != period)


def _has_rates(days: Period, period: Period) -> bool:
    """Whether rates are told of such days: of years, halves and quarters, and as far into a year
    as the period itself; among all months one has nearly every rate by chance.
    """
    months = len(list(days.months()))
    return months in RATE_MONTHS or months == len(list(period.months()))


class _Ledger:
    def __init__(self, tallies: dict[Period, Tally], basis: Basis) -> None:
        self.tallies, self.basis = tallies, basis
        self.resident: tuple[Period, Figure] | None = None

    def held(self, stated: StatedFigure) -> Held:
        known = stated.indicator is not None and stated.confidence >= SURE_ENOUGH
        if stated.indicator == RESIDENT_MEDIATORS.key and known and self.resident:
            days, figure = self.resident
            if stated.period.end < days.start:
                return Held(stated, Verdict.NOT_COMPUTABLE)
            read = Read(figure, None, stated.period)
            return Held(stated, _fit(stated, read), read)
        if not known or stated.indicator not in BY_KEY:
            elsewhere = counted_in(stated)
            reasons = (Likely(elsewhere),) if elsewhere else ()
            verdict = Verdict.NOT_COMPUTABLE if known or elsewhere else Verdict.UNSURE
            return Held(stated, verdict, likely=reasons)
        reads = list(self.reads(stated.indicator, stated.period))
        asked = reads[0]
        if asked.exact is None or not self.tallies[stated.period]:
            return Held(stated, Verdict.NOT_COMPUTABLE, asked)
        for read in reads:
            found = _fit(stated, read)
            if found is not Verdict.DIFFERS:
                other = read.basis is not asked.basis
                return Held(stated, Verdict.OTHER_BASIS if other else found, read)
        cut_off = (Likely(Because.CUT_OFF),) if is_cut_off(stated, asked.exact) else ()
        return Held(stated, Verdict.DIFFERS, asked, cut_off)

    def held_change(self, stated: StatedChange) -> HeldChange:
        if stated.indicator is None or stated.confidence < SURE_ENOUGH:
            return HeldChange(stated, Verdict.UNSURE)
        before = stated.period.year_before()
        if stated.indicator not in BY_KEY:
            return HeldChange(stated, Verdict.NOT_COMPUTABLE)
        pairs = zip(
            self.reads(stated.indicator, stated.period),
            self.reads(stated.indicator, before),
            strict=True,
        )
        first: HeldChange | None = None
        for now, then in pairs:
            if now.exact is None or then.exact is None or not self.tallies[before]:
                return HeldChange(stated, Verdict.NOT_COMPUTABLE, now, then)
            found = change_between(stated, now, then)
            if found.verdict is not Verdict.DIFFERS:
                return replace(found, verdict=Verdict.OTHER_BASIS) if first else found
            first = first or found
        return first or HeldChange(stated, Verdict.NOT_COMPUTABLE)

    def reads(self, key: str, period: Period) -> Iterator[Read]:
        """On the basis that was chosen first, then on the others where there are any."""
        indicator = BY_KEY[key]
        bases = [self.basis, *(one for one in Basis if one is not self.basis)]
        by_basis = isinstance(indicator, Rate) and indicator.by_basis
        for basis in bases if by_basis else bases[:1]:
            figure = indicator.figure(self.tallies[period], basis)
            yield Read(figure, basis if by_basis else None, period)

    def likely(self, held: Held, others: _Ledger) -> Iterator[Likely]:
        """Of what else the stated value is."""
        stated = held.stated
        if stated.indicator not in BY_KEY:
            return
        if stated.kind is not Kind.COUNT or stated.value >= TELLING:
            days = (
                one
                for one in _other_days(stated.period)
                if others.tallies.get(one)
                and (stated.kind is not Kind.RATE or _has_rates(one, stated.period))
            )
            found = (read for one in days for read in others.reads(stated.indicator, one))
            yield from _first(Because.OTHER_DAYS, stated, found)
        for other in INDICATORS:
            if other.key != stated.indicator and other.unit in UNITS[stated.kind] and stated.value:
                reads = self.reads(other.key, stated.period)
                yield from _first(Because.OTHER_FIGURE, stated, reads)


def _first(because: Because, stated: StatedFigure, reads: Iterable[Read]) -> Iterator[Likely]:
    """The first that fits."""
    fits = (read for read in reads if _fit(stated, read) is not Verdict.DIFFERS)
    found = next(fits, None)
    if found is not None:
        yield Likely(Because.COPIED if _is_copied(stated, found) else because, found)


def _is_copied(stated: StatedFigure, found: Read) -> bool:
    """Whether it is the rate that was printed for the year before, or for another figure; 100 %
    is nobody's own.
    """
    if stated.kind is not Kind.RATE or stated.bound is not Bound.EXACT or stated.value == 100:
        return False
    return found.period in (stated.period, stated.period.year_before())


def _fit(stated: StatedFigure, read: Read) -> Verdict:
    return Verdict.DIFFERS if read.exact is None else fit(stated, read.exact)
