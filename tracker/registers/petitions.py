"""信访件: what was received from whom above, and whether it was resolved in substance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import CheckConstraint, Date, String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, Values, dated, field, once

RESOLVED_TOO_EARLY = N_("It was resolved before it was received (%(day)s).")
RETURNED_TOO_EARLY = N_("It came back before it was resolved (%(day)s).")
NEVER_RESOLVED = N_("Only what was resolved in substance can come back; please state that day.")


class Level(Word):
    """Who handed the petition down."""

    STATE = "state", "国家交办", "State"
    PROVINCE = "province", "省级交办", "Province"
    CITY = "city", "市级交办", "City"
    COUNTY = "county", "县级交办", "County"
    OWN = "own", "本级受理", "Received here"


class Petition(RegisterRow, Base):
    __tablename__ = "petitions"
    number: Mapped[str] = field("信访件编号", "Petition number", String(100))
    received_on: Mapped[date] = dated("收件日期", "Received on")
    level: Mapped[Level] = field("交办层级", "Handed down by", word(Level, "level"))
    repeated: Mapped[bool] = field("是否重复件", "Repeat petition", default=False)
    matter: Mapped[str | None] = field("信访事项", "Matter", String(500), listed=False)
    resolved_on: Mapped[date | None] = field("实质化解日期", "Resolved in substance on", Date)
    returned_on: Mapped[date | None] = field("回流日期", "Came back on", Date)

    __table_args__ = RegisterRow.rules(
        once("petitions", "number"),
        CheckConstraint("number <> ''", name="numbered"),
        CheckConstraint("resolved_on >= received_on", name="resolved_not_before_received"),
        CheckConstraint(
            "returned_on IS NULL OR (resolved_on IS NOT NULL AND returned_on >= resolved_on)",
            name="returned_after_resolved",
        ),
    )


def check(values: Values) -> Iterator[Problem]:
    received, resolved, returned = (
        values.get(name) for name in ("received_on", "resolved_on", "returned_on")
    )
    if received and resolved and resolved < received:
        yield Problem("resolved_on", RESOLVED_TOO_EARLY, {"day": received})
    if returned and resolved is None:
        yield Problem("resolved_on", NEVER_RESOLVED)
    if returned and resolved and returned < resolved:
        yield Problem("returned_on", RETURNED_TOO_EARLY, {"day": resolved})


REGISTER = Register(
    kind="petitions",
    place=60,
    term="信访件",
    label="Petitions",
    model=Petition,
    title="number",
    check=check,
)
