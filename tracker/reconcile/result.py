"""What comes of holding a text against the ledger, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.queries.scope import Scope
from tracker.reconcile.agreement import Agreement, Reading, agreements, readings
from tracker.reconcile.comparing import SURE_ENOUGH, Held, Likely, Read, hold
from tracker.reconcile.quantities import Bound
from tracker.reconcile.reading import StatedFigure, plain, stated_figures


@dataclass(frozen=True)
class Result:
    """``held`` in the order of the text; ``alone``: no ledger was asked."""

    text: str
    year: int
    held: Sequence[Held]
    agreements: Sequence[Agreement]
    readings: Sequence[Reading]
    alone: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing differs from the ledger, and the text agrees with itself."""
        differs = any(one.verdict is Verdict.DIFFERS for one in self.held)
        return not differs and all(one.holds for one in self.agreements)


def reconcile(session: Session, scope: Scope, text: str, year: int, basis: Basis) -> Result:
    """The text's figures against the cases of the scope."""
    stated = stated_figures(text, year)
    return _result(text, year, hold(session, scope, stated, basis))


def read_alone(text: str, year: int) -> Result:
    """Of another place's report: what it states, and whether it agrees with itself."""
    held = [Held(one, _without_ledger(one)) for one in stated_figures(text, year)]
    return _result(text, year, held, alone=True)


def _without_ledger(stated: StatedFigure) -> Verdict:
    known = stated.indicator is not None and stated.confidence >= SURE_ENOUGH
    return Verdict.NOT_COMPUTABLE if known else Verdict.UNSURE


def _result(text: str, year: int, held: Sequence[Held], *, alone: bool = False) -> Result:
    stated = [one.stated for one in held]
    return Result(text, year, held, list(agreements(stated)), list(readings(stated)), alone)


def result_json(result: Result) -> dict[str, Any]:
    """Plain values only, as the contract of ``tracker reconcile --json`` says."""
    return {
        "year": result.year,
        "stated": [_held(one, result.readings) for one in result.held],
        "internal": [
            {
                "check": one.check.value,
                "holds": one.holds,
                "numbers": list(one.numbers),
                "figures": [{"start": s.start, "end": s.end, "text": s.text} for s in one.stated],
            }
            for one in result.agreements
        ],
    }


def _held(held: Held, found: Sequence[Reading]) -> dict[str, Any]:
    one = held.stated
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "sentence": one.sentence,
        "kind": one.kind.value,
        "value": value_text(one),
        "unit": one.unit,
        "bound": one.bound.value,
        "period": period_text(one.period),
        "indicator": one.indicator,
        "part": one.part,
        "confidence": round(one.confidence, 2),
        "verdict": held.verdict.value,
        "ledger": _read(held.read),
        "reasons": [_likely(reason) for reason in held.likely],
        "readings": [
            {"numerator": reading.numerator, "denominator": reading.denominator}
            for reading in found
            if reading.rate is one
        ],
    }


def value_text(one: StatedFigure) -> str:
    """``98..99`` for a range."""
    if one.bound is Bound.RANGE and one.high is not None:
        return f"{plain(one.value)}..{plain(one.high)}"
    return plain(one.value)


def period_text(period: Period) -> str:
    """``2024`` for a year, ``2024-01-01..2024-11-30`` for other days."""
    if period == Period.year(period.start.year):
        return str(period.start.year)
    return f"{period.start}..{period.end}"


def _read(read: Read | None) -> dict[str, Any] | None:
    if read is None:
        return None
    figure = read.figure
    told: dict[str, Any] = {
        "indicator": figure.key,
        "period": period_text(read.period),
        "value": figure.plain,
    }
    if figure.denominator is not None:
        told |= {"numerator": figure.numerator, "denominator": figure.denominator}
    if read.basis is not None:
        told["basis"] = read.basis.value
    return told


def _likely(reason: Likely) -> dict[str, Any]:
    return {"because": reason.because.value, "instead": _read(reason.instead)}
