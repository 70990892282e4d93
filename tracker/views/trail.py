"""The audit trail: who did what, when and why, with before and after, people masked."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.trail import TrailForm
from tracker.permissions import Permission
from tracker.queries.paging import Cursor, Page
from tracker.queries.trail import NEWEST_FIRST, trail_page
from tracker.reports.action_words import ACTIONS
from tracker.views import cursors
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.trail_lines import lines_of

bp = Blueprint("trail", __name__)
ORDER = "trail"


@bp.get("/trail")
@permit(Permission.SEE_TRAIL)
def index() -> ResponseReturnValue:
    session = db.session()
    form = TrailForm(request.args)
    form.offer(sorted(((key, str(_(words))) for key, words in ACTIONS.items()), key=_by_words))
    page = Page([])
    if form.validate():
        cursor = cursors.read(request.args.get("at"), ORDER, NEWEST_FIRST)
        page = trail_page(session, current_scope(), form.wanted, cursor)
        if cursor is not None and not page.rows:
            return redirect(_address(None))
    return render_template(
        "trail/index.html",
        form=form,
        lines=lines_of(session, current_actor(), page.rows),
        newer=page.newer and _address(page.newer),
        older=page.older and _address(page.older),
    )


def _address(cursor: Cursor | None) -> str:
    """This page of the trail, from another place on."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if value}
    kept.pop("at", None)
    return url_for(".index", **kept, at=cursors.written(cursor, ORDER))


def _by_words(entry: tuple[str, str]) -> tuple[str, str]:
    """Actions on the same thing stand together."""
    return entry[0].partition(".")[0], entry[1]
