"""The center's own settings: how long a mediation may take, and when it is warned of."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.settings import SettingsForm
from tracker.models import Center
from tracker.permissions import Permission
from tracker.services import centers
from tracker.views.admin import bp, form_page, written
from tracker.views.guard import current_actor, permit


@bp.route("/settings", methods=["GET", "POST"])
@permit(Permission.MANAGE_SETTINGS)
def settings() -> ResponseReturnValue:
    actor = current_actor()
    form = SettingsForm(obj=db.session.get_one(Center, actor.center_id))
    if written(
        form,
        lambda: centers.change_settings(db.session(), actor, form.settings()),
        _("The change is saved."),
    ):
        return redirect(url_for(".settings"))
    return form_page("admin/settings.html", form)
