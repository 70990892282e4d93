"""``/healthz``: whether the program and its database answer."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from tracker.extensions import db
from tracker.views.guard import open_to_all

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def show() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
