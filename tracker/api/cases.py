"""Cases for programs: a page of a list, and one case. People are always masked here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask import abort, request
from flask_smorest import abort as refuse

from tracker.api.described import Blueprint
from tracker.api.schemas import CaseArgs, CasesArgs, CaseSchema, CasesSchema, ProblemSchema
from tracker.domain.masking import mask_name
from tracker.domain.money import yuan_text
from tracker.domain.rules import status_of
from tracker.domain.vocabulary import PartyKind
from tracker.extensions import db
from tracker.i18n import told
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.cases import (
    PartyName,
    case_rows,
    center_of,
    count_cases,
    find_case,
    order_of,
    party_names,
)
from tracker.queries.paging import LARGEST
from tracker.views import cursors
from tracker.views.case_address import wanted_of
from tracker.views.case_sheet import Sheet, sheet_of
from tracker.views.case_steps import steps_of
from tracker.views.guard import current_actor, current_scope, permit

PAYMENT = ("paid_on", "amount")
CONFIRMATION = ("applied_on", "court", "result", "decided_on", "document_number")
VISIT = ("visited_on", "manner", "performance", "satisfaction")

bp = Blueprint("api_cases", __name__, description="Cases, people masked")


@bp.route("/cases")
@bp.arguments(CasesArgs, location="query")
@bp.response(200, CasesSchema)
@bp.alt_response(401, schema=ProblemSchema, description="not signed in")
@bp.alt_response(403, schema=ProblemSchema, description="no right to see cases")
@permit(Permission.SEE_CASES)
def cases(args: dict[str, Any]) -> dict[str, Any]:
    """A page of the cases that the filters hold; the arguments are those of the page's address."""
    session, scope = db.session(), current_scope()
    wanted = wanted_of(request.args, current_actor())
    if wanted.problems:
        problems = {one.field: [told(one)] for one in wanted.problems}
        refuse(422, messages={"query": problems})
    sort, chosen = args["sort"], wanted.filter
    cursor = cursors.read(args.get("at"), sort, order_of(sort))
    page = case_rows(session, scope, chosen, sort, cursor, args["size"])
    people = party_names(session, page.rows)
    return {
        "total": count_cases(session, scope, chosen),
        "cases": [_line(row, people[row.center_id, row.id]) for row in page.rows],
        "next": cursors.written(page.older, sort),
        "previous": cursors.written(page.newer, sort),
    }


@bp.route("/cases/<int:case_id>")
@bp.arguments(CaseArgs, location="query")
@bp.response(200, CaseSchema)
@bp.alt_response(401, schema=ProblemSchema, description="not signed in")
@bp.alt_response(403, schema=ProblemSchema, description="no right to see cases")
@bp.alt_response(404, schema=ProblemSchema, description="no such case within the reader's scope")
@permit(Permission.SEE_CASES)
def case(args: dict[str, Any], case_id: int) -> dict[str, Any]:
    """One case; ``center`` names its center where it is not the reader's own."""
    session, scope = db.session(), current_scope()
    center_id = center_of(session, scope, args.get("center"))
    found = None
    if center_id is not None and case_id <= LARGEST:
        found = find_case(session, scope, case_id, center_id)
    if found is None:
        abort(404)
    return whole(found)


def _line(row: Any, people: list[PartyName]) -> dict[str, Any]:
    return {
        "center": row.center_code,
        **_life(row),
        "organisation": row.organisation,
        "mediator": row.mediator,
        "dispute_type": row.dispute_type,
        "amount_performed": plain(row.performed),
        "parties": [{"side": one.side.value, "name": _name(one)} for one in people],
    }


def whole(case: Case) -> dict[str, Any]:
    """The case as it is answered; ``steps`` are the addresses of what the reader can do now."""
    actor, sheet = current_actor(), sheet_of(db.session(), case, unmasked=False)
    return _facts(case, sheet) | {
        "payments": [_record(one, PAYMENT) for one in case.payments],
        "confirmations": [_record(one, CONFIRMATION) for one in case.confirmations],
        "visits": [
            _record(one, VISIT)
            | {name: sheet.text(getattr(one, name)) for name in ("tension", "note")}
            for one in case.visits
        ],
        "steps": steps_of(case, actor),
    }


def _record(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in ("id", *names)}


def _facts(case: Case, sheet: Sheet) -> dict[str, Any]:
    return {
        "center": case.center.code,
        **_life(case),
        "organisation": case.organisation and case.organisation.name,
        "mediator": case.mediator and case.mediator.name,
        "dispute_type": case.dispute_type and case.dispute_type.name,
        "village": case.village and case.village.name,
        **{
            name: plain(getattr(case, name))
            for name in (
                "source",
                "channel",
                "difficulty",
                "judicial_confirmed_on",
                "visited_on",
                "satisfaction",
                "version",
            )
        },
        "summary": sheet.summary,
        "claims": sheet.claims,
        "declined_reason": sheet.declined_reason,
        "due_on": plain(sheet.due),
        "amount_performed": plain(sheet.paid),
        "parties": [
            {
                "side": one.side.value,
                "kind": one.kind.value,
                "name": one.name,
                "number": one.number,
                "phone": one.phone,
            }
            for one in sheet.parties
        ],
    }


def _life(case: Any) -> dict[str, Any]:
    """What a line of a list and the whole case have in common."""
    names = (
        "id",
        "number",
        "registered_on",
        "accepted_on",
        "closed_on",
        "outcome",
        "amount_claimed",
        "amount_agreed",
    )
    facts = {name: plain(getattr(case, name)) for name in names}
    return {**facts, "status": status_of(case).value}


def _name(party: PartyName) -> str:
    return party.name if party.kind is PartyKind.ORGANISATION else mask_name(party.name)


def plain(value: Any) -> Any:
    """Dates as ISO text, amounts as decimal text, words by their value."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return yuan_text(value)
    return str(value) if isinstance(value, str) else value
