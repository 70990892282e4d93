"""A register that only tests know: one declaration, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import Fen, word
from tracker.registers.declaring import (
    Register,
    RegisterRow,
    Values,
    counted,
    dated,
    field,
    linked,
    once,
    priced,
)
from tracker.registers.linking import CASES


class Weather(Word):
    FINE = "fine", "晴", "Fine"
    WET = "wet", "雨", "Wet"


class BridgeInspection(RegisterRow, Base):
    __tablename__ = "bridge_inspections"
    seen_on: Mapped[date] = dated("检查日期", "Seen on")
    bridge: Mapped[str] = field("桥梁", "Bridge", String(100))
    weather: Mapped[Weather | None] = field("天气", "Weather", word(Weather, "weather"))
    cracks: Mapped[int] = field("裂缝数", "Cracks")
    cost: Mapped[Decimal | None] = field("费用(元)", "Cost (yuan)", Fen)
    closed: Mapped[bool] = field("是否封闭", "Closed", default=False)
    case_id: Mapped[int | None] = linked("关联案件", "Linked case", CASES)

    __table_args__ = RegisterRow.rules(
        counted("cracks"), priced("cost"), once("bridge_inspections", "bridge")
    )


def check(values: Values) -> Iterator[Problem]:
    if values["cracks"] > 9 and not values["closed"]:
        yield Problem("closed", "A bridge with so many cracks is closed.")


REGISTER = Register(
    kind="bridges",
    place=140,
    term="桥梁检查",
    label="Bridge inspections",
    model=BridgeInspection,
    title="bridge",
    check=check,
)
