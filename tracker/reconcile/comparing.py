"""Stated figures held against the ledger: what the ledger says, and how the two fit.

Where they differ, the likely reason is looked for: other days, another basis, another figure that
has the stated value, digits cut off instead of rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.verdicts import Because, Verdict
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY, INDICATORS
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Rate, Tally, Unit
from tracker.queries.scope import Scope
from tracker.reconcile.fitting import fit, is_cut_off
from tracker.reconcile.reading import StatedFigure
from tracker.reconcile.units import Kind

SURE_ENOUGH = 0.7
"""A figure that is known less surely is offered to a person, not judged."""
UNITS = {
    Kind.COUNT: (Unit.CASES, Unit.PEOPLE),
    Kind.AMOUNT: (Unit.YUAN,),
    Kind.RATE: (Unit.PERCENT,),
}


@dataclass(frozen=True)
class Read:
    """What the ledger says: the figure, on a basis where it has several."""

    figure: Figure
    basis: Basis | None
    period: Period

    @property
    def exact(self) -> Fraction | None:
        """Not rounded; None where there is nothing to tell."""
        if self.figure.value is None:
            return None
        if self.figure.numerator is not None and self.figure.denominator:
            return Fraction(100 * self.figure.numerator, self.figure.denominator)
        return Fraction(self.figure.value)


@dataclass(frozen=True)
class Likely:
    """A reason, with what has the stated value instead."""

    because: Because
    instead: Read | None = None


@dataclass(frozen=True)
class Held:
    """A stated figure and its verdict; ``read`` is what it was held against."""

    stated: StatedFigure
    verdict: Verdict
    read: Read | None = None
    likely: tuple[Likely, ...] = ()


def hold(
    session: Session, scope: Scope, stated: Sequence[StatedFigure], basis: Basis
) -> list[Held]:
    """Each stated figure against the cases of the scope; one statement whatever their number."""
    own = {one.period for one in stated}
    asked = own | {one.year_before() for one in own}
    periods = sorted(asked, key=lambda one: (one.start, one.end))
    counted = (
        tally(session, Asked(scope, periods, dimensions=()), INDICATORS).windows if periods else {}
    )
    ledger = _Ledger({one: counted[place] for place, one in enumerate(periods)}, basis)
    return [ledger.held(one) for one in stated]


class _Ledger:
    def __init__(self, tallies: dict[Period, Tally], basis: Basis) -> None:
        self.tallies, self.basis = tallies, basis

    def held(self, stated: StatedFigure) -> Held:
        if stated.indicator is None or stated.confidence < SURE_ENOUGH:
            return Held(stated, Verdict.UNSURE)
        if stated.indicator not in BY_KEY:
            return Held(stated, Verdict.NOT_COMPUTABLE)
        reads = list(self._reads(stated.indicator, stated.period))
        asked = reads[0]
        if asked.exact is None or not self.tallies[stated.period]:
            return Held(stated, Verdict.NOT_COMPUTABLE, asked)
        for read in reads:
            found = fit(stated, read.exact) if read.exact is not None else Verdict.DIFFERS
            if found is not Verdict.DIFFERS:
                other = read.basis is not asked.basis
                return Held(stated, Verdict.OTHER_BASIS if other else found, read)
        return Held(stated, Verdict.DIFFERS, asked, tuple(self._likely(stated, asked)))

    def _reads(self, key: str, period: Period) -> Iterator[Read]:
        """On the basis that was chosen first, then on the others where there are any."""
        indicator = BY_KEY[key]
        bases = [self.basis, *(one for one in Basis if one is not self.basis)]
        by_basis = isinstance(indicator, Rate) and indicator.by_basis
        for basis in bases if by_basis else bases[:1]:
            figure = indicator.figure(self.tallies[period], basis)
            yield Read(figure, basis if by_basis else None, period)

    def _likely(self, stated: StatedFigure, asked: Read) -> Iterator[Likely]:
        if asked.exact is not None and is_cut_off(stated, asked.exact):
            yield Likely(Because.CUT_OFF)
        before = stated.period.year_before()
        if stated.indicator is not None and self.tallies[before]:
            for read in self._reads(stated.indicator, before):
                if self._fits(stated, read):
                    yield Likely(Because.OTHER_DAYS, read)
                    break
        for other in INDICATORS:
            if other.key == stated.indicator or other.unit not in UNITS[stated.kind]:
                continue
            for read in self._reads(other.key, stated.period):
                if stated.value and self._fits(stated, read):
                    yield Likely(Because.OTHER_FIGURE, read)
                    break

    def _fits(self, stated: StatedFigure, read: Read) -> bool:
        return read.exact is not None and fit(stated, read.exact) is not Verdict.DIFFERS
