"""The list of cases in the browser: found, sorted, paged, added up; masked where it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from tests.factories import STUDIO, make_case, named
from tests.pages import error_beside, text_of
from tests.queries.ledgers import add_cases
from tests.small_year import fill
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.extensions import db
from tracker.models import Case, Center, Organisation, Payment
from tracker.permissions import Actor
from tracker.services import audit, organisations

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


def page_of(client: FlaskClient, address: str) -> str:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200, address
    return str(response.get_data(as_text=True))


def total_of(html: str) -> int:
    found = re.search(r'data-total="(\d+)"', html)
    assert found is not None
    return int(found[1])


def sum_of(html: str, name: str) -> Decimal | None:
    found = re.search(rf'data-sum="{name}" value="([\d.]+)"', html)
    return Decimal(found[1]) if found else None


def ids_of(html: str) -> list[int]:
    return [int(one) for one in re.findall(r'class="row-link" href="/cases/(\d+)', html)]


def link(html: str, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    return unescape(found[1]) if found else None


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


def test_an_empty_ledger_offers_the_import_to_those_who_may(open_as):
    assert "/imports/new" in page_of(open_as(Role.CLERK), "/cases") or "导入" in text_of(
        page_of(open_as(Role.CLERK), "/cases")
    )
    assert "导入台账" not in text_of(page_of(open_as(Role.MEDIATOR), "/cases"))


@pytest.fixture
def people(ledger, office) -> dict[str, int]:
    """A case of the mediator's organisation, one of another, one of the center beside."""
    with ledger() as session:
        center, beside = session.scalars(select(Center).order_by(Center.id)).all()
        parties = [
            PartyDraft(Side.APPLICANT, "张小三"),
            PartyDraft(Side.APPLICANT, "李四"),
            PartyDraft(Side.APPLICANT, "王五"),
            PartyDraft(Side.RESPONDENT, "和平电器厂", PartyKind.ORGANISATION),
        ]
        trade = named(session, Organisation, STUDIO, center).id
        return {
            "own": make_case(session, center, parties=parties).id,
            "other": make_case(session, center, parties=parties, organisation_id=trade).id,
            "beside": make_case(session, beside, parties=parties).id,
        }


def test_names_are_masked_for_all_outside_the_organisation(open_as, people):
    words = text_of(page_of(open_as(Role.SUPERVISOR), "/cases"))
    assert "张*三、李*等3人" in words
    assert "和平电器厂" in words
    assert "张小三" not in words
    assert "张小三、李四等3人" in text_of(page_of(open_as(Role.MEDIATOR), "/cases"))


def test_a_mediator_finds_nothing_of_another_organisation(open_as, people):
    client = open_as(Role.MEDIATOR)
    for address in (
        "/cases",
        "/cases?q=张小三",
        "/cases?organisation=unstated",
        "/cases?figure=registered&from=2024-01-01&to=2024-12-31",
    ):
        html = page_of(client, address)
        assert set(ids_of(html)) <= {people["own"]}
        assert total_of(html) <= 1
    assert client.get(f"/cases/{people['other']}").status_code == 404
    assert client.get(f"/cases/{people['beside']}?center=QJ").status_code == 404


def test_a_supervisor_sees_below_with_the_center_in_the_link_and_nothing_beside(
    open_as, ledger, people
):
    client = open_as(Role.SUPERVISOR)
    assert total_of(page_of(client, "/cases")) == 2
    with ledger() as session:
        center, beside = session.scalars(select(Center).order_by(Center.id)).all()
        beside.parent_id = center.id
        audit.record(session, Actor.system(center.id), "test.moved")
        session.commit()
    html = page_of(client, "/cases")
    assert total_of(html) == 3
    below = re.search(rf'href="(/cases/{people["beside"]}\?center=QJ)"', html)
    assert below is not None
    assert client.get(below[1]).status_code == 200
    assert total_of(page_of(client, "/cases?center=QJ")) == 1
    assert total_of(page_of(open_as(Role.SUPERVISOR, "QJ"), "/cases")) == 1


