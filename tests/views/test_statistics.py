"""Statistics of any period in the browser: which days, which basis, and of which rows."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.factories import STUDIO, TOWN, make_case
from tests.pages import error_beside, form_of, text_of
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.vocabulary import Basis, Role
from tracker.models import Case

SPANS = {
    "span=year&year=2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "span=year&year=2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "span=quarter&year=2024&quarter=1": (date(2024, 1, 1), date(2024, 3, 31)),
    "span=quarter&year=2024&quarter=4": (date(2024, 10, 1), date(2024, 12, 31)),
    "span=month&year=2024&month=2": (date(2024, 2, 1), date(2024, 2, 29)),
    "span=custom&from=2023-11-15&to=2024-03-01": (date(2023, 11, 15), date(2024, 3, 1)),
    "span=custom&from=2024-01-01&to=2024-01-01": (date(2024, 1, 1), date(2024, 1, 1)),
}


@pytest.fixture
def every(ledger, filled_offices):
    """The cases of a filled ledger; the center beside has others."""
    with ledger() as session:
        query = select(Case).where(Case.center_id == filled_offices)
        query = query.options(
            selectinload(Case.organisation),
            selectinload(Case.mediator),
            selectinload(Case.dispute_type),
        )
        return list(session.scalars(query))


@pytest.fixture
def supervisor(every, open_as):
    return open_as(Role.SUPERVISOR)


def look(browser, address):
    page = browser.get(f"/statistics?{address}")
    assert page.status_code == 200
    return page.text


def figures_of(html):
    """Every figure's link of the cards: key to value."""
    cards = html.split('<section class="section" aria-labelledby="readings"')[0]
    return dict(re.findall(r'data-figure="([\w.]+)" data-value="([^"]*)"', cards))


def table_of(html, id_):
    """The rows of a section's table: label to the texts of its cells; the totals under ``""``."""
    part = html.split(f'<h2 id="{id_}"')[1].split("</section>")[0]
    rows = {}
    for row in re.findall(r"<tr>(.*?)</tr>", part.split("</thead>")[1], re.DOTALL):
        label, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        rows[text_of(label)] = [text_of(cell) for cell in cells]
    return rows


def plain(every, first, last):
    """The counts of a period, told by looking at each case."""

    def within(day):
        return day is not None and first <= day <= last

    accepted = [one for one in every if one.accepted_on and one.accepted_on <= last]
    closed = [one for one in accepted if within(one.closed_on)]
    return {
        "registered": sum(within(one.registered_on) for one in every),
        "accepted": sum(within(one.accepted_on) for one in accepted),
        "caseload": sum(one.closed_on is None or one.closed_on >= first for one in accepted),
        "closed": len(closed),
        "resolved": sum(one.outcome.resolved for one in closed),
        "unresolved": sum(not one.outcome.resolved for one in closed),
        "pending": sum(one.closed_on is None or one.closed_on > last for one in accepted),
        "mediated_success": sum(one.outcome.mediated for one in closed),
    }


@pytest.mark.parametrize("span", SPANS)
def test_the_figures_are_those_of_the_chosen_days(supervisor, every, span):
    html = look(supervisor, span)
    first, last = SPANS[span]
    counted = {key: str(value) for key, value in plain(every, first, last).items()}
    shown = figures_of(html)
    assert {key: shown[key] for key in counted} == counted


def test_without_a_choice_it_is_this_year(supervisor):
    html = look(supervisor, "")
    this_year = clock.today().year
    assert form_of(html, "year")["year"] == str(this_year)
    assert figures_of(html) == figures_of(look(supervisor, f"span=year&year={this_year}"))


@pytest.mark.parametrize("basis", list(Basis), ids=str)
def test_the_rate_is_of_the_chosen_basis_and_says_so_with_its_fraction(supervisor, every, basis):
    html = look(supervisor, f"year=2024&basis={basis}")
    counts = plain(every, date(2024, 1, 1), date(2024, 12, 31))
    of_2024 = [one for one in every if one.accepted_on and one.accepted_on.year == 2024]
    in_time = [one for one in of_2024 if one.outcome and one.outcome.resolved]
    fraction = {
        Basis.CASELOAD: (counts["resolved"], counts["caseload"]),
        Basis.CLOSED: (counts["resolved"], counts["closed"]),
        Basis.ACCEPTED: (len(in_time), counts["accepted"]),
    }[basis]
    shown = figures_of(html)
    parts = ("numerator", "denominator", "missing")
    assert tuple(int(shown[f"resolution_rate.{part}"]) for part in parts) == (
        *fraction,
        fraction[1] - fraction[0],
    )
    card = html.split("化解率</h3>")[1].split("</div>")[0]
    assert basis.term in card
    lead = text_of(re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)[1])
    assert lead.endswith(basis.term)
    assert form_of(html, "basis")["basis"] == basis.value


