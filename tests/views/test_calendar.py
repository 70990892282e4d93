"""A mediator's calendar opens at its address alone, and shows no more than it has to."""

import re
from datetime import date, time, timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named
from tests.meetings import link_mediator
from tests.pages import form_of, text_of
from tests.statements import engine_of, selects
from tracker.domain.archive import Archiving
from tracker.domain.drafts import AppointmentDraft, Closing, PartyDraft, SplitDraft
from tracker.domain.record_words import Purpose
from tracker.domain.vocabulary import Outcome, PartyKind, Role, Side
from tracker.models import Account, Center, Mediator, Organisation
from tracker.permissions import Actor
from tracker.services import (
    accounts,
    appointments,
    archive,
    audit,
    case_helpers,
    case_splitting,
    cases,
)

TODAY = date(2024, 3, 15)
ACCEPTED = {"registered_on": date(2024, 3, 5), "accepted": date(2024, 3, 6)}


@pytest.fixture(autouse=True)
def clock_at(monkeypatch):
    def at(day):
        monkeypatch.setattr("tracker.clock.today", lambda: day)

    at(TODAY)
    return at


@pytest.fixture
def linked(ledger, office):
    """The account of the mediator belongs to 吴和平."""
    with ledger() as session:
        link_mediator(session, session.get_one(Center, office))


@pytest.fixture
def mediator(open_as, linked):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def address(mediator):
    """What the desk offers to be copied, within our site."""

    def offered():
        found = re.search(
            r'value="(http://localhost/calendar\.ics\?key=[^"]+)"', mediator.get("/").text
        )
        parts = urlsplit(found[1])
        return f"{parts.path}?{parts.query}"

    return offered


@pytest.fixture
def plan(ledger, office, linked):
    """A case that 吴和平 leads, with appointments; what ``then`` does with it."""

    def planned(*drafts, then=None, **more):
        with ledger() as session:
            center = session.get_one(Center, office)
            me = named(session, Mediator, "吴和平", center).id
            case = make_case(session, center, **ACCEPTED | {"mediator_id": me} | more)
            actor = Actor.system(office)
            rows = [
                appointments.plan_appointment(session, actor, case, one, case.version)
                for one in drafts
            ]
            if then:
                then(session, actor, case, rows)
            session.commit()
            return case.id

    return planned


@pytest.fixture
def events(stranger, address):
    """The events of the calendar by what they say."""

    def read():
        answer = stranger.get(address())
        assert answer.status_code == 200
        return list(Calendar.from_ical(answer.data).walk("VEVENT"))

    return read


def appointments_of(events):
    return [one for one in events if str(one["UID"]).startswith("appointment-")]


def test_an_appointment_is_an_event_in_the_time_of_the_center(plan, events, stranger, address):
    plan(AppointmentDraft(date(2024, 3, 20), time(14, 30), "村委会张小三家", Purpose.SIGNING))
    (one,) = appointments_of(events())
    begins = one["DTSTART"].dt
    assert begins.isoformat() == "2024-03-20T14:30:00+08:00"
    assert one["DTEND"].dt - begins == timedelta(hours=1)
    assert one["DTSTART"].params["TZID"] == "Asia/Shanghai"
    text = stranger.get(address()).text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Asia/Shanghai" in text
    assert one["STATUS"] == "CONFIRMED"
    assert one["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_names_are_masked_where_a_calendar_shows_them(plan, events, stranger, address):
    plan(AppointmentDraft(date(2024, 3, 20), time(14), "李四和张小三家", note="张小三有病"))
    (one,) = appointments_of(events())
    assert one["SUMMARY"] == "调解 张*三 / 李* （2024）柳人调字第0001号"
    assert one["LOCATION"] == "李*和张*三家"
    text = stranger.get(address()).text.replace("\r\n ", "")
    assert "张小三" not in text
    assert "李四" not in text


def test_who_acts_for_a_party_and_whom_a_split_left_behind_are_masked_there_too(plan, events):
    firm = PartyDraft(
        Side.RESPONDENT, "电器厂", PartyKind.ORGANISATION, legal_representative="钱多多"
    )
    people = [PartyDraft(Side.APPLICANT, name) for name in ("张小三", "王五")]

    def divide(session, actor, case, _rows):
        ids = [one.id for one in case.parties]
        wanted = SplitDraft((ids[1], ids[2]), (ids[1],), "货款", "", None, "两起纠纷")
        new = case_splitting.split(session, actor, case, wanted, case.version)
        there = AppointmentDraft(date(2024, 3, 21), place="张小三隔壁钱多多处")
        appointments.plan_appointment(session, actor, new, there, new.version)

    plan(then=divide, parties=[*people, firm])
    (one,) = appointments_of(events())
    assert one["LOCATION"] == "张*三隔壁钱*多处"


def test_an_appointment_without_a_time_takes_its_whole_day(plan, events):
    plan(AppointmentDraft(date(2024, 3, 20)))
    (one,) = appointments_of(events())
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2024, 3, 20), date(2024, 3, 21))
    assert one["DTSTART"].params["VALUE"] == "DATE"


