"""Papers 文书: who took which along, and the office's own templates of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.papers import PaperKind
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import AuditLine, Case
from tracker.models.paper_templates import PaperTemplate
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long


def record_paper(
    session: Session,
    actor: Actor,
    case: Case,
    paper: PaperKind,
    form: str,
    row_id: int | None = None,
) -> AuditLine:
    """The audit line of a paper that leaves the program with full names and ID numbers.

    That the actor may see these is for the caller to know: it may have been revealed.
    """
    demand(actor, Permission.SEE_CASES)
    changes = {"paper": paper.value, "format": form} | ({"key": row_id} if row_id else {})
    return audit.record(session, actor, "case.paper", case, changes=changes)


def templates_of(session: Session, center_id: int) -> dict[str, PaperTemplate]:
    """Paper -> the center's own template, of those that have one."""
    query = select(PaperTemplate).where(PaperTemplate.center_id == center_id)
    return {one.paper: one for one in session.scalars(query)}


def replace_template(
    session: Session, actor: Actor, paper: str, filename: str, content: bytes
) -> PaperTemplate:
    """From now on the paper is filled into this docx, which the caller has tried out."""
    demand(actor, Permission.MANAGE_PAPERS)
    refuse_if(too_long(PaperTemplate, {"filename": filename}, {"filename": "file"}))
    row = templates_of(session, actor.center_id).get(paper)
    before = row.filename if row else None
    if row is None:
        row = PaperTemplate(center_id=actor.center_id, paper=paper)
        session.add(row)
    row.filename, row.content = filename, content
    row.added_at, row.added_by = clock.now(), actor.name
    changes = {"paper": paper, "file": [before, filename]}
    audit.record(session, actor, "paper.replace", row, changes=changes)
    return row


def restore_template(session: Session, actor: Actor, paper: str) -> None:
    """From now on the paper is filled into the program's own form again."""
    demand(actor, Permission.MANAGE_PAPERS)
    row = templates_of(session, actor.center_id).get(paper)
    if row is None:
        raise Refused(Problem("", N_("This paper has the program's own form already.")))
    changes = {"paper": paper, "file": [row.filename, None]}
    audit.record(session, actor, "paper.restore", row, changes=changes)
    session.delete(row)
