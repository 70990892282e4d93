"""The rules a case must keep, each a named check that yields Problems.

The browser, the importer and the services all ask ``check_case``; the database states the same
rules once more as named constraints (``models/cases.py``), so that nothing slips past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.domain.money import MAX_YUAN
from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import AgreementForm
from tracker.domain.vocabulary import Outcome, Satisfaction, Status

AGREED_AS = {
    AgreementForm.WRITTEN: Outcome.WRITTEN_AGREEMENT,
    AgreementForm.ORAL: Outcome.ORAL_AGREEMENT,
}
"""The outcome with which an agreement of that form closes the case."""

OTHER_FORM = {
    AgreementForm.WRITTEN: N_("The agreement in the file is a written one."),
    AgreementForm.ORAL: N_("The agreement in the file is an oral one."),
}


class PaymentFacts(Protocol):
    @property
    def paid_on(self) -> date: ...
    @property
    def amount(self) -> Decimal: ...


class AgreementFacts(Protocol):
    """The agreement's papers, as far as the case's ending must agree with them."""

    @property
    def form(self) -> AgreementForm: ...
    @property
    def agreed_on(self) -> date: ...
    @property
    def amount(self) -> Decimal | None: ...


class CaseFacts(Protocol):
    """What the rules look at; a Case and an imported record both are such facts."""

    @property
    def registered_on(self) -> date: ...
    @property
    def accepted_on(self) -> date | None: ...
    @property
    def declined_reason(self) -> str | None: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def outcome(self) -> Outcome | None: ...
    @property
    def amount_claimed(self) -> Decimal | None: ...
    @property
    def amount_agreed(self) -> Decimal | None: ...
    @property
    def judicial_confirmed_on(self) -> date | None: ...
    @property
    def visited_on(self) -> date | None: ...
    @property
    def satisfaction(self) -> Satisfaction | None: ...
    @property
    def payments(self) -> Sequence[PaymentFacts]: ...
    @property
    def agreement(self) -> AgreementFacts | None: ...


class StatusFacts(Protocol):
    """What the status follows from."""

    @property
    def merged_into_id(self) -> int | None: ...
    @property
    def declined_reason(self) -> str | None: ...
    @property
    def accepted_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...


def status_of(case: StatusFacts) -> Status:
    """A merged duplicate is nothing but that, however far it had come by itself."""
    if case.merged_into_id is not None:
        return Status.MERGED
    if case.declined_reason:
        return Status.DECLINED
    if case.accepted_on is None:
        return Status.REGISTERED
    return Status.OPEN if case.closed_on is None else Status.CLOSED


def check_case(case: CaseFacts, today: date) -> list[Problem]:
    """Every rule that the case breaks, in the order of its life; empty when it keeps them all."""
    return [problem for rule in RULES for problem in rule(case, today)]


def dates_are_not_in_the_future(case: CaseFacts, today: date) -> Iterator[Problem]:
    for name in (
        "registered_on",
        "accepted_on",
        "closed_on",
        "judicial_confirmed_on",
        "visited_on",
    ):
        day = getattr(case, name)
        if day is not None and day > today:
            yield after_today(name, today)
    if any(payment.paid_on > today for payment in case.payments):
        yield after_today("paid_on", today)


def after_today(name: str, today: date) -> Problem:
    return Problem(name, N_("This date is after today (%(today)s)."), {"today": today})


def accepted_not_before_registered(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if case.accepted_on and case.accepted_on < case.registered_on:
        yield Problem(
            "accepted_on",
            N_("The acceptance date is before the registration date (%(date)s)."),
            {"date": case.registered_on},
        )


def declined_is_the_end(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if not case.declined_reason:
        return
    if case.accepted_on:
        yield Problem("accepted_on", N_("A declined case has no acceptance date."))
    if case.outcome or case.closed_on:
        yield Problem("outcome", N_("A declined case has no outcome and no closing date."))


def closing_needs_acceptance(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if case.closed_on is None or case.declined_reason:
        return
    if case.accepted_on is None:
        yield Problem("closed_on", N_("A case is accepted before it is closed."))
    elif case.closed_on < case.accepted_on:
        yield Problem(
            "closed_on",
            N_("The closing date is before the acceptance date (%(date)s)."),
            {"date": case.accepted_on},
        )


def outcome_and_closing_date_go_together(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if case.closed_on and case.outcome is None:
        yield Problem("outcome", N_("A closed case needs an outcome."))
    if case.outcome and case.closed_on is None:
        yield Problem("closed_on", N_("An outcome needs its closing date."))


def agreed_amount_needs_agreement(case: CaseFacts, _today: date) -> Iterator[Problem]:
    agreement = case.outcome is not None and case.outcome.is_agreement
    if case.amount_agreed is not None and not agreement:
        yield Problem("amount_agreed", N_("An agreed amount needs an agreement as the outcome."))
    if case.payments and not agreement:
        yield Problem("payments", N_("A payment needs an agreement as the outcome."))
    if case.judicial_confirmed_on and not agreement:
        yield Problem(
            "judicial_confirmed_on",
            N_("A judicial confirmation needs an agreement as the outcome."),
        )


def ending_follows_the_agreement(case: CaseFacts, _today: date) -> Iterator[Problem]:
    """A case whose agreement has its papers ends as they say.

    Papers of either form go with an imported agreement whose form the old ledger did not state.
    """
    agreement = case.agreement
    if agreement is None or case.outcome is None:
        return
    if not case.outcome.is_agreement:
        yield Problem(
            "outcome", N_("An agreement stands in the file: withdraw it before closing otherwise.")
        )
    elif case.outcome not in (AGREED_AS[agreement.form], Outcome.AGREEMENT_FORM_UNSTATED):
        yield Problem("outcome", OTHER_FORM[agreement.form])
    elif (case.amount_agreed or 0) != (agreement.amount or 0):
        yield Problem(
            "amount_agreed",
            N_("The instalments of the agreement add up to %(amount)s yuan, not to this amount."),
            {"amount": f"{agreement.amount or 0:,.2f}"},
        )
    if case.closed_on and case.closed_on < agreement.agreed_on:
        yield Problem(
            "closed_on",
            N_("The closing date is before the day of the agreement (%(date)s)."),
            {"date": agreement.agreed_on},
        )


def amounts_are_in_range(case: CaseFacts, _today: date) -> Iterator[Problem]:
    amounts = [("amount_claimed", case.amount_claimed), ("amount_agreed", case.amount_agreed)]
    amounts += [("payments", payment.amount) for payment in case.payments]
    for name, amount in amounts:
        if amount is None:
            continue
        if amount < 0:
            yield Problem(name, N_("An amount is never negative."))
        elif amount > MAX_YUAN:
            yield Problem(
                name, N_("An amount is at most %(most)s yuan."), {"most": f"{MAX_YUAN:,}"}
            )


def payments_are_of_something(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if any(payment.amount == 0 for payment in case.payments):
        yield Problem("payments", N_("A payment is more than 0 yuan."))


def follow_up_comes_after_closing(case: CaseFacts, _today: date) -> Iterator[Problem]:
    if case.visited_on and case.closed_on is None:
        yield Problem("visited_on", N_("A return visit comes after the case is closed."))
    for name in ("judicial_confirmed_on", "visited_on"):
        day = getattr(case, name)
        if day and case.closed_on and day < case.closed_on:
            yield Problem(
                name,
                N_("This date is before the closing date (%(date)s)."),
                {"date": case.closed_on},
            )
    if case.satisfaction and case.visited_on is None:
        yield Problem("satisfaction", N_("Satisfaction needs the date of the return visit."))


RULES: tuple[Callable[[CaseFacts, date], Iterator[Problem]], ...] = (
    dates_are_not_in_the_future,
    accepted_not_before_registered,
    declined_is_the_end,
    closing_needs_acceptance,
    outcome_and_closing_date_go_together,
    agreed_amount_needs_agreement,
    ending_follows_the_agreement,
    amounts_are_in_range,
    payments_are_of_something,
    follow_up_comes_after_closing,
)