def test_an_open_case_stands_on_the_day_it_is_due_and_leaves_when_it_is_closed(plan, events):
    def close(session, actor, case, _rows):
        cases.close(session, actor, case, Closing(TODAY, Outcome.FAILED), case.version)

    id_ = plan()
    plan(then=close)
    (one,) = events()
    assert one["DTSTART"].dt == date(2024, 4, 5)
    assert one["SUMMARY"].startswith("调解到期 张*三 / 李*")
    assert str(id_) in str(one["UID"])


def test_an_event_keeps_its_name_when_it_moves_and_says_when_it_is_off(
    plan, events, clock_at, ledger, office
):
    days = [date(2024, 3, 20), date(2024, 3, 21), date(2024, 3, 22)]

    def settle(session, actor, case, rows):
        moved = AppointmentDraft(date(2024, 3, 25))
        appointments.change_appointment(session, actor, case, rows[0], moved, case.version)
        appointments.cancel_appointment(session, actor, case, rows[1], "生病", case.version)
        appointments.keep_appointment(session, actor, case, rows[2], TODAY, case.version)

    before = []

    def look(session, actor, case, rows):
        before.extend(row.id for row in rows)
        settle(session, actor, case, rows)

    plan(*(AppointmentDraft(day) for day in days), then=look)
    found = {
        str(one["UID"]): (one["DTSTART"].dt, one["STATUS"]) for one in appointments_of(events())
    }
    uids = [f"appointment-{office}-{id_}@tracker" for id_ in before]
    assert [found[uid] for uid in uids] == [
        (date(2024, 3, 25), "CONFIRMED"),
        (days[1], "CANCELLED"),
        (days[2], "CONFIRMED"),
    ]
    clock_at(date(2024, 6, 30))
    assert appointments_of(events()) == []


def test_what_lapsed_with_its_case_is_off(plan, events):
    def close(session, actor, case, _rows):
        cases.close(session, actor, case, Closing(TODAY, Outcome.FAILED), case.version)

    plan(
        AppointmentDraft(date(2024, 3, 20)),
        AppointmentDraft(date(2024, 3, 21), purpose=Purpose.VISIT),
        then=close,
    )
    assert [one["STATUS"] for one in events()] == ["CANCELLED", "CONFIRMED"]


def test_what_an_archived_case_had_planned_is_off_there_and_on_its_page(plan, events, mediator):
    def archived(session, actor, case, _rows):
        cases.close(session, actor, case, Closing(TODAY, Outcome.FAILED), case.version)
        archive.archive(session, actor, case, Archiving(TODAY, "吴和平"), case.version)

    case_id = plan(AppointmentDraft(date(2024, 3, 21), purpose=Purpose.VISIT), then=archived)
    assert [one["STATUS"] for one in events()] == ["CANCELLED"]
    assert 'data-appointment="lapsed"' in mediator.get(f"/cases/{case_id}").text


