"""Settings: the environment first, then ``instance/config.py``, then these defaults."""

from __future__ import annotations

import os
import re
import secrets
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask

from tracker.domain.problems import N_, Problem

PREFIX = "TRACKER_"
NAMES = (
    *("DATABASE_URI", "SECRET_KEY", "FIELD_KEY", "LOCALE", "TIMEZONE", "ATTACHMENT_MB"),
    *("REPORT_FOLDER", "SMTP_HOST", "SMTP_PORT", "SMTP_SECURITY", "SMTP_USER", "SMTP_PASSWORD"),
    *("SMTP_FROM", "SMTP_TIMEOUT"),
)
DEFAULT_LOCALE = "zh_Hans_CN"
LOCALES = (DEFAULT_LOCALE, "en")
MAX_UPLOAD = 50 * 1024 * 1024
"""The largest request body (bytes): a ledger of 100,000 rows is about 20 MB."""
CHOICES = {"LOCALE": LOCALES, "SMTP_SECURITY": ("starttls", "tls", "none")}
"""Setting -> what it can be."""
RANGES = {"ATTACHMENT_MB": (1, 1024), "SMTP_PORT": (1, 65535), "SMTP_TIMEOUT": (1, 600)}
"""Setting -> the least and the most of its whole numbers."""
MAY_BE_BLANK = {"SMTP_PORT"}
"""Without a number of its own the security says it."""
REST_OF_A_FORM = 1024 * 1024
FILES_AT_ONCE = 4
"""As many files of the largest size may be attached by one request; smaller ones more."""


class BrokenSettings(Exception):
    """The program cannot start with these settings; ``problem`` says why."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem("", message, values)
        super().__init__(str(self.problem))


def instance_path() -> str:
    """Where the ledger and the keys live."""
    chosen = os.environ.get(f"{PREFIX}INSTANCE_PATH")
    return str(Path(chosen).absolute()) if chosen else default_instance()


def default_instance() -> str:
    """``instance/`` of the checkout; outside a checkout ``instance/`` where one stands."""
    checkout = Path(__file__).resolve().parent.parent
    home = checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
    return str(home / "instance")


def template_folder() -> str:
    """In a wheel the templates lie inside the package, in a checkout beside it."""
    here = Path(__file__).resolve().parent
    inside = here / "templates"
    return str(inside if inside.is_dir() else here.parent / "templates")


def migrations_folder() -> str:
    return str(Path(__file__).resolve().parent / "migrations")


def configure(app: Flask, overrides: dict[str, object] | None) -> None:
    """Fill ``app.config``; the secret key is made once and kept in the instance folder."""
    folder = Path(app.instance_path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        app.config.update(_defaults(folder))
        _read_file(app, folder / "config.py")
        for name in NAMES:
            if value := os.environ.get(PREFIX + name):
                app.config[name] = value
        app.config.update(overrides or {})
        if not app.config.get("SECRET_KEY"):
            app.config["SECRET_KEY"] = kept_key(folder / "secret_key")
    except OSError as error:
        raise BrokenSettings(
            N_("The instance folder %(folder)s cannot be used: %(reason)s."),
            folder=folder,
            reason=error.strerror or error,
        ) from error
    _check(app)
    app.config["MAX_ATTACHMENT"] = int(app.config["ATTACHMENT_MB"]) * 1024 * 1024
    app.config["MAX_ATTACHED"] = FILES_AT_ONCE * app.config["MAX_ATTACHMENT"] + REST_OF_A_FORM
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["DATABASE_URI"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["LOCALE"]
    app.config["BABEL_DEFAULT_TIMEZONE"] = app.config["TIMEZONE"]


def _defaults(folder: Path) -> dict[str, object]:
    return {
        "LOCALE": DEFAULT_LOCALE,
        "TIMEZONE": "Asia/Shanghai",
        "DATABASE_URI": f"sqlite:///{folder / 'tracker.sqlite'}",
        "ATTACHMENT_MB": 50,
        "REPORT_FOLDER": "",
        "SMTP_HOST": "",
        "SMTP_PORT": "",
        "SMTP_SECURITY": "starttls",
        "SMTP_USER": "",
        "SMTP_PASSWORD": "",
        "SMTP_FROM": "",
        "SMTP_TIMEOUT": 30,
        "DEMO": False,
        "EXPORT_PATIENCE": 3.0,  # seconds that a request waits for a file before it tells so
        "MAX_CONTENT_LENGTH": MAX_UPLOAD,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 8 * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "API_TITLE": "Mediation tracker",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/api/v1",
    }


def _read_file(app: Flask, path: Path) -> None:
    """``instance/config.py``, which may write the names with or without the prefix."""
    try:
        app.config.from_pyfile(str(path), silent=True)
    except Exception as error:  # it is a program of the office's own: anything may go wrong in it
        raise BrokenSettings(
            N_("%(file)s cannot be read: %(reason)s"), file=path, reason=_first_line(error)
        ) from error
    app.config.update({k[len(PREFIX) :]: v for k, v in app.config.items() if k.startswith(PREFIX)})


def _check(app: Flask) -> None:
    for name, choices in CHOICES.items():
        if app.config[name] not in choices:
            raise _out_of_range(name, app.config[name], ", ".join(choices))
    for name, (least, most) in RANGES.items():
        number = str(app.config[name])
        if not number and name in MAY_BE_BLANK:
            continue
        if not (re.fullmatch("[0-9]{1,5}", number) and least <= int(number) <= most):
            raise _out_of_range(name, number, f"{least}-{most}")
    try:
        ZoneInfo(app.config["TIMEZONE"])
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise BrokenSettings(
            N_("%(name)s is %(value)s, which is no time zone; one is Asia/Shanghai."),
            name=f"{PREFIX}TIMEZONE",
            value=app.config["TIMEZONE"],
        ) from error


def _out_of_range(name: str, value: object, choices: str) -> BrokenSettings:
    return BrokenSettings(
        N_("%(name)s is %(value)s; it can be: %(choices)s."),
        name=PREFIX + name,
        value=value,
        choices=choices,
    )


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def demo_settings() -> dict[str, object]:
    """The sample ledger lies beside the real one in a file of its own."""
    path = Path(instance_path()) / "demo.sqlite"
    return {"DATABASE_URI": f"sqlite:///{path}", "DEMO": True}


def kept_key(path: Path) -> str:
    """The key in the file, made on first need and readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written_key(path)
    with os.fdopen(handle, "w") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def _written_key(path: Path) -> str:
    """Another process may be just about to write it."""
    for _ in range(50):
        if key := path.read_text("ascii").strip():
            return key
        time.sleep(0.02)
    raise BrokenSettings(N_("%(file)s is empty; remove it, and a new key is made."), file=path)
