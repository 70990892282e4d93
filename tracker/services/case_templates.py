"""The list of common disputes 常见纠纷模板: added to, changed, taken out of use, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.case_templates import STANDARD_TEMPLATES
from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Difficulty, Source
from tracker.models import CaseTemplate, Center, DisputeType
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long


@dataclass(frozen=True)
class TemplateDraft:
    """A template as it should be: what a case that begins from it has at first."""

    name: str
    dispute_type_id: int | None = None
    source: Source | None = None
    difficulty: Difficulty | None = None
    summary: str = ""
    claims: str = ""


def add(session: Session, actor: Actor, draft: TemplateDraft) -> CaseTemplate:
    row = CaseTemplate(center_id=actor.center_id)
    _fill(session, actor, row, draft)
    session.add(row)
    audit.record(session, actor, "case_template.add", row, changes=audit.first_values(row))
    return row


def change(session: Session, actor: Actor, row: CaseTemplate, draft: TemplateDraft) -> None:
    """Cases that began from it stay as they are."""
    _fill(session, actor, row, draft)
    if changes := audit.changes_of(row):
        audit.record(session, actor, "case_template.change", row, changes=changes)


def set_active(session: Session, actor: Actor, row: CaseTemplate, active: bool) -> None:
    """Offer it for new cases, or no longer."""
    _demand_own(actor, row)
    if row.active != active:
        row.active = active
        verb = "activate" if active else "deactivate"
        audit.record(session, actor, f"case_template.{verb}", row)


def add_standard(session: Session, actor: Actor, center: Center) -> int:
    """The standard templates for a center that has none yet; how many were added.

    Once a center keeps a list of its own, what it renamed or left out does not come back.
    """
    demand(actor, Permission.MANAGE_CODE_LISTS)
    of_center = CaseTemplate.center_id == center.id
    if session.scalar(select(CaseTemplate.id).where(of_center).limit(1)):
        return 0
    rows = session.execute(
        select(DisputeType.code, DisputeType.id).where(DisputeType.center_id == center.id)
    )
    types = {row.code: row.id for row in rows}
    session.add_all(
        CaseTemplate(
            center_id=center.id,
            name=one.name,
            dispute_type_id=types.get(one.type_code),
            difficulty=one.difficulty,
            summary=one.summary,
            claims=one.claims,
        )
        for one in STANDARD_TEMPLATES
    )
    added = len(STANDARD_TEMPLATES)
    audit.record(session, actor, "case_template.add_standard", changes={"added": [0, added]})
    return added


def _fill(session: Session, actor: Actor, row: CaseTemplate, draft: TemplateDraft) -> None:
    """Raise Refused with everything that is wrong, or make the row what the draft says."""
    _demand_own(actor, row)
    with session.no_autoflush:
        refuse_if(_problems(session, row, draft))
    for name, value in asdict(draft).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _problems(session: Session, row: CaseTemplate, draft: TemplateDraft) -> Iterator[Problem]:
    yield from too_long(CaseTemplate, asdict(draft))
    name, same_center = draft.name.strip(), CaseTemplate.center_id == row.center_id
    if not name:
        yield Problem("name", N_("Please enter the name."))
    others = select(CaseTemplate.id).where(same_center, CaseTemplate.id != (row.id or 0))
    if session.scalar(others.where(CaseTemplate.name == name)):
        yield Problem("name", N_("This name is already used."))
    chosen = draft.dispute_type_id
    if chosen is not None and session.get(DisputeType, (row.center_id, chosen)) is None:
        yield Problem("dispute_type_id", N_("Please choose an entry of the list."))


def _demand_own(actor: Actor, row: CaseTemplate) -> None:
    demand(actor, Permission.MANAGE_CODE_LISTS)
    if row.center_id != actor.center_id:
        raise Forbidden("another center's list")
