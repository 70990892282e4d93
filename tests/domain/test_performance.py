"""Promise and payment compared, against a count that goes fen by fen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.agreements import InstalmentDraft, NonPerformanceDraft
from tracker.domain.drafts import PaymentDraft
from tracker.domain.performance import Standing, performance_of, was_urged
from tracker.domain.record_words import NonPerformanceStep

TODAY = date(2024, 6, 1)


@dataclass
class Item:
    in_kind: bool = True
    due_on: date | None = None
    performed_on: date | None = None


@dataclass
class Papers:
    instalments: list[InstalmentDraft] = field(default_factory=list)
    terms: list[Item] = field(default_factory=list)
    perform_by: date | None = None

    @property
    def amount(self) -> Decimal | None:
        return sum((one.amount for one in self.instalments), Decimal(0)) or None


@dataclass
class Agreed:
    amount_agreed: Decimal | None = None
    payments: list[PaymentDraft] = field(default_factory=list)
    agreement: Papers | None = None


def plan(*promised: tuple[int, Any]) -> list[InstalmentDraft]:
    """Instalments so many days from today."""
    return [InstalmentDraft(days_from(days), Decimal(amount)) for days, amount in promised]


def paid(*made: tuple[int, Any]) -> list[PaymentDraft]:
    return [PaymentDraft(days_from(days), Decimal(amount)) for days, amount in made]


def days_from(days: int) -> date:
    return TODAY + timedelta(days=days)


def states(case: Agreed) -> list[Standing]:
    found = performance_of(case, TODAY)
    return [one.standing for one in (*found.instalments, *found.in_kind)]


def test_payments_fill_the_instalments_in_the_order_of_their_days():
    agreed = Agreed(
        agreement=Papers(plan((-40, 100), (-10, 100), (5, 100), (60, 100), (90, 100))),
        payments=paid((-20, 50), (-45, 100)),
    )
    found = performance_of(agreed, TODAY)
    assert [one.paid for one in found.instalments] == [100, 50, 0, 0, 0]
    assert [one.open for one in found.instalments] == [0, 50, 100, 100, 100]
    assert found.instalments[0].settled_on == days_from(-45)
    assert states(agreed) == [
        Standing.DONE, Standing.OVERDUE, Standing.DUE_SOON, Standing.OPEN, Standing.OPEN,
    ]  # fmt: skip
    assert (found.paid, found.open, found.overpaid, found.in_full) == (150, 350, 0, False)


@pytest.mark.parametrize(
    ("days", "part", "standing"),
    [
        (-1, 0, Standing.OVERDUE),
        (-1, 1, Standing.OVERDUE),
        (0, 0, Standing.DUE_SOON),
        (7, 1, Standing.DUE_SOON),
        (8, 0, Standing.OPEN),
        (8, 1, Standing.PARTLY),
        (8, 2, Standing.DONE),
    ],
)
def test_an_instalment_stands_by_its_day_and_by_what_was_paid(days, part, standing):
    made = paid((-5, part)) if part else []
    assert states(Agreed(agreement=Papers(plan((days, 2))), payments=made)) == [standing]


def test_an_item_in_kind_stands_by_its_own_day_else_by_that_of_the_whole():
    items = [Item(due_on=days_from(-1)), Item(), Item(performed_on=days_from(-3))]
    papers = Papers(terms=[*items, Item(in_kind=False)], perform_by=days_from(20))
    assert states(Agreed(agreement=papers)) == [Standing.OVERDUE, Standing.OPEN, Standing.DONE]
    assert states(Agreed(agreement=Papers(terms=[Item()]))) == [Standing.UNDATED]


def test_more_than_was_agreed_is_plainly_overpaid_and_only_where_an_amount_is_stated():
    agreed = Agreed(agreement=Papers(plan((9, 100))), payments=paid((-2, 70), (-1, "70.01")))
    assert performance_of(agreed, TODAY).overpaid == Decimal("40.01")
    unstated = performance_of(Agreed(payments=paid((-1, 5))), TODAY)
    assert (unstated.overpaid, unstated.open, unstated.in_full) == (0, 0, False)


@pytest.mark.parametrize(
    ("case", "in_full"),
    [
        (Agreed(), False),
        (Agreed(Decimal(0)), False),
        (Agreed(Decimal(5), paid((-1, 5))), True),
        (Agreed(Decimal(5), paid((-1, "4.99"))), False),
        (Agreed(agreement=Papers(terms=[Item(in_kind=False)])), False),
        (Agreed(agreement=Papers(terms=[Item(performed_on=TODAY)])), True),
        (Agreed(agreement=Papers(terms=[Item(performed_on=TODAY), Item()])), False),
        (Agreed(Decimal(5), [], Papers(plan((1, 5)), [Item(performed_on=TODAY)])), False),
        (Agreed(Decimal(5), paid((-1, 5)), Papers(plan((1, 5)), [Item()])), False),
        (Agreed(Decimal(5), paid((-1, 5)), Papers(plan((1, 5)), [Item(True, None, TODAY)])), True),
    ],
)
def test_performed_in_full_is_something_promised_paid_and_ticked_off(case, in_full):
    assert performance_of(case, TODAY).in_full is in_full


def test_what_came_after_the_day_asked_about_does_not_count_yet():
    late = Agreed(
        agreement=Papers(plan((-10, 5)), [Item(due_on=days_from(-9), performed_on=days_from(-1))]),
        payments=paid((-2, 5)),
    )
    then, now = performance_of(late, days_from(-3)), performance_of(late, TODAY)
    assert (then.paid, then.is_behind, then.in_full) == (0, True, False)
    assert (now.paid, now.is_behind, now.in_full) == (5, False, True)


def test_an_amount_without_a_plan_is_due_at_once():
    assert performance_of(Agreed(Decimal(5), paid((-1, 2))), TODAY).is_behind
    assert not performance_of(Agreed(Decimal(5), paid((-1, 5))), TODAY).is_behind
    assert not performance_of(Agreed(agreement=Papers(plan((0, 5)))), TODAY).is_behind


amounts = st.integers(1, 12)
near = st.integers(-30, 30)
ticks = st.none() | st.integers(-30, 0)


@given(
    promised=st.lists(st.tuples(near, amounts), max_size=5),
    made=st.lists(st.tuples(st.integers(-40, 0), amounts), max_size=6),
    items=st.lists(st.tuples(st.none() | near, ticks), max_size=3),
)
def test_every_fen_goes_to_one_instalment_or_is_overpaid(promised, made, items):
    case = Agreed(
        agreement=Papers(
            [InstalmentDraft(days_from(days), Decimal(fen) / 100) for days, fen in promised],
            [
                Item(
                    due_on=None if due is None else days_from(due),
                    performed_on=None if done is None else days_from(done),
                )
                for due, done in items
            ],
        ),
        payments=[PaymentDraft(days_from(days), Decimal(fen) / 100) for days, fen in made],
    )
    found = performance_of(case, TODAY)
    purse, counted = fen_by_fen(promised, made)
    assert [
        (int(one.paid * 100), one.settled_on and (one.settled_on - TODAY).days)
        for one in found.instalments
    ] == counted
    assert int(found.overpaid * 100) == (purse if promised else 0)
    owed = sum(fen for _days, fen in promised)
    given_in_all = sum(fen for _days, fen in made)
    assert int(found.paid * 100) == given_in_all
    assert int(found.open * 100) == max(owed - given_in_all, 0)
    assert found.in_full == (
        bool(promised or items)
        and given_in_all >= owed
        and all(done is not None for _due, done in items)
    )
    late = any(
        days < 0 and filled < fen
        for (days, fen), (filled, _settled) in zip(
            sorted(promised, key=lambda one: one[0]), counted, strict=True
        )
    )
    assert found.is_behind == (
        late or any(due is not None and due < 0 and done is None for due, done in items)
    )


def fen_by_fen(
    promised: list[tuple[int, int]], made: list[tuple[int, int]]
) -> tuple[int, list[tuple[int, int | None]]]:
    """What is left over, and of each instalment what was paid and the day it was full."""
    coins = [days for days, fen in sorted(made, key=lambda one: one[0]) for _coin in range(fen)]
    counted = []
    for _days, fen in sorted(promised, key=lambda one: one[0]):
        mine, coins = coins[:fen], coins[fen:]
        counted.append((len(mine), mine[-1] if len(mine) == fen else None))
    return len(coins), counted


@pytest.mark.parametrize(
    ("noted", "closed_on", "urged"),
    [
        ([], TODAY, False),
        ([-1], TODAY, False),
        ([-1, 0], TODAY, True),
        ([3], TODAY, True),
        ([3], None, False),
    ],
)
def test_only_what_was_done_since_the_closing_is_about_this_ending(noted, closed_on, urged):
    notes = [
        NonPerformanceDraft(days_from(days), NonPerformanceStep.URGED, "电话督促") for days in noted
    ]
    assert was_urged(notes, closed_on) is urged
