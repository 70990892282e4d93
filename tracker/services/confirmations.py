"""Judicial confirmation 司法确认 of an agreement: applied for, decided, corrected.

The rules stand in ``domain/afterwards.py``; the case's own date, which figures count, follows from
the applications.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain import afterwards
from tracker.domain.drafts import ConfirmationDraft, Decision
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.record_words import ConfirmationResult
from tracker.domain.rules import check_case
from tracker.models import Case, Confirmation
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.case_writing import open_for_writing, state_of, written
from tracker.services.checks import refuse_if, stated, too_long

FACTS = ("applied_on", "court", "result", "decided_on", "document_number")


def apply_for(
    session: Session, actor: Actor, case: Case, draft: ConfirmationDraft, version: int
) -> Confirmation:
    """Both parties have applied to a court."""
    open_for_writing(actor, case, version)
    refuse_if(_problems(case, draft))
    application = _row(case, draft)
    case.confirmations.append(application)
    _written(session, actor, case, application, "case.apply_for_confirmation")
    return application


def decide(
    session: Session,
    actor: Actor,
    case: Case,
    application: Confirmation,
    decision: Decision,
    version: int,
) -> Case:
    """The court has answered; only a confirmation dates the case."""
    open_for_writing(actor, case, version)
    if application.result is not None:
        raise Refused(
            Problem("", N_("The result is noted already; please correct it with a reason."))
        )
    draft = ConfirmationDraft(application.applied_on, application.court, **asdict(decision))
    return _changed(session, actor, case, application, draft, "case.decide_confirmation")


def amend(
    session: Session,
    actor: Actor,
    case: Case,
    application: Confirmation,
    draft: ConfirmationDraft,
    reason: str,
    version: int,
) -> Case:
    """A correction, also of the result; the case's own date follows it, back and forth."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    return _changed(session, actor, case, application, draft, "case.amend_confirmation", reason)


def complete(
    session: Session,
    actor: Actor,
    case: Case,
    draft: ConfirmationDraft,
    reason: str,
    version: int,
) -> Confirmation:
    """What an imported ledger says with a date alone gets its record, which then counts."""
    open_for_writing(actor, case, version)
    if not is_without_record(case):
        raise Refused(Problem("", N_("The case has no confirmation without a record.")))
    reason = stated(reason)
    refuse_if(_problems(case, draft, imported=False))
    application = _row(case, draft)
    case.confirmations.append(application)
    _written(session, actor, case, application, "case.complete_confirmation", reason=reason)
    return application


def is_without_record(case: Case) -> bool:
    """The case is confirmed and no application says so: it was imported."""
    return (
        case.judicial_confirmed_on is not None
        and afterwards.confirmed_on(case.confirmations) is None
    )


def results_of(case: Case) -> list[ConfirmationResult | None]:
    return afterwards.results_of(case.confirmations, case.judicial_confirmed_on)


def _changed(
    session: Session,
    actor: Actor,
    case: Case,
    application: Confirmation,
    draft: ConfirmationDraft,
    action: str,
    reason: str | None = None,
) -> Case:
    refuse_if(_problems(case, draft, but=application))
    before = audit.facts_of(application, FACTS)
    for name, value in _values(draft).items():
        setattr(application, name, value)
    return _written(session, actor, case, application, action, before, reason)


def _problems(
    case: Case, draft: ConfirmationDraft, but: Confirmation | None = None, imported: bool = True
) -> Iterator[Problem]:
    """Everything against the draft, beside the case's other applications.

    ``imported``: a confirmation that the case states without a record counts among them.
    """
    today = clock.today()
    others = [one for one in case.confirmations if one is not but]
    stated_alone = case.judicial_confirmed_on if imported and is_without_record(case) else None
    results = afterwards.results_of(others, stated_alone)
    found = [
        *afterwards.problems_of_application(
            case, draft.applied_on, results, today, but.applied_on if but else None
        ),
        *afterwards.problems_of_decision(draft.applied_on, draft.result, draft.decided_on, today),
        *too_long(Confirmation, _values(draft)),
    ]
    if not draft.court:
        found.append(Problem("court", N_("Please name the court.")))
    if not found and draft.result is ConfirmationResult.CONFIRMED:
        confirmed = replace(state_of(case), judicial_confirmed_on=draft.decided_on)
        found += [replace(one, field="decided_on") for one in check_case(confirmed, today)]
    yield from found


def _row(case: Case, draft: ConfirmationDraft) -> Confirmation:
    return Confirmation(center_id=case.center_id, **_values(draft))


def _values(draft: ConfirmationDraft) -> dict[str, Any]:
    return asdict(draft) | {"document_number": draft.document_number or None}


def _written(
    session: Session,
    actor: Actor,
    case: Case,
    application: Confirmation,
    action: str,
    before: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Case:
    """The case's own date follows its applications; one line tells of both."""
    case.judicial_confirmed_on = afterwards.confirmed_on(case.confirmations)
    after = audit.facts_of(application, FACTS)
    changes = audit.changes_of(case)
    if before != after:
        changes["confirmation"] = [before, after]
    return written(session, actor, case, action, reason=reason, changes=changes)
