"""The form beneath a page of the statistics that saves it as a view."""

from __future__ import annotations

from tracker.domain.periods import Period
from tracker.forms.saved_views import NewViewForm
from tracker.permissions import Permission, allows
from tracker.reports.page_reports import PAGE_REPORTS
from tracker.reports.question import Question
from tracker.reports.view_reports import kept_args
from tracker.views.guard import current_actor


def saving_form(report: str, question: Question, period: Period) -> NewViewForm | None:
    """None for readers who may not subscribe."""
    if not allows(current_actor(), Permission.SUBSCRIBE):
        return None
    form = NewViewForm(formdata=None)
    form.page.data = report
    form.args.data = kept_args(question, PAGE_REPORTS[report].own, period)
    return form
