"""What comes due on a desk, from every kind of record, merged in the order of the days.

A kind is a function of its own, listed in ``SOURCES``, that costs a constant number of statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time

from sqlalchemy.orm import Session

from tracker.queries.cases import both_sides, names_of_parties
from tracker.queries.reminders import appointments, confirmations, in_kind, instalments, visits
from tracker.queries.reminders.base import Reminder
from tracker.queries.scope import Scope

Source = Callable[[Session, Scope, int | None, date], Sequence[Reminder]]
SOURCES: tuple[Source, ...] = (
    appointments.planned,
    confirmations.closing_windows,
    in_kind.unticked,
    instalments.unpaid,
    visits.due_visits,
)


def reminders_for(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> list[Reminder]:
    """By day, then by time; what has no time of day comes first, as it concerns the whole day."""
    found = [one for source in SOURCES for one in source(session, scope, mediator_id, today)]
    names = names_of_parties(session, {one.key for one in found})
    found.sort(key=lambda one: (one.day, one.at or time.min))
    return [replace(one, parties=both_sides(names[one.key])) for one in found]
