"""The list of a month of the subsidy per case: its lines, what they come to, where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import to_fen
from tracker.domain.months import Month
from tracker.domain.subsidies import Because, LineKind, ListState

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Line:
    """``amount`` in yuan, negative for what is taken back; ``because`` of a correction only."""

    case_id: int
    number: str | None
    mediator_id: int
    mediator: str
    rule_id: int | None
    kind: LineKind
    amount: Decimal
    because: Because | None = None


@dataclass(frozen=True)
class Share:
    """What a mediator is paid in a month, in ``lines`` lines (yuan); corrections apart."""

    mediator_id: int
    mediator: str
    lines: int
    payments: Decimal
    corrections: Decimal

    @property
    def amount(self) -> Decimal:
        return self.payments + self.corrections


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By mediator, then by case."""
    return sorted(
        lines, key=lambda one: (one.mediator, one.mediator_id, one.number or "", one.case_id)
    )


def shares_of(lines: Iterable[Line]) -> list[Share]:
    """What the lines pay to whom, by name."""
    by_person: dict[int, list[Line]] = {}
    for line in lines:
        by_person.setdefault(line.mediator_id, []).append(line)
    return by_name(
        Share(
            mediator_id,
            own[0].mediator,
            len(own),
            total_of(one for one in own if one.kind is LineKind.PAYMENT),
            total_of(one for one in own if one.kind is LineKind.CORRECTION),
        )
        for mediator_id, own in by_person.items()
    )


def by_name(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda one: (one.mediator, one.mediator_id))


def total_of(lines: Iterable[Line] | Iterable[Share]) -> Decimal:
    """Yuan in all."""
    return sum((one.amount for one in lines), NOTHING)


def seal_of(lines: Sequence[Line]) -> str:
    """A short text that is another one for other lines: what was looked at is what is approved."""
    told = sorted(
        f"{one.case_id} {one.mediator_id} {one.rule_id} {one.kind} {to_fen(one.amount)}"
        for one in lines
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def state_of(month: Month, approved: bool, is_empty: bool, today: date) -> ListState:
    if approved:
        return ListState.APPROVED
    if month.end >= today:
        return ListState.RUNNING
    return ListState.EMPTY if is_empty else ListState.DRAFT
