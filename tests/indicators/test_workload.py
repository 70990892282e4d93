"""The work of each mediator against a count case by case, on days around the due dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import STUDIO, TOWN, extend, make_case, named
from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, NAMES, ledgers, periods, write
from tests.indicators.ledgers import TOWN as TOWN_CENTER
from tests.indicators.test_random_ledgers import visible
from tests.statements import noted
from tests.subsidies import LEAD
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Outcome
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import Drill
from tracker.indicators.workload import MEDIATOR, SHOWN, Figures, Workload, rest_of_week, workload
from tracker.models import Case, Mediator, Organisation
from tracker.permissions import Actor
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope
from tracker.services import case_merging, organisations

Facts = dict[str, Any]
YEAR = Period.year(2024)
WEDNESDAY = date(2024, 4, 3)
SUNDAY = date(2024, 4, 7)


def told(figures: Figures) -> list[Any]:
    """Open, due this week, overdue, closed, median days."""
    return [figures[one].plain for one in SHOWN]


def by_hand(cases: list[Facts], today: date, days: tuple[date, date]) -> list[Any]:
    """The same five numbers, counted with a pencil."""
    counted = [case for case in cases if not case["merged"]]
    still_open = [
        case
        for case in counted
        if case["accepted"] is not None
        and case["accepted"] <= today
        and (case["closed"] is None or case["closed"] > today)
    ]
    sunday = today
    while sunday.isoweekday() != 7:
        sunday += timedelta(days=1)
    due = [
        case
        for case in counted
        if case["accepted"] is not None
        and case["accepted"] <= sunday
        and (case["closed"] is None or case["closed"] > sunday)
        and today <= case["due"] <= sunday
    ]
    closed = [case for case in counted if case["closed"] and days[0] <= case["closed"] <= days[1]]
    taken = [(case["closed"] - case["accepted"]).days for case in closed]
    return [
        len(still_open),
        len(due),
        len([case for case in still_open if case["due"] < today]),
        len(closed),
        plain_count.median(taken)["value"],
    ]


def key_of(case: Facts) -> str:
    name = case["mediator"]
    return UNSTATED if name is None else f"{case['center']}-{NAMES.index(name) + 1}"


def listed(session: Session, scope: Scope, found: Workload, key: str) -> list[int | None]:
    """How many cases each number of the line leads to."""
    picks: tuple[Pick, ...] = ((MEDIATOR.key, key),)
    return [
        session.scalar(
            select(func.count()).where(
                scope.holds(Case),
                Drill(one, "value", found.days[one], Basis.CASELOAD, picks).condition,
            )
        )
        for one in SHOWN
    ]


@examples(100)
@given(
    ledger=ledgers,
    scope=st.sampled_from(
        [Scope((TOWN_CENTER,)), Scope((COUNTY, TOWN_CENTER, ISLAND)), Scope((TOWN_CENTER,), 2)]
    ),
    days=periods,
    data=st.data(),
)
def test_every_line_and_the_total_are_those_of_a_count_by_hand_and_list_their_cases(
    four_centers: Session,
    ledger: list[Facts],
    scope: Scope,
    days: tuple[date, date],
    data: st.DataObject,
) -> None:
    seen = visible(ledger, scope)
    dues = sorted({case["due"] for case in seen if case["due"]}) or [WEDNESDAY]
    today = data.draw(st.sampled_from(dues)) + timedelta(days=data.draw(st.integers(-8, 8)))
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = workload(four_centers, scope, Period(*days), (), today)
        opened = {one.key: listed(four_centers, scope, found, one.key) for one in found.lines}
        savepoint.rollback()
    lines = {one.key: told(one.figures) for one in found.lines}
    people: dict[str, list[Facts]] = {}
    if scope.organisation_id is None:  # who belongs to no organisation has nothing to do there
        people = {f"{center}-{id_}": [] for center in scope.center_ids for id_ in (1, 2, 3)}
    for case in seen:
        people.setdefault(key_of(case), []).append(case)
    expected = {key: by_hand(cases, today, days) for key, cases in people.items()}
    idle = [0, 0, 0, 0, None]
    assert lines == {
        key: numbers
        for key, numbers in expected.items()
        if numbers != idle or (key != UNSTATED and scope.organisation_id is None)
    }
    assert told(found.total) == by_hand(seen, today, days)
    for place in range(4):
        assert told(found.total)[place] == sum(numbers[place] for numbers in lines.values())
    for one in found.lines:
        assert opened[one.key] == [figure.rows for figure in one.figures.values()]


@pytest.mark.parametrize(
    ("today", "sunday"),
    [
        (date(2024, 4, 1), SUNDAY),
        (WEDNESDAY, SUNDAY),
        (SUNDAY, SUNDAY),
        (date(2024, 12, 30), date(2025, 1, 5)),
    ],
)
def test_the_week_ends_on_sunday(today: date, sunday: date) -> None:
    assert rest_of_week(today) == Period(today, sunday)


@pytest.fixture
def desk(session: Session, center: Any) -> Any:
    """``desk(due, …)``: a case of 吴和平 that is due on that day."""
    lead = named(session, Mediator, LEAD, center).id

    def opened(due: date, **facts: Any) -> Case:
        day = due - timedelta(days=30)
        values = {"registered_on": day, "accepted": day, "mediator_id": lead}
        return make_case(session, center, **values | facts)

    return opened


@pytest.fixture
def work(session: Session, center: Any) -> Any:
    """What stands in the line of each person, as of the Wednesday."""

    def asked(*picks: Pick, today: date = WEDNESDAY) -> dict[str, list[Any]]:
        found = workload(session, Scope((center.id,)), YEAR, picks, today)
        return {one.name: told(one.figures) for one in found.lines}

    return asked


@pytest.mark.parametrize(
    ("due", "numbers"),
    [
        (WEDNESDAY - timedelta(days=2), [1, 0, 1]),  # the Monday before
        (WEDNESDAY - timedelta(days=1), [1, 0, 1]),
        (WEDNESDAY, [1, 1, 0]),
        (SUNDAY, [1, 1, 0]),
        (SUNDAY + timedelta(days=1), [1, 0, 0]),
    ],
)
def test_a_case_is_due_this_week_or_overdue_or_neither(desk, work, due, numbers):
    desk(due)
    assert work()[LEAD][:3] == numbers


def test_an_extension_moves_a_case_out_of_this_week_and_out_of_what_is_overdue(session, desk, work):
    for due in (WEDNESDAY - timedelta(days=1), SUNDAY):
        extend(session, desk(due), date(2024, 6, 1))
    session.commit()
    assert work()[LEAD][:3] == [2, 0, 0]


def test_a_case_accepted_today_is_open_today(desk, work):
    desk(WEDNESDAY + timedelta(days=30))
    assert work()[LEAD][:3] == [1, 0, 0]


def test_what_is_not_accepted_declined_merged_or_closed_is_not_open(session, center, desk, work):
    desk(WEDNESDAY, accepted=None)
    desk(WEDNESDAY, accepted=None, declined="已由法院受理")
    stays, twice = desk(WEDNESDAY), desk(WEDNESDAY)
    case_merging.merge(session, Actor.system(center.id), twice, stays, "重复登记", twice.version)
    desk(WEDNESDAY, closed=WEDNESDAY, outcome=Outcome.EXPLAINED)
    session.commit()
    assert work()[LEAD] == [1, 1, 0, 1, "30.0"]


def test_who_has_nothing_to_do_stands_there_with_nothing(work):
    assert work() == {LEAD: [0, 0, 0, 0, None], "解春晖": [0, 0, 0, 0, None]}


def test_who_is_no_longer_in_use_stands_there_for_cases_only(session, center, desk, work):
    lead = named(session, Mediator, LEAD, center)
    organisations.set_active(session, Actor.system(center.id), lead, False)
    session.commit()
    assert list(work()) == ["解春晖"]
    desk(WEDNESDAY)
    assert f"{LEAD} (no longer in use)" in work() or f"{LEAD}（已停用）" in work()


def test_a_case_without_a_mediator_has_a_line_of_its_own_at_the_end(desk, work):
    desk(WEDNESDAY - timedelta(days=9), mediator_id=None)
    assert list(work().values())[-1][:3] == [1, 0, 1]
    assert len(work()) == 3


def test_the_most_overdue_come_first_then_the_most_open_then_the_name(session, center, desk, work):
    other = named(session, Mediator, "解春晖", center).id
    for _one in range(2):
        desk(SUNDAY)
    assert list(work()) == [LEAD, "解春晖"]
    desk(WEDNESDAY - timedelta(days=1), mediator_id=other)
    assert list(work()) == ["解春晖", LEAD]


def test_an_organisation_is_narrowed_to_its_people(session, center, desk, work):
    town, trade = (named(session, Organisation, name, center).id for name in (TOWN, STUDIO))
    assert list(work(("organisation", f"{center.id}-{town}"))) == [LEAD]
    assert list(work(("organisation", f"{center.id}-{trade}"))) == ["解春晖"]
    assert list(work(("organisation", UNSTATED))) == []
    desk(WEDNESDAY)  # a case of the town that its own mediator leads
    assert list(work(("organisation", f"{center.id}-{trade}"))) == ["解春晖"]
    lead = named(session, Mediator, LEAD, center).id
    assert list(work(("mediator", f"{center.id}-{lead}"))) == [LEAD]
    assert list(work(("mediator", "nobody"))) == []


def test_more_people_and_cases_take_no_more_statements(session, center, desk):
    scope = Scope((center.id,))

    def asked() -> int:
        session.refresh(center)
        with noted(session.get_bind()) as statements:
            workload(session, scope, YEAR, (), WEDNESDAY)
        return len(statements)

    before = asked()
    town = named(session, Organisation, TOWN, center).id
    for number in range(20):
        person = organisations.add_mediator(
            session, Actor.system(center.id), f"调解员{number}", town, resident=False
        )
        session.flush()
        desk(WEDNESDAY, mediator_id=person.id)
    session.commit()
    assert asked() == before <= 7
