"""When a court can be asked, when a visit is due, and which visit counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.afterwards import (
    can_apply,
    confirmation_window,
    counted_visit,
    problems_of_application,
    problems_of_decision,
    problems_of_reopening,
    problems_of_visit,
    results_of,
    visit_due_on,
)
from tracker.domain.record_words import ConfirmationResult, PerformanceSeen
from tracker.domain.vocabulary import Outcome, Satisfaction

CLOSED = date(2024, 3, 20)
TODAY = date(2024, 6, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CONFIRMED, REFUSED = ConfirmationResult.CONFIRMED, ConfirmationResult.REFUSED
WITHDRAWN = ConfirmationResult.WITHDRAWN


@dataclass(frozen=True)
class Instalment:
    due_on: date


@dataclass(frozen=True)
class Papers:
    effective_on: date | None = None
    perform_by: date | None = None
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True)
class Ended:
    closed_on: date | None = CLOSED
    outcome: Outcome | None = Outcome.WRITTEN_AGREEMENT
    agreement: Papers | None = None


@dataclass(frozen=True)
class Application:
    applied_on: date
    result: ConfirmationResult | None = None
    decided_on: date | None = None


@dataclass(frozen=True)
class Visit:
    id: int
    visited_on: date
    satisfaction: Satisfaction | None = None


def said(problems) -> list[str]:
    return [str(one) for one in problems]


@given(effective=DAYS, applied=st.integers(-40, 40))
def test_the_parties_can_apply_on_thirty_days_after_the_agreement_takes_effect(effective, applied):
    case = Ended(closed_on=effective, agreement=Papers(effective_on=effective))
    day = effective + timedelta(days=applied)
    allowed = [effective + timedelta(days=number) for number in range(31)]
    problems = list(problems_of_application(case, day, [], effective + timedelta(days=99)))
    assert (problems == []) == (day in allowed)


def test_without_papers_the_window_is_counted_from_the_closing():
    window = confirmation_window(Ended())
    assert (window.first, window.last) == (CLOSED, date(2024, 4, 19))
    assert window.days_left(date(2024, 4, 16)) == 3
    assert window.days_left(date(2024, 4, 20)) == -1


def test_papers_that_are_not_in_effect_open_no_window():
    case = Ended(agreement=Papers())
    assert confirmation_window(case) is None
    assert not can_apply(case, [])
    assert "not taken effect" in said(problems_of_application(case, CLOSED, [], TODAY))[0]


@pytest.mark.parametrize(
    "case",
    [Ended(outcome=one) for one in Outcome if not one.is_agreement]
    + [Ended(closed_on=None, outcome=None)],
)
def test_nothing_but_an_agreement_is_confirmed_or_visited_for(case):
    assert confirmation_window(case) is None
    assert not can_apply(case, [])
    assert visit_due_on(case) is None
    assert said(problems_of_application(case, CLOSED, [], TODAY)) == [
        "A judicial confirmation needs an agreement as the outcome."
    ]


def test_the_refusal_names_the_last_day_and_the_first():
    case = Ended(agreement=Papers(effective_on=date(2024, 3, 22)))
    early = said(problems_of_application(case, date(2024, 3, 21), [], TODAY))
    late = said(problems_of_application(case, date(2024, 4, 22), [], TODAY))
    assert "2024-03-22" in early[0]
    assert "2024-04-21" in late[0]


@pytest.mark.parametrize(
    ("results", "applies"),
    [
        ([], True),
        ([REFUSED], True),
        ([WITHDRAWN, REFUSED], True),
        ([None], False),
        ([REFUSED, None], False),
        ([CONFIRMED], False),
    ],
)
def test_one_application_at_a_time(results, applies):
    assert can_apply(Ended(), results) == applies
    assert (not list(problems_of_application(Ended(), CLOSED, results, TODAY))) == applies
    assert (not list(problems_of_reopening(results))) == applies


def test_an_imported_confirmation_counts_as_one_without_an_application():
    assert results_of([], CLOSED) == [CONFIRMED]
    assert results_of([Application(CLOSED, REFUSED, CLOSED)], CLOSED) == [REFUSED, CONFIRMED]
    assert results_of([Application(CLOSED, CONFIRMED, CLOSED)], CLOSED) == [CONFIRMED]
    assert results_of([], None) == []


@pytest.mark.parametrize(
    ("result", "decided", "fields"),
    [
        (None, None, []),
        (CONFIRMED, date(2024, 3, 25), []),
        (CONFIRMED, None, ["decided_on"]),
        (None, date(2024, 3, 25), ["result"]),
        (REFUSED, date(2024, 3, 24), ["decided_on"]),
        (REFUSED, TODAY + timedelta(days=1), ["decided_on"]),
    ],
)
def test_a_result_has_its_day_after_the_application(result, decided, fields):
    found = problems_of_decision(date(2024, 3, 25), result, decided, TODAY)
    assert [one.field for one in found] == fields


@given(
    closed=DAYS,
    perform_by=st.none() | DAYS,
    instalments=st.lists(DAYS, max_size=4),
    with_papers=st.booleans(),
)
def test_a_visit_is_due_the_day_after_the_performance_or_a_week_after_closing(
    closed, perform_by, instalments, with_papers
):
    papers = Papers(perform_by=perform_by, instalments=tuple(map(Instalment, instalments)))
    due = visit_due_on(Ended(closed_on=closed, agreement=papers if with_papers else None))
    agreed = [perform_by] if perform_by else sorted(instalments)
    if not with_papers or not agreed:
        assert due == closed + timedelta(days=7)
    else:
        after = [one for one in (agreed[-1], closed) if one < due]
        assert len(after) == 2
        assert due - timedelta(days=1) in after


def test_a_visit_comes_after_closing_and_not_before_it_happens():
    open_case = Ended(closed_on=None, outcome=None)
    assert said(problems_of_visit(open_case, CLOSED, None, TODAY)) == [
        "A return visit comes after the case is closed."
    ]
    early = problems_of_visit(Ended(), CLOSED - timedelta(days=1), None, TODAY)
    assert [one.field for one in early] == ["visited_on"]
    late = problems_of_visit(Ended(), TODAY + timedelta(days=1), None, TODAY)
    assert [one.field for one in late] == ["visited_on"]
    assert not list(problems_of_visit(Ended(), CLOSED, PerformanceSeen.PARTLY, TODAY))


@pytest.mark.parametrize("seen", list(PerformanceSeen))
def test_only_an_agreement_is_seen_to_be_performed(seen):
    failed = Ended(outcome=Outcome.FAILED)
    found = [one.field for one in problems_of_visit(failed, CLOSED, seen, TODAY)]
    assert found == ([] if seen is PerformanceSeen.NOTHING_TO_DO else ["performance"])


@given(days=st.lists(st.integers(-5, 5), max_size=6), closed=st.none() | st.just(CLOSED))
def test_the_first_visit_since_the_closing_counts(days, closed):
    made = [Visit(place, CLOSED + timedelta(days=one)) for place, one in enumerate(days)]
    counted = counted_visit(made, closed)
    expected = None
    for visit in made:
        since = closed is not None and visit.visited_on >= closed
        if since and (expected is None or visit.visited_on < expected.visited_on):
            expected = visit
    assert counted == expected
    assert counted_visit(made[::-1], closed) == expected
