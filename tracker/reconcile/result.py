"""What comes of holding a text against the ledger, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.periods import MIN_YEAR, Period
from tracker.domain.phrases import Chosen, Wording
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.queries.scope import Scope
from tracker.reconcile.agreement import Agreement, Reading, agreements, readings
from tracker.reconcile.comparing import (
    Held,
    HeldChange,
    Likely,
    Read,
    hold,
    hold_changes,
)
from tracker.reconcile.reading import StatedFigure, plain, read
from tracker.reconcile.register_holding import changes_in_registers, hold_in_registers
from tracker.reconcile.remembering import Meanings, is_sure, told_by, wordings
from tracker.reconcile.units import Bound

MOST_FIGURES = 800
"""Of a text; no report states more, and no page of more is read."""
NOTHING_CHOSEN: Meanings = MappingProxyType({})


@dataclass(frozen=True)
class Result:
    """``held`` in the order of the text, for each of them its wording and who has chosen its
    meaning; ``alone``: no ledger was asked; ``left_out``: how many figures the text states beyond
    ``MOST_FIGURES``.
    """

    text: str
    year: int
    held: Sequence[Held]
    wordings: Sequence[Wording]
    chosen: Sequence[Chosen | None]
    agreements: Sequence[Agreement]
    readings: Sequence[Reading]
    changes: Sequence[HeldChange] = ()
    alone: bool = False
    left_out: int = 0

    @classmethod
    def of_nothing(cls) -> Result:
        """What comes of a text without figures."""
        return read_alone("", MIN_YEAR)

    @property
    def sound(self) -> bool:
        """Whether nothing differs from the ledger, and the text agrees with itself."""
        verdicts = {one.verdict for one in self.held} | {one.verdict for one in self.changes}
        differs = Verdict.DIFFERS in verdicts
        return not differs and all(one.holds for one in self.agreements)


def reconcile(
    session: Session,
    scope: Scope,
    text: str,
    year: int,
    basis: Basis,
    meanings: Meanings = NOTHING_CHOSEN,
) -> Result:
    """The text's figures against the cases of the scope, and its registers."""
    found = _Read(text, year, meanings)
    changes = hold_changes(session, scope, found.changes, basis)
    changes = changes_in_registers(session, scope, changes)
    held = hold_in_registers(session, scope, hold(session, scope, found.stated, basis, year))
    return found.result(held, changes)


def read_alone(text: str, year: int, meanings: Meanings = NOTHING_CHOSEN) -> Result:
    """Of another place's report: what it states, and whether it agrees with itself."""
    found = _Read(text, year, meanings)
    held = [Held(one, _without_ledger(one)) for one in found.stated]
    changes = [HeldChange(one, Verdict.UNSURE) for one in found.changes]
    return found.result(held, changes, alone=True)


def _without_ledger(stated: StatedFigure) -> Verdict:
    return Verdict.NOT_COMPUTABLE if is_sure(stated) else Verdict.UNSURE


def _first(figures: Sequence[StatedFigure]) -> Sequence[StatedFigure]:
    """As many as are told of, of whole sentences: half of one would seem to contradict itself."""
    if len(figures) <= MOST_FIGURES:
        return figures
    cut = figures[MOST_FIGURES]
    whole = [one for one in figures[:MOST_FIGURES] if one.passage != cut.passage]
    return whole or figures[:MOST_FIGURES]


class _Read:
    """A text's figures, with what people have chosen for its words."""

    def __init__(self, text: str, year: int, meanings: Meanings) -> None:
        self.text, self.year = text, year
        told = read(text, year)
        found = _first(told.figures)
        self.left_out = len(told.figures) - len(found)
        self.changes = told.changes[:MOST_FIGURES]
        self.wordings = wordings(text, found, year)
        meant = list(told_by(found, self.wordings, meanings, year))
        self.stated = [one for one, _chosen in meant]
        self.chosen = [chosen for _one, chosen in meant]

    def result(
        self, held: Sequence[Held], changes: Sequence[HeldChange], *, alone: bool = False
    ) -> Result:
        """What was said to be none of our figures is in no ledger."""
        judged = [
            replace(one, verdict=Verdict.NOT_COMPUTABLE) if chosen and not chosen.figure else one
            for one, chosen in zip(held, self.chosen, strict=True)
        ]
        return Result(
            self.text,
            self.year,
            judged,
            self.wordings,
            self.chosen,
            list(agreements(self.stated, self.changes)),
            list(readings(self.stated)),
            changes,
            alone,
            self.left_out,
        )


def result_json(result: Result) -> dict[str, Any]:
    """Plain values only, as the contract of ``tracker reconcile --json`` says."""
    return {
        "year": result.year,
        "left_out": result.left_out,
        "stated": [
            _held(one, chosen, result.readings)
            for one, chosen in zip(result.held, result.chosen, strict=True)
        ],
        "changes": [_change(one) for one in result.changes],
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


def _held(held: Held, chosen: Chosen | None, found: Sequence[Reading]) -> dict[str, Any]:
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
        "chosen": {"by": chosen.by, "at": chosen.at.isoformat()} if chosen else None,
        "verdict": held.verdict.value,
        "ledger": _read(held.read),
        "reasons": [_likely(reason) for reason in held.likely],
        "readings": [
            {"numerator": reading.numerator, "denominator": reading.denominator}
            for reading in found
            if reading.rate is one
        ],
    }


def _change(held: HeldChange) -> dict[str, Any]:
    one = held.stated
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "sentence": one.sentence,
        "value": plain(one.value),
        "unit": one.unit,
        "bound": one.bound.value,
        "period": period_text(one.period),
        "indicator": one.indicator,
        "confidence": round(one.confidence, 2),
        "verdict": held.verdict.value,
        "ledger": {"now": _read(held.now), "before": _read(held.then)} if held.now else None,
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
