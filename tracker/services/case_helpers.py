"""Several organisations on one case 联合调解: the lead one adds and removes those that help."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Status
from tracker.models import Case, CaseOrganisation, Organisation
from tracker.permissions import Actor
from tracker.services.case_writing import demand_status, open_for_writing, written
from tracker.services.checks import stated


def add(
    session: Session, actor: Actor, case: Case, organisation_id: int, version: int
) -> CaseOrganisation:
    """The organisation helps from today on: its mediators see the case and record what happens."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.REGISTERED, Status.OPEN)
    organisation = session.get(Organisation, (case.center_id, organisation_id))
    if organisation is None or not organisation.active:
        raise Refused(Problem("organisation_id", N_("Please choose an entry of the list.")))
    if organisation_id in (case.organisation_id, *case.helper_ids):
        raise Refused(
            Problem("organisation_id", N_("This organisation takes part in the case already."))
        )
    helper = CaseOrganisation(
        center_id=case.center_id, organisation_id=organisation_id, joined_on=clock.today()
    )
    case.helpers.append(helper)
    changes = {"helpers": [None, organisation_id]}
    written(session, actor, case, "case.add_helper", changes=changes)
    return helper


def remove(
    session: Session,
    actor: Actor,
    case: Case,
    helper: CaseOrganisation,
    reason: str,
    version: int,
) -> Case:
    """It helps no longer; what it recorded stays."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    changes = {"helpers": [helper.organisation_id, None]}
    case.helpers.remove(helper)
    return written(session, actor, case, "case.remove_helper", reason=reason, changes=changes)
