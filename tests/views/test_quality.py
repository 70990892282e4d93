"""Whether to believe the figures, in the browser: the checks, their cases, a supervisor's word."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from tests.factories import STUDIO, named
from tests.pages import form_of, text_of
from tests.quality import DOUBTS, case_of, doubted_case, doubted_rows, parties
from tests.statements import noted
from tests.views.matrix import center_of
from tracker.domain.findings import Finding
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.indicators.quality import CHECKS
from tracker.models import Case, Center, Organisation

QUALITY = "/statistics/quality"
ABOVE = f"{QUALITY}/agreed_above_claimed"


@pytest.fixture
def ids(ledger, office):
    """Two cases of the mediator's organisation, of which one is judged; one of another one's, one
    of the center beside.
    """
    with ledger() as session:
        center, beside = center_of(session, "LS"), center_of(session, "QJ")
        trade = named(session, Organisation, STUDIO, center).id
        rows = {
            **doubted_rows(session, center),
            "theirs": doubted_case(session, center, 2, organisation_id=trade),
            "beside": doubted_case(session, beside),
            "plain": case_of(session, center, 3),
        }
        return {name: row.id for name, row in rows.items()}


def links(page, html):
    """Each number of the page with the total of the list that it leads to."""
    found = {}
    for tag in re.findall(r"<a [^>]*data-figure[^>]*>", html):
        key, value, href = (
            re.search(rf'{name}="([^"]*)"', tag)[1]
            for name in ("data-figure", "data-value", "href")
        )
        listed = page.get(href.replace("&amp;", "&")).text
        found[key] = (int(value), int(re.search(r'data-total="(\d+)"', listed)[1]))
    return found


@pytest.mark.parametrize(
    ("role", "above", "whole"), [(Role.SUPERVISOR, 2, 4), (Role.MEDIATOR, 1, 3)]
)
def test_every_number_leads_to_as_many_cases_of_the_readers_own(ids, open_as, role, above, whole):
    page = open_as(role)
    found = links(page, page.get(f"{QUALITY}?year=2024").text)
    assert all(value == total for value, total in found.values())
    assert found["agreed_above_claimed"] == (above, above)
    assert found["agreed_above_claimed.dismissed"] == (1, 1)
    assert found["faultless_rate.denominator"] == (whole, whole)
    assert found["faultless_rate.missing"] == (above, above)
    assert {one.key for one in CHECKS} <= set(found)


def test_the_form_narrows_the_checks_and_their_cases(ids, open_as, ledger):
    with ledger() as session:
        center = center_of(session, "LS")
        picked = f"organisation={center.id}-{named(session, Organisation, STUDIO, center).id}"
    page = open_as(Role.SUPERVISOR)
    found = links(page, page.get(f"{QUALITY}?year=2024&{picked}").text)
    assert found["agreed_above_claimed"] == (1, 1)
    assert 'data-total="1"' in page.get(f"{ABOVE}?year=2024&{picked}").text
    assert 'data-total="0"' in page.get(f"{ABOVE}?year=2025&{picked}").text


def test_a_check_lists_its_cases_with_what_was_found_and_masked_names(ids, open_as):
    html = open_as(Role.SUPERVISOR).get(f"{ABOVE}?year=2024").text
    words = text_of(html)
    assert 'data-total="2"' in html
    assert "诉求金额 ¥ 1,000.00" in words
    assert "¥ 2,000.00" in words
    assert "甲0" not in words
    assert "甲*" in words
    assert f'href="/cases/{ids["doubted"]}"' in html
    assert f'href="/cases/{ids["judged"]}"' not in html


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.CLERK, Role.AUDITOR], ids=str)
def test_only_who_may_judge_is_offered_a_form(ids, open_as, role):
    assert "/dismiss" not in open_as(role).get(f"{ABOVE}?year=2024").text
    assert "/dismiss" in open_as(Role.SUPERVISOR).get(f"{ABOVE}?year=2024").text


def form_in(html, case_id, verb):
    """The address of the case's form, and what stands in it."""
    form = re.search(
        rf'<form method="post" action="([^"]*/{case_id}/{verb}[^"]*)".*?</form>', html, re.S
    )
    return form[1].replace("&amp;", "&"), form_of(form[0], "reason")


def test_a_finding_is_set_aside_and_taken_back_on_its_page(ids, open_as, look):
    page = open_as(Role.SUPERVISOR)
    address, sent = form_in(page.get(f"{ABOVE}?year=2024").text, ids["doubted"], "dismiss")
    answer = page.post(address, data=sent | {"reason": "含利息"})
    assert urlsplit(answer.location).path == ABOVE
    assert "year=2024" in answer.location
    after = page.get(answer.location).text
    assert "疑点已排除" in after
    assert f"/{ids['doubted']}/dismiss" not in after
    aside = page.get(f"{ABOVE}?year=2024&part=dismissed").text
    assert re.search(r"supervisor 于 .{16,} 排除：含利息", text_of(aside))
    assert "排除数据疑点" in page.get(f"/cases/{ids['doubted']}").text
    address, sent = form_in(aside, ids["doubted"], "restore")
    again = page.post(address, data=sent | {"reason": "利息已另计"}, follow_redirects=True)
    assert "疑点已恢复" in again.text
    assert f"/{ids['doubted']}/dismiss" in page.get(f"{ABOVE}?year=2024").text


def test_without_a_reason_nothing_is_set_aside(ids, open_as):
    page = open_as(Role.SUPERVISOR)
    sent = {"facts": DOUBTS, "reason": " "}
    address = f"{ABOVE}/{ids['doubted']}/dismiss?year=2024"
    assert "请填写理由" in page.post(address, data=sent, follow_redirects=True).text
    assert 'data-total="2"' in page.get(f"{ABOVE}?year=2024").text


