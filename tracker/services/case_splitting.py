"""Two disputes logged as one case become two cases 分案; amounts are divided, not doubled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker.domain.drafts import CaseDraft, SplitDraft
from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import LinkKind
from tracker.domain.vocabulary import Side, Status
from tracker.formatting import yuan
from tracker.models import Case, CaseLink, Extension, Party
from tracker.permissions import Actor
from tracker.services import audit, cases, parties
from tracker.services.case_writing import (
    demand_no_agreement,
    demand_no_offer,
    demand_status,
    open_for_writing,
    write_new,
    written,
)
from tracker.services.checks import refuse_if, stated, too_long


def split(session: Session, actor: Actor, case: Case, wanted: SplitDraft, version: int) -> Case:
    """The new case: registered and accepted on the same days, with a number of its own."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.REGISTERED, Status.OPEN)
    demand_no_offer(case)
    demand_no_agreement(case)
    reason = stated(wanted.reason)
    refuse_if(_problems(case, wanted))
    new = write_new(session, actor, _draft(case, wanted))
    new.origin = CaseLink(
        center_id=new.center_id,
        kind=LinkKind.SPLIT,
        from_center_id=case.center_id,
        from_case_id=case.id,
    )
    if case.accepted_on:
        cases.accept(session, actor, new, case.accepted_on, new.version)
        _share_time_limit(session, actor, case, new)
    if wanted.amount_claimed:
        case.amount_claimed = (case.amount_claimed or Decimal(0)) - wanted.amount_claimed
    changes = audit.changes_of(case)
    staying = [one for one in case.parties if one.id not in wanted.leaving]
    changes |= parties.write(case, [parties.draft_of(one) for one in staying])
    changes["split_into"] = [None, new.id]
    written(session, actor, case, "case.split", reason=reason, changes=changes)
    return new


def _share_time_limit(session: Session, actor: Actor, case: Case, new: Case) -> None:
    """The parties consented to the extensions in both disputes."""
    new.due_on = case.due_on
    changes = audit.changes_of(new)
    new.extensions += [
        Extension(
            center_id=new.center_id,
            agreed_on=one.agreed_on,
            until=one.until,
            due_before=one.due_before,
            consent=one.consent,
            reason=one.reason,
        )
        for one in case.extensions
    ]
    if case.extensions:
        reason = case.extensions[-1].reason
        written(session, actor, new, "case.extend", reason=reason, changes=changes)
    else:
        written(session, actor, new, "case.edit", changes=changes)


def _draft(case: Case, wanted: SplitDraft) -> CaseDraft:
    """What both cases share, and what is the new one's own."""
    return CaseDraft(
        registered_on=case.registered_on,
        organisation_id=case.organisation_id,
        parties=[parties.copy_of(one) for one in _going(case, wanted)],
        mediator_id=case.mediator_id,
        co_mediator_ids=tuple(one.mediator_id for one in case.co_mediators),
        dispute_type_id=case.dispute_type_id,
        village_id=case.village_id,
        source=case.source,
        channel=case.channel,
        difficulty=case.difficulty,
        summary=wanted.summary,
        claims=wanted.claims,
        amount_claimed=wanted.amount_claimed,
    )


def _going(case: Case, wanted: SplitDraft) -> list[Party]:
    return [one for one in case.parties if one.id in wanted.going]


def _problems(case: Case, wanted: SplitDraft) -> Iterator[Problem]:
    going = _going(case, wanted)
    staying = [one for one in case.parties if one.id not in wanted.leaving]
    if not any(one.side is Side.APPLICANT for one in going):
        yield Problem("going", N_("A case has at least one applicant."))
    if not set(wanted.leaving) <= set(wanted.going):
        yield Problem("leaving", N_("Only parties of the new case leave this one."))
    elif not any(one.side is Side.APPLICANT for one in staying):
        yield Problem("leaving", N_("This case too keeps at least one applicant."))
    if not wanted.summary.strip():
        yield Problem("summary", N_("Please fill this in."))
    if wanted.amount_claimed is not None and wanted.amount_claimed < 0:
        yield Problem("amount_claimed", N_("An amount is never negative."))
    elif (wanted.amount_claimed or 0) > (case.amount_claimed or 0):
        yield Problem(
            "amount_claimed",
            N_("At most what this case claims (%(amount)s): the amount is divided."),
            {"amount": yuan(case.amount_claimed or Decimal(0))},
        )
    yield from too_long(Case, {"summary": wanted.summary, "claims": wanted.claims})
