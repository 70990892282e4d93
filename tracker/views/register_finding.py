"""Whose register, and which entry, an address names: 404 for what is not there for the reader."""

from __future__ import annotations

from typing import Any

from flask import abort, request

from tracker.extensions import db
from tracker.indicators.year import center_within
from tracker.permissions import Forbidden, allows
from tracker.queries import registers as query
from tracker.queries.cases import center_of
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.views.guard import current_actor, current_scope

LARGEST_ID = 2**53


def register_of(kind: str, *, keeps: bool = False) -> Register:
    """404 for one that is not declared; Forbidden for whom it is not."""
    register = REGISTERS.get(kind) or abort(404)
    needed = register.keeps if keeps else register.sees
    if not allows(current_actor(), needed):
        raise Forbidden(needed.name)
    return register


def sees_several() -> bool:
    """Whether the reader sees more than one center."""
    return len(current_scope().center_ids) > 1


def asked_scope() -> Scope:
    """All that the reader sees, or of it the center that the address names and those below it, as
    every figure counts them.
    """
    code = request.args.get("center")
    found = center_within(db.session(), current_scope(), current_actor().center_id, code)
    return found[1] if found else abort(404)


def row_of(register: Register, row_id: int) -> Any:
    found = None
    if row_id < LARGEST_ID:
        found = query.find_row(db.session(), register, current_scope(), _center_id(), row_id)
    return found or abort(404)


def own_row(register: Register, row_id: int) -> Any:
    """One that the actor may change; another center's is not there."""
    row = row_of(register, row_id)
    return row if row.center_id == current_actor().center_id else abort(404)


def _center_id() -> int:
    """That of the code in the address, else the reader's own; 404 outside of the scope."""
    found = center_of(db.session(), current_scope(), request.args.get("center"))
    return found if found is not None else abort(404)
