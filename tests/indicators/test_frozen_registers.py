"""A frozen year knows the registers' figures, and which entries make them others since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import NAMES, TOWN
from tests.indicators.ledgers import write as write_cases
from tests.registers.books import books, by_hand
from tests.registers.entries import entry
from tests.small_year import fill
from tracker import clock
from tracker.domain.periods import Period
from tracker.indicators.frozen_years import Compared, compare, state_of
from tracker.indicators.register_figures import declared
from tracker.indicators.whole_year import count_year
from tracker.models import Center, FrozenEntry
from tracker.permissions import Actor
from tracker.queries.proof_frozen import seal_problems
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.reports.frozen_moves import change_name, moves_of
from tracker.services import registers
from tracker.services.frozen_years import freeze

YEAR = Period.year(2024)
CASE: dict[str, Any] = {
    **dict.fromkeys(("accepted", "closed", "outcome", "due", "claimed", "agreed", "confirmed")),
    **dict.fromkeys(("visited", "satisfaction", "source", "difficulty", "dispute_type", "village")),
    **dict.fromkeys(("declined", "merged", "papers"), False),
    "center": TOWN,
    "registered": date(2024, 3, 5),
    "organisation": NAMES[0],
    "mediator": NAMES[0],
    "payments": [],
    "in_kind": [],
    "withdrawn_in_kind": [],
    "parties": 1,
}
"""A year without a case cannot be frozen."""
Book = dict[str, list[dict[str, Any]]]


def write(session: Session, book: Book) -> dict[str, list[Any]]:
    """The rows of each register, in the order of the book."""
    rows: dict[str, list[Any]] = {kind: [] for kind in book}
    number = 0
    for kind, entries in book.items():
        for one in entries:
            number += 1
            own = {name: f"{one[name]}{number}" for name in REGISTERS[kind].once[-1:]}
            rows[kind].append(REGISTERS[kind].model(id=number, center_id=TOWN, **one | own))
    session.add_all([row for found in rows.values() for row in found])
    session.flush()
    return rows


@examples(40)
@given(then=books, now=books, kept=st.integers(0, 3), data=st.data())
def test_every_entry_that_moves_a_figure_is_found_and_no_other(
    four_centers: Session, then: Book, now: Book, kept: int, data: Any
) -> None:
    scope = Scope((TOWN,))
    with four_centers.begin_nested() as savepoint:
        write_cases(four_centers, [CASE])
        rows = write(four_centers, then)
        row = freeze(four_centers, Actor.system(TOWN), 2024, "公布", count_year)
        after: Book = {kind: [] for kind in then}
        for kind, entries in then.items():
            for place, one in enumerate(entries):
                other = now[kind][place] if place < len(now[kind]) and place >= kept else one
                gone = data.draw(st.booleans()) if place == kept else False
                stands = rows[kind][place]
                for name, value in other.items():
                    if name not in REGISTERS[kind].once[-1:]:
                        setattr(stands, name, value)
                if gone:
                    stands.voided_at, stands.voided_by, stands.void_reason = clock.now(), "a", "b"
                else:
                    after[kind].append(other)
                if gone or other is not one:
                    stands.version += 1
        four_centers.flush()
        found = compare(four_centers, scope, row)
        problems = list(seal_problems(four_centers, row))
        savepoint.rollback()
    assert found is not None
    assert problems == []
    figures = {one.figure: one for one in found.totals if one.figure in declared()}
    old, new = by_hand(then, YEAR.start, YEAR.end), by_hand(after, YEAR.start, YEAR.end)
    differing = {key for key in old if value_of(old[key]) != value_of(new[key])}
    assert differing <= figures.keys()
    for key in differing:
        if isinstance(old[key], int) and isinstance(new[key], int):
            moved = found.cases_of(figures[key])
            if declared()[key][1].part.of is None:
                assert len(moved.come) - len(moved.gone) == new[key] - old[key], key
            assert list(moved), key
    for key, one in figures.items():
        assert key in differing or one.then.get("rows") != one.now.get("rows"), key


def value_of(number: Any) -> Any:
    return str(number)


@pytest.fixture
def kept(session: Session, center: Center) -> tuple[Any, Any]:
    """A frozen year with a penalty and a meeting in it."""
    fill(session, center)
    actor = Actor.system(center.id)
    penalties, meetings = REGISTERS["penalties"], REGISTERS["meetings"]
    penalty = registers.add(session, actor, penalties, entry(penalties, number="罚1"))
    counts = {"analysed": 9, "resolved": 5}
    meeting = registers.add(session, actor, meetings, entry(meetings, topic="月度", **counts))
    row = freeze(session, actor, 2024, "公布", count_year)
    return row, (penalty, meeting)


def compared(session: Session, center: Center, row: Any) -> Compared:
    found = compare(session, Scope((center.id,)), row)
    assert found is not None
    return found


def test_what_was_done_to_an_entry_is_told_with_the_figures_that_it_moved(
    session: Session, center: Center, kept: Any
) -> None:
    row, (penalty, meeting) = kept
    assert compared(session, center, row).differences == []
    actor = Actor.system(center.id)
    registers.void(session, actor, REGISTERS["penalties"], penalty, "登错")
    changed = entry(REGISTERS["meetings"], topic="月度", analysed=9, resolved=6)
    register = REGISTERS["meetings"]
    registers.change(session, actor, register, meeting, changed, meeting.version)
    found = compared(session, center, row)
    told = {change_name(one): moves_of(one) for one in found.moved}
    assert told["行政处罚 罚1"].gone[0] == "penalties"
    assert list(told["研判会 月度"].other) == ["issues_resolved"]
    assert {one.figure for one in found.totals} >= {"penalties", "issues_resolved"}
    state = state_of(session, Scope((center.id,)), center.id, YEAR)
    assert state is not None
    assert not state.unchanged


def test_an_entry_of_another_year_changes_nothing(
    session: Session, center: Center, kept: Any
) -> None:
    row, _entries = kept
    penalties, later = REGISTERS["penalties"], date(2025, 1, 1)
    stated = entry(penalties, number="罚2", decided_on=later)
    registers.add(session, Actor.system(center.id), penalties, stated)
    found = compared(session, center, row)
    assert (list(found.differences), list(found.cases)) == ([], [])


def test_a_stored_entry_that_somebody_altered_breaks_the_seal(
    session: Session, center: Center, kept: Any
) -> None:
    row, _entries = kept
    assert list(seal_problems(session, row)) == []
    session.execute(update(FrozenEntry).where(FrozenEntry.kind == "penalties").values(version=7))
    [problem] = seal_problems(session, row)
    assert "stored entries" in problem.message


def test_a_year_of_entries_alone_can_be_frozen(session: Session, center: Center) -> None:
    penalties, actor = REGISTERS["penalties"], Actor.system(center.id)
    registers.add(session, actor, penalties, entry(penalties, number="罚1"))
    row = freeze(session, actor, 2024, "公布", count_year)
    assert compared(session, center, row).differences == []
