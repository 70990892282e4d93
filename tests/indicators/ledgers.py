"""Random ledgers as plain dictionaries, and the way from there into the tables.

The same ids stand in every center, so that a join or a key that forgets the center shows at once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker.models import (
    Agreement,
    Case,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Party,
    Payment,
    Term,
    Village,
)

COUNTY, TOWN, ISLAND, ELSEWHERE = 1, 2, 3, 4
"""Town and island lie below the county; elsewhere is somebody else's ledger."""

TYPES = {"family": None, "labour": None, "labour_wages": "labour", "labour_other": "labour"}
NAMES = ("甲", "乙", "丙")
OUTCOMES = {
    "agreement": ("written_agreement", "oral_agreement", "agreement_form_unstated"),
    "other": (
        "settled_privately",
        "explained",
        "resolved_elsewhere",
        "resolved_manner_unstated",
        "failed",
        "guided_to_court",
        "withdrawn",
        "terminated",
    ),
}
EDGES = [
    date(year, month, day)
    for year in (2022, 2023, 2024, 2025)
    for month, day in ((1, 1), (1, 31), (2, 28), (6, 30), (7, 1), (12, 1), (12, 31))
] + [date(2024, 2, 29), date(2024, 3, 31)]

days = st.one_of(st.sampled_from(EDGES), st.dates(date(2021, 12, 1), date(2025, 12, 31)))
gaps = st.one_of(st.sampled_from([0, 0, 1, 29, 30, 31, 365, 730]), st.integers(0, 400))
fen = st.sampled_from([None, 0, 1, 99]) | st.integers(0, 10**12)


