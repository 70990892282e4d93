"""Performance of the agreement: payments, items in kind, and what is done when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker import clock
from tracker.domain.drafts import PaymentDraft
from tracker.domain.performance import performance_of, was_urged
from tracker.domain.problems import N_
from tracker.domain.record_words import NonPerformanceStep
from tracker.domain.vocabulary import Status
from tracker.forms.agreements import NonPerformanceForm, TickForm
from tracker.forms.case_steps import PaymentForm, ReasonForm
from tracker.models import Case, Term
from tracker.services import performance
from tracker.views.case_steps.step import Rows, Step, of_agreement

SECTION = "performance"


def _in_kind(case: Case) -> Sequence[Term]:
    """What is ticked off: the items in kind of the agreement that stands."""
    agreement = case.agreement
    return [] if agreement is None else [one for one in agreement.terms if one.in_kind]


def _is_behind(case: Case, _row: Any = None) -> bool:
    return of_agreement(case) and performance_of(case, clock.today()).is_behind


def _next_step(case: Case) -> NonPerformanceStep:
    """Urged first; who was urged before is then guided to court."""
    urged = was_urged(case.non_performances, case.closed_on)
    return NonPerformanceStep.GUIDED if urged else NonPerformanceStep.URGED


PAY = Step(
    name="pay",
    label=N_("Record a payment"),
    hint=N_("Each payment made under the agreement, on the day it was made."),
    done=N_("The payment is recorded."),
    form=PaymentForm,
    take=lambda work: performance.record_payment(
        work.session,
        work.actor,
        work.case,
        PaymentDraft(work.form.paid_on.data, work.form.amount.data),
        work.version,
    ),
    statuses=(Status.CLOSED,),
    leads=True,
    when=of_agreement,
)
REMOVE_PAYMENT = Step(
    name="remove_payment",
    label=N_("Remove a payment"),
    hint=N_("For a payment recorded in error; the history keeps it with the reason."),
    done=N_("The payment is removed."),
    form=ReasonForm,
    take=lambda work: performance.remove_payment(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED,),
    rows=Rows("payments", lambda case: case.payments),
)
TERMS = Rows("terms", _in_kind)
TICK = Step(
    name="tick_term",
    label=N_("Tick off as performed"),
    hint=N_("An item performed in kind, such as an apology or a repair, on the day it was done."),
    done=N_("The item is ticked off."),
    form=TickForm,
    take=lambda work: performance.tick_off(
        work.session,
        work.actor,
        work.case,
        work.row,
        work.form.performed_on.data,
        work.version,
    ),
    statuses=(Status.CLOSED,),
    when=lambda _case, row: row is None or row.performed_on is None,
    rows=TERMS,
    adds=True,
)
UNTICK = Step(
    name="untick_term",
    label=N_("Take back the tick"),
    hint=N_("For an item ticked off in error; the history keeps it with the reason."),
    done=N_("The item is open again."),
    form=ReasonForm,
    take=lambda work: performance.untick(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED,),
    when=lambda _case, row: row is None or row.performed_on is not None,
    rows=TERMS,
)
NOTE = Step(
    name="note_non_performance",
    label=N_("Note non-performance"),
    hint=N_(
        "Something that was due is not performed: urge the debtor first, then tell the other party"
        " that it may sue (People's Mediation Law, articles 31 and 32)."
    ),
    done=N_("The note is in the file."),
    form=NonPerformanceForm,
    take=lambda work: performance.note_non_performance(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=(Status.CLOSED,),
    when=_is_behind,
    section=SECTION,
    begins=lambda case, _row: {"step": _next_step(case)},
    adds=True,
)
REMOVE_NOTE = Step(
    name="remove_non_performance",
    label=N_("Remove a note of non-performance"),
    hint=N_("For a note made in error; the history keeps it with the reason."),
    done=N_("The note is removed."),
    form=ReasonForm,
    take=lambda work: performance.remove_non_performance(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED,),
    rows=Rows("non-performances", lambda case: case.non_performances),
)
STEPS = (PAY, REMOVE_PAYMENT, TICK, UNTICK, NOTE, REMOVE_NOTE)
