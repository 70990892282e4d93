"""``/api/v1/quality/YEAR``: what the page of the checks says, for programs."""

from __future__ import annotations

import pytest

from tests.quality import case_of, doubted_rows
from tests.views.matrix import center_of
from tracker.domain.vocabulary import Role
from tracker.indicators.quality import CHECKS


@pytest.fixture
def rows(ledger, office):
    """A case with a finding, one whose finding was set aside, and one without."""
    with ledger() as session:
        center = center_of(session, "LS")
        doubted_rows(session, center)
        case_of(session, center, 2)


def test_it_says_what_every_check_finds_and_the_share_without(rows, open_as):
    said = open_as(Role.SUPERVISOR).get("/api/v1/quality/2024").json
    assert said["center"]["code"] == "LS"
    assert said["faultless_rate"] == {"value": "66.67", "numerator": 2, "denominator": 3}
    assert set(said["checks"]) == {one.key for one in CHECKS}
    assert said["checks"]["agreed_above_claimed"] == {"open": 1, "dismissed": 1}
    assert said["checks"]["came_back"] == {"open": 0, "dismissed": 0}
    assert said["missing_numbers"] == []


def test_a_year_without_cases_has_no_share(rows, open_as):
    said = open_as(Role.AUDITOR).get("/api/v1/quality/2023").json
    assert said["faultless_rate"] == {"value": None, "numerator": 0, "denominator": 0}


@pytest.mark.parametrize(
    "address", ["quality/2024?center=QJ", "quality/1", "quality/2024?center=X"]
)
def test_what_is_not_the_readers_is_not_found(rows, open_as, address):
    assert open_as(Role.SUPERVISOR).get(f"/api/v1/{address}").status_code == 404
