"""The drafts of one account: of a page, or all of them for the desk. Nobody else reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Case, FormDraft
from tracker.permissions import Actor
from tracker.queries.scope import Scope


def own_drafts(session: Session, actor: Actor, page: str | None = None) -> Sequence[FormDraft]:
    """The newest first; ``page`` is what stands in front of the key of each of its openings."""
    statement = select(FormDraft).where(
        FormDraft.center_id == actor.center_id, FormDraft.account_id == actor.account_id
    )
    if page is not None:
        statement = statement.where(FormDraft.form.startswith(f"{page}/", autoescape=True))
    return session.scalars(statement.order_by(FormDraft.saved_at.desc(), FormDraft.id)).all()


def case_numbers(
    session: Session, scope: Scope, case_ids: Collection[int]
) -> Mapping[int, str | None]:
    """The numbers of those of the cases that the reader still sees."""
    rows = session.execute(select(Case.id, Case.number).where(scope.holds(), Case.id.in_(case_ids)))
    return {row.id: row.number for row in rows} if case_ids else {}
