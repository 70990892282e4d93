"""The cases behind a figure as a list, and what they add up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.pages import text_of
from tests.views.cases.lists import page_of, sum_of, total_of
from tracker.domain.vocabulary import Role
from tracker.models import Case, Center, Payment
from tracker.permissions import Actor
from tracker.services import organisations


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
    open_as, ledger, filled_office, figure, name, month
):
    with ledger() as session:
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


def test_a_figure_is_a_chip_in_words_and_can_be_narrowed_further(open_as, filled_office):
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
