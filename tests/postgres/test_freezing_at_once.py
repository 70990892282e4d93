"""Two who freeze the same year in the same moment, and one who freezes while another writes."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import actor_of, make_case
from tests.frozen import NOTE
from tests.postgres.at_once import at_once
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.indicators.whole_year import count_year
from tracker.models import Case, FrozenCase, FrozenYear
from tracker.permissions import Actor
from tracker.services import cases
from tracker.services.frozen_years import freeze

pytestmark = pytest.mark.postgres


def test_one_of_two_freezes_the_year_and_the_other_is_told(app, session, center):
    make_case(session, center, accepted=date(2024, 3, 6))
    supervisor = actor_of(session, center, Role.SUPERVISOR)
    session.rollback()
    ends = at_once(
        app, *(lambda other: freeze(other, supervisor, 2024, NOTE, count_year) for _ in range(2))
    )
    (refused,) = (end for end in ends if end is not None)
    assert isinstance(refused, Refused)
    assert str(refused) == "2024 is frozen already: version 1, by supervisor."
    assert session.scalars(select(FrozenYear.number)).all() == [1]


def test_what_is_written_meanwhile_is_in_the_figures_and_the_cases_or_in_neither(
    app, session, center
):
    case = make_case(session, center)
    make_case(session, center, accepted=date(2024, 3, 6))
    supervisor, key = actor_of(session, center, Role.SUPERVISOR), (center.id, case.id)
    session.rollback()

    def accept(other):
        one = other.get_one(Case, key)
        cases.accept(other, Actor.system(key[0]), one, date(2024, 3, 7), one.version)

    ends = at_once(app, accept, lambda other: freeze(other, supervisor, 2024, NOTE, count_year))
    assert ends == [None, None]
    row = session.scalars(select(FrozenYear)).one()
    version = session.scalar(select(FrozenCase.version).where(FrozenCase.case_id == key[1]))
    accepted = json.loads(row.content)["figures"]["accepted"]["value"]
    assert (version, accepted) in {(1, 1), (2, 2)}
