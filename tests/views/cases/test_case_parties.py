"""The people of a case in its form, row by row."""

import pytest

from tests.pages import error_beside, form_of
from tests.views.cases.steps import only_case


def test_a_case_without_an_applicant_is_refused_beside_the_first_row(mediator, blank):
    page = mediator.post("/cases/new", data=blank | {"parties-0-name": ""})
    assert "至少" in error_beside(page.text, "parties-0-name")


def test_a_row_left_empty_is_no_party(mediator, blank, ledger):
    sent = blank | {"parties-0-name": "", "parties-1-side": "applicant", "parties-1-name": "李四"}
    assert mediator.post("/cases/new", data=sent).status_code == 302
    with ledger() as session:
        assert [party.name for party in only_case(session).parties] == ["李四"]


def test_problems_stand_in_their_own_row_below_an_empty_one(mediator, blank):
    sent = blank | {
        "parties-0-name": "",
        "parties-1-side": "applicant",
        "parties-1-id_number": "1",
    }
    page = mediator.post("/cases/new", data=sent).text
    assert error_beside(page, "parties-1-id_number")
    assert not error_beside(page, "parties-0-id_number")


def test_rows_come_and_go_by_buttons_without_losing_what_was_typed(mediator, blank):
    more = mediator.post(
        "/cases/new", data=blank | {"add_party": "third_party", "amount_claimed": "三万"}
    )
    assert more.status_code == 200
    assert "error" not in more.text.split("<form method")[1].split("</main>")[0]
    sent = form_of(more.text, "submission_key")
    assert sent["parties-2-side"] == "third_party"
    assert sent["amount_claimed"] == "三万"
    less = mediator.post("/cases/new", data=sent | {"remove_party": "0"})
    kept = form_of(less.text, "submission_key")
    assert kept["parties-0-name"] == "李四"
    assert kept["parties-1-side"] == "third_party"
    assert "parties-2-side" not in kept


@pytest.mark.parametrize("key", ["parties-²-name", "parties-99999999999999999999-name", "parties-"])
def test_positions_no_page_sends_are_passed_over(mediator, blank, key):
    assert mediator.post("/cases/new", data=blank | {key: "x"}).status_code == 302
