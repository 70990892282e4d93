"""Performance of the agreement: payments, and taking back one recorded in error."""

from __future__ import annotations

from tracker.domain.drafts import PaymentDraft
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import PaymentForm, ReasonForm
from tracker.services import cases
from tracker.views.case_steps.step import Rows, Step, of_agreement

PAY = Step(
    name="pay",
    label=N_("Record a payment"),
    hint=N_("Each payment made under the agreement, on the day it was made."),
    done=N_("The payment is recorded."),
    form=PaymentForm,
    take=lambda work: cases.record_payment(
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
    take=lambda work: cases.remove_payment(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED,),
    rows=Rows("payments", lambda case: case.payments),
)
STEPS = (PAY, REMOVE_PAYMENT)
