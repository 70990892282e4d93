"""Links of entries: by number, within the center, and in no figure's way."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests.factories import make_case, open_office
from tests.registers.entries import entry
from tracker.domain.periods import Period
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Basis, Role
from tracker.indicators.register_figures import register_figures
from tracker.indicators.year import summarise
from tracker.models import AuditLine
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.petitions import Petition
from tracker.services import registers

PETITIONS = REGISTERS["petitions"]
MARCH, MAY, JUNE = date(2024, 3, 5), date(2024, 5, 6), date(2024, 6, 7)
BACK = {"resolved_on": date(2024, 4, 1), "returned_on": MAY}


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=date(2024, 3, 6))


@pytest.fixture
def petition(session, clerk):
    def add(number, **stated):
        row = registers.add(session, clerk, PETITIONS, entry(PETITIONS, number=number, **stated))
        session.commit()
        return row

    return add


def change(session, clerk, row, **stated):
    values = {name: getattr(row, name) for name in PETITIONS.fields} | stated
    registers.change(session, clerk, PETITIONS, row, values, row.version)
    session.commit()


def refused(does):
    with pytest.raises(Refused) as found:
        does()
    return [(one.field, str(one)) for one in found.value.problems]


def test_a_petition_is_linked_to_the_case_of_that_number_and_the_trail_tells_it(
    session, clerk, case, petition
):
    row = petition("1", case_id=f" {case.number} ")
    assert row.case_id == case.id
    change(session, clerk, row, case_id="")
    lines = session.scalars(
        select(AuditLine).where(AuditLine.subject_id == row.id).order_by(AuditLine.id)
    )
    assert [one.changes["case_id"] for one in lines] == [[None, case.number], [case.number, None]]


def test_another_centers_case_is_unknown(session, clerk, petition):
    theirs = make_case(session, open_office(session, "QJ", "虹"), accepted=MARCH)
    said = refused(lambda: petition("1", case_id=theirs.number))
    assert said == [("case_id", "The center has no case of this number.")]
    said = refused(lambda: petition("1", case_id=theirs.id))
    assert said[0][0] == "case_id"


def test_the_database_itself_keeps_links_within_the_center(session, clerk, petition):
    theirs = make_case(session, open_office(session, "QJ", "虹"), accepted=MARCH)
    row = petition("1")
    with pytest.raises(IntegrityError):
        session.execute(update(Petition).where(Petition.id == row.id).values(case_id=theirs.id))
    session.rollback()


def test_a_petition_comes_back_from_an_earlier_one_that_is_marked_so(session, clerk, petition):
    earlier = petition("1")
    assert (
        "no day on which it came back"
        in refused(lambda: petition("2", received_on=MAY, earlier_id="1"))[0][1]
    )
    change(session, clerk, earlier, **BACK)
    later = petition("2", received_on=MAY, earlier_id="1")
    assert later.earlier_id == earlier.id
    assert refused(lambda: petition("3", received_on=MARCH, earlier_id="2"))[0][0] == "earlier_id"
    assert refused(lambda: change(session, clerk, later, earlier_id="2"))[0][1] == (
        "An entry cannot be linked to itself."
    )
    session.rollback()
    assert refused(lambda: petition("3", earlier_id="9"))[0][1] == (
        "There is no entry in force of this name in 信访件."
    )


def test_one_petition_claims_an_earlier_one_and_was_received_no_sooner_than_that_came_back(
    session, clerk, petition
):
    petition("1", **BACK)
    before = {"received_on": date(2024, 5, 5), "earlier_id": "1"}
    ((field, said),) = refused(lambda: petition("2", **before))
    assert (field, said) == (
        "earlier_id",
        "That petition came back on 2024-05-06; this one was received before that.",
    )
    later = petition("2", received_on=MAY, earlier_id="1")
    ((field, said),) = refused(lambda: petition("3", received_on=JUNE, earlier_id="1"))
    assert (field, said) == (
        "earlier_id",
        "2 is linked to that one already; only one entry can be.",
    )
    registers.void(session, clerk, PETITIONS, later, "登错")
    session.commit()
    petition("3", received_on=JUNE, earlier_id="1")
    assert refused(lambda: registers.restore(session, clerk, PETITIONS, later, "没错"))[0][0] == (
        "earlier_id"
    )


def test_what_another_petition_relies_on_is_not_taken_away(session, clerk, petition):
    earlier = petition("1", **BACK)
    petition("2", received_on=MAY, earlier_id="1")
    ((field, said),) = refused(lambda: change(session, clerk, earlier, returned_on=None))
    assert field == ""
    assert said.startswith("2 of 信访件 is linked to this entry: That petition has no day")


def test_a_voided_earlier_petition_stays_linked_and_cannot_be_linked_anew(session, clerk, petition):
    earlier = petition("1", **BACK)
    later = petition("2", received_on=MAY, earlier_id="1")
    registers.void(session, clerk, PETITIONS, earlier, "登错")
    session.commit()
    change(session, clerk, later, earlier_id="1", remarks="补记")
    assert (later.earlier_id, later.remarks) == (earlier.id, "补记")
    assert refused(lambda: petition("3", received_on=JUNE, earlier_id="1"))[0][0] == "earlier_id"
    assert refused(lambda: petition("3", received_on=JUNE, earlier_id=earlier.id))[0][1] == (
        "That entry is voided."
    )


def test_a_link_changes_no_figure_of_either_ledger(session, center, clerk, case, petition):
    first, second = petition("1", **BACK), petition("2", received_on=MAY)
    review = registers.add(session, clerk, REGISTERS["reviews"], entry(REGISTERS["reviews"]))
    session.commit()

    def figures():
        scope, year = Scope((center.id,)), Period.year(2024)
        cases = summarise(session, scope, center, year, Basis.CASELOAD).figures
        return register_figures(session, scope, [year]), cases

    before = figures()
    change(session, clerk, second, case_id=case.number, earlier_id="1")
    registers.link(session, clerk, PETITIONS, first, "case_id", case.id, "entry")
    registers.link(session, clerk, REGISTERS["reviews"], review, "case_id", case.id, "entry")
    session.commit()
    assert figures() == before


def test_two_links_of_one_transaction_both_stand(session, clerk, case, petition):
    earlier, later = petition("1", **BACK), petition("2", received_on=MAY)
    registers.link(session, clerk, PETITIONS, later, "case_id", case.id, "entry")
    registers.link(session, clerk, PETITIONS, later, "earlier_id", earlier.id, "entry")
    session.commit()
    assert (later.case_id, later.earlier_id, later.version) == (case.id, earlier.id, 3)


def test_an_entry_that_is_linked_elsewhere_is_not_linked_in_passing(
    session, center, clerk, case, petition
):
    row, other = petition("1", case_id=case.number), make_case(session, center, accepted=MARCH)
    said = refused(
        lambda: registers.link(session, clerk, PETITIONS, row, "case_id", other.id, "entry")
    )
    assert said[0][0] == "entry"
    session.rollback()
    assert row.case_id == case.id
