"""JSON for programs: the queries, figures, permissions and sessions of the pages.

Documented in OpenAPI 3.1 at ``/api/v1/openapi.json``; errors are JSON, never a page or a redirect.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import UnprocessableEntity

from tracker.api import cases, quality, register_docs, registers, steps, summaries
from tracker.api.described import DescribedApi
from tracker.extensions import csrf
from tracker.views.guard import permit

PREFIX = "/api/v1"


class JsonApi(DescribedApi):
    """Leaves errors to the application's own handlers: they speak JSON below ``/api/`` already."""

    def _register_error_handlers(self) -> None:
        self._app.register_error_handler(UnprocessableEntity, _unprocessable)


def init_app(app: Flask) -> None:
    api = JsonApi(app)
    with app.app_context():
        writing = steps.blueprint()
    for blueprint in (summaries.bp, quality.bp, cases.bp, writing):
        api.register_blueprint(blueprint, url_prefix=PREFIX)
        csrf.exempt(blueprint)
    app.register_blueprint(registers.bp, url_prefix=PREFIX)
    csrf.exempt(registers.bp)
    api.waiting.append(lambda: register_docs.describe(api, PREFIX))
    described = "api-docs.openapi_json"
    app.view_functions[described] = _guarded(api, app.view_functions[described])


def _guarded(api: JsonApi, view: Any) -> Any:
    """The description says nothing of any case, yet it is for those who are signed in."""

    @permit()
    def openapi() -> Response:
        api.describe()
        found: Response = view()
        return found

    return openapi


def _unprocessable(error: UnprocessableEntity) -> ResponseReturnValue:
    """Which argument says what it cannot say."""
    problems = getattr(error, "data", {}).get("messages", {})
    message = _("Some arguments cannot be read.")
    return jsonify(code=422, message=message, problems=problems), 422
