"""The course of a case: accept or decline, extend or take that back, close, reopen."""

from __future__ import annotations

from tracker.domain.drafts import Closing, ExtensionDraft
from tracker.domain.problems import N_
from tracker.domain.time_limits import why_extension_stays
from tracker.domain.vocabulary import Status
from tracker.forms.agreements import ending_of
from tracker.forms.case_steps import (
    AcceptForm,
    CloseForm,
    DeclineForm,
    ExtendForm,
    ReasonForm,
)
from tracker.services import cases, time_limits
from tracker.views.case_steps.step import Rows, Step

ACCEPT = Step(
    name="accept",
    label=N_("Accept"),
    hint=N_("Accepting gives the case its number and starts its time limit."),
    done=N_("The case is accepted."),
    form=AcceptForm,
    take=lambda work: cases.accept(
        work.session, work.actor, work.case, work.form.accepted_on.data, work.version
    ),
    statuses=(Status.REGISTERED,),
    leads=True,
)
DECLINE = Step(
    name="decline",
    label=N_("Decline"),
    hint=N_("A declined case is not part of the caseload. The parties are told the reason."),
    done=N_("The case is declined."),
    form=DeclineForm,
    take=lambda work: cases.decline(
        work.session, work.actor, work.case, work.form.declined_reason.data, work.version
    ),
    statuses=(Status.REGISTERED,),
)
CLOSE = Step(
    name="close",
    label=N_("Close the case"),
    hint=N_("A case is closed with one outcome, on a day not before its acceptance."),
    done=N_("The case is closed."),
    form=CloseForm,
    take=lambda work: cases.close(
        work.session,
        work.actor,
        work.case,
        Closing(work.form.closed_on.data, work.form.outcome.data, work.form.amount_agreed.data),
        work.version,
    ),
    statuses=(Status.OPEN,),
    leads=True,
    begins=lambda case, _row: ending_of(case),
)
EXTEND = Step(
    name="extend",
    label=N_("Extend the time limit"),
    hint=N_(
        "Mediation goes on after the due date only with the parties' consent: please record it."
    ),
    done=N_("The time limit is extended."),
    form=ExtendForm,
    take=lambda work: time_limits.extend(
        work.session,
        work.actor,
        work.case,
        ExtensionDraft(
            work.form.agreed_on.data,
            work.form.until.data,
            work.form.consent.data,
            work.form.reason.data,
        ),
        work.version,
    ),
    statuses=(Status.OPEN,),
    begins=lambda case, _row: {"until": case.extensions[-1].until if case.extensions else None},
)
REMOVE_EXTENSION = Step(
    name="remove_extension",
    label=N_("Remove the extension"),
    hint=N_(
        "For an extension recorded in error: the case is due as it was before. The history keeps it"
        " with the reason."
    ),
    done=N_("The extension is removed."),
    form=ReasonForm,
    take=lambda work: time_limits.remove_extension(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=(Status.OPEN,),
    when=lambda case, row: row is None or why_extension_stays(row, case.extensions) is None,
    rows=Rows("extensions", lambda case: case.extensions),
)
REOPEN = Step(
    name="reopen",
    label=N_("Reopen"),
    hint=N_(
        "The case goes on with its number. Outcome, agreed amount and follow-up are taken back;"
        " the history keeps them."
    ),
    done=N_("The case is open again."),
    form=ReasonForm,
    take=lambda work: cases.reopen(
        work.session, work.actor, work.case, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED, Status.DECLINED),
)
STEPS = (ACCEPT, DECLINE, CLOSE, EXTEND, REMOVE_EXTENSION, REOPEN)
