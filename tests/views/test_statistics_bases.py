"""The three bases side by side, and the way from one fraction to the next, in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pytest
from flask.testing import FlaskClient

from tests.pages import text_of
from tests.views.test_summaries import follow_all, links
from tracker.domain.vocabulary import Basis, Role

YEAR = "/statistics/bases?year=2024"
PAIRS = list(combinations(Basis, 2))


@pytest.fixture
def supervisor(filled_offices: int, open_as: Callable[..., FlaskClient]) -> FlaskClient:
    return open_as(Role.SUPERVISOR)


def card(html: str, basis: Basis) -> str:
    return html.split(f"{basis.term}</h3>")[1].split("</div>", maxsplit=1)[0]


def fraction(html: str, basis: Basis) -> tuple[int, int]:
    """The fraction that the card of the basis shows."""
    shown = {figure: int(value) for figure, value, _href in links(card(html, basis))}
    return shown["resolution_rate.numerator"], shown["resolution_rate.denominator"]


def way(html: str, pair: tuple[Basis, Basis]) -> list[list[str]]:
    """The rows of the table that leads from one basis to the other."""
    table = html.split(f'<h3 id="way-{pair[0]}-{pair[1]}"')[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("</thead>")[2], re.DOTALL)
    return [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def number(text: str) -> int:
    return 0 if text == "—" else int(text.replace("−", "-").replace(",", ""))


def test_each_basis_stands_with_its_fraction_also_in_lowest_terms(supervisor: FlaskClient) -> None:
    html = supervisor.get(YEAR).text
    for basis in Basis:
        summary = supervisor.get(f"/summaries/2024.json?basis={basis}").json
        assert summary is not None
        rate = summary["indicators"]["resolution_rate"]
        assert fraction(html, basis) == (rate["numerator"], rate["denominator"])
        words = text_of(card(html, basis))
        exact = Fraction(rate["numerator"], rate["denominator"])
        assert rate["value"] in words
        assert f"约分 {exact.numerator}/{exact.denominator}" in words


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_the_cases_between_two_bases_lead_from_one_fraction_to_the_other(
    supervisor: FlaskClient, pair: tuple[Basis, Basis]
) -> None:
    html = supervisor.get(YEAR).text
    first, *steps, last = way(html, pair)
    assert (first[0], last[0]) == tuple(basis.term for basis in pair)
    assert tuple(map(number, first[1:])) == fraction(html, pair[0])
    assert tuple(map(number, last[1:])) == fraction(html, pair[1])
    for place in (1, 2):
        changes = sum(number(step[place]) for step in steps)
        assert number(first[place]) + changes == number(last[place])


def test_every_number_opens_exactly_its_cases(supervisor: FlaskClient) -> None:
    assert follow_all(supervisor, YEAR) >= 17
    assert follow_all(supervisor, "/statistics/bases?span=month&year=2024&month=3&source=court")


def test_a_list_says_in_words_which_cases_make_the_difference(supervisor: FlaskClient) -> None:
    found = {figure: href for figure, _value, href in links(supervisor.get(YEAR).text)}
    assert "上期结转，期内化解" in text_of(supervisor.get(found["carried_resolved"]).text)
    assert "期内受理，至今未结" in text_of(supervisor.get(found["accepted_open"]).text)


def test_a_mediator_sees_the_groups_of_the_own_organisation(
    supervisor: FlaskClient, open_as: Callable[..., FlaskClient]
) -> None:
    mediator = open_as(Role.MEDIATOR)
    assert follow_all(mediator, YEAR) >= 10
    own, all_ = (fraction(one.get(YEAR).text, Basis.CASELOAD) for one in (mediator, supervisor))
    assert own[1] < all_[1]


def test_of_a_period_without_cases_no_rate_is_invented(supervisor: FlaskClient) -> None:
    html = supervisor.get("/statistics/bases?year=2019").text
    words = text_of(card(html, Basis.CASELOAD))
    assert "—" in words
    assert "约分" not in words
