"""The registers: which there are, the entries of one, an entry, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.formatting import word
from tracker.forms.problems import put_beside
from tracker.forms.registers import RegisterForm, VoidForm, entry_form
from tracker.models import Center
from tracker.permissions import Permission, allows
from tracker.queries import registers as query
from tracker.queries.case_lists import centers_of
from tracker.queries.outside_numbers import who_entered
from tracker.queries.trail import trail_of
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register, Shape
from tracker.registers.meetings import REGISTER as MEETINGS
from tracker.reports.register_files import FORMATS, register_table
from tracker.services import registers as service
from tracker.views import cursors
from tracker.views.export_work import Export, deliver
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.register_finding import asked_scope, own_row, register_of, row_of, sees_several
from tracker.views.register_links import entries_linked_to, issue_cells, link_cells, typed_links
from tracker.views.register_list import (
    WantedRows,
    chosen_words,
    entered_words,
    field_cell,
    figure_words,
    headings,
    lines,
    reminders_of,
    totals,
    wanted_rows,
)
from tracker.views.trail_lines import lines_of

bp = Blueprint("registers", __name__, url_prefix="/registers")


@bp.get("")
@permit(Permission.SEE_REGISTERS)
def index() -> ResponseReturnValue:
    """Each register with the number of its entries of this year until today."""
    seen = [one for one in REGISTERS.values() if allows(current_actor(), one.sees)]
    today = clock.today()
    since = today.replace(month=1, day=1)
    found = query.counts_between(db.session(), seen, current_scope(), since, today)
    return render_template("registers/index.html", registers=seen, found=found, year=today.year)


@bp.get("/<kind>")
@permit(Permission.SEE_REGISTERS)
def index_of(kind: str) -> ResponseReturnValue:
    register = register_of(kind)
    return _list_page(register, wanted_rows(register, request.args))


def _list_page(register: Register, wanted: WantedRows, code: int = 200) -> ResponseReturnValue:
    session, scope = db.session(), asked_scope()
    order = query.order_of(register, wanted.sort)
    order_name = f"{register.kind} {wanted.sort}"
    cursor = cursors.read(request.args.get("at"), order_name, order)
    page = query.page_of_rows(session, register, scope, wanted.filter, wanted.sort, cursor)
    if cursor is not None and not page.rows:
        return redirect(wanted.href())
    found, several = query.totals_of(session, register, scope, wanted.filter), sees_several()
    html = render_template(
        "registers/list.html",
        register=register,
        wanted=wanted,
        of_figure=figure_words(wanted),
        centers=centers_of(session, current_scope()),
        columns=list(headings(wanted, several=several)),
        lines=lines(
            register,
            page.rows,
            current_actor().center_id,
            link_cells(session, register, page.rows),
            who_entered(session, register, page.rows),
            several=several,
        ),
        found=found,
        totals=totals(register, found, several=several),
        newer=wanted.page(cursors.written(page.newer, order_name)),
        older=wanted.page(cursors.written(page.older, order_name)),
        keeps=allows(current_actor(), register.keeps),
        reminders=reminders_of(session, scope, wanted),
    )
    return html, code


@bp.route("/<kind>/new", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def add(kind: str) -> ResponseReturnValue:
    register = register_of(kind, keeps=True)
    form: Any = entry_form(register)(**_asked_links(register))
    if form.validate_on_submit():
        try:
            row = service.add(db.session(), current_actor(), register, form.values(register))
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            flash(_("The entry is in the register."), "success")
            if request.form.get("next") == "new":
                return redirect(url_for(".add", kind=kind))
            return redirect(url_for(".show", kind=kind, row_id=row.id))
    return _form_page(register, form, None)


@bp.get("/<kind>/<int:row_id>")
@permit(Permission.SEE_REGISTERS)
def show(kind: str, row_id: int) -> ResponseReturnValue:
    register = register_of(kind)
    row, session, actor = row_of(register, row_id), db.session(), current_actor()
    links, center = link_cells(session, register, [row]), session.get_one(Center, row.center_id)
    return render_template(
        "registers/show.html",
        register=register,
        row=row,
        facts=[(word(one.words), field_cell(one, row, links)) for one in register.fields.values()],
        center=center if sees_several() else None,
        entered=_entered_note(register, row),
        issues=issue_cells(session, row, center.code) if register is MEETINGS else None,
        linked_here=entries_linked_to(
            session, register.model.__tablename__, row.center_id, row.id, center.code
        ),
        trail=lines_of(session, actor, trail_of(session, row.center_id, row.id)),
        keeps=allows(actor, register.keeps) and row.center_id == actor.center_id,
    )


@bp.route("/<kind>/<int:row_id>/edit", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def edit(kind: str, row_id: int) -> ResponseReturnValue:
    register = register_of(kind, keeps=True)
    row = own_row(register, row_id)
    begins = {name: getattr(row, name) for name in (*register.fields, "version")}
    form: Any = entry_form(register)(data=begins | typed_links(db.session(), register, row))
    if form.validate_on_submit():
        try:
            values = form.values(register)
            service.change(db.session(), current_actor(), register, row, values, form.seen)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            if any(one.field == "version" for one in refused.problems):
                form.version.raw_data, form.version.data = None, own_row(register, row_id).version
            put_beside(form, refused.problems)
        else:
            flash(_("The change is saved."), "success")
            return redirect(url_for(".show", kind=kind, row_id=row_id))
    return _form_page(register, form, row)


@bp.route("/<kind>/<int:row_id>/void", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def void(kind: str, row_id: int) -> ResponseReturnValue:
    return _for_a_reason(kind, row_id, "void", service.void, _("The entry is voided."))


@bp.route("/<kind>/<int:row_id>/restore", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def restore(kind: str, row_id: int) -> ResponseReturnValue:
    """A voided entry counts again."""
    said = _("The entry is in force again.")
    return _for_a_reason(kind, row_id, "restore", service.restore, said)


@bp.post("/<kind>/export.<any(xlsx, csv):form>")
@permit(Permission.SEE_REGISTERS)
def export(kind: str, form: str) -> ResponseReturnValue:
    """The filter is that of the list's address; one that cannot be read is told, and nothing is
    taken along.
    """
    register, actor, scope = register_of(kind), current_actor(), asked_scope()
    wanted = wanted_rows(register, request.args)
    if wanted.form.errors:
        return _list_page(register, wanted, 422)
    write, media_type = FORMATS[form]

    def written(target: BinaryIO, tell: Tell) -> int:
        table = register_table(db.session(), register, scope, wanted.filter, tell)
        return write(table, target)

    def record(entries: int) -> object:
        chosen = chosen_words(wanted)
        return service.record_export(db.session(), actor, register, entries, form, chosen)

    name = f"{kind}-{clock.today().isoformat()}.{form}"
    return deliver(Export(name, media_type, register.sees, written, record))


def _asked_links(register: Register) -> dict[str, str]:
    """What a new entry is linked to from the start, as the address says."""
    asked = {one.name: request.args.get(one.name) for one in register.of_shape(Shape.LINK)}
    return {name: number for name, number in asked.items() if number}


def _entered_note(register: Register, row: Any) -> str | None:
    """Of numbers that others told: who told them, and who entered that."""
    if register.told_by is None:
        return None
    entered = who_entered(db.session(), register, [row]).get((row.center_id, row.id))
    source, by = getattr(row, register.told_by), entered_words(entered)
    return str(
        _("Told from outside; source: “%(source)s”, entered by %(by)s.", source=source, by=by)
    )


def _for_a_reason(
    kind: str, row_id: int, verb: str, does: Callable[..., None], said: str
) -> ResponseReturnValue:
    register = register_of(kind, keeps=True)
    row, form = own_row(register, row_id), VoidForm()
    if form.validate_on_submit():
        try:
            does(db.session(), current_actor(), register, row, form.reason.data or "")
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            flash(said, "success")
            return redirect(url_for(".show", kind=kind, row_id=row_id))
    page = render_template("registers/void.html", register=register, row=row, form=form, verb=verb)
    return page, 422 if form.errors or form.form_errors else 200


def _form_page(register: Register, form: RegisterForm, row: Any) -> ResponseReturnValue:
    page = render_template("registers/form.html", register=register, form=form, row=row)
    return page, 422 if form.errors or form.form_errors else 200
