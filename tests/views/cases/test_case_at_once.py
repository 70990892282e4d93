"""Requests that really arrive at the same time, at the served application."""

import http.client
import threading
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, make_case
from tests.pages import form_of
from tests.serving import served
from tracker.models import Case, Center

AT_ONCE = 6


@pytest.fixture
def port(app, office):
    with served(app) as number:
        yield number


@pytest.fixture
def ask(port):
    """Send a request with the mediator's cookie; (status, where it leads, page)."""
    cookie = ""

    def asked(path, sent=None):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        body = None if sent is None else urlencode(sent)
        line.request("GET" if sent is None else "POST", path, body, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        line.close()
        return answer.status, answer.headers, page

    _status, headers, _page = asked("/login", {"name": "mediator@LS", "password": PASSWORD})
    cookie = headers["Set-Cookie"].partition(";")[0]
    return asked


def at_once(ask, path, *forms):
    """The answers to forms that are sent at the same moment."""
    start, answers = threading.Barrier(len(forms)), []

    def send(form):
        start.wait()
        answers.append(ask(path, form))

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_form_sent_many_times_at_once_makes_one_case(ask, ledger):
    form = form_of(ask("/cases/new")[2], "submission_key")
    form |= {"parties-0-name": "张小三", "accepted_on": "今天"}
    answers = at_once(ask, "/cases/new", *[form] * AT_ONCE)
    assert [status for status, _headers, _page in answers] == [302] * AT_ONCE
    assert len({headers["Location"] for _status, headers, _page in answers}) == 1
    with ledger() as session:
        assert session.scalars(select(Case)).one().number_serial == 1


def test_of_several_editors_at_once_one_saves_and_the_others_see_both_versions(ask, ledger, office):
    with ledger() as session:
        case_id = make_case(session, session.get(Center, office)).id
    form = form_of(ask(f"/cases/{case_id}/edit")[2], "version")
    forms = [form | {"summary": f"version {turn}"} for turn in range(AT_ONCE)]
    answers = at_once(ask, f"/cases/{case_id}/edit", *forms)
    assert sorted(answer[0] for answer in answers) == [302] + [409] * (AT_ONCE - 1)
    with ledger() as session:
        stands = session.scalars(select(Case)).one().summary
    for status, _headers, page in answers:
        if status == 409:
            assert stands in page
            assert form_of(page, "version")["summary"] != stands


def test_cases_accepted_at_once_get_consecutive_numbers(ask, ledger, office):
    forms = []
    for _turn in range(AT_ONCE):
        form = form_of(ask("/cases/new")[2], "submission_key")
        forms.append(form | {"parties-0-name": "张小三", "accepted_on": "今天"})
    assert {answer[0] for answer in at_once(ask, "/cases/new", *forms)} == {302}
    with ledger() as session:
        serials = session.scalars(select(Case.number_serial).order_by(Case.number_serial)).all()
    assert serials == list(range(1, AT_ONCE + 1))
