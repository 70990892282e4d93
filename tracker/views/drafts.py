"""Drafts that save themselves: the pages' scripts send them every few seconds."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tracker import clock
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.i18n import told
from tracker.models import FormDraft
from tracker.permissions import Permission
from tracker.services import form_drafts
from tracker.views.draft_lines import label_of
from tracker.views.drafting import TOKEN
from tracker.views.guard import current_actor, permit

bp = Blueprint("drafts", __name__, url_prefix="/drafts")
OF_THE_PAGE = {"csrf_token", "draft", "account"}


@bp.get("/token")
@permit(Permission.WRITE_CASES)
def token() -> ResponseReturnValue:
    """For a page that was opened before its reader signed out and in again."""
    return jsonify(token=generate_csrf(), account=str(current_user.id))


@bp.post("/discard")
@permit(Permission.WRITE_CASES)
def discard() -> ResponseReturnValue:
    """One draft of one's own; back to the page where the button stood."""
    form = request.form.get("form", "")
    form_drafts.discard(db.session(), current_actor(), form)
    db.session.commit()
    page = form.rpartition("/")[0]
    stays = request.form.get("stays") and label_of(page)
    return redirect("/" + page.lstrip("/") if stays else url_for("desk.show"))


@bp.post("/<path:form>")
@permit(Permission.WRITE_CASES)
def keep(form: str) -> ResponseReturnValue:
    """The fields as they stand, form-encoded as the form itself would send them."""
    page, _slash, opening = form.rpartition("/")
    known = len(form) <= FormDraft.form.type.length and label_of(page) is not None
    if not (TOKEN.fullmatch(opening) and known):
        abort(404)
    if request.form.get("account", str(current_user.id)) != str(current_user.id):
        abort(409)  # another person has signed in meanwhile in the same browser
    fields = [
        (name, value.replace("\0", ""))
        for name, value in request.form.items(multi=True)
        if name not in OF_THE_PAGE
    ]
    try:
        draft = form_drafts.keep(db.session(), current_actor(), form, fields)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return jsonify(message=" ".join(map(told, refused.problems))), 413
    except (IntegrityError, StaleDataError):  # another window keeps or discards the same draft
        db.session.rollback()
        abort(409)
    saved_at = draft.saved_at.astimezone(clock.zone())
    return jsonify(saved_at=saved_at.strftime("%H:%M:%S"))
