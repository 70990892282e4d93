"""Writing for programs: a case is registered, and every step of its life is taken.

Each step that the pages declare has its address here too, with the fields of its form. The same
services and rules answer; see docs/decisions/0008-writing-through-the-api.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tracker.api.bodies import UNCHECKED, WHOLE, described, problems_in, sent_of
from tracker.api.cases import whole
from tracker.api.described import Blueprint
from tracker.api.schemas import CaseSchema, ConflictSchema, ProblemSchema
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.cases import CaseForm
from tracker.forms.problems import put_beside
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.case_forms import case_choices
from tracker.services import cases
from tracker.views.case_finding import writable
from tracker.views.case_step_pages import row_of
from tracker.views.case_steps import STEPS
from tracker.views.case_steps.step import Step, Work
from tracker.views.guard import current_actor, permit


def from_a_program_or_our_own_page() -> ResponseReturnValue | None:
    """JSON, which no form of another site can send, and from nowhere else where a browser says so.

    See docs/decisions/0008-writing-through-the-api.md.
    """
    if request.mimetype != "application/json":
        abort(415)
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.host:
        abort(403)
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        abort(403)
    return None


def register() -> ResponseReturnValue:
    """Register a case, accepted or closed at once if so stated."""
    session, actor = db.session(), current_actor()
    sent, problems = sent_of(CaseForm(formdata=None, meta=UNCHECKED), body_sent())
    form = CaseForm(formdata=sent, meta=UNCHECKED)
    form.offer(case_choices(session, actor.center_id, actor.organisation_id, form.day))
    earlier = cases.registered_with(session, actor, form.key)
    if earlier is not None:
        return jsonify(whole(earlier))
    draft, accepted_on, closing = (
        form.draft(actor.organisation_id),
        form.accepted_on.data,
        form.closing,
    )
    form.validate()
    form.tell([*cases.check(draft, accepted_on, closing=closing), *form.half_closed()])
    if problems or form.errors:
        return refusal(problems | problems_in(form))
    try:
        case = cases.register(session, actor, draft, form.key, accepted_on, closing)
        session.commit()
    except (Refused, IntegrityError) as error:
        session.rollback()
        if isinstance(error, IntegrityError):  # sent twice at once
            twin = cases.registered_with(session, actor, form.key)
            sentence = _("Nothing was saved; please send the form again.")
            return jsonify(whole(twin)) if twin else refusal({"submission_key": [sentence]})
        form.tell(error.problems)
        return refusal(problems_in(form))
    return jsonify(whole(case)), 201


def taking(step: Step) -> Callable[..., ResponseReturnValue]:
    """The view that takes the step."""

    def take(case_id: int, row_id: int | None = None) -> ResponseReturnValue:
        case = writable(case_id, step.by_helpers)
        return _take(step, case, row_of(step, case, row_id))

    take.__name__ = step.name
    take.__doc__ = f"{step.label}.\n\n{step.hint}"
    return take


def _take(step: Step, case: Case, row: Any) -> ResponseReturnValue:
    session, body = db.session(), body_sent()
    begun = step.form(formdata=None, meta=UNCHECKED, data=_begins(step, case, row))
    begun.offer(session, case)
    sent, problems = sent_of(begun, body)
    if "version" not in body:
        problems["version"] = [_("Please state the version of the case as you read it.")]
        return refusal(problems)
    form = step.form(formdata=sent, meta=UNCHECKED)
    form.offer(session, case)
    if form.opened_version != case.version:
        return _stale(case)
    if problems or not form.validate():
        return refusal(problems | problems_in(form))
    try:
        step.carry_out(Work(session, current_actor(), case, form, row))
        session.commit()
    except Refused as refused:
        session.rollback()
        put_beside(form, refused.problems)
        return refusal(problems_in(form))
    except (cases.Stale, StaleDataError):
        session.rollback()
        return _stale(case)
    return jsonify(whole(case))


def _begins(step: Step, case: Case, row: Any) -> dict[str, Any]:
    """What the page's form begins with; where the step is not to be had, nothing."""
    return dict(step.begins(case, row)) if step.is_possible(case, row) else {}


def body_sent(whole: str = WHOLE) -> Mapping[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(refusal({whole: [_("A JSON object is expected.")]}))
    return body


def refusal(problems: Mapping[str, list[str]]) -> Response:
    message = _("Nothing was changed; see the problems.")
    answer: Response = jsonify(code=422, message=message, problems={"json": problems})
    answer.status_code = 422
    return answer


def _stale(case: Case) -> ResponseReturnValue:
    message = _("Somebody else changed the case in the meantime; please read it again.")
    return jsonify(code=409, message=message, version=case.version), 409


@cache
def blueprint() -> Blueprint:
    """Registering and every declared step, each described by its form.

    Made once, whatever the number of applications: the descriptions of forty forms take a while.
    """
    bp = Blueprint("api_steps", __name__, description="Cases registered and taken further")
    bp.before_request(from_a_program_or_our_own_page)
    form = CaseForm(formdata=None, meta=UNCHECKED)
    told = {201: "the new case", 200: "the case that this submission_key made before"}
    view = _documented(bp, register, form, told, _REGISTERING)
    bp.route("/cases", methods=["POST"])(view)
    for step in STEPS:
        form = step.form(formdata=None, meta=UNCHECKED)
        told = {200: "the case as it is now"}
        view = _documented(bp, taking(step), form, told, _REGISTERING | _TAKING)
        bp.route(f"/cases/<int:case_id>/{step.path}", methods=["POST"], endpoint=step.name)(view)
    return bp


_REGISTERING = {
    401: "not signed in",
    403: "no right to write the case",
    415: "not sent as JSON",
    422: "what the rules forbid and what is wrong, by field",
}
_TAKING = {
    404: "no such case or record within the reader's scope",
    409: "changed since it was read; the version that stands now",
}


def _documented(
    bp: Blueprint,
    view: Callable[..., ResponseReturnValue],
    form: Any,
    answers: Mapping[int, str],
    refusals: Mapping[int, str],
) -> Callable[..., ResponseReturnValue]:
    content = {"application/json": {"schema": described(form)}}
    view = permit(Permission.WRITE_CASES)(view)
    for code, said in sorted(refusals.items()):
        schema = ConflictSchema if code == 409 else ProblemSchema
        view = bp.alt_response(code, schema=schema, description=said)(view)
    for code, said in answers.items():
        answered = bp.response if code == 200 else bp.alt_response
        view = answered(code, schema=CaseSchema, description=said)(view)
    documented: Callable[..., ResponseReturnValue] = bp.doc(
        requestBody={"required": True, "content": content}
    )(view)
    return documented
