"""Which language a page is in: the session's choice, else the office's setting."""

from __future__ import annotations

from flask import Flask, current_app, has_request_context, session
from flask_babel import gettext

from tracker.config import LOCALES
from tracker.domain.problems import Problem
from tracker.extensions import babel


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=chosen_locale)


def chosen_locale() -> str:
    if has_request_context() and session.get("locale") in LOCALES:
        return str(session["locale"])
    return str(current_app.config["LOCALE"])


def told(problem: Problem) -> str:
    """The problem's sentence in the reader's language, with what another one says inside of it."""
    values = {
        name: told(value) if isinstance(value, Problem) else value
        for name, value in problem.values.items()
    }
    return str(gettext(problem.message, **values))
