"""Which cases a list holds, what they add up to, and who sees none of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.factories import STUDIO, TOWN, named, open_office
from tests.queries.ledgers import add_cases
from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Role, Status
from tracker.models import Case, DisputeType, Mediator, Organisation, Village
from tracker.queries.case_filter import STATES, CaseFilter, is_overdue
from tracker.queries.cases import (
    case_rows,
    case_totals,
    center_of,
    count_cases,
    find_case,
    party_names,
)
from tracker.queries.filter_args import read_filter
from tracker.queries.scope import Scope, scope_of

DAY = date(2024, 3, 5)


@pytest.fixture
def ledger(session, center):
    """Cases by a word of their own, among them noise of another center with the same names."""
    beside = open_office(session, "YQ", "乐")
    places = {}
    for office in (center, beside):
        town, trade = (named(session, Organisation, name, office) for name in (TOWN, STUDIO))
        lead = named(session, Mediator, "吴和平", office)
        street = named(session, Village, "前街社区", office)
        kinds = dict(
            session.execute(
                select(DisputeType.code, DisputeType.id).where(DisputeType.center_id == office.id)
            ).all()
        )
        child = named(session, DisputeType, "拖欠农民工工资", office)
        today = clock.today()
        cases = {
            "plain": {"organisation_id": town.id, "summary": "楼上漏水", "name": "张小三"},
            "typed": {"dispute_type_id": kinds["neighbours"], "name": "欧阳海"},
            "child": {"dispute_type_id": child.id, "source": "court", "difficulty": "major"},
            "parent": {"dispute_type_id": child.parent_id, "organisation_id": trade.id},
            "led": {"mediator_id": lead.id, "village_id": street.id, "source": "police"},
            "rich": {"amount_claimed": Decimal("5000.50"), "registered_on": date(2024, 5, 1)},
            "zero": {"amount_claimed": Decimal("0.00"), "registered_on": date(2023, 12, 31)},
            "declined": {"declined_reason": "不属于调解范围"},
            "late": {"number": "A-1", "accepted_on": today - timedelta(days=31)},
            "on_time": {"number": "A-2", "accepted_on": today - timedelta(days=30)},
            "extended": {
                "number": "A-3",
                "accepted_on": today - timedelta(days=90),
                "due_on": today,
            },
            "closed": {
                "number": "（2024）柳人调字第10000号",
                "accepted_on": DAY,
                "closed_on": date(2024, 4, 1),
                "outcome": "oral_agreement",
                "amount_agreed": Decimal("800.25"),
                "paid": [(date(2024, 4, 2), Decimal("300.00")), (DAY, Decimal("0.25"))],
            },
        }
        for case in cases.values():
            accepted = case.get("accepted_on", DAY)
            case.setdefault("registered_on", min(accepted, DAY))
        ids = add_cases(session, office, list(cases.values()))
        places[office.code] = dict(zip(cases, ids, strict=True))
    session.commit()
    return places


def found(session, center, text):
    """The words of the cases that an address finds in the center."""
    wanted, problems = read_filter(MultiDict(text), center.id)
    assert problems == []
    scope = Scope((center.id,))
    rows = case_rows(session, scope, wanted).rows
    assert count_cases(session, scope, wanted) == len(rows)
    assert case_totals(session, scope, wanted).count == len(rows)
    return {row.id for row in rows}


FILTERS = [
    ({"q": "漏"}, {"plain"}),
    ({"q": "漏水"}, {"plain"}),
    ({"q": "楼上漏水"}, {"plain"}),
    ({"q": "水漏"}, set()),
    ({"q": "欧阳"}, {"typed"}),
    ({"q": "欧阳海 不在"}, set()),
    ({"q": "（2024）柳人调字第10000号"}, {"closed"}),
    ({"q": "10000"}, {"closed"}),
    ({"q": "%"}, set()),
    ({"status": "declined"}, {"declined"}),
    ({"status": "closed"}, {"closed"}),
    ({"status": "open"}, {"late", "on_time", "extended"}),
    ({"overdue": "1"}, {"late"}),
    ({"type": "neighbours"}, {"typed"}),
    ({"type": "labour"}, {"child", "parent"}),
    ({"source": "court"}, {"child"}),
    ({"difficulty": "major"}, {"child"}),
    ({"outcome": "oral_agreement"}, {"closed"}),
    ({"since": "2024-05-01", "until": "2024-5-1"}, {"rich"}),
    ({"until": "2023年12月31日"}, {"zero"}),
    ({"date": "closed", "since": "20240401", "until": "20240401"}, {"closed"}),
    ({"date": "accepted", "until": "2024-12-31", "since": "2024-1-1"}, {"closed"}),
    ({"least": "0.01"}, {"rich"}),
    ({"most": "0"}, {"zero"}),
    ({"least": "0", "most": "5000.50"}, {"rich", "zero"}),
    ({"money": "agreed", "least": "800.25", "most": "800.25"}, {"closed"}),
]


@pytest.mark.parametrize(("text", "words"), FILTERS)
def test_a_filter_finds_its_cases_and_no_others(session, center, ledger, text, words):
    assert found(session, center, text) == {ledger["LS"][word] for word in words}


def test_what_is_not_stated_can_be_asked_for(session, center, ledger):
    every = set(ledger["LS"].values())
    stated = {ledger["LS"][word] for word in ("typed", "child", "parent")}
    assert found(session, center, {"type": "unstated"}) == every - stated
    stated = {ledger["LS"][word] for word in ("child", "led")}
    assert found(session, center, {"source": "unstated"}) == every - stated


@pytest.mark.parametrize(
    ("name", "model", "row", "word"),
    [
        ("organisation", Organisation, TOWN, "plain"),
        ("mediator", Mediator, "吴和平", "led"),
        ("village", Village, "前街社区", "led"),
    ],
)
def test_a_row_of_a_list_is_picked_with_its_center(session, center, ledger, name, model, row, word):
    own = named(session, model, row, center)
    assert found(session, center, {name: str(own.id)}) == {ledger["LS"][word]}
    assert found(session, center, {name: f"{center.id}-{own.id}"}) == {ledger["LS"][word]}
    assert found(session, center, {name: f"{center.id + 1}-{own.id}"}) == set()


@pytest.mark.parametrize(
    "text",
    [
        {"since": "2024-13-01"},
        {"least": "many"},
        {"status": "lost"},
        {"outcome": "unstated"},
        {"mediator": "1-2-x"},
        {"mediator": "9" * 30},
        {"date": "visited"},
        {"since": "2024-02-01", "until": "2024-01-31"},
        {"least": "2", "most": "1"},
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(app, text):
    with app.app_context():
        _wanted, problems = read_filter(MultiDict(text), 1)
    assert len(problems) == 1
    assert problems[0].field in text


def test_the_sums_are_those_of_the_cases_found_and_missing_is_not_zero(session, center, ledger):
    scope = Scope((center.id,))
    every = case_totals(session, scope, CaseFilter())
    assert (every.claimed, every.agreed, every.performed) == (
        Decimal("5000.50"),
        Decimal("800.25"),
        Decimal("300.25"),
    )
    none = case_totals(session, scope, CaseFilter(status=Status.OPEN))
    assert (none.count, none.claimed, none.agreed, none.performed) == (3, None, None, None)


def test_payments_are_those_of_the_period_when_one_is_given(session, center, ledger):
    april = CaseFilter(paid_in=Period.month(2024, 4))
    assert case_totals(session, Scope((center.id,)), april).performed == Decimal("300.00")
    rows = case_rows(session, Scope((center.id,)), april).rows
    assert {row.performed for row in rows} == {None, Decimal("300.00")}


def test_a_state_as_a_condition_is_the_state_of_the_rules(session, center, ledger):
    every = session.scalars(select(Case)).all()
    for status, condition in STATES.items():
        by_rule = {(case.center_id, case.id) for case in every if case.status is status}
        chosen = session.execute(select(Case.center_id, Case.id).where(condition)).all()
        assert {tuple(row) for row in chosen} == by_rule
    late = session.scalars(select(Case.id).where(is_overdue(clock.today()))).all()
    assert set(late) == {office["late"] for office in ledger.values()}


def test_a_mediator_sees_no_row_of_another_organisation(session, center, actors, ledger):
    scope = scope_of(session, actors[Role.MEDIATOR])
    assert [row.id for row in case_rows(session, scope, CaseFilter()).rows] == [
        ledger["LS"]["plain"]
    ]
    assert count_cases(session, scope, CaseFilter()) == 1
    assert case_totals(session, scope, CaseFilter()).claimed is None
    assert count_cases(session, scope, CaseFilter(q="欧阳")) == 0
    trade = named(session, Organisation, STUDIO, center)
    assert count_cases(session, scope, CaseFilter(organisation=(center.id, trade.id))) == 0
    assert find_case(session, scope, ledger["LS"]["plain"]) is not None
    for other in (ledger["LS"]["parent"], ledger["YQ"]["plain"]):
        for center_id in (None, center.id, center.id + 1):
            assert find_case(session, scope, other, center_id) is None


def test_a_supervisor_sees_the_centers_below_and_not_beside(session, center, ledger):
    county = open_office(session, "XZ", "县")
    center.parent_id = county.id
    session.flush()
    above, own = Scope((county.id, center.id)), Scope((center.id,))
    assert count_cases(session, above, CaseFilter()) == len(ledger["LS"])
    assert count_cases(session, above, CaseFilter(center="LS")) == len(ledger["LS"])
    assert count_cases(session, above, CaseFilter(center="XZ")) == len(ledger["LS"])
    assert count_cases(session, above, CaseFilter(center="YQ")) == 0
    assert center_of(session, above, "LS") == center.id
    assert center_of(session, own, "YQ") is None
    assert find_case(session, above, ledger["LS"]["late"], center.id) is not None
    assert find_case(session, own, ledger["YQ"]["late"], center.id + 1) is None
    session.rollback()


def test_the_parties_of_a_page_come_in_their_order(session, center, ledger):
    rows = case_rows(session, Scope((center.id,)), CaseFilter(q="欧阳")).rows
    names = party_names(session, rows)
    assert [[one.name for one in people] for people in names.values()] == [["欧阳海"]]
    assert party_names(session, []) == {}
