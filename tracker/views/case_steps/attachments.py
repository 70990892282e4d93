"""What can be done to an attachment of a case; files are attached on a page of their own."""

from __future__ import annotations

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import ReasonForm
from tracker.services import attachments
from tracker.views.case_steps.step import Rows, Step

DETACH = Step(
    name="detach",
    label=N_("Remove an attachment"),
    hint=N_("For a file attached in error; it is kept with the reason, but not shown any more."),
    done=N_("The attachment is removed."),
    form=ReasonForm,
    take=lambda work: attachments.remove(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.REGISTERED, Status.DECLINED, Status.OPEN, Status.CLOSED),
    rows=Rows("attachments", attachments.standing),
)
STEPS = (DETACH,)
