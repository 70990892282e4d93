"""The year's targets of the own center: set, changed, removed, copied from the year before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.targets import TARGETED
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.targets import CopyForm, TargetForm, TargetValueForm, TargetVersionForm
from tracker.forms.whole_numbers import whole
from tracker.i18n import told
from tracker.indicators.definitions import BY_KEY
from tracker.models import Organisation, Target
from tracker.permissions import Permission
from tracker.queries import office
from tracker.queries.paging import LARGEST
from tracker.reports.targets import target_words
from tracker.services import targets as service
from tracker.views.guard import current_actor, permit
from tracker.views.statistics.frame import bp


@bp.route("/statistics/targets/new", methods=["GET", "POST"])
@permit(Permission.SET_TARGETS)
def add_target() -> ResponseReturnValue:
    form = TargetForm(data={"year": request.args.get("year", type=int) or clock.today().year})
    form.offer(office.choices(db.session(), Organisation, current_actor().center_id))
    if form.validate_on_submit():
        draft = form.draft()
        if _written(form, lambda: service.add(db.session(), current_actor(), draft)):
            flash(_("The target is set."), "success")
            return _back(draft.year)
    return _page(form, form.year.data, [form.year, form.organisation_id, form.figure, form.value])


@bp.route("/statistics/targets/<int:target_id>", methods=["GET", "POST"])
@permit(Permission.SET_TARGETS)
def change_target(target_id: int) -> ResponseReturnValue:
    form = TargetValueForm()
    year = _own(target_id).year
    if form.validate_on_submit():
        asked = target_id, form.value.data or "", _version(form)
        if _written(form, lambda: service.change(db.session(), current_actor(), *asked)):
            flash(_("The change is saved."), "success")
            return _back(year)
    return _value_page(form, _own(target_id))


def _value_page(form: TargetValueForm, row: Target) -> ResponseReturnValue:
    """The target as it stands now, with what was typed."""
    form.version.data = str(row.version)
    if not form.is_submitted():
        form.value.data = TARGETED[row.figure].scale.written(row.value)
    organisation = db.session.get(Organisation, (row.center_id, row.organisation_id or 0))
    return _page(
        form,
        row.year,
        [form.value],
        row=row,
        whose=organisation.name if organisation else _("Whole center"),
        figure=BY_KEY[row.figure].name,
        words=target_words(row.figure, row.value),
    )


@bp.post("/statistics/targets/<int:target_id>/remove")
@permit(Permission.SET_TARGETS)
def remove_target(target_id: int) -> ResponseReturnValue:
    year, form = _own(target_id).year, TargetVersionForm()
    if not form.validate_on_submit():
        abort(400)
    asked = target_id, _version(form)
    _done(
        lambda: service.remove(db.session(), current_actor(), *asked), _("The target is removed.")
    )
    return _back(year)


@bp.post("/statistics/targets/copy")
@permit(Permission.SET_TARGETS)
def copy_targets() -> ResponseReturnValue:
    form = CopyForm()
    if not form.validate_on_submit():
        abort(400)
    year = form.year.data
    _done(
        lambda: service.copy_year(db.session(), current_actor(), year),
        _("The targets of %(year)s are copied.", year=year - 1),
    )
    return _back(year)


def _own(target_id: int) -> Target:
    """The own center's target of that id; 404 where there is none."""
    key = (current_actor().center_id, target_id)
    row = db.session.get(Target, key) if target_id <= LARGEST else None
    return row if row is not None and row.figure in TARGETED else abort(404)


def _version(form: Any) -> int:
    """What the page said; -1, which no target has, for anything else."""
    return -1 if (number := whole(form.version.data)) is None else number


def _written(form: Any, write: Callable[[], object]) -> bool:
    """Whether the service did it; else what is wrong stands in the form."""
    try:
        write()
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        put_beside(form, refused.problems)
        return False
    return True


def _done(write: Callable[[], object], said: str) -> None:
    """A single step without a page of its own."""
    try:
        write()
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        for problem in refused.problems:
            flash(told(problem), "error")
        return
    flash(said, "success")


def _page(form: Any, year: int | None, fields: list[Any], **values: Any) -> ResponseReturnValue:
    """The form's page; 422 when it comes back with errors."""
    shown = render_template("statistics/target.html", form=form, year=year, fields=fields, **values)
    return shown, 422 if form.errors else 200


def _back(year: int) -> ResponseReturnValue:
    return redirect(url_for(".targets", year=year))
