"""Signing in and out, the own password, the language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from tracker import database
from tracker.config import LOCALES
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.accounts import LoginForm, PasswordForm
from tracker.forms.problems import put_beside
from tracker.services import accounts, audit, passwords, sign_in
from tracker.views.guard import current_actor, open_to_all, permit

bp = Blueprint("accounts", __name__)


@bp.route("/login", methods=["GET", "POST"])
@open_to_all
def login() -> ResponseReturnValue:
    database.only_read(True)  # hashing a password takes long: nobody waits for it
    if current_user.is_authenticated:
        return redirect(_next_page())
    form = LoginForm()
    if form.validate_on_submit():
        tried = sign_in.attempt(db.session(), form.name.data, form.password.data)
        database.begin_writing()
        try:
            account = sign_in.sign_in(db.session(), tried, form.password.data)
        except Refused as refused:
            put_beside(form, refused.problems)
            db.session.commit()  # the refused attempt stays on record
        else:
            locale = session.get("locale")
            session.clear()
            session.permanent = True
            if locale:
                session["locale"] = locale
            login_user(account)
            db.session.commit()
            return redirect(_next_page())
    return render_template("accounts/login.html", form=form), 422 if form.errors else 200


@bp.post("/logout")
@permit()
def logout() -> ResponseReturnValue:
    audit.record(db.session(), current_actor(), "account.sign_out", current_user)
    logout_user()
    session.clear()
    db.session.commit()
    return redirect(url_for(".login"))


@bp.route("/password", methods=["GET", "POST"])
@permit()
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        if not passwords.verify(current_user.password_hash, form.current.data):
            form.current.errors = [_("The current password is not right.")]
        else:
            try:
                accounts.set_password(
                    db.session(), current_actor(), current_user, form.password.data
                )
                db.session.commit()
            except Refused as refused:
                put_beside(form, refused.problems)
            else:
                login_user(current_user)
                flash(_("The password is changed."), "success")
                return redirect(url_for("desk.show"))
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200


@bp.post("/locale/<locale>")
@open_to_all
def choose_locale(locale: str) -> ResponseReturnValue:
    if locale not in LOCALES:
        abort(404)
    session["locale"] = locale
    return redirect(_next_page())


def _next_page() -> str:
    """Where the person wanted to go, if it is a page of ours."""
    wanted = request.args.get("next") or request.form.get("next") or ""
    parts = urlsplit(wanted)
    own = not parts.scheme and not parts.netloc and wanted.startswith("/") and "\\" not in wanted
    return wanted if own and not wanted.startswith("//") else url_for("desk.show")
