"""Whose rows a person may see: one object that every list, total, export and search asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Role
from tracker.models import Account, Case, Center
from tracker.permissions import SEES_BELOW, Actor


@dataclass(frozen=True)
class Scope:
    """The centers, and the one organisation if the view is limited to it."""

    center_ids: tuple[int, ...]
    organisation_id: int | None = None

    def holds(self, model: Any = Case) -> ColumnElement[bool]:
        """The condition that a row of ``model`` lies in the scope and counts there.

        A merged duplicate counts nowhere: it is in no list, total, export, search or figure.
        """
        held = self.reaches(model)
        return and_(held, Case.merged_into_id.is_(None)) if model is Case else held

    def reaches(self, model: Any = Case) -> ColumnElement[bool]:
        """The condition that a row of ``model`` lies in the scope."""
        inside: ColumnElement[bool] = (
            model.center_id == self.center_ids[0]
            if len(self.center_ids) == 1
            else model.center_id.in_(self.center_ids)
        )
        if self.organisation_id is None:
            return inside
        return and_(inside, model.organisation_id == self.organisation_id)

    def within(self, center_ids: tuple[int, ...]) -> Scope:
        """The part of this scope that lies in those centers."""
        kept = tuple(one for one in self.center_ids if one in center_ids)
        return Scope(kept, self.organisation_id)


def actor_of(account: Account) -> Actor:
    """Who asks where that account does, as it stands now."""
    return Actor(account.center_id, account.name, account.role, account.id, account.organisation_id)


def scope_of(session: Session, actor: Actor) -> Scope:
    """A mediator sees the own organisation, some roles the centers below, all others the own."""
    if actor.role is Role.MEDIATOR:
        return Scope((actor.center_id,), actor.organisation_id)
    if actor.role in SEES_BELOW:
        return Scope(centers_below(session, actor.center_id))
    return Scope((actor.center_id,))


def centers_below(session: Session, center_id: int) -> tuple[int, ...]:
    """The center itself, then all centers below it."""
    tree = select(Center.id).where(Center.id == center_id).cte("tree", recursive=True)
    tree = tree.union(select(Center.id).where(Center.parent_id == tree.c.id))
    below = session.scalars(select(tree.c.id)).all()
    return (center_id, *sorted(one for one in below if one != center_id))
