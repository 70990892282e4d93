"""The charts in the browser: every bar and cell opens its cases; each can be taken along."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.factories import STUDIO, TOWN, make_case, named
from tests.pages import text_of
from tests.views.test_summaries import follow_all, links
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import Center, Organisation, Village
from tracker.permissions import Actor
from tracker.reports.charts import CHARTS
from tracker.services import audit

SVG = "{http://www.w3.org/2000/svg}"
PAGES = ("/statistics/charts", "/statistics/charts/villages")
HOSTILE = "<script>alert(\"1\")</script> & 'b' " + "很长的名称" * 12


@pytest.fixture
def supervisor(filled_offices, open_as):
    return open_as(Role.SUPERVISOR)


def figure_of(html, key):
    """The figure of that chart: its drawing, and the rows of its table as texts."""
    start = html.index(f'aria-labelledby="chart-{key}-title')
    part = html[html.rindex("<figure", 0, start) : html.index("</figure>", start)]
    drawing = re.search(r"<svg.*?</svg>", part, re.DOTALL)[0]
    rows = [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", part.split("<tbody>")[-1], re.DOTALL)
    ]
    return drawing, rows


def values_in(drawing):
    return [int(one) for one in re.findall(r'data-value="(\d+)"', drawing)]


def svg_of(browser, key, question="year=2024"):
    answer = browser.get(f"/statistics/charts/{key}.svg?{question}")
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.data)  # noqa: S314 - our own file


def words_in(drawing):
    return ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "question", ["year=2024", "span=custom&from=2023-11-15&to=2024-08-31&source=court"]
)
def test_every_bar_and_cell_opens_as_many_cases_as_it_says(supervisor, address, question):
    assert follow_all(supervisor, f"{address}?{question}") > 3


def test_the_drawing_and_the_table_have_the_same_numbers(supervisor):
    html = supervisor.get("/statistics/charts?year=2024").text
    for key, column in (("caseload", 1), ("resolved", 1), ("days", 1), ("pending", 1)):
        drawing, rows = figure_of(html, key)
        drawn = [row for row in rows if row[0] != "全期"]
        assert values_in(drawing) == [int(row[column]) for row in drawn], key
    drawing, rows = figure_of(html, "types")
    drawn = [int(row[1]) for row in rows[:-1]]
    assert values_in(drawing) == drawn
    assert sum(drawn) == int(rows[-1][1])


def test_a_number_is_a_link_once(supervisor):
    """In the drawing, or where it is not drawn in the table: the page stays light."""
    for address in PAGES:
        html = supervisor.get(f"{address}?year=2024").text
        figures = html[html.index("<figure") :]
        hrefs = [href for _figure, _value, href in links(figures)]
        for drawing in re.findall(r"<svg.*?</svg>", figures, re.DOTALL):
            drawn = {href for _figure, _value, href in links(drawing)}
            assert drawn
        assert len(hrefs) < 300
    before = figure_of(supervisor.get("/statistics/charts?year=2024").text, "caseload")
    assert before[1][0][0] == "1月"


def test_each_drawing_says_what_it_is(supervisor):
    for address in PAGES:
        html = supervisor.get(address).text
        for drawing in re.findall(r'<svg class="chart-drawing".*?</svg>', html, re.DOTALL):
            title, desc = re.search(r'aria-labelledby="(\S+) (\S+)"', drawing).groups()
            assert re.search(rf'<title id="{title}">[^<]+</title>', drawing)
            assert re.search(rf'<desc id="{desc}">[^<]+</desc>', drawing)
            assert 'role="group"' in drawing
            assert "style=" not in drawing


def test_every_bar_has_a_pattern_and_starts_at_zero(supervisor):
    html = supervisor.get("/statistics/charts?year=2024").text
    drawing, rows = figure_of(html, "days")
    bars = re.findall(r'<rect class="chart-bar" fill="url\(#([\w-]+)\)" x="0" .*?width="([\d.]+)%"', drawing)  # fmt: skip # noqa: E501
    counts = [int(row[1]) for row in rows if row[0] != "全期" and row[1] != "0"]
    assert {name for name, _width in bars} == {"chart-days-hatch"}
    assert [float(width) for _name, width in bars] == pytest.approx(
        [100 * count / max(counts) for count in counts], abs=0.01
    )


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_is_saved_as_a_drawing_that_stands_alone(supervisor, key):
    answer = supervisor.get(f"/statistics/charts/{key}.svg?year=2024")
    drawing = ElementTree.fromstring(answer.data)  # noqa: S314 - our own file
    assert answer.content_type == "image/svg+xml"
    name = f"{key}-LS-2024-01-01-2024-12-31.svg"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("role") == "img"
    title = drawing.find(f"{SVG}title")
    assert title.text in words_in(drawing)
    assert drawing.find(f"{SVG}desc").text
    assert drawing.find(f"{SVG}style").text
    assert not list(drawing.iter(f"{SVG}a"))
    assert not list(drawing.iter(f"{SVG}script"))
    assert b"href" not in answer.data
    assert any("2024-01-01 至 2024-12-31" in line for line in words_in(drawing))


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_is_saved_as_a_picture_twice_as_sharp(supervisor, key):
    answer = supervisor.get(f"/statistics/charts/{key}.png?year=2024")
    assert answer.content_type == "image/png"
    assert answer.headers["Content-Disposition"].endswith(f"{key}-LS-2024-01-01-2024-12-31.png")
    picture = Image.open(io.BytesIO(answer.data))
    drawing = svg_of(supervisor, key)
    size = [2 * float(drawing.get(name)) for name in ("width", "height")]
    assert picture.size == pytest.approx(size, abs=2)
    assert len(picture.convert("L").getcolors()) > 10


def test_a_saved_chart_says_whose_figures_of_which_rows_it_draws(
    supervisor, ledger, filled_offices
):
    with ledger() as session:
        village = named(session, Village, "后横村", session.get_one(Center, filled_offices))
        question = f"span=quarter&year=2024&quarter=1&village={filled_offices}-{village.id}"
    words = words_in(svg_of(supervisor, "types", question))
    assert "后横村" in words
    assert any(line.endswith("2024-01-01 至 2024-03-31") for line in words)
    assert not any("示例" in line for line in words)


def test_the_sample_is_marked_in_every_file(supervisor, ledger, filled_offices):
    with ledger() as session:
        session.get_one(Center, filled_offices).is_sample = True
        audit.record(session, Actor.system(filled_offices), "test.sample")
        session.commit()
    for key in CHARTS:
        assert any("虚构" in line for line in words_in(svg_of(supervisor, key))), key


def test_the_links_that_save_a_chart_ask_the_same(supervisor):
    html = supervisor.get("/statistics/charts?span=month&year=2024&month=3&basis=closed").text
    hrefs = [unescape(one) for one in re.findall(r'href="([^"]+)" download', html)]
    assert len(hrefs) == 2 * (len(CHARTS) - 1)
    assert all("month=3" in one and "basis=closed" in one for one in hrefs)
    assert all(supervisor.get(one).status_code == 200 for one in hrefs[:4])


@pytest.mark.parametrize("address", ["nothing.svg", "days.pdf", "..%2Fdays.svg", "days"])
def test_there_is_no_other_chart_and_no_other_format(supervisor, address):
    assert supervisor.get(f"/statistics/charts/{address}").status_code == 404


def test_names_come_out_as_they_were_written(supervisor, ledger, filled_offices):
    with ledger() as session:
        center = session.get_one(Center, filled_offices)
        named(session, Village, "后横村", center).name = HOSTILE[:100]
        named(session, Organisation, STUDIO, center).name = HOSTILE[:100]
        audit.record(session, Actor.system(filled_offices), "test.names")
        session.commit()
    for address in PAGES:
        html = supervisor.get(f"{address}?year=2024").text
        assert "<script>alert" not in html
    drawing, rows = figure_of(html, "villages")
    assert "&lt;script&gt;" in drawing
    assert HOSTILE[:100] in [row[0] for row in rows]
    for key in ("organisations", "villages"):
        words = words_in(svg_of(supervisor, key))
        assert any(line.startswith(("<script>", "1. <script>")) for line in words), words
        assert supervisor.get(f"/statistics/charts/{key}.png?year=2024").status_code == 200


@pytest.mark.parametrize("key", CHARTS)
def test_a_period_without_any_case_draws_nothing_and_says_so(supervisor, key):
    words = words_in(svg_of(supervisor, key, "year=1999"))
    numbers = [word for word in words if re.fullmatch(r"[1-9]\d*", word)]
    assert numbers == []
    assert supervisor.get(f"/statistics/charts/{key}.png?year=1999").status_code == 200
    if key in ("types", "organisations", "villages"):
        assert "本期没有案件。" in words


def test_organisations_of_few_cases_are_marked_and_not_ranked(supervisor, ledger, filled_offices):
    with ledger() as session:
        center = session.get_one(Center, filled_offices)
        studio = named(session, Organisation, STUDIO, center).id
        for day in range(1, 11):
            make_case(
                session,
                center,
                registered_on=date(2024, 2, day),
                accepted=date(2024, 2, day),
                closed=date(2024, 2, day),
                outcome=Outcome.FAILED if day < 3 else Outcome.EXPLAINED,
                organisation_id=studio,
            )
    html = supervisor.get("/statistics/charts?year=2024&basis=closed").text
    drawing, rows = figure_of(html, "organisations")
    ranked = {row[1]: row[0] for row in rows}
    assert ranked == {STUDIO: "1", TOWN: "不足10件，不排名"}
    assert drawing.index(STUDIO) < drawing.index("不足10件，不排名") < drawing.index(TOWN)
    marked = drawing[drawing.index("不足10件") :]
    assert "chart-organisations-dots" in marked
    assert "办结口径" in text_of(html.split(f"{STUDIO}</text>")[1])


def test_a_mediators_charts_are_of_the_own_organisation(filled_offices, open_as):
    browser = open_as(Role.MEDIATOR)
    drawing, rows = figure_of(browser.get("/statistics/charts?year=2024").text, "organisations")
    assert [row[1] for row in rows] == [TOWN]
    assert STUDIO not in drawing
    assert not any(STUDIO in line for line in words_in(svg_of(browser, "organisations")))


def test_the_chart_of_another_center_is_not_found(supervisor):
    assert supervisor.get("/statistics/charts/days.svg?center=QJ").status_code == 404
    assert supervisor.get("/statistics/charts?center=QJ").status_code == 404


def test_the_year_before_stands_beside_the_months_with_the_way_to_its_cases(supervisor):
    html = supervisor.get("/statistics/charts?year=2024").text
    drawing, rows = figure_of(html, "resolved")
    assert 'class="chart-before"' in drawing
    start = html.index("chart-resolved-title")
    table = html[start : html.index("</figure>", start)].split("<tbody>")[1]
    earlier = [href for figure, _value, href in links(table) if figure == "resolved"]
    assert earlier
    assert all("from=2023-01-01" in href for href in earlier)
    assert len(rows) == 12


def test_the_pages_of_a_full_year_stay_light(supervisor):
    for address in PAGES:
        assert len(supervisor.get(f"{address}?year=2024").data) < 100_000
