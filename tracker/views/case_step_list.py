"""The steps in a case's life as the pages offer them: when, with which form, by which service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.drafts import Closing, FollowUp, PaymentDraft
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import (
    AcceptForm,
    CloseForm,
    DeclineForm,
    ExtendForm,
    FollowUpForm,
    PaymentForm,
    ReasonForm,
    StepForm,
)
from tracker.models import Case
from tracker.permissions import Actor, may_write
from tracker.services import cases


@dataclass(frozen=True)
class Step:
    """``endpoint`` names its page; ``hint`` quotes the rule; ``leads`` makes it the next step.

    ``start`` names the case's attributes that the form begins with.
    """

    endpoint: str
    label: str
    hint: str
    done: str
    form: type[StepForm]
    take: Callable[[Session, Actor, Case, Any], object]
    statuses: tuple[Status, ...]
    leads: bool = False
    of_agreements: bool = False
    start: tuple[str, ...] = ()

    def is_possible(self, case: Case) -> bool:
        if self.of_agreements and not (case.outcome and case.outcome.is_agreement):
            return False
        return case.status in self.statuses


ACCEPT = Step(
    "accept",
    N_("Accept"),
    N_("Accepting gives the case its number and starts the time limit of 30 days."),
    N_("The case is accepted."),
    AcceptForm,
    lambda session, actor, case, form: cases.accept(
        session, actor, case, form.accepted_on.data, form.opened_version
    ),
    (Status.REGISTERED,),
    leads=True,
)
DECLINE = Step(
    "decline",
    N_("Decline"),
    N_("A declined case is not part of the caseload. The parties are told the reason."),
    N_("The case is declined."),
    DeclineForm,
    lambda session, actor, case, form: cases.decline(
        session, actor, case, form.declined_reason.data, form.opened_version
    ),
    (Status.REGISTERED,),
)
CLOSE = Step(
    "close",
    N_("Close the case"),
    N_("A case is closed with one outcome, on a day not before its acceptance."),
    N_("The case is closed."),
    CloseForm,
    lambda session, actor, case, form: cases.close(
        session,
        actor,
        case,
        Closing(form.closed_on.data, form.outcome.data, form.amount_agreed.data),
        form.opened_version,
    ),
    (Status.OPEN,),
    leads=True,
)
EXTEND = Step(
    "extend",
    N_("Extend the time limit"),
    N_("Mediation takes longer than 30 days only with the parties' consent: please record it."),
    N_("The time limit is extended."),
    ExtendForm,
    lambda session, actor, case, form: cases.extend(
        session, actor, case, form.extended_to.data, form.reason.data, form.opened_version
    ),
    (Status.OPEN,),
    start=("extended_to",),
)
PAY = Step(
    "pay",
    N_("Record a payment"),
    N_("Each payment made under the agreement, on the day it was made."),
    N_("The payment is recorded."),
    PaymentForm,
    lambda session, actor, case, form: cases.record_payment(
        session,
        actor,
        case,
        PaymentDraft(form.paid_on.data, form.amount.data),
        form.opened_version,
    ),
    (Status.CLOSED,),
    leads=True,
    of_agreements=True,
)
FOLLOW_UP = Step(
    "follow_up",
    N_("Follow up"),
    N_("Judicial confirmation and the return visit; both come after the case is closed."),
    N_("The follow-up is recorded."),
    FollowUpForm,
    lambda session, actor, case, form: cases.follow_up(
        session,
        actor,
        case,
        FollowUp(form.judicial_confirmed_on.data, form.visited_on.data, form.satisfaction.data),
        form.opened_version,
    ),
    (Status.CLOSED,),
    start=("judicial_confirmed_on", "visited_on", "satisfaction"),
)
REOPEN = Step(
    "reopen",
    N_("Reopen"),
    N_(
        "The case goes on with its number. Outcome, agreed amount and follow-up are taken back;"
        " the history keeps them."
    ),
    N_("The case is open again."),
    ReasonForm,
    lambda session, actor, case, form: cases.reopen(
        session, actor, case, form.reason.data, form.opened_version
    ),
    (Status.CLOSED, Status.DECLINED),
)
STEPS = (ACCEPT, DECLINE, CLOSE, EXTEND, PAY, FOLLOW_UP, REOPEN)


def possible_steps(case: Case, actor: Actor) -> list[Step]:
    """What this person can do with the case now, the next step first."""
    if not may_write(actor, case.center_id, case.organisation_id):
        return []
    return [step for step in STEPS if step.is_possible(case)]
