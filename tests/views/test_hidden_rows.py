"""What lies outside a person's center or organisation is not there, whatever the address says."""

from __future__ import annotations

import re

import pytest

from tests.views.matrix import case_elsewhere, center_of, methods_of, send
from tests.views.test_permissions_matrix import TABLE
from tracker.domain.vocabulary import Role

OF_ROWS = [
    name for name, page in TABLE.items() if "{" in page.addresses[0] and page.roles is not None
]
"""A page open to all that names a row is opened by a key: the address itself is the right."""


@pytest.fixture
def beside_rows(app, ledgers, office, files_of):
    """The ids that addresses may name, of rows of center QJ."""
    return ledgers.given | files_of("QJ")


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_the_rows_of_the_center_beside_are_not_there(app, beside_rows, open_as, trail_lines, role):
    ids, browser = beside_rows, open_as(role)
    before = trail_lines()
    for endpoint in OF_ROWS:
        page = TABLE[endpoint]
        for method in methods_of(app, endpoint) if page.is_for(role) else ():
            for address in page.filled(ids):
                for asked in (address, f"{address}?center=QJ"):
                    answer = send(browser, method, asked, page)
                    assert answer.status_code == 404, (method, asked)
    assert trail_lines() == before


def test_the_cases_of_another_organisation_are_not_there_for_a_mediator(
    app, ledger, office, open_as, trail_lines
):
    with ledger() as session:
        case_id = case_elsewhere(session, center_of(session, "LS"))
    mediator = open_as(Role.MEDIATOR)
    before = trail_lines()
    of_cases = [name for name in OF_ROWS if name.startswith(("cases.", "api_cases."))]
    assert len(of_cases) > 10
    for endpoint in of_cases:
        page = TABLE[endpoint]
        address = re.sub(r"\{\w+\}", case_id, page.addresses[0])
        for method in methods_of(app, endpoint):
            answer = send(mediator, method, address, page)
            assert answer.status_code == (404 if page.is_for(Role.MEDIATOR) else 403), address
    assert trail_lines() == before
