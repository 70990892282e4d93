"""Whatever is edited after a year is frozen is found: which figures, and by which cases."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, tuple_, update
from sqlalchemy.orm import Session

from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, NAMES, TOWN, cases, ledgers, write
from tests.indicators.test_random_ledgers import is_shown, row_key
from tracker.domain.frozen import Difference
from tracker.domain.periods import Period
from tracker.indicators.frozen_years import Compared, compare
from tracker.indicators.whole_year import count_year
from tracker.models import Agreement, Case, Party, Payment, Term
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.services.frozen_years import freeze

Ledger = list[dict[str, Any]]
Key = tuple[int, int]
SUMS = {"amount_claimed", "amount_agreed", "amount_performed", "parties"}
DAYS = "registered", "accepted", "closed", "confirmed", "visited"
ROWS = "dispute_type", "source", "organisation", "mediator", "village", "difficulty"
BASES = "caseload", "closed", "accepted"
WHOLE = Scope((COUNTY, TOWN, ISLAND))
ONE = Scope((TOWN,), 2)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Ledger, Ledger, set[Key], set[Key]]:
    """The ledger when it is frozen and after some edits; the cases written to, and those deleted.

    An edited case may be another one altogether, a little one, or the same.
    """
    then = draw(ledgers)
    now, written, gone = deepcopy(then), set(), set()
    for key, place in keyed(then):
        done = draw(st.sampled_from(["left", "left", "touched", "small", "all", "deleted"]))
        case = now[place]
        if done == "small":
            case |= {"village": draw(st.sampled_from(NAMES)), "claimed": draw(st.just(100))}
        elif done == "all":
            case |= {**draw(cases()), "center": case["center"], "merged": False}
        elif done == "deleted" and key[1] > 1:
            gone.add(key)
        if done != "left":
            written.add(key)
    now += draw(st.lists(cases().map(lambda one: one | {"merged": False}), max_size=3))
    return then, now, written - gone, gone


def keyed(ledger: Ledger) -> list[tuple[Key, int]]:
    """(center, id) of each case, and its place in the list."""
    serials: dict[int, int] = {}
    found = []
    for place, case in enumerate(ledger):
        serials[case["center"]] = id_ = serials.get(case["center"], 0) + 1
        found.append(((case["center"], id_), place))
    return found


def rewrite(session: Session, ledger: Ledger, written: set[Key], gone: set[Key]) -> None:
    for model in (Payment, Party, Term, Agreement, Case):
        session.execute(delete(model))
    write(session, ledger)
    key = tuple_(Case.center_id, Case.id)
    session.execute(update(Case).where(key.in_(written)).values(version=2))
    for model in (Payment, Party):
        session.execute(delete(model).where(tuple_(model.center_id, model.case_id).in_(gone)))
    of_papers = tuple_(Agreement.center_id, Agreement.case_id).in_(gone)
    papers = session.execute(
        Agreement.__table__.select()
        .with_only_columns(Agreement.center_id, Agreement.id)
        .where(of_papers)
    ).all()
    session.execute(delete(Term).where(tuple_(Term.center_id, Term.agreement_id).in_(papers)))
    session.execute(delete(Agreement).where(of_papers))
    session.execute(delete(Case).where(key.in_(gone)))


@examples(60)
@given(
    edits=edited(), year=st.sampled_from([2022, 2023, 2024]), scope=st.sampled_from([WHOLE, ONE])
)
def test_every_edit_after_freezing_is_found_and_nothing_else(
    four_centers: Session,
    edits: tuple[Ledger, Ledger, set[Key], set[Key]],
    year: int,
    scope: Scope,
) -> None:
    then, now, written, gone = edits
    before = {key: then[place] for key, place in keyed(then) if seen(then[place], scope)}
    after = {
        key: now[place] for key, place in keyed(now) if key not in gone and seen(now[place], scope)
    }
    if not any(counts(one, year) for one in before.values()):
        return  # a year without a case cannot be frozen
    with four_centers.begin_nested() as savepoint:
        write(four_centers, then)
        actor = Actor.system(scope.center_ids[0])
        row = freeze(four_centers, actor, year, "公布", count_year)
        rewrite(four_centers, now, written, gone)
        found = compare(four_centers, scope, row)
        savepoint.rollback()
    assert found is not None
    check_figures(found, list(before.values()), list(after.values()), year, scope)
    check_cases(found, before, after, year, written)


def seen(case: dict[str, Any], scope: Scope) -> bool:
    own = scope.organisation_id is None or case["organisation"] == NAMES[scope.organisation_id - 1]
    return case["center"] in scope.center_ids and not case["merged"] and own


def check_figures(found: Compared, then: Ledger, now: Ledger, year: int, scope: Scope) -> None:
    """The same figures differ, by the same numbers, in the same rows."""
    old, new = (all_figures(ledger, year, scope) for ledger in (then, now))
    nothing = figures([], year)
    expected = {}
    for key in {**old, **new}:
        pair = old.get(key, nothing[key[-1]]), new.get(key, nothing[key[-1]])
        if pair[0] != pair[1]:
            expected[key] = pair
    differing = {
        (one.dimension, one.row, one.figure): (told(one.then), told(one.now))
        for one in found.differences
    }
    assert {key: two for key, two in differing.items() if two[0] != two[1]} == expected


def told(parts: Any) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if name not in ("rows", "asked")}


def all_figures(ledger: Ledger, year: int, scope: Scope) -> dict[tuple[Any, Any, str], Any]:
    found = {(None, None, key): one for key, one in figures(ledger, year).items()}
    if scope.organisation_id is not None:
        return found
    for month in Period.year(year).months():
        of_month = figures(ledger, year, (month.start, month.end))
        found |= {("month", f"{month.start:%Y-%m}", key): one for key, one in of_month.items()}
    for dimension in ROWS:
        rows: dict[str, Ledger] = {}
        for case in ledger:
            rows.setdefault(row_key(case, dimension), []).append(case)
        for row, of_row in rows.items():
            counted = figures(of_row, year)
            found |= {(dimension, row, key): one for key, one in counted.items()}
    return found


def figures(
    ledger: Ledger, year: int, days: tuple[date, date] | None = None
) -> dict[str, dict[str, Any]]:
    """By hand, the rate on every basis."""
    start, end = days or (date(year, 1, 1), date(year, 12, 31))
    found: dict[str, dict[str, Any]] = {}
    for basis in BASES:
        for key, one in plain_count.figures(ledger, start, end, basis).items():
            found[f"{key}:{basis}" if key == "resolution_rate" else key] = one
    return found


def _stands(case: dict[str, Any], cell: tuple[str | None, Any]) -> bool:
    dimension, row = cell
    return dimension is None or row_key(case, dimension) == row


def counts(case: dict[str, Any] | None, year: int) -> bool:
    return case is not None and is_shown(figures([case], year))


def check_cases(
    found: Compared,
    before: dict[Key, dict[str, Any]],
    after: dict[Key, dict[str, Any]],
    year: int,
    written: set[Key],
) -> None:
    """A case's share of a figure is the figure of that case alone."""

    def share(case: dict[str, Any] | None) -> Any:
        return figures([case], year) if counts(case, year) else None

    def place(case: dict[str, Any] | None) -> Any:
        if case is None or not counts(case, year):
            return None
        months = [case[day] and case[day].year == year and case[day].month for day in DAYS]
        return [*(case[name] for name in ROWS), *months]

    shares = {key: (share(before.get(key)), share(after.get(key))) for key in before | after}
    places = {key: (place(before.get(key)), place(after.get(key))) for key in before | after}
    otherwise = {
        key
        for key in shares
        if shares[key][0] != shares[key][1] or places[key][0] != places[key][1]
    }
    moved = {one.key for one in found.moved}
    assert otherwise <= moved
    assert moved - otherwise <= written
    on = {key for key in written if key in shares and None not in shares[key]}
    assert {one.key for one in found.went_on} == on - moved
    nothing = figures([], year)
    cells: list[tuple[str | None, Any]] = [(None, None)]
    for name in ROWS:
        sides = [*before.values(), *after.values()]
        cells += [(name, row) for row in {row_key(case, name) for case in sides}]
    for cell in cells:
        owned = {
            key: tuple(
                share if case and _stands(case, cell) else None
                for case, share in zip((before.get(key), after.get(key)), both, strict=True)
            )
            for key, both in shares.items()
        }
        for figure in nothing:
            named = {one.key for one in found.cases_of(Difference(*cell, figure, {}, {}))}
            other = {
                key
                for key, (old, new) in owned.items()
                if (old or nothing)[figure] != (new or nothing)[figure]
            }
            assert other <= named
            if figure not in SUMS:  # a case may be among those summed and add nothing
                assert named == other
