"""Pages on PostgreSQL, which refuses what SQLite takes."""

import pytest

from tests.factories import PASSWORD
from tracker.domain.vocabulary import Role

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize(
    "address",
    [
        "/cases?q=%00&type=%00&center=%00",
        "/cases/1?center=%00",
        "/statistics?center=%00&dispute_type=a%00",
        "/summaries/2024?center=%00",
        "/trail?actor=%00&number=%00&action=a%00",
        "/api/v1/cases?type=%00",
        "/api/v1/cases/1?center=%00",
        "/api/v1/summaries/2024?center=%00",
    ],
)
def test_a_character_that_no_column_takes_is_passed_over(login, address):
    assert login(Role.AUDITOR).get(address).status_code in (200, 302, 404)


def test_a_name_with_such_a_character_signs_nobody_in(client, center):
    answer = client.post("/login", data={"name": "nobody\0", "password": f"{PASSWORD}\0"})
    assert answer.status_code == 422
