"""Amounts that contradict each other, and amounts that are too smooth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.agreements import PAPERS
from tests.factories import named
from tests.quality import END, case_of, found, imported
from tracker.domain.agreements import TermDraft
from tracker.domain.drafts import PaymentDraft
from tracker.domain.findings import Finding
from tracker.domain.vocabulary import Outcome
from tracker.models import Mediator
from tracker.permissions import Actor
from tracker.services import agreements, performance


def agreed(session, center, number=0, amount="1000", **more):
    given = None if amount is None else Decimal(amount)
    return case_of(session, center, number, **{"closed": END, "agreed": given, **more})


@pytest.mark.parametrize(("amount", "is_found"), [("1000.00", False), ("1000.01", True)])
def test_more_agreed_than_claimed_is_found_from_the_first_fen(session, center, amount, is_found):
    case = agreed(session, center, amount=amount, amount_claimed=Decimal("1000.00"))
    assert found(session, Finding.AGREED_ABOVE_CLAIMED, center) == (
        {case.id} if is_found else set()
    )


def test_an_amount_that_was_not_claimed_is_not_compared(session, center):
    agreed(session, center, amount="5", amount_claimed=None)
    assert found(session, Finding.AGREED_ABOVE_CLAIMED, center) == set()


def draw_up(session, center, case, *terms):
    papers = PAPERS.__class__(
        form=PAPERS.form,
        agreed_on=END,
        terms=terms,
        facts="楼上漏水",
        copies=3,
    )
    agreements.draw_up(session, Actor.system(center.id), case, papers, case.version)


def test_a_written_agreement_without_amount_is_found_whatever_was_claimed(session, center):
    claimed = agreed(session, center, amount=None)
    nothing = agreed(session, center, 1, amount="0")
    unclaimed = agreed(session, center, 2, amount=None, amount_claimed=None)
    agreed(session, center, 3, amount="0.01")
    agreed(session, center, 4, amount=None, outcome=Outcome.ORAL_AGREEMENT)
    assert found(session, Finding.EMPTY_AGREEMENT, center) == {
        claimed.id,
        nothing.id,
        unclaimed.id,
    }


def test_of_an_imported_agreement_an_amount_is_expected_where_money_was_claimed_or_papers_are_here(
    session, center
):
    """Ledgers have no column for what is done in kind."""
    claimed, drawn_up, silent = (
        agreed(session, center, number, amount=None, amount_claimed=claim)
        for number, claim in enumerate((Decimal(1000), None, None))
    )
    draw_up(session, center, drawn_up, TermDraft("双方今后和睦相处"))
    for case in (claimed, drawn_up, silent):
        imported(session, center, case)
    assert found(session, Finding.EMPTY_AGREEMENT, center) == {claimed.id, drawn_up.id}


def test_papers_tell_what_is_done_in_kind(session, center):
    kind, empty = (
        agreed(session, center, number, amount=None, amount_claimed=None) for number in range(2)
    )
    draw_up(session, center, kind, TermDraft("赔礼道歉", in_kind=True))
    draw_up(session, center, empty, TermDraft("双方今后和睦相处"))
    assert found(session, Finding.EMPTY_AGREEMENT, center) == {empty.id}


def pay(session, center, case, *amounts):
    for place, amount in enumerate(amounts):
        paid = PaymentDraft(date(2024, 4, 1 + place // 2), Decimal(amount))
        performance.record_payment(session, Actor.system(center.id), case, paid, case.version)


@pytest.mark.parametrize(
    ("amounts", "is_found"),
    [
        (("400", "600"), False),
        (("999.99", "600"), False),
        (("400", "600", "0.01"), True),
        (("1000", "1000"), True),
    ],
)
def test_a_payment_after_the_whole_amount_is_found(session, center, amounts, is_found):
    """Also on the same day: payments of a day count in the order in which they were recorded."""
    case = agreed(session, center)
    pay(session, center, case, *amounts)
    wanted = {case.id} if is_found else set()
    assert found(session, Finding.PAID_AFTER_PERFORMANCE, center) == wanted


def test_where_no_amount_is_agreed_nothing_is_performed_in_money(session, center):
    for number, amount in enumerate((None, "0")):
        pay(session, center, agreed(session, center, number, amount=amount), "5", "5")
    assert found(session, Finding.PAID_AFTER_PERFORMANCE, center) == set()


def with_amounts(session, center, mediator, first, *amounts):
    who = named(session, Mediator, mediator, center).id
    return [
        agreed(
            session,
            center,
            number,
            amount=amount,
            mediator_id=who,
            amount_claimed=None,
        )
        for number, amount in enumerate(amounts, first)
    ]


UNEVEN = [f"{1234 + place}.50" for place in range(12)]


def test_a_mediator_whose_amounts_are_mostly_round_is_found_against_the_center(session, center):
    smooth = with_amounts(session, center, "吴和平", 0, *["20000"] * 4, *UNEVEN[:4])
    with_amounts(session, center, "解春晖", 20, *UNEVEN[:8])
    assert found(session, Finding.ROUND_AMOUNTS, center) == {case.id for case in smooth[:4]}


@pytest.mark.parametrize(
    ("own", "others"),
    [
        (["20000"] * 4 + UNEVEN[:3], UNEVEN),
        (["20000"] * 4 + UNEVEN[:5], UNEVEN),
        (["20000"] * 4 + UNEVEN[:4], ["20000"] * 2 + UNEVEN[:5]),
        (["20000.01"] * 8, UNEVEN),
    ],
    ids=["too few cases", "less than half", "less than twice the others'", "not round"],
)
def test_below_any_of_the_thresholds_nothing_is_found(session, center, own, others):
    with_amounts(session, center, "吴和平", 0, *own)
    with_amounts(session, center, "解春晖", 20, *others)
    assert found(session, Finding.ROUND_AMOUNTS, center) == set()


def test_a_mediator_is_held_against_the_others_however_much_of_the_center_is_the_own(
    session, center
):
    smooth = with_amounts(session, center, "吴和平", 0, *["20000"] * 10)
    with_amounts(session, center, "解春晖", 20, *UNEVEN[:9])
    assert found(session, Finding.ROUND_AMOUNTS, center) == {case.id for case in smooth}


def test_just_twice_the_share_of_the_others_is_found(session, center):
    smooth = with_amounts(session, center, "吴和平", 0, *["20000"] * 4, *UNEVEN[:4])
    with_amounts(session, center, "解春晖", 20, *["20000"] * 2, *UNEVEN[:6])
    assert found(session, Finding.ROUND_AMOUNTS, center) == {case.id for case in smooth[:4]}


@pytest.mark.parametrize(("count", "is_found"), [(7, False), (8, True)])
def test_where_nobody_else_states_amounts_the_own_share_tells(session, center, count, is_found):
    smooth = with_amounts(session, center, "吴和平", 0, *["20000"] * count)
    wanted = {case.id for case in smooth} if is_found else set()
    assert found(session, Finding.ROUND_AMOUNTS, center) == wanted


def test_years_are_not_mixed(session, center):
    with_amounts(session, center, "吴和平", 0, *["20000"] * 7)
    who = named(session, Mediator, "吴和平", center).id
    agreed(session, center, 9, amount="20000", mediator_id=who, closed=date(2025, 1, 1))
    with_amounts(session, center, "解春晖", 20, *UNEVEN)
    assert found(session, Finding.ROUND_AMOUNTS, center) == set()
