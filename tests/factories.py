"""Rows for tests, made through the services; invented people only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import CaseDraft, Closing, ExtensionDraft, PartyDraft
from tracker.domain.vocabulary import OrganisationKind, Outcome, Role, Side
from tracker.models import Account, AuditLine, Case, Center, Mediator, Organisation, Village
from tracker.permissions import Actor
from tracker.services import audit, cases, centers, time_limits

PASSWORD = "courtyard-2024"
TOWN, STUDIO = "镇人民调解委员会", "电气行业调解中心"


QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashing is slow on purpose; tests that are not about that need not wait."""


@cache
def password_hash() -> str:
    """One hash for all accounts of all tests."""
    return QUICK_HASHER.hash(PASSWORD)


def open_office(session: Session, code: str = "LS", short: str = "柳", **more: Any) -> Center:
    """A center with two organisations, two mediators, two villages and an account for each role."""
    center = centers.open_center(session, code, f"{short}市镇社会治理中心", short, **more)
    town = Organisation(center_id=center.id, name=TOWN, kind=OrganisationKind.TOWNSHIP_COMMITTEE)
    trade = Organisation(center_id=center.id, name=STUDIO, kind=OrganisationKind.TRADE_COMMITTEE)
    session.add_all([town, trade])
    session.flush()
    session.add_all(
        [
            Mediator(center_id=center.id, name="吴和平", organisation_id=town.id, resident=True),
            Mediator(center_id=center.id, name="解春晖", organisation_id=trade.id),
            Village(center_id=center.id, name="前街社区"),
            Village(center_id=center.id, name="后横村"),
        ]
    )
    for role in Role:
        session.add(
            Account(
                center_id=center.id,
                name=str(role),
                role=role,
                password_hash=password_hash(),
                organisation_id=town.id if role is Role.MEDIATOR else None,
                created_at=clock.now(),
            )
        )
    audit.record(session, Actor.system(center.id), "test.office")
    session.commit()
    return center


def open_two_offices(session: Session) -> None:
    """Center LS, and another with the same names beside it."""
    open_office(session)
    open_office(session, "QJ", "虹")


def actor_of(session: Session, center: Center, role: Role) -> Actor:
    account = session.scalars(
        select(Account)
        .where(Account.center_id == center.id, Account.role == role)
        .order_by(Account.id)
    ).first()
    assert account is not None
    return Actor(center.id, account.name, role, account.id, account.organisation_id)


def named(session: Session, model: Any, name: str, center: Center | None = None) -> Any:
    """The row of that name (organisation, mediator, village, dispute type)."""
    query = select(model).where(model.name == name)
    if center is not None:
        query = query.where(model.center_id == center.id)
    return session.scalars(query).one()


def draft(session: Session, center: Center, **changes: Any) -> CaseDraft:
    """A simple neighbours' dispute of the town committee, registered 2024-03-05."""
    values: dict[str, Any] = {
        "registered_on": date(2024, 3, 5),
        "organisation_id": named(session, Organisation, TOWN, center).id,
        "parties": [PartyDraft(Side.APPLICANT, "张小三"), PartyDraft(Side.RESPONDENT, "李四")],
        "summary": "楼上漏水损坏装修",
        "amount_claimed": Decimal("1000.00"),
    }
    return CaseDraft(**values | changes)


def make_case(
    session: Session,
    center: Center,
    *,
    accepted: date | None = None,
    closed: date | None = None,
    outcome: Outcome = Outcome.WRITTEN_AGREEMENT,
    agreed: Decimal | None = None,
    declined: str | None = None,
    **changes: Any,
) -> Case:
    """A case taken as far through its life as the dates say."""
    actor = Actor.system(center.id)
    case = cases.register(session, actor, draft(session, center, **changes))
    if declined:
        cases.decline(session, actor, case, declined, case.version)
    if accepted:
        cases.accept(session, actor, case, accepted, case.version)
    if closed:
        cases.close(session, actor, case, Closing(closed, outcome, agreed), case.version)
    session.commit()
    return case


def extend(session: Session, case: Case, until: date, actor: Actor | None = None) -> None:
    """The parties consented on the day of acceptance to a longer time limit."""
    assert case.accepted_on
    draft = ExtensionDraft(case.accepted_on, until, "双方当事人口头同意", "等待鉴定结论")
    time_limits.extend(session, actor or Actor.system(case.center_id), case, draft, case.version)


def trail(session: Session, case: Case) -> list[str]:
    """The case's actions in order."""
    return list(
        session.scalars(
            select(AuditLine.action)
            .where(AuditLine.center_id == case.center_id, AuditLine.subject_id == case.id)
            .order_by(AuditLine.id)
        )
    )
