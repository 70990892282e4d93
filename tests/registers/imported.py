"""Entries imported in tests, and what stands in a register afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.importers.ledgers import table, xlsx
from tracker.domain.ledger import ImportPlan, ImportReport
from tracker.importers.plan import open_book
from tracker.importers.registers import layout_of, names_of, plan_register
from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register, Values
from tracker.services.register_imports import import_entries


def plan_of(path: Path, kind: str, center: Center) -> ImportPlan[Values]:
    register = REGISTERS[kind]
    book = open_book(path, path.name, layout=layout_of(register))
    return plan_register(book, register, names_of(center))


def plan_of_rows(folder: Path, kind: str, *rows: dict[str, Any]) -> ImportPlan[Values]:
    """The plan of a workbook with these rows, for a center that stands nowhere."""
    center = Center(code="LS", name="柳市镇社会治理中心", short_name="柳")
    return plan_of(xlsx(folder / "register.xlsx", table(*rows)), kind, center)


def import_file(
    session: Session, actor: Actor, kind: str, path: Path, **options: Any
) -> ImportReport:
    """Import the file into the actor's center and commit."""
    plan = plan_of(path, kind, session.get_one(Center, actor.center_id))
    report = import_entries(session, actor, REGISTERS[kind], plan, **options)
    session.commit()
    return report


def contents(session: Session, register: Register, center_id: int) -> list[tuple[Any, ...]]:
    """What the entries in force say, in an order of their own; a blank text is none."""
    model = register.model
    columns = [register.column(name) for name in register.fields]
    found = session.execute(
        select(*columns).where(model.center_id == center_id, model.voided_at.is_(None))
    )
    return sorted(
        (tuple(None if value == "" else value for value in one) for one in found), key=repr
    )
