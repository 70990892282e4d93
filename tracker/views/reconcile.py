"""A published report held against the ledger: the text marked up in place, and as a file."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.reconcile import ReconcileForm
from tracker.permissions import Permission, allows
from tracker.queries.case_lists import centers_of
from tracker.reconcile.files import write_result
from tracker.reconcile.many import Source, read_reports, write_reports
from tracker.reconcile.marked import pieces
from tracker.reconcile.tables import changes_table, checks_table, counted
from tracker.reconcile.telling import left_out_words
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.exports import Taken, record_figures
from tracker.views.figure_tables import page_table
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.reconcile_asked import asked_of, text_in
from tracker.views.reconcile_lines import lines_of

bp = Blueprint("reconcile", __name__)
ONE_BY_ONE = N_("Several reports at once become a workbook: choose “Workbook” below.")


@bp.route("/reconcile", methods=["GET", "POST"])
@permit(Permission.SEE_FIGURES)
def show() -> ResponseReturnValue:
    """Asked by POST, since a report is longer than an address; nothing is written."""
    form = ReconcileForm()
    if request.method == "GET" and form.year.data is None:
        form.year.data = clock.today().year - 1
    if form.validate_on_submit():
        try:
            if len(form.files) > 1:
                raise Refused(Problem("file", ONE_BY_ONE))
            form.text.data = text_in(form)
        except Refused as refused:
            put_beside(form, refused.problems)
        else:
            return marked(form)
    return _page(form)


@bp.post("/reconcile.<any(docx, xlsx, json):ending>")
@permit(Permission.EXPORT_CASES)
def export(ending: str) -> ResponseReturnValue:
    """The same as a file to be taken along; several reports as one workbook."""
    form, target = ReconcileForm(), io.BytesIO()
    if not form.validate():
        return _page(form)
    asked = asked_of(form)
    try:
        if len(form.files) > 1 and ending == "xlsx":
            sources = [Source(one.filename or "", one.read) for one in form.files]
            reports = read_reports(sources, asked.of, lambda _done, _total: None)
            write_reports(reports, asked.above(), target)
        else:
            write_result(asked.of(text_in(form)), asked.above(), ending, target)
    except Refused as refused:
        put_beside(form, refused.problems)
        return _page(form)
    taken = Taken(asked.center.code, Period.year(asked.year), asked.basis, ending)
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[ending],
        f"reconcile-{asked.year}.{ending}",
        lambda: record_figures(db.session(), current_actor(), "export.reconciliation", taken),
    )


def marked(form: ReconcileForm) -> str:
    """The page that answers the form: the text with its figures marked in place."""
    asked = asked_of(form)
    result = asked.of(form.text.data)
    return render_template(
        "reconcile/result.html",
        form=form,
        asked=asked,
        result=result,
        pieces=list(pieces(result)),
        left_out=left_out_words(result),
        counted=[] if result.alone else counted(result),
        lines=lines_of(
            result,
            asked.picks,
            may_choose=allows(current_actor(), Permission.CHOOSE_MEANINGS),
        ),
        changes=page_table(changes_table(result, asked.picks)),
        checks=page_table(checks_table(result)),
    )


def _page(form: ReconcileForm) -> ResponseReturnValue:
    """The form, with what is wrong in it."""
    centers = centers_of(db.session(), current_scope())
    shown = render_template("reconcile/show.html", form=form, centers=centers)
    return shown, 422 if form.errors else 200
