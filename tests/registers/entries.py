"""What tests of the registers are written with: every register, and an entry of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape
from tracker.services import registers as service

DAY = date(2024, 3, 5)


def entry(register: Register, **stated: Any) -> dict[str, Any]:
    """Values that make an entry of any register; a later place in the table has a later day."""
    made = {one.name: _value(one) for one in register.fields.values() if one.required}
    made |= {register.day: DAY}
    return made | stated


def typed(register: Register, **stated: Any) -> dict[str, str]:
    """The same as somebody types it into the form."""
    return {name: _typed(value) for name, value in entry(register, **stated).items()}


def _value(one: Field) -> Any:
    values: dict[Shape, Any] = {
        Shape.DAY: DAY,
        Shape.NUMBER: 7,
        Shape.MONEY: Decimal("120.50"),
        Shape.YES_NO: False,
        Shape.TEXT: f"所填{one.words.term}"[:40],
        Shape.LONG_TEXT: "一段说明",
    }
    return next(iter(one.choices)) if one.shape is Shape.WORD else values[one.shape]


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


KINDS = list(REGISTERS)


def register_rows(session: Session, center: Center) -> dict[str, Any]:
    """An entry in force, and one that is voided."""
    actor, register = Actor.system(center.id), REGISTERS["publicity"]
    found = {
        "entry": service.add(session, actor, register, entry(register)),
        "voided entry": service.add(session, actor, register, entry(register)),
    }
    petitions = REGISTERS["petitions"]
    service.add(session, actor, petitions, entry(petitions, number="柳信1号"))
    found["meeting"] = service.add(
        session, actor, REGISTERS["meetings"], entry(REGISTERS["meetings"])
    )
    session.commit()
    service.void(session, actor, register, found["voided entry"], "重复登记")
    session.commit()
    return found
