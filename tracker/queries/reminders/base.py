"""One thing on a desk that has its day, whatever kind of record it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from tracker.domain.vocabulary import Word
from tracker.models import Case, Center
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.scope import Scope

OF_CASE: tuple[Any, ...] = (
    Case.center_id,
    Center.code.label("center_code"),
    Case.id.label("case_id"),
    Case.number,
)
"""The columns of a source's statement that every reminder needs; join ``Center`` for the code."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """``what`` is the field's own word for it, ``text`` what was written (a place, an amount).

    ``endpoint`` is where the link leads, a page of the case, with ``row_id`` where that page is
    about one record. A source leaves ``parties`` blank: they are fetched once for all.
    """

    kind: ReminderKind
    center_id: int
    center_code: str
    case_id: int
    number: str | None
    day: date
    at: time | None = None
    what: Word | None = None
    text: str = ""
    parties: str = ""
    endpoint: str = "show"
    row_id: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.center_id, self.case_id

    def is_past(self, today: date) -> bool:
        return self.day < today

    def tone(self, today: date) -> str:
        """What was due is overdue afterwards; what was only planned is then to be noted."""
        if not self.is_past(today):
            return self.kind.tone
        return "overdue" if self.kind.tone == "due" else "due"


def last_day_of_week(today: date) -> date:
    """The Sunday that ends the week."""
    return today + timedelta(days=6 - today.weekday())


def held_by(scope: Scope, mediator_id: int | None) -> ColumnElement[bool]:
    """The cases on this person's desk: those led by it and those that nobody leads; all of the
    organisation's where the account is no mediator's.
    """
    if mediator_id is None:
        return scope.holds()
    return and_(scope.holds(), or_(Case.mediator_id == mediator_id, Case.mediator_id.is_(None)))
