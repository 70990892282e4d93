"""The frozen versions of a year, each beside the ledger of now; and the step that freezes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.frozen_years import FreezeForm
from tracker.forms.problems import put_beside
from tracker.indicators.frozen_years import Compared, compare
from tracker.indicators.quality.assess import assess
from tracker.indicators.whole_year import count_year
from tracker.indicators.year import center_within
from tracker.models import FrozenYear
from tracker.permissions import Permission
from tracker.queries.frozen_years import CaseChange, versions
from tracker.queries.trail import lines_since
from tracker.reports.frozen import ROWS, figure_name, moves_of, rows_table, totals_table
from tracker.services import frozen_years as service
from tracker.views.asked import year_or_404
from tracker.views.figure_tables import page_table
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.summaries import bp
from tracker.views.trail_lines import TrailLine, lines_of

CASES = 20
"""As many changed cases as the page shows with what was done to them."""


@bp.get("/summaries/<int:year>/frozen")
@permit(Permission.SEE_FIGURES)
def frozen(year: int) -> ResponseReturnValue:
    year_or_404(year)
    session = db.session()
    code = request.args.get("center")
    found = center_within(session, current_scope(), current_actor().center_id, code)
    if found is None:
        abort(404)
    center, scope, picks = found
    rows = versions(session, center.id, year)
    row = _asked(rows)
    compared = compare(session, scope, row) if row else None
    return render_template(
        "summaries/frozen.html",
        year=year,
        center=center,
        versions=rows,
        row=row,
        compared=compared,
        redefined=[figure_name(key) for key in compared.redefined] if compared else [],
        totals=page_table(totals_table(compared, picks)) if compared else None,
        rows=page_table(rows_table(compared, picks)) if compared else None,
        most_rows=ROWS,
        most_cases=CASES,
        moves=moves_of,
        trail=_trail(compared) if compared else {},
        may_freeze=center.id == current_actor().center_id and year < clock.today().year,
    )


@bp.route("/summaries/<int:year>/freeze", methods=["GET", "POST"])
@permit(Permission.FREEZE_YEARS)
def freeze(year: int) -> ResponseReturnValue:
    """What the checks of quality find is told beside the form, and keeps nobody from freezing."""
    year_or_404(year)
    form = FreezeForm()
    if form.validate_on_submit():
        try:
            service.freeze(db.session(), current_actor(), year, form.note.data or "", count_year)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            flash(_("The figures of %(year)s are frozen.", year=year), "success")
            return redirect(url_for(".frozen", year=year))
    page = render_template("summaries/freeze.html", form=form, year=year, found=_found(year))
    return page, 422 if form.errors else 200


def _found(year: int) -> int:
    """How many cases of the year the checks of quality find."""
    assessed = assess(db.session(), current_scope(), year_or_404(year))
    return assessed.faultless.missing or 0


def _asked(rows: Sequence[FrozenYear]) -> FrozenYear | None:
    """The version of the address, or the first; 404 where there is no such one."""
    number = request.args.get("number", type=int)
    if number is None:
        return rows[0] if rows else None
    return next((one for one in rows if one.number == number), None) or abort(404)


def _trail(compared: Compared) -> Mapping[tuple[int, int], list[TrailLine]]:
    """What was done since to each of the shown cases, by their keys."""
    shown: list[CaseChange] = [*compared.moved[:CASES], *compared.went_on[:CASES]]
    keys = [one.key for one in shown]
    if not keys:
        return {}
    session, since = db.session(), compared.row.frozen_at
    found = lines_since(session, current_scope(), keys, since)
    lines: dict[tuple[int, int], list[TrailLine]] = {}
    for row, line in zip(found, lines_of(session, current_actor(), found), strict=True):
        lines.setdefault((row.center_id, row.subject_id), []).append(line)
    return lines
