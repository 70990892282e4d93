"""Conditions of a case that an address may state by a code, which is alike in all centers."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.orm import aliased

from tracker.models import Case, Center, DisputeType

UNSTATED = "unstated"
"""Asks for the cases that state no value."""
CENTER_ID = Case.center_id + 0
"""For conditions that no index serves: SQLite would take any index that starts with the center."""


def is_of_type(code: str) -> ColumnElement[bool]:
    """The type itself and, for a parent, its children."""
    parent = aliased(DisputeType)
    same_center = and_(
        parent.center_id == DisputeType.center_id, parent.id == DisputeType.parent_id
    )
    types = (
        select(DisputeType.center_id, DisputeType.id)
        .outerjoin(parent, same_center)
        .where(or_(DisputeType.code == code, parent.code == code))
    )
    return tuple_(CENTER_ID, Case.dispute_type_id).in_(types)


def is_in_center(code: str) -> ColumnElement[bool]:
    """The center of that code and those below it."""
    tree = select(Center.id).where(Center.code == code).cte("center_of_code", recursive=True)
    tree = tree.union(select(Center.id).where(Center.parent_id == tree.c.id))
    return Case.center_id.in_(select(tree.c.id))