def test_another_mediators_appointments_stand_in_another_calendar(plan, events, ledger, office):
    with ledger() as session:
        other = named(session, Mediator, "解春晖", session.get_one(Center, office)).id
    plan(AppointmentDraft(date(2024, 3, 20), mediator_id=other), mediator_id=other)
    assert events() == []


@pytest.mark.parametrize("key", ["", "?key=", "?key=WzEsMSwwXQ.abc", "?key=%00", "?key=WzEsMSwwXQ"])
def test_an_address_we_did_not_sign_opens_nothing_and_says_so_plainly(stranger, office, key):
    answer = stranger.get(f"/calendar.ics{key}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert "日历地址已失效" in answer.text


def test_a_replaced_address_ends_at_once(mediator, stranger, address, last_line):
    old = address()
    assert stranger.get(old).status_code == 200
    token = form_of(mediator.get("/").text, "csrf_token")
    answer = mediator.post("/calendar/replace", data=token)
    assert answer.location.startswith("/")
    assert last_line() == ("mediator.calendar", {"calendar_epoch": [0, 1]})
    assert stranger.get(old).status_code == 404
    assert address() != old
    assert stranger.get(address()).status_code == 200


def test_the_address_ends_with_the_account(stranger, address, ledger, office):
    old = address()
    with ledger() as session:
        account = session.scalars(
            select(Account).where(Account.center_id == office, Account.role == Role.MEDIATOR)
        ).one()
        accounts.set_active(session, Actor.system(office), account, False)
        session.commit()
    assert stranger.get(old).status_code == 404


def test_an_account_that_is_no_mediators_has_no_calendar(open_as):
    browser = open_as(Role.MEDIATOR)
    assert "calendar.ics" not in browser.get("/").text
    assert browser.post("/calendar/replace").status_code == 404


def test_calendars_may_keep_it_for_a_quarter_of_an_hour_and_ask_whether_it_changed(
    stranger, plan, address
):
    plan(AppointmentDraft(date(2024, 3, 20)))
    where = address()
    answer = stranger.get(where)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    again = stranger.get(where, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_calendar_costs_the_same_number_of_statements_whatever_stands_in_it(
    app, stranger, plan, address
):
    def statements(where):
        return selects(engine_of(app), lambda: stranger.get(where))

    where = address()
    plan(AppointmentDraft(date(2024, 3, 20)))
    few = statements(where)
    for _ in range(3):
        plan(AppointmentDraft(date(2024, 3, 20)), AppointmentDraft(date(2024, 3, 21)))
    assert statements(where) == few == 4


def test_the_desk_explains_the_calendar(mediator):
    assert "持有此地址者无需登录即可查看" in text_of(mediator.get("/").text)


def test_a_case_of_another_organisation_stands_there_only_while_ones_own_helps(plan, events):
    def leave(session, actor, case, _rows):
        case.organisation_id = named(session, Organisation, STUDIO, case.center).id
        audit.record(session, actor, "test.moved", case)

    def help_on(session, actor, case, rows):
        own = case.organisation_id
        leave(session, actor, case, rows)
        session.flush()
        case_helpers.add(session, actor, case, own, case.version)

    plan(AppointmentDraft(date(2024, 3, 20)), then=leave)
    assert events() == []
    plan(AppointmentDraft(date(2024, 3, 20)), then=help_on)
    assert len(events()) == 2


@pytest.mark.parametrize("of_roster", [None, STUDIO])
def test_the_calendar_holds_the_cases_of_the_accounts_organisation_as_the_desk_does(
    plan, events, ledger, office, of_roster
):
    plan(AppointmentDraft(date(2024, 3, 20)))
    with ledger() as session:
        center = session.get_one(Center, office)
        other = named(session, Organisation, of_roster, center).id if of_roster else None
        named(session, Mediator, "吴和平", center).organisation_id = other
        audit.record(session, Actor.system(office), "test.roster")
        session.commit()
    assert len(events()) == 2
