"""The page that says how figures are counted."""

from __future__ import annotations

import re

import pytest

from tests.pages import text_of
from tracker.domain.vocabulary import Basis, Outcome, Role
from tracker.indicators import EXPLAINED, INDICATORS
from tracker.indicators.kinds import Section
from tracker.indicators.register_figures import declared
from tracker.registers import figures as registers


@pytest.fixture
def page(open_as):
    return open_as(Role.AUDITOR).get("/help/figures").text


def definition_of(page, key):
    """The figure's heading and its text."""
    found = re.search(rf'<dt id="{key}">(.*?)</dt>\s*<dd>(.*?)</dd>', page, re.DOTALL)
    assert found, key
    return text_of(found[1]), text_of(found[2])


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_everybody_who_is_signed_in_may_read_it(open_as, role):
    assert open_as(role).get("/help/figures").status_code == 200


def test_every_figure_stands_there_once_with_its_name_unit_and_definition_in_chinese(page):
    keys = [one.key for one in EXPLAINED] + list(declared())
    assert set(INDICATORS) < set(keys)
    assert sorted(re.findall(r'<dt id="([a-z_0-9]+)">', page)) == sorted(keys)
    for key in keys:
        heading, text = definition_of(page, key)
        name, _, rest = heading.partition(f" {key} · ")
        assert re.search(r"[\u4e00-\u9fff]", name), heading
        assert rest, heading
        assert re.search(r"[\u4e00-\u9fff]", text), text
        assert not re.search(r"[A-Za-z]{3,}", name + rest + text), text


def test_a_rate_that_depends_on_its_basis_names_all_of_them(page):
    _heading, text = definition_of(page, "resolution_rate")
    assert all(basis.term in text for basis in Basis)
    assert not any(basis.term in definition_of(page, "registered")[1] for basis in Basis)


@pytest.mark.parametrize("outcome", list(Outcome), ids=str)
def test_an_outcome_says_what_it_counts_as(page, outcome):
    row = re.search(
        rf'<tr><th scope="row">{re.escape(outcome.term)}</th>(.*?)</tr>', page, re.DOTALL
    )
    told = {True: "是", False: "否"}
    expected = [told[one] for one in (outcome.resolved, outcome.mediated, outcome.concluded)]
    assert text_of(row[1]).split() == expected


def test_the_contents_lead_to_every_section(page):
    contents = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
    leads = re.findall(r'href="#([^"]+)"', contents)
    assert len(leads) == len(Section) + len(registers.Section) + 2
    for id_ in leads:
        assert f'id="{id_}"' in page, id_


def test_every_figure_of_a_page_leads_to_its_definition(open_as, page):
    summary = open_as(Role.SUPERVISOR).get("/summaries/2024").text
    helped = set(re.findall(r'href="/help/figures#([a-z_]+)"', summary))
    assert helped == set(INDICATORS)
    assert all(f'id="{key}"' in page for key in helped)


def test_a_reader_of_english_reads_it_in_english(open_as):
    reader = open_as(Role.AUDITOR)
    reader.post("/locale/en")
    page = reader.get("/help/figures").text
    heading, text = definition_of(page, "resolution_rate")
    assert "Resolution rate" in heading
    assert not re.search(r"[\u4e00-\u9fff]", heading + text)
