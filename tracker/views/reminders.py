"""What comes due on a desk, in the groups in which it is read: today, this week, later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.queries.reminders.base import Reminder, last_day_of_week

SHOWN = 20
"""Lines of a group that stand open; the others are folded."""
MOST = 100
"""Lines of a group on the page at all; the heading says how many there are."""


@dataclass(frozen=True)
class Group:
    """``key`` is ``today``, ``week`` or ``later``; today's holds also what is past."""

    key: str
    reminders: Sequence[Reminder]

    @property
    def shown(self) -> Sequence[Reminder]:
        return self.reminders[:SHOWN]

    @property
    def folded(self) -> Sequence[Reminder]:
        return self.reminders[SHOWN:MOST]


def grouped(reminders: Sequence[Reminder], today: date) -> list[Group]:
    """The groups that hold anything, in order; today's always, so that a free day is told."""
    sunday = last_day_of_week(today)
    parts = {
        "today": [one for one in reminders if one.day <= today],
        "week": [one for one in reminders if today < one.day <= sunday],
        "later": [one for one in reminders if one.day > sunday],
    }
    return [Group(key, found) for key, found in parts.items() if found or key == "today"]
