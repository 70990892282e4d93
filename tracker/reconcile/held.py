"""What comes of holding a stated figure or change against the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tracker.domain.periods import Period
from tracker.domain.verdicts import Because, Verdict
from tracker.domain.vocabulary import Basis
from tracker.indicators.figures import Figure
from tracker.reconcile.stated import StatedChange, StatedFigure


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

    @property
    def printed(self) -> Fraction:
        """As reports have it, a rate with two digits behind the point."""
        return Fraction(self.figure.value or 0)


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


@dataclass(frozen=True)
class HeldChange:
    """A stated change and its verdict; ``moved`` is the ledger's own, in the unit of the stated."""

    stated: StatedChange
    verdict: Verdict
    now: Read | None = None
    then: Read | None = None
    moved: Fraction | None = None
