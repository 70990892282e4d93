"""The list of cases in the browser: found, paged, filtered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from tests.pages import error_beside, text_of
from tests.queries.ledgers import add_cases
from tests.statements import engine_of, selects
from tests.views.cases.lists import ids_of, link, page_of, total_of
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.models import Center

DAY = date(2024, 3, 5)


@pytest.fixture
def many(ledger: Callable[..., Any], office: int) -> list[int]:
    """120 cases of LS, a day apart, and some of the center beside it."""
    with ledger() as session:
        center, beside = session.scalars(select(Center).order_by(Center.id)).all()
        days = [{"registered_on": DAY + timedelta(days=place)} for place in range(120)]
        ids = add_cases(session, center, days, summary="楼上漏水")
        add_cases(session, beside, days[:30], summary="楼上漏水")
        session.commit()
    return ids


def test_older_and_newer_lead_through_the_whole_list_and_back(open_as, many):
    client = open_as(Role.SUPERVISOR)
    html, seen = page_of(client, "/cases"), []
    while True:
        seen.append(ids_of(html))
        assert total_of(html) == 120
        if not (older := link(html, "next")):
            break
        html = page_of(client, older)
    assert [one for page in seen for one in page] == many[::-1]
    assert [len(page) for page in seen] == [50, 50, 20]
    html = page_of(client, link(html, "prev"))
    assert ids_of(html) == seen[1]
    assert link(page_of(client, link(html, "prev")), "prev") is None


def test_a_place_that_somebody_made_up_is_the_first_page(open_as, many):
    client = open_as(Role.SUPERVISOR)
    first = ids_of(page_of(client, "/cases"))
    older = link(page_of(client, "/cases"), "next")
    for address in ("/cases?at=nonsense", f"{older}x", f"{older}&sort=-claimed"):
        assert ids_of(page_of(client, address)) == first or "sort" in address
        assert total_of(page_of(client, address)) == 120


def test_the_address_says_only_what_it_needs_to(open_as, many):
    client = open_as(Role.SUPERVISOR)
    sent = "/cases?q=+&since=&date=closed&money=claimed&sort=-registered&source=court&utm=1"
    response = client.get(sent)
    assert response.status_code == 302
    assert response.location == "/cases?source=court"


def test_what_was_typed_wrongly_is_told_beside_its_field_and_no_list_is_guessed(open_as, many):
    html = page_of(open_as(Role.SUPERVISOR), "/cases?since=2024-13-01&q=漏水")
    assert error_beside(html, "since")
    assert 'value="2024-13-01"' in html
    assert "data-total" not in html


def test_filters_in_force_are_chips_that_can_be_taken_away(open_as, many):
    client = open_as(Role.SUPERVISOR)
    html = page_of(client, "/cases?q=漏水&since=2024-03-05&until=2024-03-06&source=unstated")
    assert total_of(html) == 2
    off = [unescape(one) for one in re.findall(r'class="chip-off" href="([^"]+)"', html)]
    assert sorted(total_of(page_of(client, one)) for one in off) == [2, 2, 120]


def test_an_empty_list_says_what_to_do(open_as, many):
    client = open_as(Role.CLERK)
    html = page_of(client, "/cases?q=没有这个词")
    assert total_of(html) == 0
    assert "没有符合条件的案件" in text_of(html)
    assert "尚无案件" not in text_of(html)


@pytest.mark.parametrize(
    ("role", "offered"),
    [(Role.MEDIATOR, "/cases/new"), (Role.CLERK, "/imports/new"), (Role.SUPERVISOR, None)],
)
def test_an_empty_ledger_offers_each_reader_what_that_reader_may_do(open_as, role, offered):
    html = page_of(open_as(role), "/cases")
    (empty,) = re.findall(r'class="empty">(.*?)</div>', html, re.DOTALL)
    assert "尚无案件" in text_of(empty)
    assert re.findall(r'href="([^"]+)"', empty) == ([offered] if offered else [])


def test_the_row_says_what_is_due_and_overdue(open_as, ledger, office):
    with ledger() as session:
        center = session.get_one(Center, office)
        today = clock.today()
        for place, days in enumerate((40, 27, 2)):
            accepted = today - timedelta(days=days)
            case = {"number": f"A-{place}", "registered_on": accepted, "accepted_on": accepted}
            add_cases(session, center, [case])
        session.commit()
    client = open_as(Role.SUPERVISOR)
    words = text_of(page_of(client, "/cases"))
    assert "已超期10天" in words
    assert "3天后到期" in words
    assert total_of(page_of(client, "/cases?overdue=1")) == 1


def test_a_page_costs_a_handful_of_statements_whatever_the_number_of_cases(open_as, many):
    client = open_as(Role.SUPERVISOR)
    engine = engine_of(client.application)
    assert selects(engine, lambda: page_of(client, "/cases?status=registered")) <= 8
