"""What was promised against what was done: computed from the records, stored nowhere.

Payments fill the instalments in the order of their days. An agreement is performed in full when it
promised something (an amount, or at least one item in kind), the payments reach the amount, and
every item in kind is ticked off; ``performance_rate`` counts by the same definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from tracker.domain.rules import PaymentFacts
from tracker.domain.vocabulary import Word

SOON_DAYS = 7
"""From this many days before its day on, a promise is shown as due soon."""

NOTHING_PAID = Decimal("0.00")


class Standing(Word):
    """Where a promise stands; of what is left of it when a part was paid."""

    DONE = "done", "已履行", "Performed", "resolved"
    OVERDUE = "overdue", "逾期未履行", "Overdue", "overdue"
    DUE_SOON = "due_soon", "即将到期", "Due soon", "due"
    PARTLY = "partly", "部分履行", "Partly performed", "active"
    OPEN = "open", "未到期", "Not yet due", "muted"
    UNDATED = "undated", "未约定期限", "No day agreed", "muted"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


class InstalmentFacts(Protocol):
    @property
    def due_on(self) -> date: ...
    @property
    def amount(self) -> Decimal: ...


class TermFacts(Protocol):
    @property
    def in_kind(self) -> bool: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def performed_on(self) -> date | None: ...


class Promises(Protocol):
    """The agreement that stands, by its papers."""

    @property
    def amount(self) -> Decimal | None: ...
    @property
    def perform_by(self) -> date | None: ...
    @property
    def instalments(self) -> Sequence[InstalmentFacts]: ...
    @property
    def terms(self) -> Sequence[TermFacts]: ...


class PerformingCase(Protocol):
    """A case; one that was imported has an agreed amount without the agreement's papers."""

    @property
    def amount_agreed(self) -> Decimal | None: ...
    @property
    def payments(self) -> Sequence[PaymentFacts]: ...
    @property
    def agreement(self) -> Promises | None: ...


class NoteFacts(Protocol):
    """What was done on a day about an agreement that is not kept."""

    @property
    def noted_on(self) -> date: ...


@dataclass(frozen=True)
class InstalmentLine:
    """An instalment with what was paid towards it (yuan); ``due_on`` None: no plan says a day.

    ``settled_on`` is the day of the payment that made it full.
    """

    due_on: date | None
    amount: Decimal
    paid: Decimal
    settled_on: date | None
    standing: Standing

    @property
    def open(self) -> Decimal:
        return self.amount - self.paid


@dataclass(frozen=True)
class TermLine:
    """An item in kind; ``due_on`` is its own day, else the deadline of the whole agreement."""

    term: TermFacts
    due_on: date | None
    standing: Standing


@dataclass(frozen=True)
class Performance:
    """How far an agreement is performed on a day; ``amount`` is None where none is stated."""

    amount: Decimal | None
    paid: Decimal
    instalments: Sequence[InstalmentLine]
    in_kind: Sequence[TermLine]

    @property
    def open(self) -> Decimal:
        """What is still to be paid (yuan)."""
        return max((self.amount or NOTHING_PAID) - self.paid, NOTHING_PAID)

    @property
    def overpaid(self) -> Decimal:
        """What was paid beyond the amount; nothing where the ledger states no amount."""
        if self.amount is None:
            return NOTHING_PAID
        return max(self.paid - self.amount, NOTHING_PAID)

    @property
    def in_full(self) -> bool:
        promised = bool(self.amount) or bool(self.in_kind)
        ticked = all(one.standing is Standing.DONE for one in self.in_kind)
        return promised and ticked and not self.open

    def line_of(self, term: TermFacts) -> TermLine | None:
        """Where this item in kind stands; None for one that is not performed in kind."""
        return next((one for one in self.in_kind if one.term is term), None)

    @property
    def is_behind(self) -> bool:
        """Whether something that was due is not performed; money without a day is due at once."""
        standing = {one.standing for one in self.instalments}
        standing |= {one.standing for one in self.in_kind}
        undated = any(one.due_on is None and one.open for one in self.instalments)
        return undated or Standing.OVERDUE in standing


def performance_of(case: PerformingCase, on: date) -> Performance:
    """What was promised and done, as it stood at the end of that day."""
    agreement = case.agreement
    payments = sorted(
        (one for one in case.payments if one.paid_on <= on), key=lambda one: one.paid_on
    )
    plan: list[tuple[date | None, Decimal]] = []
    in_kind: list[TermLine] = []
    amount = case.amount_agreed
    if agreement is not None:
        amount = agreement.amount if agreement.amount is not None else amount
        plan = [(one.due_on, one.amount) for one in agreement.instalments]
        in_kind = [_term_line(one, agreement, on) for one in agreement.terms if one.in_kind]
    elif amount:
        plan = [(None, amount)]
    return Performance(
        amount=amount,
        paid=sum((one.amount for one in payments), NOTHING_PAID),
        instalments=_filled(plan, payments, on),
        in_kind=in_kind,
    )


def was_urged(notes: Iterable[NoteFacts], closed_on: date | None) -> bool:
    """Whether anything was done about the present ending; notes of an earlier one are history."""
    return closed_on is not None and any(one.noted_on >= closed_on for one in notes)


def _filled(
    plan: Sequence[tuple[date | None, Decimal]], payments: Sequence[PaymentFacts], on: date
) -> list[InstalmentLine]:
    """The instalments in the order of their days, filled by the payments in that of theirs."""
    lines, before = [], NOTHING_PAID
    for due_on, amount in sorted(plan, key=lambda one: one[0] or date.min):
        paid, settled_on, received = NOTHING_PAID, None, NOTHING_PAID
        for payment in payments:
            received += payment.amount
            paid = min(max(received - before, NOTHING_PAID), amount)
            if paid == amount:
                settled_on = payment.paid_on
                break
        before += amount
        standing = _standing(due_on, on, settled_on is not None, begun=paid > 0)
        lines.append(InstalmentLine(due_on, amount, paid, settled_on, standing))
    return lines


def _term_line(term: TermFacts, agreement: Promises, on: date) -> TermLine:
    due_on = term.due_on or agreement.perform_by
    done = term.performed_on is not None and term.performed_on <= on
    return TermLine(term, due_on, _standing(due_on, on, done))


def _standing(due_on: date | None, on: date, done: bool, begun: bool = False) -> Standing:
    if done:
        return Standing.DONE
    if due_on is not None and due_on < on:
        return Standing.OVERDUE
    if due_on is not None and due_on <= on + timedelta(days=SOON_DAYS):
        return Standing.DUE_SOON
    if begun:
        return Standing.PARTLY
    return Standing.UNDATED if due_on is None else Standing.OPEN
