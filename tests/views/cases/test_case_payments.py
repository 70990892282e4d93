"""Payments of a case in the browser: noted, removed, and in the way of reopening."""

from datetime import date

from sqlalchemy import select

from tests.pages import form_of, text_of
from tests.views.cases.steps import AGREED, take
from tracker.domain.vocabulary import Status
from tracker.models import Case


def test_payments_stand_in_the_way_of_reopening_until_they_are_removed(mediator, closed, look):
    take(mediator, closed, "pay", amount="100.10", paid_on="2024-4-1")
    page = take(mediator, closed, "reopen", reason="反悔")
    assert page.status_code == 422
    assert "履行" in text_of(page.text)
    payment = look(lambda case: case.payments[0].id)
    assert f"/cases/{closed}/payments/{payment}/remove" in mediator.get(f"/cases/{closed}").text
    gone = take(mediator, closed, f"payments/{payment}/remove", reason="误登")
    assert gone.location == f"/cases/{closed}"
    assert look(lambda case: case.payments) == []
    assert mediator.get(f"/cases/{closed}/payments/{payment}/remove").status_code == 404
    take(mediator, closed, "reopen", reason="反悔")
    assert look(lambda case: (case.status, case.outcome)) == (Status.OPEN, None)


def test_the_payment_of_another_case_cannot_be_removed_through_this_one(mediator, make, ledger):
    paid = make(accepted=date(2024, 3, 6), **AGREED)
    other = make(accepted=date(2024, 3, 6), **AGREED)
    take(mediator, paid, "pay", amount="100", paid_on="2024-4-1")
    with ledger() as session:
        payment = session.scalars(select(Case).where(Case.id == paid)).one().payments[0].id
    assert mediator.get(f"/cases/{other}/payments/{payment}/remove").status_code == 404
    sent = {"version": "1", "reason": "x"}
    url = f"/cases/{other}/payments/{payment}/remove"
    assert mediator.post(url, data=sent).status_code == 404


def test_another_payment_from_an_outdated_page_is_a_conflict(mediator, closed, look):
    sent = form_of(mediator.get(f"/cases/{closed}/pay").text, "version")
    sent |= {"paid_on": "2024-4-1"}
    assert mediator.post(f"/cases/{closed}/pay", data=sent | {"amount": "9"}).status_code == 302
    assert mediator.post(f"/cases/{closed}/pay", data=sent | {"amount": "10"}).status_code == 409
    assert look(lambda case: len(case.payments)) == 1
