"""What the pages of the statistics share: the blueprint, their list, and the form above them.

A page is one line of ``PAGES`` and a module with its view, which ends in ``page``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from tracker.domain.problems import N_
from tracker.forms.saved_views import NewViewForm
from tracker.indicators.dimensions import CENTER, DIMENSIONS
from tracker.permissions import Permission, allows
from tracker.reports.heading import days_of, not_over
from tracker.reports.question import SPANS, Chosen, Question
from tracker.views.figure_pages import same_page
from tracker.views.guard import current_actor
from tracker.views.statistics.question import chips_of, form_of, kept_args
from tracker.views.statistics.saving import saving_form

bp = Blueprint("statistics", __name__)


@dataclass(frozen=True)
class Page:
    """A tab of the statistics; ``report`` is the key by which it is saved as a view."""

    endpoint: str
    label: str
    permission: Permission = Permission.SEE_FIGURES
    report: str | None = None


PAGES = (
    Page("statistics.show", N_("Overview"), report="overview"),
    Page("statistics.show_charts", N_("Charts")),
    Page("statistics.show_matrix", N_("Villages by type")),
    Page("statistics.show_declines", N_("Declines"), report="declines"),
    Page("statistics.compare", N_("Comparison"), report="comparison"),
    Page("statistics.show_bases", N_("Bases")),
    Page("statistics.show_cohorts", N_("Cohorts"), report="cohorts"),
    Page("statistics.show_workload", N_("Workload"), report="workload"),
    Page("statistics.targets", N_("Targets"), report="targets"),
    Page("statistics.quality", N_("Data quality")),
    Page("statistics.subsidies", N_("Subsidy per case")),
    Page("statistics.saved_views", N_("Subscriptions"), Permission.SUBSCRIBE),
)


def page(template: str, question: Question, **values: Any) -> str:
    """The page with the tabs and the form around it, and beneath it the form that saves it."""
    return render_template(
        template,
        question=question,
        period=days_of(question.period.start, question.period.end),
        not_over=not_over(question.period),
        form=form_of(question),
        spans=span_tabs(question.chosen),
        chips=chips_of(question, _without()),
        pages=page_tabs(),
        **{"saving": _saving(question), **values},
    )


def _saving(question: Question) -> NewViewForm | None:
    """For a page that is a report."""
    report = next((one.report for one in PAGES if one.endpoint == request.endpoint), None)
    return saving_form(report, question, question.period) if report else None


def page_tabs() -> list[dict[str, Any]]:
    """The pages that the reader may open, asked the same."""
    kept = kept_args()
    return [
        {
            "label": _(one.label),
            "href": url_for(one.endpoint, **kept),  # type: ignore[arg-type] # arguments of an address
            "current": one.endpoint == request.endpoint,
        }
        for one in PAGES
        if allows(current_actor(), one.permission)
    ]


def span_tabs(chosen: Chosen) -> list[dict[str, Any]]:
    """The kinds of period."""
    return [
        {"label": label, "href": same_page(span=span), "current": span == chosen.span}
        for span, label in _span_names().items()
        if span in SPANS
    ]


def _span_names() -> dict[str, str]:
    return {
        "year": _("Year"),
        "quarter": _("Quarter"),
        "month": _("Month"),
        "to_date": _("Year to date"),
        "custom": _("Chosen days"),
    }


def _without() -> dict[str, str]:
    """For each row that the address picks, the address without it."""
    names = (CENTER, *(one.key for one in DIMENSIONS))
    return {name: same_page(**{name: None}) for name in names if request.args.get(name)}