def test_what_changed_since_it_was_read_is_looked_at_again(ids, open_as):
    page = open_as(Role.SUPERVISOR)
    sent = {"facts": "100000|150000|", "reason": "含利息"}
    for name in ("doubted", "plain"):
        address = f"{ABOVE}/{ids[name]}/dismiss?year=2024"
        assert "请重新核查" in page.post(address, data=sent, follow_redirects=True).text
    assert 'data-total="2"' in page.get(f"{ABOVE}?year=2024").text


def test_facts_that_change_open_the_finding_with_the_earlier_word_beside_it(ids, open_as, ledger):
    with ledger() as session:
        session.execute(update(Case).where(Case.id == ids["judged"]).values(amount_agreed=3000))
        session.commit()
    words = text_of(open_as(Role.SUPERVISOR).get(f"{ABOVE}?year=2024").text)
    assert "曾于" in words
    assert "含利息" in words


def test_a_center_below_is_judged_from_above_and_one_beside_is_not(ids, open_as, ledger):
    page, sent = open_as(Role.SUPERVISOR), {"facts": DOUBTS, "reason": "含利息"}
    beside = f"{ABOVE}/{ids['beside']}/dismiss?of=QJ"
    assert page.post(beside, data=sent).status_code == 404
    with ledger() as session:
        session.execute(
            update(Center).where(Center.code == "QJ").values(parent_id=center_of(session, "LS").id)
        )
        session.commit()
    assert "虹市镇" in page.get(f"{ABOVE}?year=2024").text
    assert page.post(beside, data=sent).status_code == 302
    assert 'data-total="2"' in page.get(f"{ABOVE}?year=2024&part=dismissed").text


FAULTY = "/cases?figure=faultless_rate&part=missing&from=2024-01-01&to=2024-12-31"


def test_the_cases_behind_the_share_are_found_once_until_something_is_written(ids, open_as, ledger):
    page = open_as(Role.SUPERVISOR)
    with ledger():
        engine = db.engine

    def asked(address):
        """The page, and how many of its statements asked the checks."""
        with noted(engine) as statements:
            html = page.get(address).text
        return html, sum("dismissals" in one for one in statements)

    html, times = asked(FAULTY)
    assert ('data-total="2"' in html, times) == (True, 1)
    assert "2 件合计 2,000.00 4,000.00" in text_of(html)
    for other, total in (("sort=closed", 2), ("status=open", 0), ("since=2024-03-05", 2)):
        html, times = asked(f"{FAULTY}&{other}")
        assert (f'data-total="{total}"' in html, times) == (True, 0)
    with ledger() as session:
        doubted_case(session, center_of(session, "LS"), 7)
    html, times = asked(FAULTY)
    assert ('data-total="3"' in html, times) == (True, 1)


def test_the_file_of_those_cases_has_the_same(ids, open_as):
    address = FAULTY.replace("/cases?", "/cases/export.csv?")
    with open_as(Role.SUPERVISOR).post(address) as answer:
        assert answer.text.count("人调字第") == 2


@pytest.mark.parametrize("address", [f"{QUALITY}/gossip", f"{QUALITY}/faultless_rate"])
def test_a_check_that_does_not_exist_has_no_page(open_as, address):
    assert open_as(Role.SUPERVISOR).get(address).status_code == 404


def test_missing_numbers_stand_on_the_page(ids, open_as, ledger):
    page = open_as(Role.SUPERVISOR)
    assert "没有断号" in page.get(f"{QUALITY}?year=2023").text
    with ledger() as session:
        session.execute(update(Case).where(Case.id == ids["plain"]).values(number_serial=9))
        session.commit()
    words = text_of(page.get(f"{QUALITY}?year=2024").text)
    assert re.search(r"（2024）柳人调字第0004号 – （2024）柳人调字第0008号 共 5 个", words)


def test_missing_numbers_stand_a_hundred_runs_to_a_page(office, open_as, ledger):
    """Every second number up to 410 is borne, so that 205 runs of one are missing."""
    with ledger() as session:
        center = center_of(session, "LS")
        made = [case_of(session, center, place).id for place in range(205)]
        for serial, id_ in sorted(enumerate(made, 1), reverse=True):
            bears = update(Case).where(Case.id == id_).values(number_serial=2 * serial)
            session.execute(bears)
        session.commit()
    page, address, seen = open_as(Role.SUPERVISOR), f"{QUALITY}?year=2024", []
    for shown in (100, 100, 5):
        html = page.get(address).text.split('id="gaps"')[1]
        numbers = re.findall(r"柳人调字第(\d+)号", text_of(html))
        assert len(numbers) == shown
        seen += numbers
        assert 'data-total="205"' in html
        assert "断号共 205 个、205 段" in text_of(html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = following and following[1].replace("&amp;", "&")
    assert address is None
    assert seen == sorted(set(seen))
    assert 'rel="prev"' in html
    beyond = page.get(f"{QUALITY}?year=2024&after=9999").text
    assert "第0001号" in text_of(beyond)


def test_a_page_of_findings_has_twenty_cases_and_takes_as_many_statements_for_one(
    open_as, office, ledger
):
    page, address = open_as(Role.SUPERVISOR), f"{QUALITY}/{Finding.LOGGED_TWICE}?year=2024"
    counted = []
    for count in (2, 22):
        with ledger() as session:
            for _ in range(count):
                case_of(session, center_of(session, "LS"), parties=parties("张三", "李四"))
            engine = db.engine
        page.get(address)
        with noted(engine) as asked:
            html = page.get(address).text
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert html.count("/dismiss?") == 20
    older = re.search(r'rel="next" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert page.get(older).text.count("/dismiss?") == 4
