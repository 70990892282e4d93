"""The registers for programs: which there are, a page of one's entries, an entry, and writing one.

Everything follows from the declaration of a register, as on its pages: the same filters, form,
rules and sentences; see docs/decisions/0008-writing-through-the-api.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_smorest import abort as refuse

from tracker.api.bodies import UNCHECKED, Problems, problems_in, sent_of
from tracker.api.cases import plain
from tracker.api.register_schemas import MOST_ENTRIES
from tracker.api.steps import body_sent, from_a_program_or_our_own_page, refusal
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.registers import VoidForm, entry_form
from tracker.forms.whole_numbers import whole
from tracker.models import Center
from tracker.permissions import Permission, allows
from tracker.queries import registers as query
from tracker.queries.register_links import Linked, LinkKey, linked_names
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register, Shape
from tracker.services import registers as service
from tracker.views import cursors
from tracker.views.guard import current_actor, permit
from tracker.views.register_finding import asked_scope, own_row, register_of, row_of
from tracker.views.register_links import typed_links
from tracker.views.register_list import wanted_rows

WHOLE = "entry"
"""Where a sentence stands that concerns no field."""

bp = Blueprint("api_registers", __name__)


@bp.before_request
def _writing() -> ResponseReturnValue | None:
    return None if request.method == "GET" else from_a_program_or_our_own_page()


@bp.get("/registers")
@permit(Permission.SEE_REGISTERS)
def registers() -> ResponseReturnValue:
    """Those that the reader may see, and their fields."""
    seen = [one for one in REGISTERS.values() if allows(current_actor(), one.sees)]
    return jsonify(registers=[_declared(one) for one in seen])


@bp.get("/registers/<kind>")
@permit(Permission.SEE_REGISTERS)
def entries(kind: str) -> ResponseReturnValue:
    """A page of those that the filters hold; the arguments are those of the list's address."""
    register, session, scope = register_of(kind), db.session(), asked_scope()
    wanted, size = wanted_rows(register, request.args), _size()
    if wanted.form.errors:
        refuse(422, messages={"query": problems_in(wanted.form, WHOLE)})
    order_name = f"{kind} {wanted.sort}"
    cursor = cursors.read(request.args.get("at"), order_name, query.order_of(register, wanted.sort))
    page = query.page_of_rows(session, register, scope, wanted.filter, wanted.sort, cursor, size)
    names = linked_names(session, register, page.rows)
    return jsonify(
        total=query.totals_of(session, register, scope, wanted.filter).count,
        entries=[_entry(register, row, row.center_code, names) for row in page.rows],
        next=cursors.written(page.older, order_name),
        previous=cursors.written(page.newer, order_name),
    )


@bp.get("/registers/<kind>/<int:row_id>")
@permit(Permission.SEE_REGISTERS)
def entry(kind: str, row_id: int) -> ResponseReturnValue:
    """``center`` names its center where it is not the reader's own."""
    register = register_of(kind)
    return jsonify(_whole(register, row_of(register, row_id)))


@bp.post("/registers/<kind>")
@permit(Permission.KEEP_REGISTERS)
def add(kind: str) -> ResponseReturnValue:
    register = register_of(kind, keeps=True)
    begun = _form(register, data={})
    sent, problems = sent_of(begun, body_sent(WHOLE))
    form = _form(register, formdata=sent)

    def write() -> Any:
        return service.add(db.session(), current_actor(), register, form.values(register))

    return _written(register, form, problems, write, 201)


@bp.patch("/registers/<kind>/<int:row_id>")
@permit(Permission.KEEP_REGISTERS)
def change(kind: str, row_id: int) -> ResponseReturnValue:
    """What is left out stays as it is."""
    register = register_of(kind, keeps=True)
    row, body = own_row(register, row_id), body_sent(WHOLE)
    version = body.get("version")
    if type(version) is not int:
        return refusal({"version": [_("Please state the version of the entry as you read it.")]})
    if version != row.version:
        return _stale(row)
    begins = {name: getattr(row, name) for name in register.fields}
    begun = _form(register, data=begins | typed_links(db.session(), register, row))
    sent, problems = sent_of(begun, {name: one for name, one in body.items() if name != "version"})
    form = _form(register, formdata=sent)

    def write() -> Any:
        values = form.values(register)
        service.change(db.session(), current_actor(), register, row, values, version)
        return row

    return _written(register, form, problems, write)


