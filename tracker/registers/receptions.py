"""领导干部接访下访: on which days which leader received visitors, and how many."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section


class ReceptionKind(Word):
    AT_THE_CENTER = "at_the_center", "接访", "Received at the center"
    IN_THE_VILLAGE = "in_the_village", "下访", "Visited in the village"


class Reception(RegisterRow, Base):
    __tablename__ = "receptions"
    held_on: Mapped[date] = dated("接访日期", "Held on")
    leader: Mapped[str] = field("接访领导", "Leader", String(100))
    kind: Mapped[ReceptionKind] = field("接访方式", "Kind", word(ReceptionKind, "kind"))
    visitors: Mapped[int] = field("接待批次", "Groups of visitors")
    petitions: Mapped[int | None] = field("受理信访件数", "Petitions received")

    __table_args__ = RegisterRow.rules(counted("visitors", "petitions"))


REGISTER = Register(
    kind="receptions",
    place=70,
    term="领导接访下访",
    label="Leaders' receptions",
    model=Reception,
    title="leader",
    figures=(
        RowFigure(
            key="receptions",
            section=Section.PETITIONS,
            term="领导干部接访下访",
            label="Leaders' receptions",
            text=N_("Receptions and visits of leaders in the period."),
            unit=RowUnit.TIMES,
            part=Part(),
        ),
        RowFigure(
            key="reception_visitors",
            section=Section.PETITIONS,
            term="接访下访接待批次",
            label="Groups received by leaders",
            text=N_("Groups of visitors received at the receptions of the period."),
            unit=RowUnit.GROUPS,
            part=Part("visitors"),
        ),
        RowFigure(
            key="reception_petitions",
            section=Section.PETITIONS,
            term="接访下访受理信访件",
            label="Petitions received by leaders",
            text=N_("Petitions received at the receptions of the period."),
            unit=RowUnit.PIECES,
            part=Part("petitions"),
        ),
    ),
)