@cache  # here and below: hypothesis looks each new strategy through before it draws of it
def stated(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of the values, or nothing."""
    return st.one_of(st.none(), st.sampled_from(values))


done_in_kind = st.lists(stated((date(2024, 5, 6), date(2025, 1, 1))), max_size=2)
withdrawn_in_kind = st.just([]) | done_in_kind
some_payments = st.lists(st.integers(1, 10**6), max_size=2)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """One case somewhere in its life."""
    life = draw(
        st.sampled_from(
            ("registered", "declined", "open", "reopened", "closed", "closed", "closed")
        )
    )
    registered = draw(days)
    case: dict[str, Any] = {
        "center": draw(st.sampled_from((TOWN, TOWN, TOWN, ISLAND, COUNTY, ELSEWHERE))),
        "registered": registered,
        "accepted": None,
        "declined": life == "declined",
        "closed": None,
        "outcome": None,
        "due": None,
        "merged": draw(st.integers(0, 5)) == 5,
        "claimed": draw(fen),
        "agreed": None,
        "confirmed": None,
        "visited": None,
        "satisfaction": None,
        "payments": [],
        "papers": False,
        "in_kind": [],
        "withdrawn_in_kind": [],
        "parties": draw(st.integers(0, 4)),
        "dispute_type": draw(stated(tuple(TYPES))),
        "source": draw(stated(("initiative", "application", "court", "police"))),
        "difficulty": draw(stated(("simple", "major"))),
        "organisation": draw(stated(NAMES)),
        "mediator": draw(stated(NAMES)),
        "village": draw(stated(NAMES)),
    }
    if life in ("open", "reopened", "closed"):
        case["accepted"] = draw(accepted_after(registered))
        case["due"] = draw(due_after(case["accepted"]))
    if life == "closed":
        draw_closing(draw, case)
    if life == "reopened" or case["outcome"] in OUTCOMES["agreement"]:
        draw_payments(draw, case)
        draw_papers(draw, case)
    return case


def draw_closing(draw: st.DrawFn, case: dict[str, Any]) -> None:
    case["closed"] = draw(after(case["accepted"]))
    case["outcome"] = draw(st.sampled_from(OUTCOMES[draw(st.sampled_from(tuple(OUTCOMES)))]))
    if case["outcome"] in OUTCOMES["agreement"]:
        case["agreed"] = draw(fen)
        if draw(st.booleans()):
            case["confirmed"] = draw(after(case["closed"]))
    if draw(st.booleans()):
        case["visited"] = draw(after(case["closed"]))
        case["satisfaction"] = draw(
            stated(("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied"))
        )


def draw_payments(draw: st.DrawFn, case: dict[str, Any]) -> None:
    """Some at random, or together a fen less, exactly, or a fen more than was agreed."""
    amounts = draw(some_payments)
    if case["agreed"] and draw(st.booleans()):
        whole = case["agreed"] + draw(st.sampled_from((-1, 0, 1)))
        first = draw(st.integers(0, whole))
        amounts = [amount for amount in (first, whole - first) if amount]
    base = case["closed"] or case["accepted"]
    case["payments"] = [(draw(after(base)), amount) for amount in amounts]


def draw_papers(draw: st.DrawFn, case: dict[str, Any]) -> None:
    """Items in kind, done or not, of the agreement that stands and of one that was withdrawn."""
    case["papers"] = draw(st.booleans())
    if case["papers"]:
        case["in_kind"] = draw(done_in_kind)
    case["withdrawn_in_kind"] = draw(withdrawn_in_kind)


@cache
def accepted_after(registered: date) -> st.SearchStrategy[date]:
    return st.just(registered) | st.just(later(registered, 3)) | after(registered)


@cache
def due_after(accepted: date) -> st.SearchStrategy[date]:
    return st.just(later(accepted, 30)) | after(accepted)


@cache
def after(day: date) -> st.SearchStrategy[date]:
    """That day, some days later, or a later edge of a period."""
    edges = [edge for edge in EDGES if edge >= day] or [day]
    return st.one_of(st.sampled_from(edges), gaps.map(lambda number: later(day, number)))


def later(day: date, number: int) -> date:
    return day + timedelta(days=number)


def merged_into_the_first(ledger: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each center; the first case of a center has none to be merged into."""
    seen: set[int] = set()
    for case in ledger:
        case["merged"] = case["merged"] and case["center"] in seen
        seen.add(case["center"])
    return ledger


ledgers = (st.lists(cases(), max_size=3) | st.lists(cases(), min_size=12, max_size=40)).map(
    merged_into_the_first
)
periods = st.one_of(
    st.sampled_from([2022, 2023, 2024, 2025]).map(
        lambda year: (date(year, 1, 1), date(year, 12, 31))
    ),
    st.sampled_from(
        [
            (date(2024, 1, 1), date(2024, 3, 31)),
            (date(2024, 2, 1), date(2024, 2, 29)),
            (date(2023, 12, 31), date(2024, 1, 1)),
            (date(2024, 6, 30), date(2024, 6, 30)),
            (date(2023, 11, 15), date(2025, 2, 14)),
        ]
    ),
)


def open_centers(session: Session) -> None:
    """Four centers with code lists of the same names and the same ids."""
    for id_, code, parent in (
        (COUNTY, "YQ", None),
        (TOWN, "LS", COUNTY),
        (ISLAND, "DT", COUNTY),
        (ELSEWHERE, "XX", None),
    ):
        session.add(
            Center(id=id_, code=code, name=f"{code}中心", short_name=code, parent_id=parent)
        )
        session.flush()
        for place, (name, parent_code) in enumerate(TYPES.items(), 1):
            above = list(TYPES).index(parent_code) + 1 if parent_code else None
            session.add(
                DisputeType(
                    center_id=id_, id=place, code=name, name=name, position=place, parent_id=above
                )
            )
            session.flush()
        for place, name in enumerate(NAMES, 1):
            session.add(Organisation(center_id=id_, id=place, name=name, kind="township_committee"))
            session.add(Mediator(center_id=id_, id=place, name=name, resident=place < 3))
            session.add(Village(center_id=id_, id=place, name=name))
    session.flush()


def write(session: Session, ledger: list[dict[str, Any]]) -> None:
    """The ledger's rows; case ids count from 1 in every center."""
    serials: dict[int, int] = {}
    rows, parties, payments = [], [], []
    agreements: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    for facts in ledger:
        center = facts["center"]
        serials[center] = id_ = serials.get(center, 0) + 1
        rows.append(_case_row(facts, center, id_))
        key = {"center_id": center, "case_id": id_}
        first = len(parties) + 1
        parties += [
            {**key, "id": first + place, "side": "applicant", "name": "张三", "position": place}
            for place in range(facts["parties"])
        ]
        first = len(payments) + 1
        payments += [
            {**key, "id": first + place, "paid_on": day, "amount": amount}
            for place, (day, amount) in enumerate(facts["payments"])
        ]
        _write_papers(facts, key, agreements, terms)
    for model, values in (
        (Case, rows),
        (Party, parties),
        (Payment, payments),
        (Agreement, agreements),
        (Term, terms),
    ):
        if values:
            session.execute(insert(model.__table__), [_plain(one) for one in values])


def _write_papers(
    facts: dict[str, Any],
    key: dict[str, int],
    agreements: list[dict[str, Any]],
    terms: list[dict[str, Any]],
) -> None:
    """Each agreement has an item that is no item in kind beside those that are."""
    day = date(2024, 1, 1)
    papers = [(facts["in_kind"], None)] if facts["papers"] else []
    papers += [(facts["withdrawn_in_kind"], day)] if facts["withdrawn_in_kind"] else []
    for in_kind, withdrawn_on in papers:
        id_ = len(agreements) + 1
        agreements.append(
            {
                **key,
                "id": id_,
                "form": "written",
                "agreed_on": day,
                "facts": "",
                "manner": "",
                "place": "",
                "withdrawn_on": withdrawn_on,
            }
        )
        for place, performed_on in enumerate([None, *in_kind]):
            terms.append(
                {
                    "center_id": key["center_id"],
                    "id": len(terms) + 1,
                    "agreement_id": id_,
                    "position": place,
                    "text": "赔礼道歉",
                    "in_kind": place > 0,
                    "performed_on": performed_on,
                }
            )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Fen as the yuan that the column type expects."""
    amounts = ("amount", "amount_claimed", "amount_agreed")
    return {
        name: Decimal(value) / 100 if name in amounts and value is not None else value
        for name, value in row.items()
    }


def _case_row(facts: dict[str, Any], center: int, id_: int) -> dict[str, Any]:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    lists = {
        "organisation": NAMES,
        "mediator": NAMES,
        "village": NAMES,
        "dispute_type": list(TYPES),
    }
    chosen = {
        f"{name}_id": None if facts[name] is None else list(values).index(facts[name]) + 1
        for name, values in lists.items()
    }
    return chosen | {
        "center_id": center,
        "id": id_,
        "version": 1,
        "number": f"{center}-{id_}" if facts["accepted"] else None,
        "registered_on": facts["registered"],
        "accepted_on": facts["accepted"],
        "due_on": facts["due"],
        "declined_reason": "不属于受理范围" if facts["declined"] else None,
        "closed_on": facts["closed"],
        "outcome": facts["outcome"],
        "source": facts["source"],
        "difficulty": facts["difficulty"],
        "amount_claimed": facts["claimed"],
        "amount_agreed": facts["agreed"],
        "judicial_confirmed_on": facts["confirmed"],
        "visited_on": facts["visited"],
        "satisfaction": facts["satisfaction"],
        "merged_into_id": 1 if facts["merged"] else None,
        "created_at": moment,
        "updated_at": moment,
    }