def test_administrators_see_no_cases(open_as, people):
    assert open_as(Role.ADMIN).get("/cases").status_code == 403


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


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("amount_claimed", "claimed"),
        ("amount_agreed", "agreed"),
        ("amount_performed", "performed"),
    ],
)
@pytest.mark.parametrize("month", [None, "2024-04"])
def test_the_sum_below_the_list_is_the_figure_it_came_from(
    open_as, ledger, office, figure, name, month
):
    with ledger() as session:
        fill(session, session.get_one(Center, office))
        every = session.scalars(select(Case)).all()
        first, last = ("2024-01-01", "2024-12-31") if not month else (f"{month}-01", f"{month}-30")
        period = date.fromisoformat(first), date.fromisoformat(last)
        expected = plain_sum(every, session.scalars(select(Payment)).all(), figure, period)
    address = f"/cases?figure={figure}&from=2024-01-01&to=2024-12-31"
    address += f"&by=month&key={month}" if month else ""
    html = page_of(open_as(Role.SUPERVISOR), address)
    assert (sum_of(html, name) or Decimal(0)) == expected


def plain_sum(every, payments, figure, period):
    first, last = period
    if figure == "amount_performed":
        return sum((one.amount for one in payments if first <= one.paid_on <= last), Decimal(0))
    if figure == "amount_claimed":
        days = [(one.accepted_on, one.amount_claimed) for one in every]
    else:
        days = [(one.closed_on, one.amount_agreed) for one in every]
    return sum((a for day, a in days if a and day and first <= day <= last), Decimal(0))


def test_a_figure_is_a_chip_in_words_and_can_be_narrowed_further(open_as, ledger, office):
    with ledger() as session:
        fill(session, session.get_one(Center, office))
    client = open_as(Role.SUPERVISOR)
    html = page_of(client, "/cases?figure=resolved&from=2024-01-01&to=2024-12-31")
    assert "化解件数" in text_of(html)
    assert 'name="figure" value="resolved"' in html
    narrowed = "/cases?figure=resolved&from=2024-01-01&to=2024-12-31&outcome=oral_agreement"
    assert 0 < total_of(page_of(client, narrowed)) < total_of(html)
    assert client.get("/cases?figure=nothing&from=2024-01-01&to=2024-12-31").status_code == 404
    assert client.get("/cases?figure=resolved&part=missing&from=x&to=y").status_code == 404


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.CLERK, Role.SUPERVISOR])
def test_a_figure_of_another_center_is_not_named(open_as, ledger, office, role):
    with ledger() as session:
        center = session.scalars(select(Center).where(Center.code == "QJ")).one()
        mediator = organisations.add_mediator(session, Actor.system(center.id), "外镇调解员")
        session.commit()
        there = f"{center.id}-{mediator.id}"
    client, days = open_as(role), "from=2024-01-01&to=2024-12-31"
    for address in (
        f"/cases?figure=accepted&{days}&by=mediator&key={there}",
        f"/cases?figure=accepted&{days}&by=center&key=QJ",
        f"/statistics?mediator={there}",
    ):
        words = text_of(client.get(address).text)
        assert "外镇调解员" not in words
        assert "虹" not in words


def test_a_page_costs_a_handful_of_statements_whatever_the_number_of_cases(open_as, many):
    client = open_as(Role.SUPERVISOR)
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    page_of(client, "/cases?status=registered")
    event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in statements if one.startswith(("SELECT", "WITH"))]) <= 8


@pytest.mark.parametrize(
    "address", ["/cases?q=%00", "/cases?type=%00&center=%F0%9F%98%80", "/cases?key=1"]
)
def test_odd_characters_in_the_address_do_no_harm(open_as, people, address):
    assert open_as(Role.SUPERVISOR).get(address, follow_redirects=True).status_code == 200