def test_a_quarter_stands_beside_the_quarter_before_and_the_same_a_year_before(supervisor, every):
    html = look(supervisor, "span=quarter&year=2024&quarter=1")
    card = text_of(html.split(">受理件数</h3>")[1].split("</div>")[0])
    autumn = plain(every, date(2023, 10, 1), date(2023, 12, 31))["accepted"]
    a_year_before = plain(every, date(2023, 1, 1), date(2023, 3, 31))["accepted"]
    assert f"上年同期 {a_year_before} 件" in card
    assert f"上期 {autumn} 件" in card
    assert not re.search("上期 [0-9—]", text_of(look(supervisor, "span=year&year=2024")))


def test_the_year_to_date_ends_today(supervisor):
    today = clock.today()
    html = look(supervisor, "span=to_date")
    assert f"{today.year}-01-01 至 {today.isoformat()}" in text_of(html)
    days = f"span=custom&from={today.year}-01-01&to={today.isoformat()}"
    assert figures_of(html) == figures_of(look(supervisor, days))


def test_what_a_rate_lacks_is_parted_by_its_reason_down_to_the_cases(supervisor, every):
    html = look(supervisor, "year=2024")
    shown = figures_of(html)
    reasons = {key: int(value) for key, value in shown.items() if ".missing." in key}
    of_rate = {key: value for key, value in reasons.items() if key.startswith("resolution_rate.")}
    assert sum(of_rate.values()) == int(shown["resolution_rate.missing"])
    assert of_rate["resolution_rate.missing.pending"] == int(shown["pending"])
    for key, value in reasons.items():
        href = unescape(re.search(rf'<a href="([^"]+)" data-figure="{key}"', html)[1])
        listed = supervisor.get(href)
        assert re.search(r'data-total="(\d+)"', listed.text)[1] == str(value)


def test_all_bases_stand_beside_each_other(supervisor):
    rows = table_of(look(supervisor, "year=2024"), "readings")
    assert list(rows) == [basis.term for basis in Basis]


@pytest.mark.parametrize(
    ("by", "of"),
    [
        ("organisation", lambda case: case.organisation.name),
        ("mediator", lambda case: case.mediator.name if case.mediator else "未注明"),
        ("source", lambda case: case.source.term if case.source else "未注明"),
        ("month", lambda case: f"{case.accepted_on.month}月"),
    ],
    ids=["organisation", "mediator", "source", "month"],
)
def test_a_breakdown_puts_each_case_into_one_row(supervisor, every, by, of):
    rows = table_of(look(supervisor, f"year=2024&by={by}"), "breakdown")
    of_2024 = [one for one in every if one.accepted_on and one.accepted_on.year == 2024]
    counted = Counter(of(one) for one in of_2024)
    shown = {label: int(cells[0]) for label, cells in rows.items() if label != "全期"}
    assert {label: count for label, count in shown.items() if count} == counted
    assert int(rows["全期"][0]) == sum(counted.values())


def test_each_breakdown_has_a_tab_that_keeps_the_rest_of_the_address(supervisor):
    html = look(supervisor, "span=year&year=2023&basis=closed&by=village")
    tabs = html.split('<h2 id="breakdown"')[1].split("</nav>")[0]
    hrefs = [unescape(one) for one in re.findall(r'href="([^"]+)"', tabs)]
    assert {re.search(r"by=(\w+)", one)[1] for one in hrefs} >= {"month", "source", "mediator"}
    assert all("basis=closed" in one and "year=2023" in one for one in hrefs)
    assert re.search(r'by=village#breakdown"[^>]* aria-current="page"', tabs)


def test_figures_can_be_narrowed_and_the_narrowing_taken_back(supervisor, every):
    whole = figures_of(look(supervisor, "year=2024"))
    html = look(supervisor, "year=2024&source=court")
    court = [one for one in every if one.source and one.source.value == "court"]
    counts = plain(court, date(2024, 1, 1), date(2024, 12, 31))
    shown = figures_of(html)
    assert {key: shown[key] for key in counts} == {k: str(v) for k, v in counts.items()}
    assert "法院委托移送" in text_of(html.split('<ul class="chips">')[1].split("</ul>")[0])
    back = re.search(r'<ul class="chips">.*?href="([^"]+)"', html, re.DOTALL)[1]
    assert figures_of(supervisor.get(unescape(back)).text) == whole


