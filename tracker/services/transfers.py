"""Giving a case to another organisation, of the same center or of another one, with its consent.

Within the center the case itself goes over. Another center registers a case of its own, and the old
one closes as 转办(待化解); ``referrals`` says what becomes of that. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import CaseDraft, TransferDraft
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.record_words import LinkKind, TransferState
from tracker.domain.vocabulary import Outcome, Status
from tracker.models import Account, Case, CaseLink, Center, DisputeType, Organisation, Transfer
from tracker.permissions import Actor, Forbidden, may_receive
from tracker.queries.case_links import centers_after, centers_before
from tracker.queries.transfers import receiver_of
from tracker.services import audit, parties, referrals, visits
from tracker.services.case_writing import (
    demand_no_agreement,
    demand_no_offer,
    demand_status,
    open_for_writing,
    write_new,
    written,
)
from tracker.services.checks import refuse_if, stated

WITHIN = (Status.REGISTERED, Status.OPEN)
"""Another organisation of the center may also accept or decline the case itself."""
ELSEWHERE = (Status.OPEN,)
"""Only a case of the caseload can close as referred; one not yet accepted is declined instead."""

CAME_FROM_THERE = N_(
    "The dispute came from that center. Please end it here as unresolved: that center can then"
    " reopen its own case."
)
WAS_THERE = N_("That center has had the dispute already; in a center it counts once.")


def ask(
    session: Session, actor: Actor, case: Case, wanted: TransferDraft, version: int
) -> Transfer:
    """Offer the case; it stays where it is until it is taken."""
    open_for_writing(actor, case, version)
    elsewhere = wanted.to_center_id != case.center_id
    _demand_fit(case, elsewhere)
    demand_no_offer(case)
    reason = stated(wanted.reason)
    refuse_if(_unfit_receiver(session, case, wanted))
    offer = Transfer(
        center_id=case.center_id,
        asked_at=clock.now(),
        asked_by=actor.name,
        state=TransferState.ASKED,
        **asdict(wanted) | {"reason": reason},
    )
    case.transfers.append(offer)
    action = "case.refer" if elsewhere else "case.transfer"
    changes = {"transfer": [None, receiver_of(session, offer)]}
    written(session, actor, case, action, reason=reason, changes=changes)
    return offer


def withdraw(
    session: Session, actor: Actor, case: Case, offer: Transfer, reason: str, version: int
) -> Case:
    """Take the offer back before it is answered."""
    open_for_writing(actor, case, version)
    _demand_waiting(session, offer)
    reason = stated(reason)
    _answer(session, actor, offer, TransferState.TAKEN_BACK, reason)
    changes = {"transfer": [receiver_of(session, offer), None]}
    return written(session, actor, case, "case.withdraw_transfer", reason=reason, changes=changes)


def refuse(session: Session, actor: Actor, offer: Transfer, reason: str) -> Case:
    """The receiver does not take the case; it goes on where it is."""
    case = _asked(session, actor, offer)
    reason = stated(reason)
    _answer(session, actor, offer, TransferState.REFUSED, reason)
    changes = {"transfer": [receiver_of(session, offer), None]}
    return written(session, actor, case, "case.refuse_transfer", reason=reason, changes=changes)


def take(session: Session, actor: Actor, offer: Transfer) -> Case:
    """The receiver takes the case over; the case that then goes on."""
    case = _asked(session, actor, offer)
    elsewhere = offer.to_center_id != case.center_id
    _demand_fit(case, elsewhere)
    _answer(session, actor, offer, TransferState.TAKEN)
    if elsewhere:
        return _take_elsewhere(session, actor, case, offer)
    helpers = [one for one in case.helpers if one.organisation_id != offer.to_organisation_id]
    mediator_id = _own_mediator(session, actor)
    case.organisation_id, case.mediator_id = offer.to_organisation_id, mediator_id
    changes = audit.changes_of(case)
    case.helpers = helpers
    return written(session, actor, case, "case.take_transfer", changes=changes)


def _take_elsewhere(session: Session, actor: Actor, case: Case, offer: Transfer) -> Case:
    """A case of the receiving center's own, registered today; the old one ends today."""
    new = write_new(session, actor, _copied(session, actor, case, offer))
    new.origin = CaseLink(
        center_id=new.center_id,
        kind=LinkKind.TRANSFER,
        from_center_id=case.center_id,
        from_case_id=case.id,
    )
    session.flush()
    case.closed_on, case.outcome = clock.today(), Outcome.REFERRED
    visits.recount(case, case.closed_on)
    changes = audit.changes_of(case) | {"transfer": [None, receiver_of(session, offer)]}
    written(session, actor, case, "case.close", reason=offer.reason, changes=changes)
    return new


