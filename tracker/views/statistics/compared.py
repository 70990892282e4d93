"""What a page says of the choice that is compared: its address, its form, the kinds as tabs."""

from __future__ import annotations

from typing import Any

from tracker.forms.comparison import ComparisonForm
from tracker.indicators.candidates import ARG, KIND, kinds_for
from tracker.reports.compared import Choice, kind_name, kind_of
from tracker.reports.question import Question
from tracker.views.figure_pages import same_page
from tracker.views.statistics.question import kept_args


def choice_args(choice: Choice) -> dict[str, Any]:
    """The whole question as an address says it, also where it asked for what is usual."""
    return {**kept_args(), KIND: choice.kind, ARG: choice.columns.keys}


def form_of(choice: Choice) -> ComparisonForm:
    form = ComparisonForm()
    form.fill(
        choice.columns.slots, choice.found.names, choice.found.offered, choice.columns.problems
    )
    return form


def kind_tabs(question: Question) -> list[dict[str, Any]]:
    """The kinds; each begins with what is usual of it."""
    current = kind_of(question)
    return [
        {
            "label": kind_name(kind),
            "href": same_page(**{KIND: kind, ARG: None}),
            "current": kind == current,
        }
        for kind in kinds_for(question.scope)
    ]
