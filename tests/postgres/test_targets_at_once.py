"""Two supervisors who set, change or copy the same target in the same moment."""

import pytest
from sqlalchemy import select

from tests.factories import actor_of
from tests.postgres.at_once import at_once
from tests.targets import set_target
from tracker.domain.problems import Refused
from tracker.domain.targets import TargetDraft
from tracker.domain.vocabulary import Role
from tracker.models import Target
from tracker.services import targets

pytestmark = pytest.mark.postgres


@pytest.fixture
def supervisor(session, center):
    return actor_of(session, center, Role.SUPERVISOR)


def one_is_refused(ends, sentence):
    (refused,) = (end for end in ends if end is not None)
    assert isinstance(refused, Refused)
    assert str(refused) == sentence


def stand(session):
    return session.execute(select(Target.year, Target.value)).all()


def test_one_of_two_sets_the_target_and_the_other_is_told(app, session, center, supervisor):
    session.rollback()
    ends = at_once(
        app,
        *(
            lambda other, value=value: targets.add(
                other, supervisor, TargetDraft(2024, "resolved", value)
            )
            for value in ("7", "7")
        ),
    )
    one_is_refused(ends, "There is a target of this figure for 2024 already; change that one.")
    assert stand(session) == [(2024, 7)]


def test_no_change_is_lost(app, session, center, supervisor):
    row = set_target(session, center)
    key = row.id
    session.rollback()

    def change(other):
        targets.change(other, supervisor, key, "8", 1)

    ends = at_once(app, change, lambda other: targets.remove(other, supervisor, key, 1))
    (refused,) = (end for end in ends if end is not None)
    assert isinstance(refused, Refused)
    changed = ends[0] is None
    assert stand(session) == ([(2024, 8)] if changed else [])


def test_last_years_targets_are_copied_once(app, session, center, supervisor):
    set_target(session, center)
    session.rollback()

    def copy(other):
        targets.copy_year(other, supervisor, 2025)

    one_is_refused(at_once(app, copy, copy), "There is no target of 2024 that could be copied.")
    assert sorted(stand(session)) == [(2024, 3), (2025, 3)]