def test_figures_can_be_narrowed_to_a_type_below_another(supervisor, every):
    whole = figures_of(look(supervisor, "year=2024&dispute_type=labour"))
    wages = figures_of(look(supervisor, "year=2024&dispute_type=labour_wages"))
    found = [one for one in every if one.dispute_type and one.dispute_type.code == "labour_wages"]
    counts = plain(found, date(2024, 1, 1), date(2024, 12, 31))
    assert 0 < counts["caseload"] == int(wages["caseload"]) <= int(whole["caseload"])
    offered = look(supervisor, "year=2024").split('name="dispute_type"')[1].split("</select>")[0]
    assert "拖欠农民工工资" in offered


def test_of_months_before_the_ledger_began_the_chart_draws_nothing(open_as, ledger, office):
    with ledger() as session:
        day = date(2023, 7, 5)
        center = center_of(session, "LS")
        make_case(session, center, registered_on=day, accepted=day, closed=day)
        day = date(2024, 1, 5)
        make_case(session, center, registered_on=day, accepted=day, closed=day)
    html = look(open_as(Role.SUPERVISOR), "year=2024")
    assert html.count('class="chart-before-dot"') == 1


def test_a_figures_link_opens_the_cases_of_the_narrowed_figure(supervisor, every):
    html = look(supervisor, "year=2024&source=court")
    href = unescape(re.search(r'<a href="([^"]+)" data-figure="resolved"', html)[1])
    total = re.search(r'data-total="(\d+)"', supervisor.get(href).text)[1]
    assert total == figures_of(html)["resolved"]
    assert total != figures_of(look(supervisor, "year=2024"))["resolved"]


def test_a_mediator_sees_the_own_organisations_figures_only(every, open_as):
    html = look(open_as(Role.MEDIATOR), "year=2024&by=organisation")
    own = [one for one in every if one.organisation.name == TOWN]
    counts = plain(own, date(2024, 1, 1), date(2024, 12, 31))
    assert figures_of(html)["caseload"] == str(counts["caseload"])
    assert TOWN in text_of(html)
    assert STUDIO not in text_of(html)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("span=custom&from=2024-05-01&to=2024-04-01", "from"),
        ("span=year&year=二〇二四", "year"),
        ("span=month&year=2024&month=13", "year"),
        ("span=month&year=99999999999999999999&month=1", "year"),
        ("span=quarter&year=99999999999999999999&quarter=1", "year"),
    ],
)
def test_days_that_cannot_be_are_told_beside_the_field_which_keeps_them(supervisor, address, field):
    html = look(supervisor, address)
    assert error_beside(html, field)
    sent = dict(part.split("=") for part in address.split("&"))
    assert form_of(html, field)[field] == sent[field]


def test_where_nothing_happened_no_rate_is_invented(supervisor):
    html = look(supervisor, "span=month&year=2019&month=2")
    shown = figures_of(html)
    assert (shown["caseload"], shown["resolved"]) == ("0", "0")
    number = html.split("化解率</h3>")[1].split("</p>")[0]
    assert text_of(number) == "—"


def test_the_page_of_a_full_year_stays_light(supervisor):
    assert len(look(supervisor, "year=2024&by=mediator").encode()) < 100_000


def test_the_three_declines_stand_by_year_and_month_and_say_what_nobody_can_tell(supervisor, every):
    html = look_at(supervisor, "/statistics/declines?year=2024")
    years = table_of(html, "declines_by_year")
    now = plain(every, date(2024, 1, 1), date(2024, 12, 31))["caseload"]
    before = plain(every, date(2023, 1, 1), date(2023, 12, 31))["caseload"]
    assert years["2024"][0] == str(now)
    assert years["2023"][:2] == [str(before), "无法比较"]
    assert years["2021"][:2] == ["—", "无法比较"]
    assert ("上升" in years["2024"][1]) == (now > before)
    assert years["2024"][2:] == ["—", "无法比较"] * 2
    assert "信访与诉讼数字来自整个中心的台账" in text_of(html)
    assert len(table_of(html, "declines_by_month")) == 12
    href = unescape(re.search(r'<a href="([^"]+)" data-figure="caseload"', html)[1])
    assert re.search(r'data-total="(\d+)"', supervisor.get(href).text)[1] == str(now)


def look_at(browser, address):
    page = browser.get(address)
    assert page.status_code == 200
    return page.text
