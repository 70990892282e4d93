"""Statistics of any period: a year, a quarter, a month or chosen days, narrowed as wished.

Everything that is chosen stands in the address, so that a page can be kept and sent.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.statistics import StatisticsForm
from tracker.indicators.drill import pick_label
from tracker.indicators.year import Summary
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of, lists_of
from tracker.reports.content import days_of
from tracker.views import figure_pages
from tracker.views.asked import Chosen, asked_basis, asked_picks, asked_summary, chosen_period
from tracker.views.guard import current_scope, permit

bp = Blueprint("statistics", __name__)


@bp.get("/statistics")
@permit(Permission.SEE_FIGURES)
def show() -> ResponseReturnValue:
    chosen = chosen_period()
    summary = asked_summary(chosen.period, asked_basis(), asked_picks())
    return render_template(
        "statistics/show.html",
        summary=summary,
        period=days_of(summary.period.start, summary.period.end),
        form=_form(chosen, summary),
        chosen=chosen,
        spans=_span_tabs(chosen),
        chips=_chips(summary),
        page=figure_pages,
    )


def _form(chosen: Chosen, summary: Summary) -> StatisticsForm:
    session, scope = db.session(), current_scope()
    names = {"since": "from", "until": "to"}
    sent = {**chosen.values, "basis": summary.basis.value}
    form = StatisticsForm(data={name: sent.get(names.get(name, name), "") for name in _fields()})
    one_center = len(summary.centers) == 1
    lists = lists_of(session, scope, summary.center.id if one_center else None)
    form.offer(lists, centers_of(session, scope))
    form.keep_fields_of(chosen.span)
    for name, sentence in chosen.problems.items():
        form["since" if name == "from" else name].errors = [sentence]
    return form


def _fields() -> list[str]:
    return list(StatisticsForm()._fields)


def _span_tabs(chosen: Chosen) -> list[dict[str, Any]]:
    labels = {
        "year": _("Year"),
        "quarter": _("Quarter"),
        "month": _("Month"),
        "custom": _("Chosen days"),
    }
    return [
        {
            "label": label,
            "href": figure_pages.same_page(span=span),
            "current": span == chosen.span,
        }
        for span, label in labels.items()
    ]


def _chips(summary: Summary) -> list[dict[str, str]]:
    """What narrows the figures, each with the way to take it back."""
    session, scope = db.session(), current_scope()
    return [
        {
            "label": pick_label(session, scope, pick, summary.period),
            "href": figure_pages.same_page(**{pick[0]: None}),
        }
        for pick in summary.picks
        if request.args.get(pick[0])
    ]
