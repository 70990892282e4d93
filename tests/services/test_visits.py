"""Return visits through the services: which one counts, whatever is corrected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.afterwards import import_dates
from tests.factories import make_case, trail
from tracker.domain.drafts import Closing, VisitDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import PerformanceSeen, VisitManner
from tracker.domain.vocabulary import Outcome, Satisfaction
from tracker.models import AuditLine
from tracker.permissions import Actor
from tracker.services import cases, visits

PHONE, IN_PERSON = VisitManner.PHONE, VisitManner.IN_PERSON
SATISFIED, DISSATISFIED = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


def closed_case(session, center):
    return make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        closed=date(2024, 3, 20),
        agreed=Decimal("800.50"),
    )


@pytest.fixture
def case(session, center):
    return closed_case(session, center)


def counted(case):
    return case.visited_on, case.satisfaction


def test_a_visit_dates_the_case_and_the_trail_tells_what_was_seen(session, actor, case):
    seen = VisitDraft(
        date(2024, 4, 2), PHONE, None, PerformanceSeen.PARTLY, SATISFIED, "仍有口角", "尾款月底付"
    )
    visits.record(session, actor, case, seen, case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), SATISFIED)
    assert trail(session, case)[-1] == "case.visit"
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line.changes["visited_on"] == [None, "2024-04-02"]
    assert line.changes["visit"] == [
        None,
        {
            "visited_on": "2024-04-02",
            "manner": "phone",
            "performance": "partly",
            "satisfaction": "satisfied",
            "tension": "仍有口角",
            "note": "尾款月底付",
        },
    ]


def test_later_visits_stand_in_the_file_and_move_no_figure(session, actor, case):
    first = visits.record(session, actor, case, VisitDraft(date(2024, 4, 2), PHONE), case.version)
    later = VisitDraft(date(2025, 1, 5), IN_PERSON, satisfaction=DISSATISFIED)
    visits.record(session, actor, case, later, case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), None)
    assert len(case.visits) == 2
    visits.remove(session, actor, case, first, "录错", case.version)
    session.commit()
    assert counted(case) == (date(2025, 1, 5), DISSATISFIED)
    assert trail(session, case)[-1] == "case.remove_visit"


def test_of_two_visits_on_a_day_the_one_recorded_first_counts(session, actor, case):
    for satisfaction in (SATISFIED, DISSATISFIED):
        made = VisitDraft(date(2024, 4, 2), PHONE, satisfaction=satisfaction)
        visits.record(session, actor, case, made, case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), SATISFIED)


def test_a_corrected_visit_needs_a_reason_and_is_counted_anew(session, actor, case):
    made = visits.record(session, actor, case, VisitDraft(date(2024, 4, 2), PHONE), case.version)
    right = VisitDraft(date(2024, 4, 3), IN_PERSON, satisfaction=SATISFIED)
    with pytest.raises(Refused):
        visits.amend(session, actor, case, made, right, " ", case.version)
    visits.amend(session, actor, case, made, right, "日期录错", case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 3), SATISFIED)
    before = case.version
    visits.amend(session, actor, case, made, right, "再看一遍", case.version)
    session.commit()
    assert case.version == before


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (VisitDraft(date(2024, 3, 19), PHONE), "visited_on"),
        (VisitDraft(date(2199, 3, 19), PHONE), "visited_on"),
        (VisitDraft(date(2024, 4, 1), PHONE, tension="长" * 4001), "tension"),
    ],
)
def test_a_visit_that_cannot_have_been_is_refused(session, actor, case, made, field):
    with pytest.raises(Refused) as refused:
        visits.record(session, actor, case, made, case.version)
    assert [one.field for one in refused.value.problems] == [field]
    assert case.visits == []


def test_an_open_case_is_not_visited(session, center, actor):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    with pytest.raises(Refused) as refused:
        visits.record(session, actor, case, VisitDraft(date(2024, 4, 1), PHONE), case.version)
    assert str(refused.value) == "A return visit comes after the case is closed."


def test_a_reopened_case_keeps_the_records_and_counts_none_until_it_is_visited_again(
    session, actor, case
):
    first = VisitDraft(date(2024, 4, 2), PHONE, satisfaction=SATISFIED)
    visits.record(session, actor, case, first, case.version)
    cases.reopen(session, actor, case, "一方反悔", case.version)
    assert counted(case) == (None, None)
    cases.close(session, actor, case, Closing(date(2024, 5, 6), Outcome.FAILED), case.version)
    session.commit()
    assert counted(case) == (None, None)
    again = VisitDraft(date(2024, 5, 8), IN_PERSON, satisfaction=DISSATISFIED)
    visits.record(session, actor, case, again, case.version)
    session.commit()
    assert counted(case) == (date(2024, 5, 8), DISSATISFIED)
    assert [one.visited_on for one in case.visits] == [date(2024, 4, 2), date(2024, 5, 8)]


def test_a_closing_corrected_by_reopening_keeps_the_visit_that_followed_it(session, actor, case):
    made = VisitDraft(date(2024, 4, 2), PHONE, satisfaction=SATISFIED)
    visits.record(session, actor, case, made, case.version)
    cases.reopen(session, actor, case, "结案日期录错", case.version)
    right = Closing(date(2024, 3, 21), Outcome.ORAL_AGREEMENT)
    cases.close(session, actor, case, right, case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), SATISFIED)


@pytest.mark.parametrize("day", [date(2024, 3, 30), date(2024, 4, 2), date(2024, 4, 9)])
def test_beside_an_imported_visit_the_earlier_one_counts_and_neither_is_lost(
    session, actor, case, day
):
    import_dates(session, case, judicial_confirmed_on=None)
    made = VisitDraft(day, PHONE, satisfaction=DISSATISFIED)
    recorded = visits.record(session, actor, case, made, case.version)
    session.commit()
    earlier = day < date(2024, 4, 2)
    assert counted(case) == ((day, DISSATISFIED) if earlier else (date(2024, 4, 2), SATISFIED))
    visits.remove(session, actor, case, recorded, "录错", case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), SATISFIED)


def test_an_imported_visit_lasts_through_a_reopening(session, actor, case):
    import_dates(session, case, judicial_confirmed_on=None)
    cases.reopen(session, actor, case, "结案方式录错", case.version)
    right = Closing(date(2024, 3, 20), Outcome.ORAL_AGREEMENT)
    cases.close(session, actor, case, right, case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 2), SATISFIED)


def test_an_imported_visit_is_put_on_record_once(session, actor, case):
    import_dates(session, case, judicial_confirmed_on=None)
    whole = VisitDraft(date(2024, 4, 3), IN_PERSON, satisfaction=DISSATISFIED)
    visits.complete(session, actor, case, whole, "核对回访记录", case.version)
    session.commit()
    assert counted(case) == (date(2024, 4, 3), DISSATISFIED)
    assert len(case.visits) == 1
    with pytest.raises(Refused):
        visits.complete(session, actor, case, whole, "再次", case.version)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_whatever_is_recorded_corrected_and_removed_the_earliest_counts(
    session, center, actor, data
):
    case = closed_case(session, center)
    plain: list[tuple[date, Satisfaction | None]] = []
    day = st.dates(date(2024, 3, 20), date(2024, 5, 20))
    for _turn in range(data.draw(st.integers(1, 6))):
        verb = data.draw(st.sampled_from(["record", "amend", "remove"] if plain else ["record"]))
        answer = data.draw(st.none() | st.sampled_from(Satisfaction))
        made = VisitDraft(data.draw(day), PHONE, satisfaction=answer)
        by_id = sorted(case.visits, key=lambda one: one.id)
        place = data.draw(st.integers(0, len(plain) - 1)) if verb != "record" else 0
        if verb == "record":
            visits.record(session, actor, case, made, case.version)
            plain.append((made.visited_on, answer))
        elif verb == "amend":
            visits.amend(session, actor, case, by_id[place], made, "更正", case.version)
            plain[place] = (made.visited_on, answer)
        else:
            visits.remove(session, actor, case, by_id[place], "录错", case.version)
            del plain[place]
        session.commit()
    expected = (None, None)
    for one in plain:
        if expected[0] is None or one[0] < expected[0]:
            expected = one
    assert counted(case) == expected
