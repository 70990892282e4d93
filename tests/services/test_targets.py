"""Targets are set once, changed by who has seen them, removed, and copied from the year before."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tests.factories import STUDIO, TOWN, named, open_office
from tests.targets import set_target
from tracker.domain.problems import Refused
from tracker.domain.targets import TargetDraft
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, Organisation, Target
from tracker.permissions import Actor, Forbidden
from tracker.services import organisations, targets


@pytest.fixture
def supervisor(actors):
    return actors[Role.SUPERVISOR]


@pytest.fixture
def trailed(session):
    """The newest line of the trail."""

    def newest():
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
        return line.action, line.changes

    return newest


def told(refused):
    return [(one.field, str(one)) for one in refused.value.problems]


def stand(session):
    return {
        (one.organisation_id, one.year, one.figure): one.value
        for one in session.scalars(select(Target))
    }


def test_a_target_stands_in_exact_steps_and_in_the_trail(session, center, supervisor, trailed):
    town = named(session, Organisation, TOWN, center).id
    targets.add(session, supervisor, TargetDraft(2024, "resolution_rate", "99.56%", town))
    session.commit()
    assert stand(session) == {(town, 2024, "resolution_rate"): 9956}
    assert trailed() == (
        "target.set",
        {
            "year": 2024,
            "figure": "resolution_rate",
            "target": [None, "99.56"],
            "organisation_id": town,
        },
    )


@pytest.mark.parametrize("organisation", [None, TOWN])
def test_a_figure_has_one_target_a_year(session, center, supervisor, organisation):
    set_target(session, center, organisation=organisation)
    with pytest.raises(Refused) as refused:
        set_target(session, center, "9", organisation=organisation)
    assert told(refused) == [
        ("figure", "There is a target of this figure for 2024 already; change that one.")
    ]
    session.rollback()
    set_target(session, center, year=2025, organisation=organisation)
    set_target(session, center, organisation=STUDIO)
    assert len(stand(session)) == 3


@pytest.mark.parametrize("organisation", [None, TOWN])
def test_the_database_itself_keeps_a_target_single(session, center, organisation):
    row = set_target(session, center, organisation=organisation)
    copied = text(
        "INSERT INTO targets (center_id, id, organisation_id, year, figure, value, version)"
        " SELECT center_id, id + 1, organisation_id, year, figure, 9, 1 FROM targets"
    )
    with pytest.raises(IntegrityError):
        session.execute(copied)
    session.rollback()
    assert row.value == 3


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TargetDraft(1949, "resolved", "1"), "year"),
        (TargetDraft(2200, "resolved", "1"), "year"),
        (TargetDraft(2024, "accepted", "1"), "figure"),
        (TargetDraft(2024, "resolved", "many"), "value"),
        (TargetDraft(2024, "resolved", "-1"), "value"),
        (TargetDraft(2024, "satisfaction_rate", "100.5"), "value"),
        (TargetDraft(2024, "resolved", "1", 77), "organisation_id"),
    ],
)
def test_what_is_no_target_is_refused_beside_its_field(session, supervisor, draft, field):
    with pytest.raises(Refused) as refused:
        targets.add(session, supervisor, draft)
    assert [one for one, _sentence in told(refused)] == [field]


def test_another_centers_organisation_has_no_target_here(session, center, supervisor):
    other = open_office(session, "QJ", "虹")
    foreign = named(session, Organisation, TOWN, other)
    with pytest.raises(Refused) as refused:
        targets.add(session, supervisor, TargetDraft(2024, "resolved", "1", foreign.id))
    assert told(refused) == [("organisation_id", "Please choose an entry of the list.")]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR], ids=str)
def test_nobody_but_the_supervisor_sets_targets(session, center, actors, role):
    row = set_target(session, center)
    actor = actors[role]
    for write in (
        lambda: targets.add(session, actor, TargetDraft(2025, "resolved", "1")),
        lambda: targets.change(session, actor, row.id, "4", row.version),
        lambda: targets.remove(session, actor, row.id, row.version),
        lambda: targets.copy_year(session, actor, 2025),
    ):
        with pytest.raises(Forbidden, match="SET_TARGETS"):
            write()


def test_the_supervisor_of_the_center_above_sets_none_below(session, center, supervisor):
    below = open_office(session, "QJ", "虹", parent=center)
    row = set_target(session, below)
    with pytest.raises(Refused):
        targets.change(session, supervisor, row.id, "4", row.version)
    with pytest.raises(Refused):
        targets.remove(session, supervisor, row.id, row.version)
    assert row.value == 3


def test_a_change_is_made_to_the_target_that_was_seen(session, center, supervisor, trailed):
    row = set_target(session, center, "90.5", "resolution_rate")
    seen = row.version
    targets.change(session, supervisor, row.id, "91", seen)
    session.commit()
    assert row.value == 9100
    assert trailed() == (
        "target.change",
        {"year": 2024, "figure": "resolution_rate", "target": ["90.50", "91.00"]},
    )
    for late in (
        lambda: targets.change(session, supervisor, row.id, "80", seen),
        lambda: targets.remove(session, supervisor, row.id, seen),
    ):
        with pytest.raises(Refused, match="Somebody has changed this target meanwhile"):
            late()
    assert row.value == 9100


def test_the_same_value_once_more_changes_nothing(session, center, supervisor, trailed):
    row = set_target(session, center)
    targets.change(session, supervisor, row.id, "3", row.version)
    session.commit()
    assert trailed()[0] == "target.set"
    assert row.version == 1


def test_what_is_removed_is_gone_and_can_be_set_again(session, center, supervisor, trailed):
    row = set_target(session, center)
    key = row.id, row.version
    targets.remove(session, supervisor, *key)
    session.commit()
    assert stand(session) == {}
    assert trailed() == (
        "target.remove",
        {"year": 2024, "figure": "resolved", "target": ["3", None]},
    )
    with pytest.raises(Refused, match="Somebody has removed this target meanwhile"):
        targets.remove(session, supervisor, *key)
    session.rollback()
    set_target(session, center)


def test_last_years_targets_are_copied_where_this_year_has_none(
    session, center, supervisor, trailed
):
    town = named(session, Organisation, TOWN, center).id
    set_target(session, center, "90", "resolution_rate", 2023)
    set_target(session, center, "7", year=2023, organisation=TOWN)
    set_target(session, center, "8", year=2023)
    set_target(session, center, "5", year=2022)
    set_target(session, center, "9")
    open_office(session, "QJ", "虹")
    assert targets.copy_year(session, supervisor, 2024) == 2
    session.commit()
    of_2024 = {key: value for key, value in stand(session).items() if key[1] == 2024}
    assert of_2024 == {
        (None, 2024, "resolution_rate"): 9000,
        (town, 2024, "resolved"): 7,
        (None, 2024, "resolved"): 9,
    }
    assert trailed() == ("target.copy", {"year": 2024, "added": 2})
    with pytest.raises(Refused, match="There is no target of 2023 that could be copied"):
        targets.copy_year(session, supervisor, 2024)


def test_what_is_out_of_use_gets_no_new_target(session, center, supervisor):
    set_target(session, center, year=2023, organisation=TOWN)
    town = named(session, Organisation, TOWN, center)
    organisations.set_active(session, Actor.system(center.id), town, False)
    session.commit()
    with pytest.raises(Refused):
        targets.copy_year(session, supervisor, 2024)
    assert session.scalar(select(func.count()).select_from(Target)) == 1


def test_no_year_is_copied_that_no_ledger_speaks_of(session, supervisor):
    with pytest.raises(Refused) as refused:
        targets.copy_year(session, supervisor, 2200)
    assert told(refused) == [("year", "Please write a year from 1950 to 2199.")]
