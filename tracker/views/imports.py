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
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.problems import Problem, Refused
from tracker.extensions import db
from tracker.forms.imports import UploadForm, chosen_columns, columns_form
from tracker.i18n import told
from tracker.importers import waiting as store
from tracker.importers.sheet import SUFFIXES
from tracker.importers.waiting import Waiting
from tracker.kept_work import problem_of
from tracker.models import ImportBatch
from tracker.permissions import Permission
from tracker.queries import imports as query
from tracker.reports.ledger_files import XLSX
from tracker.reports.ledger_template import write_template
from tracker.services.import_undo import undo_import
from tracker.views import import_work as work
from tracker.views.guard import current_actor, permit

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
@permit(Permission.IMPORT_CASES)
def index() -> ResponseReturnValue:
    batches = query.batches(db.session(), current_actor().center_id)
    return render_template("imports/index.html", batches=batches)


@bp.route("/new", methods=["GET", "POST"])
@permit(Permission.IMPORT_CASES)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    if form.validate_on_submit():
        sent = form.file.data
        filename = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
        if not filename.lower().endswith(SUFFIXES):
            form.file.errors = [_("Only ledgers in the formats xlsx, xls and csv can be imported.")]
        else:
            store.sweep(work.folder())
            waiting = store.keep(work.folder(), sent.stream, filename, current_actor().key)
            return _set_to_work(waiting)
    return render_template("imports/upload.html", form=form), 422 if form.errors else 200


@bp.route("/waiting/<token>", methods=["GET", "POST"])
@permit(Permission.IMPORT_CASES)
def preview(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    if waiting.state == "imported":
        return redirect(url_for(".show", batch_id=waiting.batch_id))
    if waiting.state == "failed":
        return render_template("imports/failed.html", waiting=waiting, sentence=_failure(waiting))
    if waiting.works or waiting.found is None:
        return render_template("imports/progress.html", waiting=waiting)
    form = columns_form(waiting.found["sheets"])
    if form.validate_on_submit():
        waiting.choices = chosen_columns(form, waiting.found["sheets"])
        return _set_to_work(waiting)
    return render_template(
        "imports/preview.html", waiting=waiting, found=waiting.found, form=form, told=_told
    )


@bp.get("/waiting/<token>/progress")
@permit(Permission.IMPORT_CASES)
def progress(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    return jsonify(
        working=waiting.works, done=waiting.done, total=waiting.total, state=waiting.state
    )


@bp.post("/waiting/<token>/confirm")
@permit(Permission.IMPORT_CASES)
def confirm(token: str) -> ResponseReturnValue:
    waiting, actor = _waiting(token), current_actor()
    if waiting.state == "ready" and waiting.claim():
        waiting.save(state="writing", done=0, total=0)
        work.start(work.write, waiting, actor)
    return redirect(url_for(".preview", token=token))


@bp.post("/waiting/<token>/discard")
@permit(Permission.IMPORT_CASES)
def discard(token: str) -> ResponseReturnValue:
    waiting = _waiting(token)
    if not waiting.works:
        waiting.discard()
        flash(_("The file was put aside. Nothing was imported."), "message")
    return redirect(url_for(".index"))


@bp.get("/<int:batch_id>")
@permit(Permission.IMPORT_CASES)
def show(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    return render_template(
        "imports/show.html", batch=batch, told=_told, has_rejects=_has_rejects(batch)
    )


@bp.get("/<int:batch_id>/rejects")
@permit(Permission.IMPORT_CASES)
def rejects(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    if not _has_rejects(batch):
        abort(404)
    path = store.rejects_path(work.folder(), batch.center_id, batch.id)
    return send_file(path, XLSX, as_attachment=True, download_name=f"退回_{batch.filename}.xlsx")


@bp.post("/<int:batch_id>/undo")
@permit(Permission.IMPORT_CASES)
def undo(batch_id: int) -> ResponseReturnValue:
    batch = _batch(batch_id)
    try:
        undone = undo_import(db.session(), current_actor(), batch)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        flash(" ".join(told(problem) for problem in refused.problems), "error")
    else:
        flash(_("The import is undone: %(count)s cases are gone.", count=undone.rows), "success")
    return redirect(url_for(".show", batch_id=batch_id))


@bp.get("/template")
@permit(Permission.IMPORT_CASES)
def template() -> ResponseReturnValue:
    content = io.BytesIO()
    write_template(content, [name for _code, name, _parent in STANDARD_TYPES])
    content.seek(0)
    return send_file(content, XLSX, as_attachment=True, download_name="案件台账模板.xlsx")


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
    return query.find_batch(db.session(), current_actor().center_id, batch_id) or abort(404)


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
