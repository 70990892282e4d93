"""Figures of the registers against an independent count, and each against the rows it opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN
from tests.registers.books import books, by_hand, printed
from tests.registers.entries import entry
from tests.statements import noted
from tracker import clock
from tracker.domain.periods import Period
from tracker.indicators.register_figures import counted_in, declared, register_figures
from tracker.queries.registers import RowFilter
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS

YEAR, BEFORE, MAY = Period.year(2024), Period.year(2023), Period.month(2024, 5)
TWO = Scope((TOWN, ISLAND))


def write(session: Session, book: Mapping[str, list[dict[str, Any]]]) -> None:
    """In two centers by turns; beside them noise in a third, and what is voided."""
    number = 0
    for kind, entries in book.items():
        model = REGISTERS[kind].model
        unique = REGISTERS[kind].once[-1:]
        for place, one in enumerate([*entries, *entries, *entries]):
            number += 1
            own = {name: f"{one[name]}{number}" for name in unique}
            row = model(id=number, center_id=(TOWN, ISLAND)[place % 2], **one | own)
            if place >= 2 * len(entries):
                row.voided_at, row.voided_by, row.void_reason = clock.now(), "clerk", "登错"
            elif place >= len(entries):
                row.center_id = COUNTY
            session.add(row)
    session.flush()


@examples(60)
@given(book=books, period=st.sampled_from([YEAR, BEFORE, MAY]))
def test_every_figure_is_the_count_by_hand_and_the_rows_it_opens(
    four_centers: Session, book: Any, period: Period
) -> None:
    with four_centers.begin_nested() as savepoint:
        write(four_centers, book)
        found, _other = register_figures(four_centers, TWO, [period, MAY])
        listed = {
            (key, part): four_centers.scalar(
                select(func.count())
                .select_from(register.model)
                .where(
                    *RowFilter(counted=counted_in(register, figure, part, period)).conditions(
                        register, TWO
                    )
                )
            )
            for key, (register, figure) in declared().items()
            for part in figure.parts
        }
        savepoint.rollback()
    expected = by_hand(book, period.start, period.end)
    assert found.keys() == expected.keys()
    for key, number in expected.items():
        figure = found[key]
        if isinstance(number, tuple):
            assert (figure.numerator, figure.denominator) == number, key
            assert figure.value == printed(*number), key
        else:
            assert figure.value == number, key
            assert figure.rows == listed[key, "value"], key


def test_all_periods_are_asked_at_once(session, center):
    scope = Scope((center.id,))
    numbers = []
    for periods in ([YEAR], [YEAR, BEFORE, *YEAR.months()]):
        with noted(session.get_bind()) as statements:
            register_figures(session, scope, periods)
        numbers.append(len(statements))
    assert numbers == [1, 1]


def test_one_organisations_view_has_none(session, center):
    assert register_figures(session, Scope((center.id,), 1), [YEAR]) == [{}]


def test_a_day_of_the_period_counts_at_both_ends(session, center):
    register = REGISTERS["disclosures"]
    for number, day in enumerate((date(2023, 12, 31), YEAR.start, YEAR.end, date(2025, 1, 1)), 1):
        row = register.model(id=number, center_id=center.id, published_on=day, subject="公开")
        session.add(row)
    session.flush()
    (found,) = register_figures(session, Scope((center.id,)), [YEAR])
    assert found["disclosures"].value == 2


def test_what_no_entry_states_is_nothing_told(session, center):
    register = REGISTERS["receptions"]
    for number, petitions in ((1, None), (2, None), (3, 4)):
        row = register.model(id=number, center_id=center.id, **entry(register))
        row.petitions = petitions
        session.add(row)
        session.flush()
        (found,) = register_figures(session, Scope((center.id,)), [YEAR])
        assert found["reception_petitions"].value == petitions
        assert found["receptions"].value == number
