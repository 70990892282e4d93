"""Items in kind that are to be performed by the end of this week, or were, and are not ticked off.

An item without a day of its own has that of the whole agreement; one without either comes up on no
day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tracker.models import Agreement, Case, Center, Term
from tracker.queries.performance import STANDING
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by, last_day_of_week
from tracker.queries.reminders.instalments import guided_since
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.reminders.papers import AGREEMENTS
from tracker.queries.scope import Scope


def unticked(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> Sequence[Reminder]:
    day = func.coalesce(Term.due_on, Agreement.perform_by)
    of_agreement = and_(Term.center_id == Agreement.center_id, Term.agreement_id == Agreement.id)
    statement = (
        select(*OF_CASE, Term.id.label("term_id"), Term.text, day.label("day"))
        .join_from(Case, Center, Center.id == Case.center_id)
        .join(Agreement, STANDING)
        .join(Term, of_agreement)
        .where(
            held_by(scope, mediator_id),
            Case.archived_on.is_(None),
            Case.outcome.in_(AGREEMENTS),
            Term.in_kind,
            Term.performed_on.is_(None),
            day <= last_day_of_week(today),
            ~guided_since(day),
        )
    )
    return [
        Reminder(
            kind=ReminderKind.IN_KIND,
            center_id=row.center_id,
            center_code=row.center_code,
            case_id=row.case_id,
            number=row.number,
            day=row.day,
            text=row.text,
            endpoint="tick_term",
            row_id=row.term_id,
        )
        for row in session.execute(statement)
    ]
