"""A published report held against the ledger: the text marked up in place, and as a file."""

from __future__ import annotations

import io

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.reconcile import ReconcileForm
from tracker.indicators.drill import BASES
from tracker.permissions import Permission, allows
from tracker.queries.case_lists import centers_of
from tracker.reconcile.files import write_result
from tracker.reconcile.marked import pieces
from tracker.reconcile.tables import checks_table, counted
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.exports import Taken, record_figures
from tracker.views.figure_tables import page_table
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.reconcile_asked import answer_of, text_in
from tracker.views.reconcile_lines import lines_of

bp = Blueprint("reconcile", __name__)


@bp.route("/reconcile", methods=["GET", "POST"])
@permit(Permission.SEE_FIGURES)
def show() -> ResponseReturnValue:
    """Asked by POST, since a report is longer than an address; nothing is written."""
    form = ReconcileForm()
    if request.method == "GET" and form.year.data is None:
        form.year.data = clock.today().year - 1
    if form.validate_on_submit():
        try:
            form.text.data = text_in(form)
        except Refused as refused:
            put_beside(form, refused.problems)
        else:
            return marked(form)
    centers = centers_of(db.session(), current_scope())
    shown = render_template("reconcile/show.html", form=form, centers=centers)
    return shown, 422 if form.errors else 200


@bp.post("/reconcile.<any(docx, xlsx, json):form>")
@permit(Permission.EXPORT_CASES)
def export(form: str) -> ResponseReturnValue:
    """The same text asked again, as a file to be taken along."""
    asked = ReconcileForm()
    if not asked.validate() or not asked.text.data:
        abort(400)
    answer = answer_of(asked)
    result, target = answer.result, io.BytesIO()
    write_result(result, answer.above(), form, target)
    basis = BASES[asked.basis.data]
    taken = Taken(answer.center.code, Period.year(result.year), basis, form)
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        f"reconcile-{result.year}.{form}",
        lambda: record_figures(db.session(), current_actor(), "export.reconciliation", taken),
    )


def marked(form: ReconcileForm) -> str:
    """The page that answers the form: the text with its figures marked in place."""
    answer = answer_of(form)
    result = answer.result
    return render_template(
        "reconcile/result.html",
        form=form,
        answer=answer,
        result=result,
        pieces=list(pieces(result)),
        counted=[] if result.alone else counted(result),
        lines=lines_of(
            result,
            answer.picks,
            may_choose=allows(current_actor(), Permission.CHOOSE_MEANINGS),
        ),
        checks=page_table(checks_table(result)),
    )
