"""The frozen years of the center, for who may withdraw one: no figure stands here."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.frozen_years import UnfreezeForm
from tracker.permissions import Permission
from tracker.queries.frozen_years import all_versions
from tracker.services import frozen_years as service
from tracker.views.admin import bp, form_page, written
from tracker.views.guard import current_actor, permit


@bp.get("/frozen-years")
@permit(Permission.UNFREEZE_YEARS)
def frozen_years() -> ResponseReturnValue:
    rows = all_versions(db.session(), current_actor().center_id)
    return render_template("admin/frozen_years.html", rows=rows)


@bp.route("/frozen-years/<int:year>/<int:number>/unfreeze", methods=["GET", "POST"])
@permit(Permission.UNFREEZE_YEARS)
def unfreeze(year: int, number: int) -> ResponseReturnValue:
    form = UnfreezeForm()
    if written(
        form,
        lambda: service.unfreeze(
            db.session(), current_actor(), year, form.reason.data or "", number
        ),
        _("Version %(number)s of %(year)s is withdrawn.", number=number, year=year),
    ):
        return redirect(url_for(".frozen_years"))
    return form_page("admin/unfreeze.html", form, year=year, number=number)
