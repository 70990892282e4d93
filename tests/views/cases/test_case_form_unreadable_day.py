"""What is said of the acceptance day while the registration day cannot be read."""

from datetime import timedelta

from tests.pages import error_beside
from tracker import clock


def test_acceptance_is_not_measured_by_a_registration_day_that_cannot_be_read(mediator, blank):
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    sent = blank | {"registered_on": "2024.13.5", "accepted_on": yesterday}
    page = mediator.post("/cases/new", data=sent)
    assert page.status_code == 422
    assert "没有这一天" in error_beside(page.text, "registered_on")
    assert not error_beside(page.text, "accepted_on")


def test_acceptance_is_measured_as_soon_as_the_registration_day_can_be_read(mediator, blank):
    sent = blank | {"registered_on": "2024-3-5", "accepted_on": "2024-3-4"}
    page = mediator.post("/cases/new", data=sent)
    assert "受理日期早于登记日期（2024-03-05）" in error_beside(page.text, "accepted_on")
