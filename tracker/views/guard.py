"""Deny by default: a view without ``@permit`` or ``@open_to_all`` is closed to everyone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, Response, abort, current_app, g, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

from tracker import database
from tracker.extensions import db, login_manager
from tracker.models import Account
from tracker.permissions import Actor, Forbidden, Permission, allows
from tracker.queries.scope import Scope, actor_of, scope_of

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
SIGNED_IN = "signed in"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


TAKES_FILES = frozenset({"cases.attach"})
"""Endpoints that take several files at once; every other request is shorter."""


class PlainRequest(Request):
    """No NUL in the address's arguments: nobody types one, and PostgreSQL takes none."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        given = super().args
        return ImmutableMultiDict(
            (name, value.replace("\0", "")) for name, value in given.items(multi=True)
        )


class SecureWhenHttps(SecureCookieSessionInterface):
    """A session that began under https is never sent without it."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return super().get_cookie_secure(app) or request.is_secure


def permit(*permissions: Permission) -> Callable[[View], View]:
    """The view is for those who hold any of the permissions; none named: anyone signed in."""

    def mark(view: View) -> View:
        view.permitted = permissions or SIGNED_IN  # type: ignore[attr-defined] # a mark on the view
        return view

    return mark


def open_to_all(view: View) -> View:
    """The short list of pages before login."""
    view.permitted = None  # type: ignore[attr-defined] # a mark on the view
    return view


def current_actor() -> Actor:
    """Who is asking; only inside a guarded view."""
    return actor_of(current_user)


def current_scope() -> Scope:
    """What the actor may see, asked once a request."""
    if "scope" not in g:
        g.scope = scope_of(db.session(), current_actor())
    scope: Scope = g.scope
    return scope


def init_app(app: Flask) -> None:
    app.request_class = PlainRequest
    app.session_interface = SecureWhenHttps()
    app.url_value_preprocessor(_let_files_in)
    app.before_request(_check)
    app.after_request(_harden)
    app.teardown_request(lambda _error: database.only_read(False))
    login_manager.user_loader(_load_account)
    app.add_template_global(_allows, "allows")


def _let_files_in(endpoint: str | None, _values: object) -> None:
    """Asked before anything reads the form, as the check of its token does; no stranger's files."""
    sends = endpoint in TAKES_FILES and request.method == "POST"
    if sends and current_user.is_authenticated:
        request.max_content_length = current_app.config["MAX_ATTACHED"]


def _check() -> ResponseReturnValue | None:
    database.only_read(request.method in ("GET", "HEAD"))
    if request.endpoint is None or request.endpoint == "static":
        return None
    permitted = _permitted()
    if permitted is None:
        return None
    if not current_user.is_authenticated:
        return sign_in_first()
    if permitted is SIGNED_IN or any(allows(current_actor(), one) for one in permitted):
        return None
    raise Forbidden(request.endpoint)


def is_open() -> bool:
    """Whether strangers may send what is being sent."""
    return request.endpoint is None or _permitted() is None


def _permitted() -> Any:
    """The mark of the view that is asked for; closed where it has none."""
    return getattr(current_app.view_functions[request.endpoint or ""], "permitted", ())


def sign_in_first() -> ResponseReturnValue:
    """The answer to whoever is not signed in, or not any more.

    A form that was sent too late leads back to its page, where its draft waits; scripts, which
    ask for JSON, read the status.
    """
    if request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json":
        abort(401)
    page = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    wanted = request.full_path.rstrip("?") if page else None
    return redirect(url_for("accounts.login", next=wanted))


def _allows(name: str) -> bool:
    """For templates: whether the reader holds the permission."""
    return current_user.is_authenticated and allows(current_actor(), Permission[name])


def _load_account(key: str) -> Account | None:
    """The account of the session's cookie, if it is active and the session not outdated."""
    try:
        center_id, account_id, epoch = (int(part) for part in key.split("-"))
    except ValueError:
        return None
    account = db.session.get(Account, (center_id, account_id))
    if account is None or not account.active or account.session_epoch != epoch:
        return None
    return account


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
