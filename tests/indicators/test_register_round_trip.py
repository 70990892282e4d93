"""Every register as a file comes back the same, and a second time adds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.importers.imported import counts
from tests.indicators.conftest import examples
from tests.indicators.ledgers import ISLAND, TOWN
from tests.registers.books import books
from tests.registers.imported import contents, plan_of
from tracker.domain.periods import Period
from tracker.indicators.register_figures import register_figures
from tracker.models import Center
from tracker.permissions import Actor
from tracker.queries.registers import RowFilter
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.reports.register_files import FORMATS, register_table
from tracker.services.register_imports import import_entries

YEARS = [Period.year(year) for year in (2023, 2024, 2025)]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@examples(8)
@given(book=books)
def test_an_export_imported_into_an_empty_ledger_gives_the_same_figures(
    four_centers: Session, tmp_path_factory: pytest.TempPathFactory, form: str, book: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / f"register.{form}"
    with four_centers.begin_nested() as savepoint:
        for kind, entries in book.items():
            register = REGISTERS[kind]
            write(four_centers, kind, entries)
            count = export(four_centers, kind, form, path)
            if count:
                assert load(four_centers, kind, path, ISLAND) == (count, count, 0, 0)
                for center_id in (ISLAND, TOWN):
                    assert load(four_centers, kind, path, center_id) == (count, 0, 0, count)
            there = contents(four_centers, register, ISLAND)
            assert there == contents(four_centers, register, TOWN)
        figures = [
            register_figures(four_centers, Scope((center_id,)), YEARS)
            for center_id in (TOWN, ISLAND)
        ]
        savepoint.rollback()
    assert figures[0] == figures[1]


def write(session: Session, kind: str, entries: list[dict[str, Any]]) -> None:
    register = REGISTERS[kind]
    for place, entry in enumerate(entries, 1):
        own = {name: f"{entry[name]}{place}" for name in register.once[-1:]}
        session.add(register.model(id=place, center_id=TOWN, **entry | own))
    session.flush()


def export(session: Session, kind: str, form: str, path: Path) -> int:
    table = register_table(session, REGISTERS[kind], Scope((TOWN,)), RowFilter())
    with path.open("wb") as target:
        return FORMATS[form][0](table, target)


def load(session: Session, kind: str, path: Path, center_id: int) -> tuple[int, int, int, int]:
    center = session.scalars(select(Center).where(Center.id == center_id)).one()
    plan = plan_of(path, kind, center)
    report = import_entries(session, Actor.system(center_id), REGISTERS[kind], plan)
    assert [str(one.problem) for one in report.problems] == []
    return counts(report)
