"""Agreements 调解协议 before they are rows: what somebody wants to write, and what it must keep.

How an agreement and the case's ending go together is a rule of the case (``domain/rules.py``).
The fields are those of the ministry's agreement form: facts, what is agreed, manner, place and
deadline of performance, copies.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import MAX_YUAN, from_fen, to_fen
from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import AgreementForm, NonPerformanceStep
from tracker.domain.rules import after_today

MOST_COPIES = 99
MOST_INSTALMENTS = 120
"""Ten years of months."""


@dataclass(frozen=True)
class TermDraft:
    """``id`` names the existing item that is changed; None adds one."""

    text: str
    in_kind: bool = False
    due_on: date | None = None
    id: int | None = None


@dataclass(frozen=True)
class InstalmentDraft:
    due_on: date
    amount: Decimal
    id: int | None = None


@dataclass(frozen=True)
class AgreementDraft:
    """The agreement's papers; what is to be paid is the sum of its instalments."""

    form: AgreementForm
    agreed_on: date
    terms: tuple[TermDraft, ...]
    instalments: tuple[InstalmentDraft, ...] = ()
    effective_on: date | None = None
    facts: str = ""
    manner: str = ""
    place: str = ""
    perform_by: date | None = None
    copies: int | None = None

    @property
    def amount(self) -> Decimal | None:
        """Yuan in all; None where nothing is to be paid."""
        if not self.instalments:
            return None
        return sum((one.amount for one in self.instalments), Decimal(0))

    @property
    def in_effect_on(self) -> date | None:
        """An oral agreement takes effect as it is reached, a written one when it is sealed."""
        oral = self.form is AgreementForm.ORAL
        return self.effective_on or (self.agreed_on if oral else None)


@dataclass(frozen=True)
class NonPerformanceDraft:
    """What was done on a day about an agreement that is not kept."""

    noted_on: date
    step: NonPerformanceStep
    note: str


def check_agreement(draft: AgreementDraft, accepted_on: date | None, today: date) -> list[Problem]:
    """Everything the papers break by themselves; rows as ``terms-0-text``."""
    return [
        *_days_fit(draft, accepted_on, today),
        *_terms_say_something(draft),
        *_amounts_are_in_range(draft),
        *_deadlines_fit(draft),
    ]


def _days_fit(draft: AgreementDraft, accepted_on: date | None, today: date) -> Iterator[Problem]:
    for name in ("agreed_on", "effective_on"):
        if (day := getattr(draft, name)) is not None and day > today:
            yield after_today(name, today)
    if accepted_on is not None and draft.agreed_on < accepted_on:
        yield Problem(
            "agreed_on",
            N_("The day of the agreement is before the acceptance date (%(date)s)."),
            {"date": accepted_on},
        )
    if draft.effective_on is None:
        return
    if draft.form is AgreementForm.ORAL and draft.effective_on != draft.agreed_on:
        yield Problem(
            "effective_on", N_("An oral agreement takes effect on the day it is reached.")
        )
    elif draft.effective_on < draft.agreed_on:
        yield _before_agreed("effective_on", draft)


def _terms_say_something(draft: AgreementDraft) -> Iterator[Problem]:
    if not draft.terms:
        yield Problem("terms-0-text", N_("An agreement has at least one item."))
    for index, term in enumerate(draft.terms):
        if not term.text.strip():
            yield Problem(f"terms-{index}-text", N_("Please write down what is agreed."))
        if term.due_on is not None and not term.in_kind:
            yield Problem(
                f"terms-{index}-due_on",
                N_(
                    "Only an item performed in kind has a day of its own;"
                    " days of payment stand in the instalment plan."
                ),
            )


def _amounts_are_in_range(draft: AgreementDraft) -> Iterator[Problem]:
    for index, one in enumerate(draft.instalments):
        if one.amount <= 0:
            yield Problem(f"instalments-{index}-amount", N_("An instalment is more than 0 yuan."))
    if (draft.amount or 0) > MAX_YUAN:
        yield Problem(
            f"instalments-{len(draft.instalments) - 1}-amount",
            N_("An amount is at most %(most)s yuan."),
            {"most": f"{MAX_YUAN:,}"},
        )
    if draft.copies is not None and not 1 <= draft.copies <= MOST_COPIES:
        yield Problem(
            "copies", N_("An agreement is made in 1 to %(most)s copies."), {"most": MOST_COPIES}
        )


def _deadlines_fit(draft: AgreementDraft) -> Iterator[Problem]:
    """Nothing falls due before the agreement or after the day by which all is performed."""
    days = [("perform_by", draft.perform_by)]
    days += [(f"terms-{index}-due_on", one.due_on) for index, one in enumerate(draft.terms)]
    days += [
        (f"instalments-{index}-due_on", one.due_on) for index, one in enumerate(draft.instalments)
    ]
    for name, day in days:
        if day is None:
            continue
        if day < draft.agreed_on:
            yield _before_agreed(name, draft)
        elif draft.perform_by is not None and day > draft.perform_by:
            yield Problem(
                name,
                N_("This day is after the deadline of performance (%(date)s)."),
                {"date": draft.perform_by},
            )


def _before_agreed(name: str, draft: AgreementDraft) -> Problem:
    return Problem(
        name,
        N_("This day is before the day of the agreement (%(date)s)."),
        {"date": draft.agreed_on},
    )


def divide_evenly(amount: Decimal, count: int, first: date) -> list[InstalmentDraft]:
    """``count`` monthly instalments from ``first`` on; the last one takes the rest to the fen.

    A month without that day ends on its last one. Raises ValueError for less than a fen each.
    """
    whole = to_fen(amount)
    each = whole // count
    if each < 1:
        raise ValueError(f"{amount} yuan make no {count} instalments")
    shares = [each] * (count - 1) + [whole - each * (count - 1)]
    return [
        InstalmentDraft(_months_after(first, place), from_fen(share))
        for place, share in enumerate(shares)
    ]


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
