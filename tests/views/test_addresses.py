"""Addresses that no page of ours leads to: they are not found, and never an error."""

import pytest

from tracker.domain.vocabulary import Role


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.ADMIN, "/admin/accounts/{}"),
        (Role.ADMIN, "/admin/accounts/{}/password"),
        (Role.ADMIN, "/admin/organisations/{}"),
        (Role.ADMIN, "/admin/mediators/{}"),
        (Role.ADMIN, "/admin/villages/{}"),
        (Role.ADMIN, "/admin/dispute-types/{}"),
        (Role.CLERK, "/imports/{}"),
        (Role.CLERK, "/imports/{}/rejects"),
        (Role.CLERK, "/cases/{}"),
        (Role.CLERK, "/cases/{}/reveal"),
        (Role.CLERK, "/api/v1/cases/{}"),
    ],
)
@pytest.mark.parametrize("row", [0, 2**53, 10**30])
def test_a_row_that_no_database_can_hold_is_not_found(open_as, role, page, row):
    assert open_as(role).get(page.format(row)).status_code == 404
