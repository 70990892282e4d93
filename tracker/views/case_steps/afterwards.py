"""After the closing: judicial confirmation and return visits.

An imported ledger states both with a date alone; *completing* gives such a date its record, so that
it can be corrected.
"""

from __future__ import annotations

from typing import Any

from tracker.domain import afterwards
from tracker.domain.problems import N_
from tracker.domain.record_words import ConfirmationResult
from tracker.domain.vocabulary import Status
from tracker.forms.afterwards import (
    AmendedConfirmationForm,
    AmendedVisitForm,
    ApplicationForm,
    DecisionForm,
    VisitForm,
)
from tracker.forms.case_steps import ReasonForm
from tracker.models import Case
from tracker.services import confirmations, visits
from tracker.views.case_steps.step import Rows, Step

CONFIRMATION, VISITS = "confirmation", "visits"
CLOSED = (Status.CLOSED,)


def _can_apply(case: Case, _row: Any = None) -> bool:
    return afterwards.can_apply(case, confirmations.results_of(case))


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


APPLICATIONS = Rows("confirmations", lambda case: case.confirmations)
VISITED = Rows("visits", lambda case: case.visits)

APPLY = Step(
    name="apply_for_confirmation",
    label=N_("Apply for judicial confirmation"),
    hint=N_(
        "Both parties apply jointly within 30 days of the agreement taking effect"
        " (People's Mediation Law, article 33)."
    ),
    done=N_("The application is noted."),
    form=ApplicationForm,
    take=lambda work: confirmations.apply_for(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=CLOSED,
    when=_can_apply,
    section=CONFIRMATION,
    adds=True,
)
DECIDE = Step(
    name="decide_confirmation",
    label=N_("Note the court's decision"),
    hint=N_("Only a confirmation counts; after a refusal the parties may apply again in time."),
    done=N_("The court's decision is noted."),
    form=DecisionForm,
    take=lambda work: confirmations.decide(
        work.session, work.actor, work.case, work.row, work.form.decision(), work.version
    ),
    statuses=CLOSED,
    when=lambda _case, row: row is None or row.result is None,
    rows=APPLICATIONS,
)
AMEND_CONFIRMATION = Step(
    name="amend_confirmation",
    label=N_("Correct the judicial confirmation"),
    hint=N_("For what was noted in error; the history keeps it with the reason."),
    done=N_("The correction is saved."),
    form=AmendedConfirmationForm,
    take=lambda work: confirmations.amend(
        work.session,
        work.actor,
        work.case,
        work.row,
        work.form.draft(),
        work.form.reason.data,
        work.version,
    ),
    statuses=CLOSED,
    rows=APPLICATIONS,
    begins=lambda _case, row: _values(row, confirmations.FACTS),
)
COMPLETE_CONFIRMATION = Step(
    name="complete_confirmation",
    label=N_("Complete the imported confirmation"),
    hint=N_("The imported ledger states the date alone; here the record is put in its place."),
    done=N_("The correction is saved."),
    form=AmendedConfirmationForm,
    take=lambda work: confirmations.complete(
        work.session,
        work.actor,
        work.case,
        work.form.draft(),
        work.form.reason.data,
        work.version,
    ),
    statuses=CLOSED,
    when=lambda case, _row: confirmations.is_without_record(case),
    section=CONFIRMATION,
    begins=lambda case, _row: {
        "result": ConfirmationResult.CONFIRMED,
        "decided_on": case.judicial_confirmed_on,
    },
    adds=True,
)
VISIT = Step(
    name="visit",
    label=N_("Record a return visit"),
    hint=N_(
        "Due after the agreed performance; by phone or in person. The first visit counts in the"
        " figures, every further one is kept in the file."
    ),
    done=N_("The return visit is recorded."),
    form=VisitForm,
    take=lambda work: visits.record(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=CLOSED,
    section=VISITS,
    begins=lambda case, _row: {"mediator_id": case.mediator_id},
    adds=True,
)
AMEND_VISIT = Step(
    name="amend_visit",
    label=N_("Correct the return visit"),
    hint=N_("For what was noted in error; the history keeps it with the reason."),
    done=N_("The correction is saved."),
    form=AmendedVisitForm,
    take=lambda work: visits.amend(
        work.session,
        work.actor,
        work.case,
        work.row,
        work.form.draft(),
        work.form.reason.data,
        work.version,
    ),
    statuses=CLOSED,
    rows=VISITED,
    begins=lambda _case, row: _values(row, visits.FACTS),
)
COMPLETE_VISIT = Step(
    name="complete_visit",
    label=N_("Complete the imported return visit"),
    hint=N_("The imported ledger states the date alone; here the record is put in its place."),
    done=N_("The correction is saved."),
    form=AmendedVisitForm,
    take=lambda work: visits.complete(
        work.session,
        work.actor,
        work.case,
        work.form.draft(),
        work.form.reason.data,
        work.version,
    ),
    statuses=CLOSED,
    when=lambda case, _row: visits.is_without_record(case),
    section=VISITS,
    begins=lambda case, _row: _values(case, ("visited_on", "satisfaction")),
    adds=True,
)
REMOVE_VISIT = Step(
    name="remove_visit",
    label=N_("Remove the return visit"),
    hint=N_("For a visit recorded in error; the history keeps it with the reason."),
    done=N_("The return visit is removed."),
    form=ReasonForm,
    take=lambda work: visits.remove(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=CLOSED,
    rows=VISITED,
)
STEPS = (
    APPLY,
    DECIDE,
    AMEND_CONFIRMATION,
    COMPLETE_CONFIRMATION,
    VISIT,
    AMEND_VISIT,
    COMPLETE_VISIT,
    REMOVE_VISIT,
)
