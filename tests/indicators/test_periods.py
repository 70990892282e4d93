"""What counts where, at the edges of a period: each rule as a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import STUDIO, make_case, named, open_office
from tests.statements import selects
from tracker.domain.drafts import PaymentDraft, VisitDraft
from tracker.domain.periods import Period
from tracker.domain.record_words import VisitManner
from tracker.domain.vocabulary import Basis, Outcome, Satisfaction, Source
from tracker.extensions import db
from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary, summarise
from tracker.models import Center, DisputeType, Organisation
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.services import cases, performance, visits

Read = Callable[..., Any]


@pytest.fixture
def year(session: Session, center: Center) -> Callable[..., Summary]:
    def of(
        year: int = 2024, basis: Basis = Basis.CASELOAD, period: Period | None = None
    ) -> Summary:
        chosen = period or Period.year(year)
        return summarise(session, Scope((center.id,)), center, chosen, basis)

    return of


def values(summary: Summary, *keys: str) -> list[Any]:
    return [summary.figures[key].plain for key in keys]


def test_a_case_accepted_on_31_december_and_closed_on_1_january_is_carried_over(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    make_case(
        session,
        center,
        registered_on=date(2023, 12, 31),
        accepted=date(2023, 12, 31),
        closed=date(2024, 1, 1),
    )
    assert values(year(2023), "accepted", "carried_over", "closed", "pending") == [1, 0, 0, 1]
    assert values(year(2024), "accepted", "carried_over", "closed", "pending") == [0, 1, 1, 0]


def test_a_case_closed_on_31_december_belongs_to_that_year_and_to_no_later_one(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    make_case(
        session,
        center,
        registered_on=date(2024, 12, 31),
        accepted=date(2024, 12, 31),
        closed=date(2024, 12, 31),
    )
    assert values(year(2024), "caseload", "closed", "median_days") == [1, 1, "0.0"]
    assert values(year(2025), "caseload", "closed", "median_days") == [0, 0, None]


def test_a_declined_case_is_registered_and_nothing_else(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    make_case(session, center, registered_on=date(2024, 5, 1), declined="已由法院受理")
    assert values(year(), "registered", "declined", "accepted", "caseload") == [1, 1, 0, 0]


def test_a_case_is_not_overdue_on_its_thirtieth_day_and_is_on_the_day_after(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    make_case(session, center, registered_on=date(2024, 3, 1), accepted=date(2024, 3, 1))
    thirtieth = Period(date(2024, 3, 1), date(2024, 3, 31))
    after = Period(date(2024, 3, 1), date(2024, 4, 1))
    assert values(year(period=thirtieth), "pending", "overdue") == [1, 0]
    assert values(year(period=after), "pending", "overdue") == [1, 1]


def test_a_reopened_case_is_open_again_also_in_the_year_it_had_been_closed(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    case = make_case(
        session,
        center,
        registered_on=date(2023, 5, 1),
        accepted=date(2023, 5, 1),
        closed=date(2023, 6, 1),
    )
    cases.reopen(session, Actor.system(center.id), case, "一方反悔", case.version)
    session.commit()
    assert values(year(2023), "closed", "pending") == [0, 1]
    assert values(year(2024), "carried_over", "pending") == [1, 1]


def test_the_three_bases_divide_by_what_they_say(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    for closed, outcome in (
        (date(2024, 2, 1), Outcome.WRITTEN_AGREEMENT),
        (date(2024, 2, 1), Outcome.FAILED),
        (None, Outcome.FAILED),
    ):
        make_case(
            session,
            center,
            registered_on=date(2024, 1, 5),
            accepted=date(2024, 1, 5),
            closed=closed,
            outcome=outcome,
        )
    make_case(
        session,
        center,
        registered_on=date(2023, 12, 1),
        accepted=date(2023, 12, 1),
        closed=date(2024, 1, 2),
        outcome=Outcome.EXPLAINED,
    )
    rates = {basis: (rate.numerator, rate.denominator) for basis, rate in year().readings.items()}
    assert rates == {Basis.CASELOAD: (2, 4), Basis.CLOSED: (2, 3), Basis.ACCEPTED: (1, 3)}
    assert year(basis=Basis.CLOSED).figures["resolution_rate"].plain == "66.67"


def test_payments_count_by_their_own_date_and_performance_by_the_closing(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    case = make_case(
        session,
        center,
        registered_on=date(2023, 12, 1),
        accepted=date(2023, 12, 1),
        closed=date(2023, 12, 20),
        agreed=Decimal("100.00"),
    )
    actor = Actor.system(center.id)
    for day, amount in ((date(2023, 12, 31), "40.00"), (date(2024, 1, 1), "60.00")):
        payment = PaymentDraft(day, Decimal(amount))
        performance.record_payment(session, actor, case, payment, case.version)
    session.commit()
    assert values(year(2023), "amount_performed", "performance_rate") == ["40.00", "100.00"]
    assert values(year(2024), "amount_performed", "performance_rate") == ["60.00", None]


def test_visits_count_by_the_closing_and_their_answers_by_the_visit(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    case = make_case(
        session,
        center,
        registered_on=date(2023, 12, 1),
        accepted=date(2023, 12, 1),
        closed=date(2023, 12, 20),
    )
    visit = VisitDraft(date(2024, 2, 1), VisitManner.PHONE, satisfaction=Satisfaction.SATISFIED)
    visits.record(session, Actor.system(center.id), case, visit, case.version)
    session.commit()
    assert values(year(2023), "return_visit_rate", "satisfaction_rate") == ["100.00", None]
    assert values(year(2024), "return_visit_rate", "satisfaction_rate") == [None, "100.00"]


def test_an_amount_that_nobody_stated_adds_nothing_and_is_said_to_be_missing(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    for amount in (None, Decimal("0.01")):
        make_case(
            session,
            center,
            registered_on=date(2024, 1, 5),
            accepted=date(2024, 1, 5),
            amount_claimed=amount,
        )
    claimed = year().figures["amount_claimed"]
    assert (claimed.plain, claimed.rows, claimed.asked) == ("0.01", 1, 2)


def test_children_of_a_dispute_type_stand_in_their_parents_row(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    for name in ("拖欠农民工工资", "其他劳动争议", "劳动争议"):
        type_id = named(session, DisputeType, name, center).id
        make_case(
            session,
            center,
            registered_on=date(2024, 1, 5),
            accepted=date(2024, 1, 5),
            dispute_type_id=type_id,
        )
    rows = year().breakdowns["dispute_type"]
    found = [(row.key, row.label, row.figures["caseload"].value) for row in rows]
    assert found == [("labour", "劳动争议", 3)]


def test_a_case_without_a_source_stands_in_a_row_of_its_own_at_the_end(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    for source in (None, Source.COURT):
        make_case(
            session,
            center,
            registered_on=date(2024, 1, 5),
            accepted=date(2024, 1, 5),
            source=source,
        )
    assert [row.key for row in year().breakdowns["source"]] == ["court", "unstated"]


def test_organisations_of_equal_names_in_two_centers_are_told_apart(
    session: Session, center: Center
) -> None:
    other = open_office(session, "BB", "北")
    for one in (center, other):
        studio = named(session, Organisation, STUDIO, one)
        make_case(
            session,
            one,
            registered_on=date(2024, 1, 5),
            accepted=date(2024, 1, 5),
            organisation_id=studio.id,
        )
    scope = Scope((center.id, other.id))
    both = summarise(session, scope, center, Period.year(2024), Basis.CASELOAD)
    labels = [row.label for row in both.breakdowns["organisation"]]
    assert len(set(labels)) == 2
    assert all(STUDIO in label for label in labels)


def test_a_year_without_any_case_before_it_cannot_be_compared(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    make_case(session, center, registered_on=date(2024, 1, 5), accepted=date(2024, 1, 5))
    first = year(2024).year_on_year["caseload"]
    assert (first.previous, first.change_percent, first.direction) == (None, None, None)
    second = year(2025).year_on_year["caseload"]
    assert (second.previous, second.direction) == (1, "level")


def test_resident_mediators_are_those_on_the_roster(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    assert year().figures["resident_mediators"] == Figure("resident_mediators", "people", 1, rows=1)


def test_a_summary_takes_the_same_few_statements_whatever_the_ledger(
    session: Session, center: Center, year: Callable[..., Summary]
) -> None:
    before = statements(session, year)
    # for the breakdowns, the cards with both pasts, the chart's past, and the registers
    assert before <= 23
    for day in range(1, 21):
        make_case(
            session,
            center,
            registered_on=date(2024, 1, day),
            accepted=date(2024, 1, day),
            closed=date(2024, 2, day),
            agreed=Decimal(day),
        )
    assert statements(session, year) == before


def statements(session: Session, year: Callable[..., Summary]) -> int:
    year(2024)  # brings back the rows that a commit made stale
    return selects(db.engine, lambda: year(2024))
