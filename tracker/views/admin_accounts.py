"""Accounts: listed, added, changed, disabled, given a new password."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.admin import AccountForm, NewPasswordForm, PlaceForm
from tracker.models import Account, Mediator, Organisation
from tracker.permissions import Permission
from tracker.queries import office
from tracker.services import accounts as service
from tracker.views.admin import bp, done, form_page, own, written
from tracker.views.guard import current_actor, permit


@bp.get("/accounts")
@permit(Permission.MANAGE_ACCOUNTS)
def accounts() -> ResponseReturnValue:
    lines = office.accounts(db.session(), current_actor().center_id)
    return render_template("admin/accounts.html", lines=lines)


@bp.route("/accounts/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_ACCOUNTS)
def add_account() -> ResponseReturnValue:
    form = AccountForm()
    _offer(form)
    if written(
        form,
        lambda: service.add(
            db.session(),
            current_actor(),
            form.name.data,
            form.role.data,
            form.password.data,
            form.organisation.data,
            form.mediator.data,
        ),
        _("The account is added."),
    ):
        return redirect(url_for(".accounts"))
    return form_page("admin/account.html", form)


@bp.route("/accounts/<int:account_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_ACCOUNTS)
def account(account_id: int) -> ResponseReturnValue:
    row = own(Account, account_id)
    form = PlaceForm(
        data={"role": row.role, "organisation": row.organisation_id, "mediator": row.mediator_id}
    )
    _offer(form, row)
    if written(
        form,
        lambda: service.change(
            db.session(),
            current_actor(),
            row,
            form.role.data,
            form.organisation.data,
            form.mediator.data,
        ),
        _("The account is changed."),
    ):
        return redirect(url_for(".accounts"))
    return form_page("admin/account.html", form, account=row)


@bp.route("/accounts/<int:account_id>/password", methods=["GET", "POST"])
@permit(Permission.MANAGE_ACCOUNTS)
def account_password(account_id: int) -> ResponseReturnValue:
    row = own(Account, account_id)
    form = NewPasswordForm()
    if written(
        form,
        lambda: service.set_password(db.session(), current_actor(), row, form.password.data),
        _("The new password holds from now on."),
    ):
        return redirect(url_for(".account", account_id=account_id))
    return form_page("admin/account_password.html", form, account=row)


@bp.post("/accounts/<int:account_id>/disable")
@permit(Permission.MANAGE_ACCOUNTS)
def disable_account(account_id: int) -> ResponseReturnValue:
    row = own(Account, account_id)
    done(
        lambda: service.set_active(db.session(), current_actor(), row, False),
        _("The account is disabled; whoever used it is signed out."),
    )
    return redirect(url_for(".account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/enable")
@permit(Permission.MANAGE_ACCOUNTS)
def enable_account(account_id: int) -> ResponseReturnValue:
    row = own(Account, account_id)
    done(
        lambda: service.set_active(db.session(), current_actor(), row, True),
        _("The account can be used again."),
    )
    return redirect(url_for(".account", account_id=account_id))


def _offer(form: PlaceForm, row: Account | None = None) -> None:
    center_id = current_actor().center_id
    form.offer(
        office.choices(db.session(), Organisation, center_id, row and row.organisation_id),
        office.choices(db.session(), Mediator, center_id, row and row.mediator_id),
    )
