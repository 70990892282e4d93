"""The case that an address means, for a reader or a writer, and the address of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for

from tracker.extensions import db
from tracker.forms.conflicts import Difference
from tracker.models import AuditLine, Case, Center
from tracker.permissions import Forbidden, may_help
from tracker.queries.cases import center_of, find_case
from tracker.reports.action_words import action_word
from tracker.views.guard import current_actor, current_scope

_LAST_ID = 2**53


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved first: who and when, and what differs from what was typed."""

    change: AuditLine | None
    differences: list[Difference]

    @property
    def action(self) -> str:
        return action_word(self.change.action) if self.change else ""


def found(case_id: int) -> Case:
    """The case of the address, of the own center or of ``?center=CODE``; 404 outside the scope."""
    session, scope = db.session(), current_scope()
    center_id = center_of(session, scope, request.args.get("center"))
    case = None
    if center_id is not None and case_id < _LAST_ID:
        case = find_case(session, scope, case_id, center_id)
    return case or abort(404)


def writable(case_id: int, by_helpers: bool = False) -> Case:
    """The same for those who may change it, or also for those who help in it. Raises Forbidden."""
    case = found(case_id)
    if not may_take_part(case, by_helpers):
        raise Forbidden("WRITE_CASES")
    return case


def may_take_part(case: Case, by_helpers: bool = False) -> bool:
    """Whether the person may change the case, or do what is open to helping organisations."""
    actor, helpers = current_actor(), case.helper_ids if by_helpers else ()
    return may_help(actor, case.center_id, case.organisation_id, helpers)


def address(case: Case, endpoint: str = "show", **values: Any) -> str:
    """A page of the case; another center than one's own is named in it."""
    if case.center_id != current_actor().center_id:
        values["center"] = db.session.get_one(Center, case.center_id).code
    return url_for(f"cases.{endpoint}", case_id=case.id, **values)
