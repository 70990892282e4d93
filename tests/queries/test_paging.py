"""Paging by key: every row once, whatever the order, the ties and the blanks."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.factories import open_office
from tests.queries.ledgers import add_cases
from tracker.models import Case, CaseText, Party, Payment
from tracker.queries.case_filter import CaseFilter
from tracker.queries.cases import SORTS, case_rows, order_of
from tracker.queries.paging import Cursor
from tracker.queries.scope import Scope

DAY = date(2024, 1, 1)
DAYS = st.integers(0, 3).map(lambda days: DAY + timedelta(days=days))
AMOUNTS = st.none() | st.sampled_from([Decimal("0.00"), Decimal("0.01"), Decimal("9.99")])


@st.composite
def cases(draw):
    """A case as the table allows it, with few different values, so that there are many ties."""
    case = {
        "registered_on": draw(DAYS),
        "accepted_on": None,
        "closed_on": None,
        "outcome": None,
        "amount_agreed": None,
        "amount_claimed": draw(AMOUNTS),
        "numbered": draw(st.sampled_from(["no", "usual", "old"])),
    }
    if case["numbered"] != "no" and draw(st.booleans()):
        case["accepted_on"] = case["registered_on"] + timedelta(days=draw(st.integers(0, 1)))
        if draw(st.booleans()):
            case |= {"closed_on": case["accepted_on"], "outcome": "oral_agreement"}
            case["amount_agreed"] = draw(AMOUNTS)
    return case


def with_numbers(drawn):
    """Numbers are unique: of the usual kind with year and serial, or an old ledger's own."""
    numbered = []
    for place, case in enumerate(drawn):
        how = case["numbered"]
        usual = (
            {"number_year": 2023 + place % 2, "number_serial": place + 1} if how == "usual" else {}
        )
        number = {"no": None, "usual": f"（{place}）号", "old": f"旧{place % 7}-{place}"}[how]
        kept = {name: value for name, value in case.items() if name != "numbered"}
        blank = {"number_year": None, "number_serial": None}
        numbered.append(kept | blank | usual | {"number": number})
    return numbered


def walk(session, scope, sort, size, *, back=False):
    """All pages from the first to the last, or from the last back to the first."""

    def at(cursor):
        return case_rows(session, scope, CaseFilter(), sort, cursor, size)

    page = at(None)
    assert page.newer is None
    pages = [page]
    while page.older:
        page = at(through_an_address(page.older, sort))
        pages.append(page)
    if not back:
        return pages
    pages = [page]
    while page.newer:
        page = at(through_an_address(page.newer, sort))
        pages.insert(0, page)
    return pages


def through_an_address(cursor, sort):
    read = Cursor.read(json.loads(json.dumps(cursor.plain())), order_of(sort))
    assert read == cursor
    return read


def expected(rows, sort):
    """The order by plain Python: blanks last, ties by center and id."""
    down = sort.startswith("-")
    columns = {
        "registered": lambda row: (row["registered_on"],),
        "accepted": lambda row: (row["accepted_on"],),
        "closed": lambda row: (row["closed_on"],),
        "claimed": lambda row: (row["amount_claimed"],),
        "agreed": lambda row: (row["amount_agreed"],),
        "number": lambda row: (row["number_year"], row["number_serial"]),
    }[sort.removeprefix("-")]
    groups = [[], [], []]
    for row in rows:
        if None not in columns(row):
            groups[0].append((columns(row), row["key"]))
        elif sort.endswith("number") and row["number"]:
            groups[1].append(((row["number"],), row["key"]))
        else:
            groups[2].append(((), row["key"]))
    return [key for group in groups for _value, key in sorted(group, reverse=down)]


def clear(session):
    for model in (Payment, Party, CaseText, Case):
        session.execute(delete(model))


@pytest.fixture
def two_centers(session, center):
    return center, open_office(session, "YQ", "乐")


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    here=st.lists(cases(), max_size=12),
    there=st.lists(cases(), max_size=4),
    sort=st.sampled_from([prefix + name for name in SORTS for prefix in ("", "-")]),
    size=st.integers(1, 4),
)
def test_the_pages_hold_every_row_once_in_order_both_ways(
    session, two_centers, here, there, sort, size
):
    clear(session)
    rows = []
    for center, drawn in zip(two_centers, (here, there), strict=True):
        added = with_numbers(drawn)
        ids = add_cases(session, center, added)
        rows += [row | {"key": (center.id, one)} for one, row in zip(ids, added, strict=True)]
    own, both = Scope((two_centers[0].id,)), Scope(tuple(one.id for one in two_centers))
    for scope in (own, both):
        seen = [row for row in rows if row["key"][0] in scope.center_ids]
        for back in (False, True):
            pages = walk(session, scope, sort, size, back=back)
            found = [(row.center_id, row.id) for page in pages for row in page.rows]
            assert found == expected(seen, sort)
            assert all(len(page.rows) == size for page in pages[:-1])


def test_a_row_that_comes_between_two_pages_neither_repeats_nor_hides_another(session, center):
    ids = add_cases(session, center, [{"registered_on": DAY + timedelta(days=n)} for n in range(4)])
    scope = Scope((center.id,))
    first = case_rows(session, scope, CaseFilter(), size=2)
    add_cases(session, center, [{"registered_on": DAY + timedelta(days=9)}])
    second = case_rows(session, scope, CaseFilter(), cursor=first.older, size=2)
    assert [row.id for row in first.rows + second.rows] == ids[::-1]


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        [],
        "text",
        [0, [], False],
        [7, ["2024-01-01", 1, 2], False],
        [-1, ["2024-01-01", 1, 2], False],
        [0, ["2024-13-01", 1, 2], False],
        [0, ["2024-01-01", 1, 2**70], False],
        [0, ["2024-01-01", "1", 2], False],
        [0, [5, 1, 2], False],
    ],
)
def test_what_is_no_place_in_the_order_is_no_cursor(app, nonsense):
    assert Cursor.read(nonsense, order_of("-registered")) is None


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "0.001", "1e30", 5, None])
def test_what_is_no_amount_is_no_place_among_amounts(app, amount):
    assert Cursor.read([0, [amount, 1, 2], False], order_of("claimed")) is None
