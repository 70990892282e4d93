"""From one year's summary to its neighbours."""

from __future__ import annotations

import re

from tracker import clock
from tracker.domain.vocabulary import Role


def neighbours(page):
    """The years that buttons of the page lead to."""
    return {int(year) for year in re.findall(r"<span>(\d{4})</span></a>", page)}


def test_no_summary_leads_to_a_year_that_has_not_begun(open_as):
    supervisor, this_year = open_as(Role.SUPERVISOR), clock.today().year
    last_year = supervisor.get(f"/summaries/{this_year - 1}").text
    assert neighbours(last_year) == {this_year - 2, this_year}
    assert neighbours(supervisor.get(f"/summaries/{this_year}").text) == {this_year - 1}
