"""Cases that were found once, asked for again by their keys."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from tests.factories import open_office
from tests.queries.ledgers import add_cases
from tracker.models import Case
from tracker.queries.case_keys import keys_of

DAYS = [{"registered_on": date(2024, 3, day)} for day in range(1, 5)]


def held(session, keys):
    found = session.execute(select(Case.center_id, Case.id).where(keys.condition))
    return {(center_id, case_id) for center_id, case_id in found}


def test_the_cases_that_were_found_are_found_again_whatever_became_of_them(session, center):
    first, second, *_others = add_cases(session, center, DAYS)
    early = keys_of(session, Case.registered_on <= date(2024, 3, 2))
    session.execute(update(Case).values(registered_on=date(2024, 6, 1)))
    assert len(early) == 2
    assert held(session, early) == {(center.id, first), (center.id, second)}


def test_an_id_is_that_of_its_center(session, center):
    beside = open_office(session, "QJ", "虹")
    (own, *_rest), (other, *_more) = (add_cases(session, one, DAYS) for one in (center, beside))
    session.execute(update(Case).where(Case.center_id == beside.id).values(source="court"))
    theirs = keys_of(session, Case.source == "court")
    assert len(theirs) == 4
    assert (beside.id, other) in held(session, theirs)
    assert {center_id for center_id, _case in held(session, theirs)} == {beside.id}
    both = keys_of(session, Case.id.in_([own, other]))
    assert held(session, both) == {
        (row.center_id, row.id) for row in session.scalars(select(Case)) if row.id in (own, other)
    }


def test_of_nothing_found_nothing_is_found(session, center):
    add_cases(session, center, DAYS)
    none = keys_of(session, Case.registered_on > date(2024, 12, 31))
    assert (len(none), held(session, none)) == (0, set())
