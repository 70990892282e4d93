"""``/statistics/views``: one's own saved views, how each is sent, and what was sent."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from tracker import clock, database
from tracker.domain.months import Month
from tracker.domain.problems import Refused
from tracker.domain.saved_views import FileForm, plain_name
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.saved_views import NewViewForm, ViewForm
from tracker.i18n import told
from tracker.models import ReportRun, SavedView, Subscription
from tracker.permissions import Permission
from tracker.queries.paging import LARGEST
from tracker.queries.saved_views import own_runs, own_view, own_views
from tracker.reports.delivery import NotDelivered, mail
from tracker.reports.heading import days_of
from tracker.reports.page_reports import PAGE_REPORTS
from tracker.reports.papers.pdf import NoFont
from tracker.reports.question import chosen_period, question_of
from tracker.reports.report_files import REPORT_TYPES, report_file
from tracker.reports.view_reports import kept_args, view_args, view_report
from tracker.services import saved_views as service
from tracker.views.files import attachment
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.statistics.frame import PAGES, bp, page
from tracker.views.statistics.question import asked_question


@bp.get("/statistics/views")
@permit(Permission.SUBSCRIBE)
def saved_views() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    return page(
        "statistics/saved_views.html",
        asked_question(),
        views=own_views(session, actor),
        runs=own_runs(session, actor),
        **_words(),
    )


@bp.route("/statistics/views/new", methods=["GET", "POST"])
@permit(Permission.SUBSCRIBE)
def save_view() -> ResponseReturnValue:
    """What the form beneath a page sends; the question is read again and kept in our own words."""
    form = NewViewForm(page=request.args.get("page"), args=request.args.get("args"))
    report = PAGE_REPORTS.get(form.page.data or "") or abort(404)
    asked = MultiDict(parse_qsl(form.args.data or ""))
    question = question_of(db.session(), current_scope(), current_actor().center_id, asked)
    if question is None:
        abort(404)
    if form.validate_on_submit():
        args = kept_args(question, report.own, question.period)
        try:
            service.save(
                db.session(),
                current_actor(),
                form.draft(),
                form.page.data,
                args,
                str(get_locale()),
            )
            db.session.commit()
            flash(_("The view is saved."), "success")
            return redirect(url_for(".saved_views"))
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
    named = str(_(report.name))
    shown = page("statistics/new_view.html", asked_question(), written=form, page_name=named)
    return shown, 422 if form.errors or form.form_errors else 200


@bp.route("/statistics/views/<int:view_id>", methods=["GET", "POST"])
@permit(Permission.SUBSCRIBE)
def saved_view(view_id: int) -> ResponseReturnValue:
    """Its name, its days, and how it is sent."""
    view, subscription = _own(view_id)
    form = ViewForm(**_values(view, subscription))
    if form.validate_on_submit():
        session, actor = db.session(), current_actor()
        try:
            service.change(session, actor, view, form.draft())
            if form.active.data or subscription is not None:
                service.subscribe(session, actor, view, form.subscription())
            session.commit()
            flash(_("The change is saved."), "success")
            return redirect(url_for(".saved_views"))
        except Refused as refused:
            session.rollback()
            put_beside(form, refused.problems)
    shown = page(
        "statistics/saved_view.html",
        asked_question(),
        view=view,
        written=form,
        runs=own_runs(db.session(), current_actor(), view_id),
        lacking=_lacking(),
        **_words(),
    )
    return shown, 422 if form.errors or form.form_errors else 200


@bp.post("/statistics/views/<int:view_id>/remove")
@permit(Permission.SUBSCRIBE)
def remove_view(view_id: int) -> ResponseReturnValue:
    view, _subscription = _own(view_id)
    service.remove(db.session(), current_actor(), view)
    db.session.commit()
    flash(_("The view is removed."), "success")
    return redirect(url_for(".saved_views"))


@bp.get("/statistics/views/<int:view_id>.<any(xlsx, pdf):form>")
@permit(Permission.SUBSCRIBE)
def export_view(view_id: int, form: str) -> ResponseReturnValue:
    """The report as it would be sent now, or of an earlier month; it counts as no sending.

    It is made before the line in the trail is begun, so that nobody waits for it.
    """
    view, _subscription = _own(view_id)
    session, month = db.session(), _asked_month()
    kind = next(one for one in FileForm if one.value == form)
    try:
        content = report_file(view_report(session, current_user, view, month), kind)
    except (NotDelivered, NoFont) as error:
        flash(told(error.problem), "error")
        return redirect(url_for(".saved_views"))
    name = f"{plain_name(view.name)}-{month}.{form}"
    database.begin_writing()
    view, _subscription = _own(view_id)  # which may have been removed meanwhile
    service.record_download(session, current_actor(), view, form)
    session.commit()
    return attachment(content, REPORT_TYPES[kind], name)


def view_address(view: SavedView) -> str:
    """The page of the view, asked as it was saved, of the days that it means today."""
    args = view_args(view, _ended())
    if view.page == "subsidies":
        month = Month.of(chosen_period(args).period.end)
        return url_for("statistics.subsidy_list", month=month, center=args.get("center"))
    endpoint = next((one.endpoint for one in PAGES if one.report == view.page), None)
    kept = args.to_dict(flat=False)
    return url_for(endpoint or "statistics.show", **kept)  # type: ignore[arg-type] # may be lists


def _words() -> dict[str, object]:
    """What the lists say of a view and of a run."""

    def days(view: SavedView) -> str:
        period = chosen_period(view_args(view, _ended())).period
        return days_of(period.start, period.end)

    def of_run(run: ReportRun, view: SavedView, form: str) -> str:
        month = str(run.of_month)
        return url_for("statistics.export_view", view_id=view.id, form=form, month=month)

    def page_name(view: SavedView) -> str:
        return str(_(PAGE_REPORTS[view.page].name)) if view.page in PAGE_REPORTS else view.page

    return {"address": view_address, "days": days, "of_run": of_run, "page_name": page_name}


def _own(view_id: int) -> tuple[SavedView, Subscription | None]:
    """404 for a view that is not one's own."""
    found = own_view(db.session(), current_actor(), view_id) if view_id <= LARGEST else None
    view, subscription = found or abort(404)
    return view, subscription


def _values(view: SavedView, subscription: Subscription | None) -> dict[str, object]:
    kept: dict[str, object] = {"name": view.name, "span": view.span}
    if subscription is not None:
        names = ("active", "form", "way", "address")
        kept |= {name: getattr(subscription, name) for name in names}
    return kept


def _lacking() -> list[str]:
    """What the server cannot do yet."""
    found = []
    try:
        mail.MailServer.of(current_app.config)
    except NotDelivered:
        found.append(_("This server sends no e-mail yet: whoever runs it has to set that up."))
    if not current_app.config["REPORT_FOLDER"]:
        found.append(_("This server has no folder for reports yet: whoever runs it sets one."))
    return found


def _ended() -> Month:
    return Month.of(clock.today()).later(-1)


def _asked_month() -> Month:
    """The month that has ended, or an earlier one that the address names."""
    try:
        asked = Month.read(request.args.get("month", str(_ended())))
    except ValueError:
        abort(404)
    return asked if asked <= _ended() else abort(404)
