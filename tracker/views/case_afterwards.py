"""What a case's page says about judicial confirmation and return visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from tracker.domain.afterwards import (
    CONFIRMATION_WARNING_DAYS,
    Window,
    can_apply,
    confirmation_window,
    counted_visit,
    visit_due_on,
)
from tracker.formatting import day
from tracker.models import Case, Visit
from tracker.services import confirmations, visits


@dataclass(frozen=True)
class Afterwards:
    """``window`` only while there is something to apply for; the days are those of the page."""

    today: date
    window: Window | None
    confirmed_without_record: bool
    visited_without_record: bool
    counted: Visit | None
    visit_due: date | None

    @property
    def is_open(self) -> bool:
        """Whether the parties can apply today."""
        return self.window is not None and self.window.days_left(self.today) >= 0

    @property
    def window_tone(self) -> str:
        if self.window is None or not self.is_open:
            return "muted"
        soon = self.window.days_left(self.today) <= CONFIRMATION_WARNING_DAYS
        return "due" if soon else "active"

    @property
    def window_words(self) -> str:
        """``可申请司法确认至 2024-04-19，还有 3 天``; blank where nothing can be applied for."""
        if self.window is None:
            return ""
        until, left = day(self.window.last), self.window.days_left(self.today)
        if left < 0:
            return str(_("The time for judicial confirmation ended on %(day)s.", day=until))
        if left == 0:
            return str(
                _(
                    "Judicial confirmation can be applied for today, %(day)s, for the last time.",
                    day=until,
                )
            )
        return str(
            _(
                "Judicial confirmation can be applied for until %(day)s, %(days)s d left.",
                day=until,
                days=left,
            )
        )


def afterwards_of(case: Case, today: date) -> Afterwards:
    applies = can_apply(case, confirmations.results_of(case))
    return Afterwards(
        today=today,
        window=confirmation_window(case) if applies else None,
        confirmed_without_record=confirmations.is_without_record(case),
        visited_without_record=visits.is_without_record(case),
        counted=counted_visit(case.visits, case.closed_on),
        visit_due=visit_due_on(case) if case.visited_on is None else None,
    )
