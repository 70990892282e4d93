"""People of earlier cases, found by name, number or the initials of their names."""

from __future__ import annotations

import pytest

from tests.factories import STUDIO, make_case, named
from tests.statements import selects
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.extensions import db
from tracker.models import Organisation
from tracker.queries.people import SHOWN, Person, people_like
from tracker.queries.scope import scope_of

ID = "11010519491231002X"
WHOLE = PartyDraft(Side.APPLICANT, "单小明", id_number=ID, phone="13800001234", address="前街 3 号")


@pytest.fixture
def found(session, center, actors):
    """The names that are offered to the town committee's mediator."""
    scope = scope_of(session, actors[Role.MEDIATOR])

    def look(typed: str) -> list[str]:
        return [one.name for one in people_like(session, scope, typed)]

    return look


def with_people(session, center, *parties, **more):
    return make_case(session, center, parties=list(parties), **more)


@pytest.mark.parametrize(
    "typed",
    [
        "单小",
        "小明",
        " 单 小明 ",
        "sxm",
        "SX",
        "dxm",
        "1101051949",
        "1101 0519",
        ID,
        "１３８０",
        "13800001234",
    ],
)
def test_whoever_was_a_party_is_found(session, center, found, typed):
    with_people(session, center, WHOLE)
    with_people(session, center, PartyDraft(Side.APPLICANT, "赵六", phone="0577-8888"))
    assert found(typed) == ["单小明"]


@pytest.mark.parametrize("typed", ["", "单", "s", "138", "王五", "xm", "%%", "__", "38000", "漏水"])
def test_too_little_and_what_no_name_or_number_begins_with_finds_nobody(
    session, center, found, typed
):
    with_people(session, center, WHOLE)
    assert found(typed) == []


def test_people_of_other_organisations_are_not_offered(session, center, actors, found):
    trade = named(session, Organisation, STUDIO, center)
    with_people(session, center, WHOLE, organisation_id=trade.id)
    for typed in ("单小", "sxm", "1101051949", "13800001234"):
        assert found(typed) == []
    clerk = scope_of(session, actors[Role.CLERK])
    assert people_like(session, clerk, "单小") == []


def test_a_person_is_offered_once_as_the_newest_case_has_them(session, center, actors):
    with_people(session, center, WHOLE)
    with_people(session, center, PartyDraft(Side.APPLICANT, "单小明"))
    moved = PartyDraft(Side.APPLICANT, "单小明", id_number=ID, phone="13900005678")
    with_people(session, center, moved)
    namesake = PartyDraft(Side.APPLICANT, "单小明", phone="13700000000")
    with_people(session, center, namesake)
    people = people_like(session, scope_of(session, actors[Role.MEDIATOR]), "单小明")
    assert [one.phone for one in people] == ["13700000000", "13900005678"]


def test_organisations_are_offered_with_their_code(session, center, actors):
    firm = PartyDraft(
        *(Side.RESPONDENT, "恒达电器有限公司", PartyKind.ORGANISATION),
        credit_code="91350100M000100Y43",
        legal_representative="周明",
    )
    with_people(session, center, PartyDraft(Side.APPLICANT, "王五"), firm)
    (one,) = people_like(session, scope_of(session, actors[Role.MEDIATOR]), "hddq")
    assert (one.kind, one.credit_code) == (PartyKind.ORGANISATION, "91350100M000100Y43")


@pytest.mark.parametrize("typed", ["张小", "zx", "1380000"])
def test_it_takes_the_same_statements_however_many_people_there_are(session, center, actors, typed):
    def party(number: int) -> PartyDraft:
        return PartyDraft(
            Side.APPLICANT, f"张小{chr(0x4E00 + number)}", phone=f"1380000{number:04}"
        )

    scope = scope_of(session, actors[Role.MEDIATOR])

    def statements(found: int) -> int:
        people: list[Person] = []
        asked = selects(db.engine, lambda: people.extend(people_like(session, scope, typed)))
        assert len(people) == found
        return asked

    for number in range(3):
        with_people(session, center, party(number))
    few = statements(3)
    for number in range(3, SHOWN + 4):
        with_people(session, center, party(number))
    assert statements(SHOWN) == few <= 2
