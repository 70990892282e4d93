"""The center's time limits on the administrator's page."""

from datetime import date

import pytest

from tests.factories import make_case
from tests.pages import error_beside, text_of
from tests.views.matrix import type_in
from tracker.domain.vocabulary import Role

PAGE = "/admin/settings"


@pytest.fixture
def admin(open_as):
    return open_as(Role.ADMIN)


def test_the_page_shows_what_holds_and_says_what_a_change_does_not_touch(admin):
    page = admin.get(PAGE).text
    assert 'name="mediation_days" required type="text" value="30"' in page or 'value="30"' in page
    assert "此前已受理的案件到期日不变" in text_of(page)


def test_a_change_is_saved_and_stands_in_the_trail(admin, look, last_line):
    answer = type_in(admin, PAGE, "mediation_days", mediation_days="45", warning_days="0")
    assert answer.location == PAGE
    assert look(lambda _s, center: (center.mediation_days, center.warning_days)) == (45, 0)
    assert last_line() == (
        "center.change",
        {"mediation_days": [30, 45], "warning_days": [3, 0]},
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("mediation_days", "0", "1至366"),
        ("court_mediation_days", "四十", "1至366"),
        ("warning_days", "31", "0至30"),
        ("warning_days", "", "请填写"),
    ],
)
def test_what_cannot_be_a_limit_is_refused_beside_its_field(admin, look, field, typed, said):
    page = type_in(admin, PAGE, field, **{"mediation_days": "45", field: typed})
    assert page.status_code == 422
    assert said in error_beside(page.text, field)
    assert look(lambda _s, center: center.mediation_days) == 30


def test_the_trail_tells_the_change_in_words(admin, open_as):
    type_in(admin, PAGE, "mediation_days", mediation_days="45")
    words = text_of(open_as(Role.AUDITOR).get("/trail").text)
    assert "修改中心设置" in words


def test_a_case_accepted_before_keeps_its_due_date_on_its_page(admin, open_as, look):
    def one(session, center):
        return make_case(session, center, accepted=date(2024, 3, 6)).id

    case_id = look(one)
    type_in(admin, PAGE, "mediation_days", mediation_days="45")
    assert "2024-04-05" in open_as(Role.MEDIATOR).get(f"/cases/{case_id}").text
