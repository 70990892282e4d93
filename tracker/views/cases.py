"""The list of cases: finding them, and taking the found ones along as a file.

Each case's own pages stand in ``case_pages`` and ``case_step_pages``, on the same blueprint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_

from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.forms.fields import clean_text
from tracker.i18n import told
from tracker.indicators.quality.listed import is_dear, listed
from tracker.indicators.remembered import remembered
from tracker.permissions import Permission
from tracker.queries.cases import PAGE_SIZE, Totals, case_rows, case_totals, count_cases, order_of
from tracker.queries.paging import Page
from tracker.reports.ledger import ledger_table
from tracker.reports.ledger_files import CSV, XLSX, write_csv, write_xlsx
from tracker.services.exports import demand_people, record_export
from tracker.views import cursors
from tracker.views.case_address import Wanted, wanted_of
from tracker.views.case_lines import lines_of
from tracker.views.case_list import chips, filter_form, headings, kept_args, origin, tabs
from tracker.views.export_work import Export, deliver
from tracker.views.guard import current_actor, current_scope, permit

bp = Blueprint("cases", __name__)

SUMMED_AT_ONCE = 10_000
"""Cases of which the whole ledger's sums are shown; of a larger one, those of what is chosen."""

FORMATS = {"xlsx": (write_xlsx, XLSX), "csv": (write_csv, CSV)}


@bp.get("/cases")
@permit(Permission.SEE_CASES)
def index() -> ResponseReturnValue:
    session, scope, actor = db.session(), current_scope(), current_actor()
    wanted = wanted_of(request.args, actor)
    if wanted.differs_from(request.args):
        return redirect(wanted.href())
    page, totals = Page([]), None
    if not wanted.problems:
        cursor = cursors.read(request.args.get("at"), wanted.sort, order_of(wanted.sort))
        wanted = _with_cases_found(wanted)
        page = case_rows(session, scope, wanted.filter, wanted.sort, cursor, PAGE_SIZE)
        if cursor is not None and not page.rows:
            return redirect(wanted.href())
        totals = _totals(wanted)
    form = filter_form(session, scope, wanted)
    return render_template(
        "cases/index.html",
        wanted=wanted,
        origin=origin(wanted),
        form=form,
        kept=kept_args(wanted),
        tabs=tabs(wanted),
        chips=chips(session, scope, wanted, form),
        headings=list(headings(wanted)),
        lines=lines_of(session, actor, page.rows),
        totals=totals,
        newer=wanted.page(cursors.written(page.newer, wanted.sort)),
        older=wanted.page(cursors.written(page.older, wanted.sort)),
    )


def _with_cases_found(wanted: Wanted) -> Wanted:
    """The same, where finding the cases of its figure is dear with these already found."""
    if wanted.drill is None or not is_dear(wanted.drill):
        return wanted
    found = listed(db.session(), current_scope(), wanted.drill).condition
    return replace(wanted, filter=replace(wanted.filter, extra=found))


def _totals(wanted: Wanted) -> Totals:
    """How many cases, with their sums unless these would be of years upon years."""
    session, scope = db.session(), current_scope()
    if wanted.filter.is_empty:
        count = count_cases(session, scope, wanted.filter)
        if count > SUMMED_AT_ONCE:
            return Totals(count)
    if wanted.drill is None or not is_dear(wanted.drill):
        return case_totals(session, scope, wanted.filter)
    return remembered(
        session,
        scope,
        (case_totals, scope, wanted.drill, wanted.filter, clock.today()),
        lambda: case_totals(session, scope, wanted.filter),
    )


@bp.post("/cases/export.<any(xlsx, csv):form>")
@permit(Permission.EXPORT_CASES)
def export(form: str) -> ResponseReturnValue:
    """The filter is that of the list's address; what the file holds goes on record first."""
    actor, scope = current_actor(), current_scope()
    wanted = wanted_of(request.args, actor)
    if wanted.problems:
        abort(400)
    unmasked = bool(request.form.get("unmasked"))
    reason = clean_text(request.form.get("reason", ""))
    try:
        if unmasked:
            demand_people(actor, reason)
    except Refused as refused:
        flash(" ".join(told(problem) for problem in refused.problems), "error")
        return redirect(wanted.href())
    write, media_type = FORMATS[form]
    needs = Permission.EXPORT_UNMASKED if unmasked else Permission.EXPORT_CASES
    name = f"cases-{clock.today().isoformat()}.{form}"

    def written(target: BinaryIO, tell: Tell) -> int:
        session = db.session()
        condition = and_(scope.holds(), *wanted.filter.conditions(session))
        return write(ledger_table(session, condition, unmasked=unmasked, tell=tell), target)

    def record(cases: int) -> object:
        return record_export(
            db.session(),
            actor,
            cases=cases,
            form=form,
            unmasked=unmasked,
            reason=reason,
            chosen=wanted.args.to_dict(flat=False),
        )

    return deliver(Export(name, media_type, needs, written, record))
