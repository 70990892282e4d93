"""Entries of a register that wait for something: which, what they lack, for how many days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.formatting import count, word
from tracker.forms.registers import AsOfForm
from tracker.permissions import Permission
from tracker.queries import registers as query
from tracker.registers.declaring import Register
from tracker.registers.watching import Watch
from tracker.reports.register_files import FORMATS, watch_table
from tracker.services import registers as service
from tracker.views import cursors
from tracker.views.export_work import Export, deliver
from tracker.views.guard import current_actor, permit
from tracker.views.register_finding import asked_scope, register_of, sees_several
from tracker.views.register_list import CURSOR, Column, address, cell_of, entry_href
from tracker.views.registers import bp


@bp.get("/<kind>/waiting/<key>")
@permit(Permission.SEE_REGISTERS)
def waiting(kind: str, key: str) -> ResponseReturnValue:
    """Those that wait longest first; ``to`` asks for another day than today."""
    (register, watch), form = _watched(kind, key), AsOfForm(request.args)
    at = _at(form)
    scope, wanted, session = asked_scope(), query.waiting(register, watch, at), db.session()
    order, order_name = query.order_of(register, watch.since), f"{kind} {key} {at}"
    cursor = cursors.read(request.args.get(CURSOR), order_name, order)
    page = query.page_of_rows(session, register, scope, wanted, watch.since, cursor)
    return render_template(
        "registers/waiting.html",
        register=register,
        watch=watch,
        form=form,
        columns=list(_headings(register, watch)),
        lines=list(_lines(register, watch, page.rows, at)),
        total=query.totals_of(session, register, scope, wanted).count,
        asked=_asked(),
        files={
            form: address("export_waiting", register, _asked(), key=key, form=form)
            for form in FORMATS
        },
        newer=_page(register, key, cursors.written(page.newer, order_name)),
        older=_page(register, key, cursors.written(page.older, order_name)),
    )


@bp.post("/<kind>/waiting/<key>.<any(xlsx, csv):form>")
@permit(Permission.SEE_REGISTERS)
def export_waiting(kind: str, key: str, form: str) -> ResponseReturnValue:
    (register, watch), at = _watched(kind, key), _at(AsOfForm(request.args))
    scope, actor = asked_scope(), current_actor()
    write, media_type = FORMATS[form]
    chosen = {"waiting": key, "to": at.isoformat()}

    def written(target: BinaryIO, tell: Tell) -> int:
        return write(watch_table(db.session(), register, watch, scope, at, tell), target)

    def record(entries: int) -> object:
        return service.record_export(db.session(), actor, register, entries, form, chosen)

    name = f"{kind}-{key}-{at.isoformat()}.{form}"
    return deliver(Export(name, media_type, register.sees, written, record))


def _watched(kind: str, key: str) -> tuple[Register, Watch]:
    register = register_of(kind)
    found = (one for one in register.watches if one.key == key)
    return register, next(found, None) or abort(404)


def _at(form: AsOfForm) -> date:
    """The day that the address asks for, else today; what is no day is told beside its field."""
    asked: date | None = form.to.data if form.validate() else None
    form.to.data = at = asked or clock.today()
    return at


def _asked() -> dict[str, str | None]:
    return {name: request.args.get(name) for name in ("to", "center")}


def _page(register: Register, key: str, cursor: str | None) -> str | None:
    return cursor and address("waiting", register, _asked() | {CURSOR: cursor}, key=key)


def _headings(register: Register, watch: Watch) -> Iterator[Column]:
    title, since = register.fields[register.title], register.fields[watch.since]
    yield Column(word(title.words), title.name, numeric=False, card="title")
    yield Column(word(since.words), since.name, numeric=False)
    yield Column(_("Missing"), "missing", numeric=False)
    yield Column(_("Days waited"), "days", numeric=True)
    if sees_several():
        yield Column(_("Center"), "center", numeric=False)


def _lines(register: Register, watch: Watch, rows: Sequence[Any], at: date) -> Iterator[Any]:
    for row in rows:
        missing = (word(register.fields[name].words) for name in watch.missing(row, at))
        cells = [
            register.name_of(row),
            cell_of(register.fields[watch.since], getattr(row, watch.since)),
            "、".join(missing),
            count(watch.waited(row, at)),
            *([row.center_name] if sees_several() else []),
        ]
        yield {"cells": cells, "href": entry_href(register, row, current_actor().center_id)}
