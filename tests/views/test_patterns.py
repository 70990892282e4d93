"""The page of all components: what it shows must keep the rules that every page keeps."""

import re
from html.parser import HTMLParser

import pytest

from tracker.domain.vocabulary import Role


class Reader(HTMLParser):
    """Collects what the checks below ask about."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.labelled, self.fields, self.styled, self.scripts = [], set(), [], [], []
        self.described, self.links = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.fields.append(given)
        if "style" in given or any(name.startswith("on") for name in given):
            self.styled.append((tag, given))
        if tag == "script":
            self.scripts.append(given.get("src"))
        self.described |= set((given.get("aria-describedby") or "").split())
        if tag == "a":
            self.links.append(given)


@pytest.fixture
def page(login):
    return login(Role.CLERK).get("/patterns").text


@pytest.fixture
def seen(page):
    return Reader(page)


def test_the_page_is_hidden_where_a_real_ledger_is_kept(app, login):
    app.config["SHOW_PATTERNS"] = False
    assert login(Role.CLERK).get("/patterns").status_code == 404


def test_every_field_has_a_label(seen):
    assert [one["id"] for one in seen.fields if one["id"] not in seen.labelled] == []


def test_no_two_elements_share_an_id(seen):
    assert len(seen.ids) == len(set(seen.ids))


def test_hints_and_errors_that_fields_point_to_exist(seen):
    assert seen.described
    assert seen.described <= set(seen.ids)


def test_a_wrong_field_keeps_what_was_typed_and_says_what_is_wrong(page):
    assert 'value="2024.13.5"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="#registered">' in page


def test_nothing_is_styled_or_scripted_inline(seen):
    assert seen.styled == []
    assert seen.scripts
    assert all(seen.scripts)


def test_a_rate_stands_beside_its_fraction_and_what_is_missing(seen):
    figures = [
        (one["data-figure"], one["data-value"]) for one in seen.links if "data-figure" in one
    ]
    assert ("resolved", "1366") in figures
    assert ("caseload", "1372") in figures
    assert ("unresolved", "6") in figures


def test_a_figure_that_cannot_be_told_is_a_dash_without_a_unit(page):
    dash = page.split("办理天数中位数")[1].split("</p>")[0]
    assert "—" in dash
    assert "unit" not in dash


def test_the_chart_starts_at_zero_and_repeats_its_numbers_as_a_table(page):
    drawing = page.split('<svg class="chart-drawing"')[1].split("</svg>")[0]
    heights = [
        float(high) for high in re.findall(r'class="chart-bar".*?height="([\d.]+)"', drawing)
    ]
    assert len(heights) == 11
    assert heights[0] / heights[2] == pytest.approx(112 / 131, abs=0.002)
    table = page.split('<svg class="chart-drawing"')[1].split("</figure>")[0].split("<tbody>")[1]
    december = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table)[-3:]
    assert december == ["12月", "—", "119"]


def test_every_drawing_it_names_is_in_the_set(page, app):
    with app.test_client().get("/static/icons.svg") as answer:
        drawings = answer.text
    for name in re.findall(r"icons\.svg#([\w-]+)", page):
        assert f'id="{name}"' in drawings


def test_the_page_stays_small(page):
    assert len(page.encode()) < 100_000
