"""Cases with others: one that is helped in, offers that wait both ways, a merged duplicate."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import STUDIO, actor_of, make_case, named, open_office
from tracker.domain.drafts import TransferDraft
from tracker.domain.vocabulary import Role
from tracker.models import Case, Center, Organisation, Transfer
from tracker.permissions import Actor
from tracker.services import case_helpers, case_merging, transfers

ACCEPTED = date(2024, 3, 6)


def helped_case(session: Session, center: Center, **changes: Any) -> Case:
    """A case that the trade organisation helps in."""
    case = make_case(session, center, accepted=ACCEPTED, **changes)
    studio = named(session, Organisation, STUDIO, center).id
    case_helpers.add(session, Actor.system(center.id), case, studio, case.version)
    session.commit()
    return case


def offered(session: Session, case: Case, to: Organisation) -> Transfer:
    """The case waits to be taken by that organisation."""
    wanted = TransferDraft(to.center_id, to.id, "属其专业")
    offer = transfers.ask(session, Actor.system(case.center_id), case, wanted, case.version)
    session.commit()
    return offer


def merged_case(session: Session, center: Center) -> Case:
    """A duplicate of another case."""
    into = make_case(session, center, accepted=ACCEPTED)
    case = make_case(session, center, accepted=ACCEPTED)
    actor = Actor.system(center.id)
    case_merging.merge(session, actor, case, into, "重复登记", case.version)
    session.commit()
    return case


def referred(session: Session, case: Case, center: Center) -> Case:
    """Taken by a mediator of the other center; the case that goes on there."""
    wanted = TransferDraft(center.id, None, "当事人住在那里")
    offer = transfers.ask(session, Actor.system(case.center_id), case, wanted, case.version)
    new = transfers.take(session, actor_of(session, center, Role.MEDIATOR), offer)
    session.commit()
    return new


def referred_case(session: Session, center: Center) -> Case:
    """A case that goes on in another center."""
    case = make_case(session, center, accepted=ACCEPTED)
    referred(session, case, open_office(session, "QJ", "虹"))
    return case


def linked_rows(session: Session, center: Center) -> dict[str, Any]:
    """What addresses name; the trade organisation has offered ``incoming`` to the town's."""
    helped = helped_case(session, center)
    waiting = make_case(session, center, accepted=ACCEPTED)
    studio = named(session, Organisation, STUDIO, center)
    theirs = make_case(session, center, accepted=ACCEPTED, organisation_id=studio.id)
    assert waiting.organisation is not None
    return {
        "helped": helped,
        "helper": helped.helpers[0],
        "waiting": waiting,
        "outgoing": offered(session, waiting, studio),
        "incoming": offered(session, theirs, waiting.organisation),
        "merged": merged_case(session, center),
    }
