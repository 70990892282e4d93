"""Sessions, inquiries and appointments of a case in the browser."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.factories import STUDIO, make_case, named
from tests.meetings import TALK, link_mediator, met_case
from tests.pages import error_beside, form_of, text_of
from tests.statements import engine_of, selects
from tests.views.cases.steps import take
from tracker.domain.record_words import Purpose, SessionKind, SessionResult
from tracker.domain.vocabulary import Role
from tracker.models import Center, Mediator, Organisation
from tracker.permissions import Actor
from tracker.services import sessions

TODAY = date(2024, 3, 15)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("tracker.clock.today", lambda: TODAY)


@pytest.fixture
def met(ledger, office):
    """A case with a session on the 10th and an appointment today."""
    with ledger() as session:
        return met_case(session, session.get_one(Center, office)).id


@pytest.fixture
def lead(ledger, office):
    """The signed-in mediator is 吴和平."""
    with ledger() as session:
        return link_mediator(session, session.get_one(Center, office)).id


def opened(browser, case_id, step):
    page = browser.get(f"/cases/{case_id}/{step}")
    assert page.status_code == 200
    return form_of(page.text, "version")


def test_the_form_begins_with_what_is_most_likely(mediator, lead, accepted):
    sent = opened(mediator, accepted, "record-session")
    assert sent["kind"] == "mediation"
    assert sent["held_on"] == "2024-03-15"
    assert sent["mediator_id"] == str(lead)
    assert sent["attended"] == "张小三、李四"
    assert sent["place"] == ""


def test_the_next_record_begins_with_the_place_and_time_planned_for_today(mediator, met):
    sent = opened(mediator, met, "record-session")
    assert sent["place"] == "李四家"
    assert sent["planned_on"] == ""


def test_before_acceptance_the_form_begins_with_an_inquiry(mediator, registered, look):
    assert opened(mediator, registered, "record-session")["kind"] == "inquiry"
    answer = take(mediator, registered, "record-session", record="走访了邻居")
    assert answer.location == f"/cases/{registered}"
    assert look(lambda case: case.sessions[0].kind) is SessionKind.INQUIRY


def test_a_session_with_the_next_appointment_is_recorded_at_once(mediator, lead, accepted, look):
    typed = {
        "began_at": "9点半",
        "place": "调解室",
        "record": "双方各让一步",
        "result": "continues",
        "planned_on": "2024-3-20",
        "planned_at": "下午2点",
    }
    assert take(mediator, accepted, "record-session", **typed).status_code == 302
    session, appointment = look(
        lambda case: (
            (case.sessions[0].began_at, case.sessions[0].result, case.sessions[0].mediator_id),
            [
                (one.planned_on, one.planned_at, one.place, one.purpose, one.mediator_id)
                for one in case.appointments
            ],
        )
    )
    assert session == (time(9, 30), SessionResult.CONTINUES, lead)
    assert appointment == [(date(2024, 3, 20), time(14), "调解室", Purpose.MEDIATION, lead)]
    words = text_of(mediator.get(f"/cases/{accepted}").text)
    assert "下次预约 2024-03-20 星期三 14:00" in words
    assert "双方各让一步" in words


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"record": ""}, "record", "请填写"),
        ({"began_at": "2点"}, "began_at", "上午"),
        ({"held_on": "2024-3-16"}, "held_on", "晚于今天"),
        ({"held_on": "2024-3-5"}, "held_on", "早于受理日期"),
        ({"planned_on": "2024-3-14"}, "planned_on", "早于今天"),
        ({"planned_at": "14:00"}, "planned_on", "请填写下次预约的日期"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    mediator, accepted, look, typed, field, says
):
    page = take(mediator, accepted, "record-session", **{"record": "谈了一次"} | typed)
    assert page.status_code == 422
    assert says in error_beside(page.text, field)
    again = form_of(page.text, "version")
    assert again | typed == again
    assert look(lambda case: (case.sessions, case.appointments)) == ([], [])


def test_the_record_keeps_the_appointment_of_its_day(mediator, met, look):
    take(mediator, met, "record-session", record="又谈了一次")
    assert look(lambda case: case.appointments[0].kept_on) == TODAY
    page = mediator.get(f"/cases/{met}").text
    assert 'data-appointment="kept"' in page
    assert "已进行" in text_of(page)
    assert "下次预约" not in text_of(page)


def test_the_same_record_sent_twice_stands_once(mediator, accepted, look):
    sent = opened(mediator, accepted, "record-session")
    sent |= {"record": "双方各让一步", "planned_on": "2024-3-20", "planned_place": "村委会"}
    url = f"/cases/{accepted}/record-session"
    assert mediator.post(url, data=sent).status_code == 302
    assert mediator.post(url, data=sent).status_code == 302
    assert look(lambda case: (len(case.sessions), len(case.appointments))) == (1, 1)


def test_a_record_is_corrected_from_the_case_and_the_history_tells_both(mediator, met, look):
    held = look(lambda case: case.sessions[0].id)
    page = mediator.get(f"/cases/{met}").text
    assert f"/cases/{met}/sessions/{held}/edit" in page
    sent = opened(mediator, met, f"sessions/{held}/edit")
    assert sent["record"] == "张小三要求赔偿，李四不同意。"
    assert "planned_on" not in sent
    take(mediator, met, f"sessions/{held}/edit", record="双方同意分期")
    words = text_of(mediator.get(f"/cases/{met}").text)
    assert "张小三要求赔偿" in words
    assert "双方同意分期" in words


def test_a_long_record_is_folded(mediator, accepted):
    take(mediator, accepted, "record-session", record="谈" * 500)
    page = mediator.get(f"/cases/{accepted}").text
    section = page.split('id="sessions"')[1].split("</section>")[0]
    assert section.count("<details") == 1
    assert "谈" * 500 in section


def test_an_appointment_is_planned_moved_kept_and_cancelled_in_the_browser(
    mediator, lead, accepted, look
):
    def only():
        return look(lambda case: case.appointments[-1].id)

    sent = opened(mediator, accepted, "plan-appointment")
    assert (sent["purpose"], sent["mediator_id"], sent["planned_on"]) == (
        "mediation",
        str(lead),
        "",
    )
    take(mediator, accepted, "plan-appointment", planned_on="今天", planned_at="0930")
    take(mediator, accepted, f"appointments/{only()}/change", planned_on="2024-3-18")
    assert look(lambda case: case.appointments[0].planned_on) == date(2024, 3, 18)
    take(mediator, accepted, f"appointments/{only()}/keep")
    assert look(lambda case: case.appointments[0].kept_on) == TODAY
    gone = mediator.get(f"/cases/{accepted}/appointments/{only()}/cancel")
    assert gone.location == f"/cases/{accepted}"
    take(mediator, accepted, "plan-appointment", planned_on="2024-3-20")
    take(mediator, accepted, f"appointments/{only()}/cancel", reason="张小三生病")
    page = mediator.get(f"/cases/{accepted}").text
    assert 'data-appointment="cancelled"' in page
    assert "张小三生病" in text_of(page)


def test_outside_the_organisation_people_are_masked_in_all_of_it(open_as, ledger, office):
    with ledger() as session:
        center = session.get_one(Center, office)
        studio = named(session, Organisation, STUDIO, center).id
        id_ = met_case(session, center, organisation_id=studio).id
    for role in (Role.SUPERVISOR, Role.CLERK, Role.AUDITOR):
        page = open_as(role).get(f"/cases/{id_}").text
        words = text_of(page)
        assert "张*三要求赔偿，李*不同意。" in words
        assert "张*三、李*、王*" in words
        assert "李*家" in words
        for name in ("张小三", "李四", "王五"):
            assert name not in page
        assert "sessions/" not in page
        assert "appointments/" not in page


@pytest.fixture
def cost(app, mediator):
    """How many SELECTs the page of a case takes."""

    def counted(case_id):
        return selects(engine_of(app), lambda: mediator.get(f"/cases/{case_id}"))

    return counted


def test_a_case_costs_the_same_however_often_its_parties_have_met(cost, ledger, office):
    def meet(times):
        with ledger() as session:
            center = session.get_one(Center, office)
            draft = replace(TALK, co_mediator_ids=(named(session, Mediator, "解春晖", center).id,))
            case = make_case(session, center, accepted=date(2024, 3, 6))
            for _ in range(times):
                actor = Actor.system(office)
                sessions.record_session(session, actor, case, draft, case.version)
            session.commit()
            return case.id

    assert cost(meet(1)) == cost(meet(5))
