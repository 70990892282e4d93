"""What the statistics ask is compiled once, and not anew for every period that it is asked of."""

from __future__ import annotations

import pytest

from tests.statements import compiled, engine_of
from tracker.domain.vocabulary import Role
from tracker.views.statistics.frame import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.endpoint)
def test_another_year_takes_no_other_statements(app, open_as, page):
    supervisor = open_as(Role.SUPERVISOR)
    with app.test_request_context():
        address = app.url_for(page.endpoint)

    def ask(year: int) -> None:
        assert supervisor.get(f"{address}?span=year&year={year}").status_code == 200

    for year in (2021, 2022):  # nested questions take their final form when first compiled
        ask(year)
    assert compiled(engine_of(app), lambda: ask(2023)) == []