def _copied(session: Session, actor: Actor, case: Case, offer: Transfer) -> CaseDraft:
    """What the receiving center knows from the start."""
    return CaseDraft(
        registered_on=clock.today(),
        organisation_id=offer.to_organisation_id or actor.organisation_id,
        parties=[parties.copy_of(party) for party in case.parties],
        mediator_id=_own_mediator(session, actor),
        dispute_type_id=_its_type(session, case, offer.to_center_id),
        source=case.source,
        difficulty=case.difficulty,
        summary=case.summary,
        claims=case.claims,
        amount_claimed=case.amount_claimed,
    )


def _its_type(session: Session, case: Case, center_id: int) -> int | None:
    """The type of the same code in that center's list, if it can be chosen there today."""
    code = case.dispute_type and case.dispute_type.code
    same_code = (DisputeType.center_id == center_id, DisputeType.code == code)
    found = session.scalar(select(DisputeType).where(*same_code))
    return found.id if found and found.valid_on(clock.today()) else None


def _own_mediator(session: Session, actor: Actor) -> int | None:
    """The mediator whose account it is."""
    if actor.account_id is None:
        return None
    account = session.get(Account, (actor.center_id, actor.account_id))
    return account.mediator_id if account else None


def _asked(session: Session, actor: Actor, offer: Transfer) -> Case:
    """The offered case, for who may answer. Raises Forbidden, Refused."""
    if not may_receive(actor, offer.to_center_id, offer.to_organisation_id):
        raise Forbidden("WRITE_CASES")
    _demand_waiting(session, offer)
    return session.get_one(Case, (offer.center_id, offer.case_id))


def _demand_waiting(session: Session, offer: Transfer) -> None:
    """Of two who answer at once, the second one finds the answer of the first."""
    referrals.hold_with(session, (offer.center_id, offer.case_id), offer.to_center_id)
    session.refresh(offer, with_for_update=True)
    if offer.state is not TransferState.ASKED:
        raise Refused(Problem("", N_("This transfer is answered already.")))


def _demand_fit(case: Case, elsewhere: bool) -> None:
    """As referred, a case does not close with an agreement that stands."""
    demand_status(case, *(ELSEWHERE if elsewhere else WITHIN))
    if elsewhere:
        demand_no_agreement(case)


def _answer(
    session: Session, actor: Actor, offer: Transfer, state: TransferState, answer: str | None = None
) -> None:
    offer.state, offer.answer, offer.answered_at = state, answer, clock.now()
    offer.answered_by = audit.name_in(session, actor, offer.center_id)


def _unfit_receiver(session: Session, case: Case, wanted: TransferDraft) -> Iterator[Problem]:
    within = wanted.to_center_id == case.center_id
    field = "organisation_id" if within else "to"
    if session.get(Center, wanted.to_center_id) is None:
        yield Problem(field, N_("Please choose an entry of the list."))
    elif wanted.to_center_id in centers_before(session, case):
        yield Problem(field, CAME_FROM_THERE)
    elif wanted.to_center_id in centers_after(session, case):
        yield Problem(field, WAS_THERE)
    elif wanted.to_organisation_id is not None:
        receiver = session.get(Organisation, (wanted.to_center_id, wanted.to_organisation_id))
        if receiver is None or not receiver.active:
            yield Problem(field, N_("Please choose an entry of the list."))
        elif within and receiver.id == case.organisation_id:
            yield Problem(field, N_("The case is with this organisation already."))
    elif within:
        yield Problem(field, N_("Please choose an entry of the list."))
