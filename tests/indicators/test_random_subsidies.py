"""Random ledgers, random rules, random changes: what lists paid for a case is what it is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import ISLAND, NAMES, OUTCOMES, TOWN, stated, write
from tracker.domain.months import Month
from tracker.domain.problems import Refused
from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import PaidFor, RuleDraft
from tracker.domain.vocabulary import Difficulty, Outcome
from tracker.models import Case, SubsidyLine
from tracker.permissions import Actor
from tracker.queries.subsidies import first_waiting
from tracker.services import subsidies, subsidy_rules

MONTHS = [Month(2024, number) for number in range(1, 5)]
AGREED = {"written": "written_agreement", "oral": "oral_agreement"}
SYSTEM = Actor.system(TOWN)
ENDINGS = [*OUTCOMES["agreement"], *OUTCOMES["other"]]
EDGES = [(1, 1), (1, 15), (1, 31), (2, 1), (2, 29), (3, 1), (3, 31), (4, 1), (5, 1)]
closing_days = st.sampled_from(
    [date(2023, 12, 31), *(date(2024, month, day) for month, day in EDGES)]
)
rules = st.lists(
    st.builds(
        RuleDraft,
        amount=st.integers(1, 4).map(Decimal),
        valid_from=st.sampled_from([date(2024, 1, 1), date(2024, 1, 15), date(2024, 2, 1)]),
        valid_to=stated((date(2024, 2, 10), date(2024, 3, 31))),
        difficulty=st.sampled_from([None, None, *list(Difficulty)[:2]]),
        form=st.sampled_from([None, None, *AgreementForm]),
        paid_for=st.sampled_from([PaidFor.CLOSED, PaidFor.CLOSED, *PaidFor]),
        complete_file=st.sampled_from([False, False, True]),
        fully_performed=st.sampled_from([False, False, True]),
    ),
    min_size=2,
    max_size=5,
)
EVERY_CASE = RuleDraft(Decimal("0.50"), date(2024, 1, 1), paid_for=PaidFor.CLOSED)
"""Pays whatever no drawn rule pays better, so that most cases stand in a list."""

facts = st.fixed_dictionaries(
    {
        "closed": st.one_of(st.none(), closing_days, closing_days, closing_days),
        "outcome": st.sampled_from(ENDINGS),
        "archived": stated((timedelta(0), timedelta(1), timedelta(31), timedelta(60))),
        "mediator": st.sampled_from([*NAMES[:2], *NAMES[:2], None]),
        "difficulty": stated(("simple", "ordinary")),
        "merged": st.sampled_from([False, False, False, True]),
    }
)
"""What a case is changed to."""

turns = st.lists(
    st.lists(st.tuples(st.integers(0, 3), facts), min_size=1, max_size=5), min_size=4, max_size=4
)
"""Before the list of each month: which cases are changed to what."""

paid = st.lists(st.tuples(closing_days, st.sampled_from([50, 100])), max_size=2)
open_cases = st.lists(
    st.fixed_dictionaries(
        {
            "agreed": st.sampled_from([None, 0, 100]),
            "payments": paid,
            "in_kind": st.lists(stated((date(2024, 1, 31), date(2024, 3, 1))), max_size=1),
        }
    ),
    min_size=1,
    max_size=4,
)
NEW = {
    "center": TOWN,
    "registered": date(2023, 12, 1),
    "accepted": date(2023, 12, 1),
    "due": date(2023, 12, 31),
    "declined": False,
    "merged": False,
    "withdrawn_in_kind": [],
    "parties": 0,
    **dict.fromkeys(("closed", "outcome", "claimed", "confirmed", "visited", "satisfaction")),
    **dict.fromkeys(("dispute_type", "source", "organisation", "mediator", "village")),
    **dict.fromkeys(("archived", "difficulty")),
}
"""A case that is accepted and open; what it is asked for besides is drawn."""

ELSEWHERE = [
    NEW
    | {"center": ISLAND, "closed": date(2024, 1, 15), "outcome": "explained", "mediator": "甲"}
    | {"agreed": None, "payments": [], "in_kind": [], "papers": False}
] * 4
"""Cases of the same ids in another center."""


def due(drafts: list[RuleDraft], case: dict[str, Any], day: date) -> dict[str, Decimal]:
    """What the case earns whom by the end of the day, told by looking at it."""
    closed, lead = case["closed"], case["mediator"]
    if case["merged"] or closed is None or closed > day or lead is None:
        return {}
    amounts = [one.amount for one in drafts if fits(one, case, day)]
    return {lead: max(amounts)} if amounts else {}


def fits(rule: RuleDraft, case: dict[str, Any], day: date) -> bool:
    outcome = Outcome(case["outcome"])
    counts = {"mediated": outcome.mediated, "resolved": outcome.resolved, "closed": True}
    archived = case["archived"] is not None and case["archived"] <= day
    return (
        rule.valid_from <= case["closed"] <= (rule.valid_to or date.max)
        and rule.difficulty in (None, case["difficulty"])
        and (rule.form is None or AGREED[rule.form.value] == case["outcome"])
        and counts[rule.paid_for.value]
        and (archived or not rule.complete_file)
        and (not rule.fully_performed or is_performed(case, day))
    )


def is_performed(case: dict[str, Any], day: date) -> bool:
    in_kind, agreed = case["in_kind"], case["agreed"] or 0
    paid = sum(amount for paid_on, amount in case["payments"] if paid_on <= day)
    done = all(one is not None and one <= day for one in in_kind)
    return bool((agreed or in_kind) and paid >= agreed and done)


def change(session: Session, id_: int, case: dict[str, Any], to: dict[str, Any], now: date) -> None:
    """As a service would: the facts of the case agree with each other, and it was written to."""
    closed = to["closed"]
    agreement = closed is not None and Outcome(to["outcome"]).is_agreement
    case |= {
        "closed": closed,
        "outcome": to["outcome"] if closed else None,
        "archived": closed + to["archived"] if closed and to["archived"] is not None else None,
        "mediator": to["mediator"],
        "difficulty": to["difficulty"],
        "merged": to["merged"] and id_ != 1,
        "agreed": case["promised"] if agreement else None,
    }
    stated_days = [paid_on for paid_on, _amount in case["payments"]]
    stated_days += [one for one in case["in_kind"] if one]
    stated_days += [case[name] for name in ("closed", "archived") if case[name]]
    agreed = case["agreed"]
    session.execute(
        update(Case)
        .where(Case.center_id == TOWN, Case.id == id_)
        .values(
            closed_on=closed,
            outcome=case["outcome"],
            archived_on=case["archived"],
            archived_by="吴和平" if case["archived"] else None,
            mediator_id=NAMES.index(to["mediator"]) + 1 if to["mediator"] else None,
            difficulty=to["difficulty"],
            merged_into_id=1 if case["merged"] else None,
            amount_agreed=None if agreed is None else Decimal(agreed) / 100,
            updated_at=datetime.combine(max([now, *stated_days]), time(12), UTC),
        )
    )


def paid_for(session: Session, id_: int) -> dict[str, Decimal]:
    """What all lists together pay for the case to whom; nobody who gave back what came."""
    total = func.sum(SubsidyLine.amount)
    rows = session.execute(
        select(SubsidyLine.mediator_id, total)
        .where(SubsidyLine.center_id == TOWN, SubsidyLine.case_id == id_)
        .group_by(SubsidyLine.mediator_id)
    )
    return {NAMES[mediator - 1]: amount for mediator, amount in rows if amount}


def approve(session: Session, month: Month) -> None:
    """The list of the month, and before it any of an earlier one that waits."""
    while (earlier := first_waiting(session, TOWN, month)) is not None:
        subsidies.approve(session, SYSTEM, earlier)
    try:
        subsidies.approve(session, SYSTEM, month)
    except Refused as refused:
        assert "Nothing is due" in str(refused)  # noqa: PT017 - the other sentences are wrong here


@examples(120)
@given(drafts=rules, drawn=open_cases, changes=turns)
def test_all_lines_of_a_case_come_to_what_the_rules_give_at_the_last_approval(
    four_centers: Session,
    drafts: list[RuleDraft],
    drawn: list[dict[str, Any]],
    changes: list[list[tuple[int, dict[str, Any]]]],
) -> None:
    own = [
        NEW | one | {"agreed": None, "promised": one["agreed"], "papers": bool(one["in_kind"])}
        for one in drawn
    ]
    with four_centers.begin_nested() as savepoint:
        write(four_centers, [*own, *ELSEWHERE])
        rules_set = [EVERY_CASE, *drafts]
        for draft in rules_set:
            subsidy_rules.add(four_centers, SYSTEM, draft)
        for month, turn in zip(MONTHS, changes, strict=True):
            for place, to in turn:
                if place < len(own):
                    now = month.later(1).start + timedelta(days=4)
                    change(four_centers, place + 1, own[place], to, now)
            approve(four_centers, month)
            for id_, case in enumerate(own, 1):
                assert paid_for(four_centers, id_) == due(rules_set, case, month.end), (month, case)
        savepoint.rollback()
    four_centers.expunge_all()
