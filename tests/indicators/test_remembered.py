"""A figure is remembered until something is written, and by readers only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.factories import draft, make_case, open_office
from tests.statements import noted
from tracker import database
from tracker.domain.periods import Period
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.remembered import KEPT, LONG, remembered
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.services import cases

YEARS = Period.year(2024), Period.year(2023)


@pytest.fixture
def reading() -> Iterator[None]:
    database.only_read(True)
    yield
    database.only_read(False)


@pytest.fixture
def count(session, center):
    """The cases registered in a year, and whether the cases were looked at to tell."""

    def counted(year: Period = YEARS[0]) -> tuple[int, bool]:
        asked = Asked(Scope((center.id,)), [year], dimensions=())
        with noted(session.get_bind()) as statements:
            found = tally(session, asked, [BY_KEY["registered"]]).windows[0]
        looked = any("FROM cases" in one or "JOIN cases" in one for one in statements)
        return BY_KEY["registered"].figure(found, None).value, looked

    return counted


def write(session, center):
    database.only_read(False)
    make_case(session, center)
    session.commit()
    database.only_read(True)


def test_what_was_counted_is_not_counted_again(count, session, center, reading):
    write(session, center)
    assert count() == (1, True)
    assert count() == (1, False)
    assert count(YEARS[1]) == (0, True)


def test_a_write_of_the_center_is_in_the_very_next_count(count, session, center, reading):
    assert count() == (0, True)
    write(session, center)
    assert count() == (1, True)


def test_a_write_of_another_center_changes_nothing(count, session, center, reading):
    database.only_read(False)
    other = open_office(session, "QJ", "清")
    session.commit()
    database.only_read(True)
    assert count() == (0, True)
    write(session, other)
    assert count() == (0, False)


def test_who_may_still_take_back_what_was_written_counts_for_oneself_only(count, session, center):
    cases.register(session, Actor.system(center.id), draft(session, center))
    assert count() == (1, True)
    assert count() == (1, True)
    session.rollback()
    assert count() == (0, True)


@pytest.mark.parametrize(("rows", "is_kept"), [(KEPT * LONG - 1, True), (KEPT * LONG, False)])
def test_an_answer_that_would_drive_out_all_others_is_not_kept(
    session, center, reading, rows, is_kept
):
    counted = []

    def find():
        counted.append(rows)
        return range(rows)

    scope = Scope((center.id,))
    for _ in range(2):
        assert remembered(session, scope, "all", find) == range(rows)
    assert len(counted) == (1 if is_kept else 2)
