"""Ledgers in the browser: sent, looked at, imported, and taken back."""

from __future__ import annotations

import io
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.problems import Problem, Refused
from tracker.extensions import db
from tracker.formatting import word
from tracker.forms.imports import chosen_columns, columns_form, upload_form
from tracker.i18n import told
from tracker.importers import waiting as store
from tracker.importers.kinds import CASE_KIND, ImportKind, kind_of
from tracker.importers.sheet import SUFFIXES
from tracker.importers.waiting import Waiting
from tracker.kept_work import problem_of
from tracker.models import ImportBatch
from tracker.permissions import Permission, allows, demand
from tracker.queries import imports as query
from tracker.registers import REGISTERS
from tracker.reports.ledger_files import XLSX
from tracker.reports.ledger_template import write_template
from tracker.reports.register_template import write_register_template
from tracker.services.import_undo import undo_import
from tracker.views import import_work as work
from tracker.views.guard import current_actor, permit

IMPORTS = (Permission.IMPORT_CASES, Permission.KEEP_REGISTERS)
"""Either opens the pages; what a file may go into is asked of each kind."""
bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
@permit(*IMPORTS)
def index() -> ResponseReturnValue:
    batches = query.batches(db.session(), current_actor().center_id)
    seen = [one for one in batches if _may(kind_of(one.kind))]
    return render_template("imports/index.html", batches=seen, what=_what)


@bp.route("/new", methods=["GET", "POST"])
@permit(*IMPORTS)
def upload() -> ResponseReturnValue:
    keeps = [one for one in REGISTERS.values() if allows(current_actor(), one.keeps)]
    asked = request.args.get("kind")
    form = upload_form(keeps, asked)
    if form.validate_on_submit():
        sent = form.file.data
        filename = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
        if not filename.lower().endswith(SUFFIXES):
            form.file.errors = [_("Only ledgers in the formats xlsx, xls and csv can be imported.")]
        else:
            store.sweep(work.folder())
            kind = _allowed(form.kind.data)
            owner = current_actor().key
            waiting = store.keep(work.folder(), sent.stream, filename, owner, kind.name)
            return _set_to_work(waiting)
    page = render_template("imports/upload.html", form=form, templates=[None, *keeps])
    return page, 422 if form.errors else 200


@bp.route("/waiting/<token>", methods=["GET", "POST"])
@permit(*IMPORTS)
def preview(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    if waiting.state == "imported":
        return redirect(url_for(".show", batch_id=waiting.batch_id))
    if waiting.state == "failed":
        return render_template("imports/failed.html", waiting=waiting, sentence=_failure(waiting))
    if waiting.works or waiting.found is None:
        return render_template("imports/progress.html", waiting=waiting)
    kind = work.held_by(waiting)
    form = columns_form(waiting.found["sheets"], kind.layout)
    if form.validate_on_submit():
        waiting.choices = chosen_columns(form, waiting.found["sheets"])
        return _set_to_work(waiting)
    return render_template(
        "imports/preview.html",
        waiting=waiting,
        found=waiting.found,
        form=form,
        told=_told,
        kind=kind,
        what=_what,
    )


@bp.get("/waiting/<token>/progress")
@permit(*IMPORTS)
def progress(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    return jsonify(
        working=waiting.works, done=waiting.done, total=waiting.total, state=waiting.state
    )


@bp.post("/waiting/<token>/confirm")
@permit(*IMPORTS)
def confirm(token: str) -> ResponseReturnValue:
    waiting, actor = _waiting(token), current_actor()
    if waiting.state == "ready" and waiting.claim():
        waiting.save(state="writing", done=0, total=0)
        work.start(work.write, waiting, actor)
    return redirect(url_for(".preview", token=token))


@bp.post("/waiting/<token>/discard")
@permit(*IMPORTS)
def discard(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    if not waiting.works:
        waiting.discard()
        flash(_("The file was put aside. Nothing was imported."), "message")
    return redirect(url_for(".index"))


@bp.get("/<int:batch_id>")
@permit(*IMPORTS)
def show(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    return render_template(
        "imports/show.html",
        batch=batch,
        told=_told,
        has_rejects=_has_rejects(batch),
        kind=kind_of(batch.kind),
        what=_what,
    )


@bp.get("/<int:batch_id>/rejects")
@permit(*IMPORTS)
def rejects(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    if not _has_rejects(batch):
        abort(404)
    path = store.rejects_path(work.folder(), batch.center_id, batch.id)
    return send_file(path, XLSX, as_attachment=True, download_name=f"退回_{batch.filename}.xlsx")


@bp.post("/<int:batch_id>/undo")
@permit(*IMPORTS)
def undo(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    try:
        undone = undo_import(db.session(), current_actor(), batch)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        flash(" ".join(told(problem) for problem in refused.problems), "error")
    else:
        of_cases = batch.kind == CASE_KIND.name
        cases = _("The import is undone: %(count)s cases are gone.", count=undone.rows)
        entries = _("The import is undone: %(count)s entries are gone.", count=undone.rows)
        flash(cases if of_cases else entries, "success")
    return redirect(url_for(".show", batch_id=batch_id))


@bp.get("/template")
@permit(*IMPORTS)
def template() -> ResponseReturnValue:
    """The empty ledger of cases, or of the register that the address names."""
    register = _allowed(request.args.get("kind", CASE_KIND.name)).register
    content = io.BytesIO()
    if register is None:
        write_template(content, [name for _code, name, _parent in STANDARD_TYPES])
    else:
        write_register_template(content, register)
    content.seek(0)
    name = "案件台账" if register is None else register.term
    return send_file(content, XLSX, as_attachment=True, download_name=f"{name}模板.xlsx")


def _may(kind: ImportKind | None) -> bool:
    return kind is not None and allows(current_actor(), kind.needs)


def _allowed(name: str) -> ImportKind:
    """404 for what is not declared; Forbidden for whom it is not."""
    kind = kind_of(name) or abort(404)
    demand(current_actor(), kind.needs)
    return kind


def _what(name: str) -> str:
    """What a file holds, in words."""
    kind = kind_of(name)
    return word(kind.register) if kind and kind.register else _("Cases")


def _set_to_work(waiting: Waiting) -> ResponseReturnValue:
    actor = current_actor()
    waiting.save(state="reading", done=0, total=0, found=None, failure=None)
    work.start(work.look, waiting, actor)
    return redirect(url_for(".preview", token=waiting.token))


def _waiting(token: str) -> Waiting:
    """The caller's own uploaded file; 404 for anybody else's."""
    waiting = Waiting.find(work.folder(), token, current_actor().key) or abort(404)
    if waiting.is_silent:
        waiting.release()
        waiting.fail(Problem("", work.BROKEN))
    return waiting


def _batch(batch_id: int) -> ImportBatch:
    if batch_id >= 2**53:
        abort(404)
    batch = query.find_batch(db.session(), current_actor().center_id, batch_id) or abort(404)
    _allowed(batch.kind)
    return batch


def _has_rejects(batch: ImportBatch) -> bool:
    """The file holds personal data in full: it is for the one who sent it."""
    return (
        batch.actor_id == current_actor().account_id
        and store.rejects_path(work.folder(), batch.center_id, batch.id).is_file()
    )


def _told(kept: dict[str, Any]) -> str:
    return told(problem_of(kept))


def _failure(waiting: Waiting) -> str:
    return _told(waiting.failure) if waiting.failure else told(Problem("", work.BROKEN))
