"""Transfers that wait for an answer: who is asked, by whom, of which case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.record_words import Elsewhere, LinkKind, TransferState
from tracker.domain.states import elsewhere_of
from tracker.models import Case, CaseLink, Center, DisputeType, Organisation, Transfer
from tracker.permissions import Actor
from tracker.queries.paging import LARGEST, AnyRow

SHOWN = 50


@dataclass(frozen=True)
class OfferLine:
    """A transfer as a line; ``number`` is None before the case is accepted, ``elsewhere`` is what
    became of it where another center has taken it.
    """

    id: int
    center_id: int
    center_code: str
    case_id: int
    number: str | None
    dispute_type: str | None
    giver: str
    receiver: str
    state: TransferState
    asked_at: datetime
    answered_at: datetime | None
    answer: str | None
    elsewhere: Elsewhere | None


def find_offer(session: Session, actor: Actor, transfer_id: int, center_id: int) -> Transfer | None:
    """The transfer of a case of that center, for who is asked to take it or has asked."""
    if transfer_id > LARGEST:
        return None
    return session.scalar(
        select(Transfer)
        .join(Case, _its_case())
        .where(
            Transfer.center_id == center_id,
            Transfer.id == transfer_id,
            or_(_to(actor), _from(actor)),
        )
    )


def offers_to(session: Session, actor: Actor) -> list[OfferLine]:
    """What waits for this person's answer, the longest first."""
    waiting = and_(_to(actor), Transfer.state == TransferState.ASKED)
    return _lines(session, waiting, Transfer.asked_at)


def offers_from(session: Session, actor: Actor) -> list[OfferLine]:
    """What this person's organisation has asked others to take, the newest first."""
    return _lines(session, _from(actor), Transfer.asked_at.desc())


def _to(actor: Actor) -> ColumnElement[bool]:
    """``permissions.may_receive`` as SQL."""
    asked = Transfer.to_center_id == actor.center_id
    if actor.role is None:
        return asked
    anybody = Transfer.to_organisation_id.is_(None)
    return and_(asked, or_(anybody, Transfer.to_organisation_id == actor.organisation_id))


def _from(actor: Actor) -> ColumnElement[bool]:
    """The case stands with the actor's organisation."""
    own = Case.center_id == actor.center_id
    return own if actor.role is None else and_(own, Case.organisation_id == actor.organisation_id)


def stands_with(actor: Actor, case: Case) -> bool:
    """``_from`` of a case that is known already."""
    own = case.center_id == actor.center_id
    return own and (actor.role is None or case.organisation_id == actor.organisation_id)


def _its_case() -> ColumnElement[bool]:
    return and_(Case.center_id == Transfer.center_id, Case.id == Transfer.case_id)


def _lines(session: Session, condition: ColumnElement[bool], order: Any) -> list[OfferLine]:
    statement = _statement().where(condition).order_by(order, Transfer.id).limit(SHOWN)
    rows = session.execute(statement).all()
    became = _elsewhere(session, rows)
    return [
        OfferLine(
            row.id,
            row.center_id,
            row.center_code,
            row.case_id,
            row.number,
            row.dispute_type,
            " · ".join(filter(None, (row.center, row.organisation))),
            " · ".join(filter(None, (row.to_center, row.to_organisation))),
            row.state,
            row.asked_at,
            row.answered_at,
            row.answer,
            became.get((row.center_id, row.id)),
        )
        for row in rows
    ]


def _elsewhere(session: Session, rows: Sequence[AnyRow]) -> dict[tuple[int, int], Elsewhere]:
    """By center and id of the transfer: each made the first case that the other center has of it
    since the answer.
    """
    taken = [row for row in rows if row.state is TransferState.TAKEN]
    if not taken:
        return {}
    made = session.execute(
        select(CaseLink, Case)
        .join(Case, and_(Case.center_id == CaseLink.center_id, Case.id == CaseLink.case_id))
        .where(
            CaseLink.kind == LinkKind.TRANSFER,
            CaseLink.from_center_id.in_({row.center_id for row in taken}),
            CaseLink.from_case_id.in_({row.case_id for row in taken}),
        )
        .order_by(CaseLink.id.desc())
    ).all()
    return {
        (row.center_id, row.id): elsewhere_of(case.status, case.outcome)
        for row in taken
        for link, case in made
        if (link.from_center_id, link.from_case_id) == (row.center_id, row.case_id)
        and link.center_id == row.to_center_id
        and case.created_at >= row.answered_at
    }


def _statement() -> Select[*tuple[Any, ...]]:
    to_center, receiver = aliased(Center), aliased(Organisation)
    return (
        select(
            Transfer.id,
            Transfer.center_id,
            Transfer.case_id,
            Transfer.to_center_id,
            Transfer.state,
            Transfer.asked_at,
            Transfer.answered_at,
            Transfer.answer,
            Case.number,
            Center.code.label("center_code"),
            Center.name.label("center"),
            Organisation.name.label("organisation"),
            DisputeType.name.label("dispute_type"),
            to_center.name.label("to_center"),
            receiver.name.label("to_organisation"),
        )
        .join(Case, _its_case())
        .join(Center, Center.id == Transfer.center_id)
        .join(to_center, to_center.id == Transfer.to_center_id)
        .outerjoin(Organisation, Case.organisation)
        .outerjoin(DisputeType, Case.dispute_type)
        .outerjoin(
            receiver,
            and_(
                receiver.center_id == Transfer.to_center_id,
                receiver.id == Transfer.to_organisation_id,
            ),
        )
    )


def receiver_of(session: Session, offer: Transfer) -> dict[str, str]:
    """``{"center": name, "organisation": name}``, the second where one is asked by name."""
    told = {"center": session.get_one(Center, offer.to_center_id).name}
    if offer.to_organisation_id is not None:
        key = (offer.to_center_id, offer.to_organisation_id)
        told["organisation"] = session.get_one(Organisation, key).name
    return told


def receivers(session: Session, case: Case) -> Sequence[Organisation]:
    """The other organisations of the case's center."""
    return session.scalars(
        select(Organisation)
        .where(
            Organisation.center_id == case.center_id,
            Organisation.active,
            Organisation.id != (case.organisation_id or 0),
        )
        .order_by(Organisation.name)
    ).all()


def receivers_elsewhere(
    session: Session, without: Collection[int]
) -> list[tuple[Center, list[Organisation]]]:
    """The centers but for those, with their organisations."""
    centers = session.scalars(
        select(Center).where(Center.id.not_in(without)).order_by(Center.code)
    ).all()
    found: dict[int, list[Organisation]] = {center.id: [] for center in centers}
    organisations = select(Organisation).where(
        Organisation.center_id.not_in(without), Organisation.active
    )
    for one in session.scalars(organisations.order_by(Organisation.name)):
        found[one.center_id].append(one)
    return [(center, found[center.id]) for center in centers]
