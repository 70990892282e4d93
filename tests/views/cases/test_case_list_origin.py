"""From the cases behind a figure back to the page that the figure stands on."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.pages import text_of
from tracker.domain.vocabulary import Role


def way_back(client, address):
    """(words, address) of the way back; None where there is none."""
    page = client.get(address, follow_redirects=True).text
    found = re.search(r'class="breadcrumb".*?<a href="([^"]+)">([^<]+)</a>', page, re.DOTALL)
    return (found[2], unescape(found[1])) if found else None


def test_the_cases_of_a_years_figure_lead_back_to_its_summary_on_the_same_basis(open_as):
    supervisor = open_as(Role.SUPERVISOR)
    rate = "/cases?figure=resolution_rate&part=missing&from=2024-01-01&to=2024-12-31&basis=closed"
    words, address = way_back(supervisor, rate)
    assert words == "2024年度汇总"
    summary = text_of(supervisor.get(address).text)
    assert "2024年度汇总" in summary
    assert "统计口径：办结口径" in summary


def test_the_cases_of_other_days_lead_back_to_their_statistics(open_as):
    supervisor = open_as(Role.SUPERVISOR)
    words, address = way_back(supervisor, "/cases?figure=closed&from=2024-03-01&to=2024-05-31")
    assert words == "统计分析"
    assert "2024-03-01 至 2024-05-31" in text_of(supervisor.get(address).text)


def test_the_way_back_keeps_to_the_center_that_was_looked_at(open_as):
    figure = "/cases?figure=closed&from=2024-01-01&to=2024-12-31&by=center&key=LS"
    _words, address = way_back(open_as(Role.SUPERVISOR), figure)
    assert "center=LS" in address


@pytest.mark.parametrize("address", ["/cases", "/cases?q=漏水"])
def test_a_list_that_came_from_no_figure_has_no_way_back(open_as, address):
    assert way_back(open_as(Role.SUPERVISOR), address) is None
