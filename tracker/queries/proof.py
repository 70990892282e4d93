"""What must hold in every ledger, asked of its rows: trail, numbers, search, frozen years, ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem
from tracker.extensions import Base
from tracker.models import AuditLine, Case, IdClock
from tracker.queries.findings import Check, of_case
from tracker.queries.proof_frozen import broken_seals
from tracker.queries.proof_numbers import numbers
from tracker.queries.proof_search import search_gaps

LARGEST_ID = 2**53 - 1
BEGINNINGS = ("case.register", "case.import")
STEPS = (("accepted_on", "case.accept"), ("closed_on", "case.close"))


def prove(session: Session) -> list[Check]:
    """All checks of the rows."""
    return [
        Check("trail", N_("Every case has its trail."), list(trail_gaps(session))),
        numbers(session),
        Check("search", N_("The search index is in step."), list(search_gaps(session))),
        Check("frozen", N_("Every frozen year is what was frozen."), list(broken_seals(session))),
        Check("ids", N_("Every id lies below 2^53 and behind its clock."), list(ids(session))),
    ]


def trail_gaps(session: Session) -> Iterator[Problem]:
    """Cases that nobody entered, steps that nobody took, and cases of the trail that are gone."""
    for case in session.execute(_cases_without(*BEGINNINGS)):
        yield of_case(N_("No line says who entered case %(case)s."), case)
    for column, action in STEPS:
        stepped = (getattr(Case, column).is_not(None), Case.import_batch_id.is_(None))
        for case in session.execute(_cases_without(action).where(*stepped)):
            yield of_case(N_("Case %(case)s lacks its line %(action)s."), case, action=action)
    undone = AuditLine.__table__.alias()
    gone = (
        select(AuditLine.center_id, AuditLine.subject_id)
        .where(
            AuditLine.action.in_(BEGINNINGS),
            ~exists().where(Case.center_id == AuditLine.center_id, Case.id == AuditLine.subject_id),
            ~exists().where(
                undone.c.center_id == AuditLine.center_id,
                undone.c.subject_id == AuditLine.subject_id,
                undone.c.action == "case.undo_import",
            ),
        )
        .order_by(AuditLine.center_id, AuditLine.subject_id)
    )
    for line in session.execute(gone):
        yield Problem(
            "",
            N_("The trail tells of case %(case)s, which is not there."),
            {"case": f"#{line.subject_id}"},
        )


def ids(session: Session) -> Iterator[Problem]:
    """Ids that other programs cannot read whole, or that could be handed out twice."""
    clocks = {
        one.center_id: one.last_id
        for one in session.execute(select(IdClock.center_id, IdClock.last_id))
    }
    for table in Base.metadata.sorted_tables:
        if not {"center_id", "id"} <= set(table.c.keys()) or table.name == "case_counters":
            continue
        statement = select(table.c.center_id, func.min(table.c.id), func.max(table.c.id))
        for center_id, least, most in session.execute(statement.group_by(table.c.center_id)):
            if least < 1 or most > LARGEST_ID or most > clocks.get(center_id, 0):
                yield Problem(
                    "",
                    N_("Table %(table)s has an id out of range: %(id)s."),
                    {"table": table.name, "id": least if least < 1 else most},
                )


def _cases_without(*actions: str) -> Any:
    said = exists().where(
        AuditLine.center_id == Case.center_id,
        AuditLine.subject_id == Case.id,
        AuditLine.action.in_(actions),
    )
    return select(Case.center_id, Case.id, Case.number).where(~said).order_by(Case.id)