@bp.post("/registers/<kind>/<int:row_id>/void")
@permit(Permission.KEEP_REGISTERS)
def void(kind: str, row_id: int) -> ResponseReturnValue:
    """The entry stays, and counts nowhere any more."""
    return _for_a_reason(kind, row_id, service.void)


@bp.post("/registers/<kind>/<int:row_id>/restore")
@permit(Permission.KEEP_REGISTERS)
def restore(kind: str, row_id: int) -> ResponseReturnValue:
    """A voided entry counts again."""
    return _for_a_reason(kind, row_id, service.restore)


def _for_a_reason(kind: str, row_id: int, does: Callable[..., None]) -> ResponseReturnValue:
    register = register_of(kind, keeps=True)
    row = own_row(register, row_id)
    sent, problems = sent_of(VoidForm(formdata=None, meta=UNCHECKED), body_sent(WHOLE))
    form = VoidForm(formdata=sent, meta=UNCHECKED)

    def write() -> Any:
        does(db.session(), current_actor(), register, row, form.reason.data or "")
        return row

    return _written(register, form, problems, write)


def _form(register: Register, *, formdata: Any = None, data: Any = None) -> Any:
    """Without the version, which is a number of its own here."""
    form = entry_form(register)(formdata=formdata, data=data, meta=UNCHECKED)
    del form.version
    return form


def _written(
    register: Register,
    form: Any,
    problems: Problems,
    write: Callable[[], Any],
    code: int = 200,
) -> ResponseReturnValue:
    """The entry as it is now, or everything that is wrong."""
    if problems or not form.validate():
        return refusal(problems | problems_in(form, WHOLE))
    try:
        row = write()
        db.session.commit()
    except Refused as error:
        db.session.rollback()
        if any(one.field == "version" for one in error.problems):  # changed at this very moment
            return _stale(own_row(register, int((request.view_args or {})["row_id"])))
        put_beside(form, error.problems)
        return refusal(problems_in(form, WHOLE))
    return jsonify(_whole(register, row)), code


def _stale(row: Any) -> ResponseReturnValue:
    message = _("Somebody else changed the entry in the meantime; please read it again.")
    return jsonify(code=409, message=message, version=row.version), 409


def _size() -> int:
    size = whole(request.args.get("size", str(query.PAGE_SIZE)), MOST_ENTRIES) or 0
    if not size:
        refuse(422, messages={"query": {"size": [_("1 to %(most)s.", most=MOST_ENTRIES)]}})
    return size


def _whole(register: Register, row: Any) -> dict[str, Any]:
    session = db.session()
    code = session.get_one(Center, row.center_id).code
    return _entry(register, row, code, linked_names(session, register, [row]))


def _entry(
    register: Register, row: Any, code: str, names: Mapping[LinkKey, Linked]
) -> dict[str, Any]:
    voided = row.voided_at and {
        "at": row.voided_at.isoformat(),
        "by": row.voided_by,
        "reason": row.void_reason,
    }
    values = {name: plain(getattr(row, name)) for name in register.fields}
    for one in register.of_shape(Shape.LINK):
        if values[one.name] is not None:
            values[one.name] = names[one.name, row.center_id, values[one.name]].name
    return {"center": code, "id": row.id, **values, "version": row.version, "voided": voided}


def _declared(register: Register) -> dict[str, Any]:
    return {
        "kind": register.kind,
        "term": register.term,
        "label": register.label,
        "day": register.day,
        "fields": [
            {
                "name": one.name,
                "term": one.words.term,
                "label": one.words.label,
                "shape": one.shape.value,
                "required": one.required,
            }
            for one in register.fields.values()
        ],
    }
