"""The plan of the sample, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.demo.build import planned_cases
from tracker.demo.counter import STORIES
from tracker.demo.recent import cases_of_these_weeks
from tracker.demo.stories import STANCES
from tracker.demo.years import LAST_DAY, cases_of_the_years
from tracker.domain.dispute_types import STANDARD_TYPES

TODAY = date(2026, 11, 24)


def test_the_same_cases_are_planned_every_time():
    first, second = (cases_of_the_years() for _ in range(2))
    assert [vars(case) for case in first] == [vars(case) for case in second]


def test_the_years_are_the_same_whatever_day_it_is():
    def years(today):
        return [vars(case) for case in planned_cases(today) if case.registered_on <= LAST_DAY]

    assert years(TODAY) == years(TODAY + timedelta(days=400))


@pytest.mark.parametrize("days", [1, 5, 40, 70, 2000])
def test_the_cases_of_these_weeks_begin_after_everything_else_and_end_by_today(days):
    today = LAST_DAY + timedelta(days=days)
    for case in cases_of_these_weeks(today):
        assert LAST_DAY < case.registered_on <= today
        assert not case.closed_on or case.closed_on <= today
        assert all(one.paid_on <= today for one in case.payments)
        assert not case.visited_on or case.visited_on <= today


def test_nothing_of_the_years_happens_after_their_last_day():
    for case in cases_of_the_years():
        days = [case.closed_on, case.confirmed_on, case.visited_on]
        days += [one.paid_on for one in case.payments]
        assert all(day <= LAST_DAY for day in days if day)


def test_every_dispute_type_exists_and_every_summary_has_30_to_80_characters():
    codes = {code for code, _name, _parent in STANDARD_TYPES}
    for story in STORIES:
        assert story.code in codes
        for event, troubles, wish in story.scenes:
            lengths = [
                len(f"{event}，{trouble}，{stance}。") for trouble in troubles for stance in STANCES
            ]
            assert min(lengths) >= 30, event
            assert max(lengths) <= 80, event
            assert wish


def test_what_was_agreed_is_paid_at_most_once():
    for case in cases_of_the_years():
        if case.payments:
            assert sum(one.amount for one in case.payments) <= case.amount_agreed
        if case.amount_agreed is not None:
            assert 0 < case.amount_agreed <= case.amount_claimed
