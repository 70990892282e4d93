"""What a person reads when something cannot be done: a sentence, never a traceback."""

from __future__ import annotations

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from tracker.extensions import db
from tracker.permissions import Forbidden
from tracker.views import guard

PAGES = (403, 404, 409, 413, 429, 500)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(CSRFError, _stale)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    """The token belongs to a session that has ended; signing in says whose it was."""
    if not (guard.is_open() or current_user.is_authenticated):
        try:
            return guard.sign_in_first()
        except HTTPException as error:  # a script is told the status
            return _http(error)
    return _page(
        400,
        _("This page has been open for too long. Please go back, reload it and send again."),
    )


def _forbidden(_error: Forbidden) -> ResponseReturnValue:
    db.session.rollback()
    return _page(403)


def _http(error: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    if error.response is not None:
        return error.get_response()
    said = vars(error).get("description")  # by the program itself; the others speak English only
    return _page(error.code or 500, said)


def _page(code: int, sentence: str | None = None) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return jsonify(code=code, message=sentence or HTTP_STATUS_CODES.get(code, "")), code
    page = f"errors/{code}.html" if code in PAGES else "errors/other.html"
    return render_template(page, code=code, sentence=sentence), code
