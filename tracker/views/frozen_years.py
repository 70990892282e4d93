"""The frozen versions of a year, each beside the ledger of now; and the step that freezes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.frozen import Difference
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.frozen_years import FreezeForm
from tracker.forms.problems import put_beside
from tracker.indicators.dimensions import Pick
from tracker.indicators.frozen_years import Compared, compare
from tracker.indicators.quality.assess import assess
from tracker.indicators.whole_year import count_year
from tracker.indicators.year import center_within
from tracker.models import FrozenYear
from tracker.permissions import Permission
from tracker.queries.frozen_years import CaseChange, versions
from tracker.queries.trail import lines_since
from tracker.reports.annual_text.keeping import text_to_freeze
from tracker.reports.content import dimension_name
from tracker.reports.frozen import reading_name, row_name, rows_table, totals_table
from tracker.reports.frozen_moves import change_name, moves_of, moves_words
from tracker.services import frozen_years as service
from tracker.views.asked import year_or_404
from tracker.views.figure_tables import PageTable, page_table
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.slices import slice_of
from tracker.views.summaries import bp
from tracker.views.trail_lines import TrailLine, lines_of

CASES = 20
"""As many changed cases as a page shows with what was done to them."""
ROWS = 50
"""As many lines of rows; a single case stands in a row of each breakdown."""


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
    shown = _shown(compared, picks) if compared else {}
    return render_template(
        "summaries/frozen.html",
        year=year,
        center=center,
        versions=rows,
        row=row,
        compared=compared,
        may_freeze=center.id == current_actor().center_id and year < clock.today().year,
        **shown,
    )


def _shown(compared: Compared, picks: Sequence[Pick]) -> Mapping[str, Any]:
    """What the page says of a version beside the ledger of now."""
    of_figure = _asked_figure(compared)
    moved = list(compared.cases_of(of_figure)) if of_figure else compared.moved
    cases, went_on = slice_of(moved, CASES, "moved"), slice_of(compared.went_on, CASES, "went-on")
    rows = slice_of(compared.rows, ROWS, "rows")
    totals = page_table(totals_table(compared, picks))
    return {
        "redefined": [reading_name(key) for key in compared.redefined],
        "of_figure": _name(compared, of_figure) if of_figure else None,
        "totals": _linked(totals, compared, compared.totals),
        "rows": rows,
        "rows_table": _linked(
            page_table(rows_table(compared, rows.rows, picks)), compared, rows.rows
        ),
        "moved": cases,
        "went_on": went_on,
        "change_name": change_name,
        "moves": lambda case: moves_words(moves_of(case)),
        "trail": _trail(compared, [*cases.rows, *went_on.rows]),
    }


def _asked_figure(compared: Compared) -> Difference | None:
    """The changed figure whose cases alone are asked for; 404 for one that is as it was."""
    asked = tuple(request.args.get(name) for name in ("figure", "breakdown", "row"))
    if asked == (None, None, None):
        return None
    found = (one for one in compared.differences if asked == (one.figure, one.dimension, one.row))
    return next(found, None) or abort(404)


def _name(compared: Compared, one: Difference) -> str:
    """``受理件数 · 来源：法院委托移送``."""
    name = reading_name(one.figure)
    if one.dimension is None or one.row is None:
        return name
    row = row_name(compared, one.dimension, one.row)
    return f"{name} · {dimension_name(one.dimension)} · {row}"


def _linked(table: PageTable, compared: Compared, differences: Sequence[Difference]) -> PageTable:
    """The last cell of each row leads to the very cases that it counts."""
    rows = []
    for one, row in zip(differences, table.rows, strict=True):
        *cells, last = row
        number = len(list(compared.cases_of(one)))
        if number:
            href = _address_of(compared, one)
            last = replace(last, href=href, figure=one.key, value=str(number))
        rows.append([*cells, last])
    return replace(table, rows=rows)


def _address_of(compared: Compared, one: Difference) -> str:
    asked = {"figure": one.figure, "breakdown": one.dimension, "row": one.row}
    kept = {"center": request.args.get("center"), "number": compared.row.number}
    return url_for(".frozen", year=compared.row.year, _anchor="moved", **kept, **asked)  # type: ignore[arg-type] # None is left out


@bp.route("/summaries/<int:year>/freeze", methods=["GET", "POST"])
@permit(Permission.FREEZE_YEARS)
def freeze(year: int) -> ResponseReturnValue:
    """What the checks of quality find is told beside the form, and keeps nobody from freezing."""
    year_or_404(year)
    form = FreezeForm()
    if form.validate_on_submit():
        try:
            note = form.note.data or ""
            service.freeze(db.session(), current_actor(), year, note, count_year, text_to_freeze)
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


def _trail(
    compared: Compared, cases: Sequence[CaseChange]
) -> Mapping[tuple[int, int], list[TrailLine]]:
    """What was done since to these cases, by their keys."""
    keys = [one.key for one in cases]
    if not keys:
        return {}
    session, since = db.session(), compared.row.frozen_at
    found = lines_since(session, current_scope(), keys, since)
    lines: dict[tuple[int, int], list[TrailLine]] = {}
    for row, line in zip(found, lines_of(session, current_actor(), found), strict=True):
        lines.setdefault((row.center_id, row.subject_id), []).append(line)
    return lines
