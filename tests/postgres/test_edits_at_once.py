"""Two people who change one case in the same moment: one is told so, neither meets an error."""

from datetime import date

import pytest
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import draft, make_case
from tests.postgres.at_once import at_once
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Side
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import cases, parties

pytestmark = pytest.mark.postgres


def editing(case, *more, **changes):
    """The case's own page, sent with parties beside those it has, and with other words."""
    place, version = (case.center_id, case.id), case.version

    def edit(session):
        found = session.get_one(Case, place)
        people = [*map(parties.draft_of, found.parties), *more]
        wanted = draft(session, session.get_one(Center, place[0]), parties=people, **changes)
        cases.edit(session, Actor.system(place[0]), found, wanted, version)

    return edit


def test_who_edits_second_is_told_whatever_each_of_them_changes(app, session, center):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    writes = [
        editing(case, summary="楼上渗水"),
        editing(case, PartyDraft(Side.RESPONDENT, "王五")),
    ]
    session.rollback()
    ends = at_once(app, *writes)
    assert [type(end) for end in ends if end is not None] == [StaleDataError]
    assert (case.summary == "楼上渗水") is (len(case.parties) == 2)
