"""信访件: what was received from whom above, and whether it was resolved in substance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, String, and_
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, Values, dated, field, linked, once
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, on_day, standing_at_end
from tracker.registers.linking import CASE_HINT, CASES
from tracker.registers.watching import Watch, not_yet

RESOLVED_TOO_EARLY = N_("It was resolved before it was received (%(day)s).")
RETURNED_TOO_EARLY = N_("It came back before it was resolved (%(day)s).")
NOT_EARLIER = N_("A petition comes back later than it was received before (%(day)s).")
NOT_COME_BACK = N_("That petition has no day on which it came back; please state it there first.")
NOT_YET_BACK = N_("That petition came back on %(day)s; this one was received before that.")
NEVER_RESOLVED = N_("Only what was resolved in substance can come back; please state that day.")


class Level(Word):
    """Who handed the petition down."""

    STATE = "state", "国家交办", "State"
    PROVINCE = "province", "省级交办", "Province"
    CITY = "city", "市级交办", "City"
    COUNTY = "county", "县级交办", "County"
    OWN = "own", "本级受理", "Received here"


def came_back(values: Values, earlier: Any) -> Iterator[Problem]:
    """What is wrong with a petition of which ``earlier`` is said to be the same matter."""
    received = values.get("received_on")
    if received and earlier.received_on >= received:
        yield Problem("earlier_id", NOT_EARLIER, {"day": earlier.received_on})
    if earlier.returned_on is None:
        yield Problem("earlier_id", NOT_COME_BACK)
    elif received and received < earlier.returned_on:
        yield Problem("earlier_id", NOT_YET_BACK, {"day": earlier.returned_on})


class Petition(RegisterRow, Base):
    __tablename__ = "petitions"
    number: Mapped[str] = field("信访件编号", "Petition number", String(100))
    received_on: Mapped[date] = dated("收件日期", "Received on")
    level: Mapped[Level] = field("交办层级", "Handed down by", word(Level, "level"))
    repeated: Mapped[bool] = field("是否重复件", "Repeat petition", default=False)
    matter: Mapped[str | None] = field("信访事项", "Matter", String(500), listed=False)
    resolved_on: Mapped[date | None] = field("实质化解日期", "Resolved in substance on", Date)
    returned_on: Mapped[date | None] = field("回流日期", "Came back on", Date)
    case_id: Mapped[int | None] = linked("关联案件", "Linked case", CASES, hint=CASE_HINT)
    earlier_id: Mapped[int | None] = linked(
        "原信访件",
        "Earlier petition",
        "petitions",
        came_back,
        hint=N_("Of a petition that came back: the number under which it was received before."),
        listed=False,
        single=True,
    )

    __table_args__ = RegisterRow.rules(
        once("petitions", "number"),
        CheckConstraint("number <> ''", name="numbered"),
        CheckConstraint("resolved_on >= received_on", name="resolved_not_before_received"),
        CheckConstraint(
            "returned_on IS NULL OR (resolved_on IS NOT NULL AND returned_on >= resolved_on)",
            name="returned_after_resolved",
        ),
        CheckConstraint("earlier_id <> id", name="not_back_from_itself"),
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


def _assigned(table: Any) -> ColumnElement[bool]:
    return and_(table.c.level == Level.STATE, table.c.repeated.is_(True))


def _resolved_by_end(table: Any, first: Any, last: Any) -> ColumnElement[bool]:
    """Received in the period, and resolved in substance when it ends."""
    return and_(table.c.received_on.between(first, last), table.c.resolved_on <= last)


def _not_resolved(table: Any, at: date) -> ColumnElement[bool]:
    return and_(table.c.received_on <= at, not_yet(table.c.resolved_on, at))


REGISTER = Register(
    kind="petitions",
    place=60,
    term="信访件",
    label="Petitions",
    model=Petition,
    title="number",
    check=check,
    watches=(
        Watch(
            key="unresolved",
            term="未化解信访件",
            label="Petitions not resolved",
            text=N_("Petitions received and not yet resolved in substance."),
            since="received_on",
            open=_not_resolved,
            needed=("resolved_on",),
        ),
    ),
    figures=(
        RowFigure(
            key="assigned_petitions",
            section=Section.PETITIONS,
            term="国家交办重复件",
            label="State-assigned repeat petitions",
            text=N_("Repeat petitions handed down by the state and received in the period."),
            unit=RowUnit.PIECES,
            part=Part(where=_assigned),
        ),
        RowFigure(
            key="assigned_petitions_resolved",
            section=Section.PETITIONS,
            term="国家交办重复件实质化解",
            label="Of these, resolved in substance",
            text=N_("Of these, those resolved in substance by the end of the period."),
            unit=RowUnit.PIECES,
            part=Part(where=_assigned, when=_resolved_by_end),
        ),
        RowFigure(
            key="assigned_petitions_rate",
            section=Section.PETITIONS,
            term="国家交办重复件化解率",
            label="Resolution of state-assigned petitions",
            text=N_("Those resolved in substance, of the state-assigned repeat petitions."),
            unit=RowUnit.PERCENT,
            part=Part(where=_assigned, when=_resolved_by_end),
            among=Part(where=_assigned),
        ),
        RowFigure(
            key="petitions_returned",
            section=Section.PETITIONS,
            term="回流信访件",
            label="Petitions that came back",
            text=N_("Petitions that came back in the period, once resolved."),
            unit=RowUnit.PIECES,
            part=Part(when=on_day("returned_on")),
        ),
        RowFigure(
            key="petition_backlog",
            section=Section.PETITIONS,
            term="信访积案",
            label="Petition backlog",
            text=N_("Petitions received and not resolved in substance when the period ends."),
            unit=RowUnit.PIECES,
            part=Part(when=standing_at_end("received_on", "resolved_on")),
        ),
    ),
)
