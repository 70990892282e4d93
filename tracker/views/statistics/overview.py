"""``/statistics``: all figures of any period, narrowed as wished, each beside its past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from tracker import formatting
from tracker.extensions import db
from tracker.indicators.definitions import RATES
from tracker.indicators.drill import drill_args
from tracker.indicators.kinds import Rate, missing_for
from tracker.indicators.missing import reasons_missing
from tracker.indicators.year import summarise
from tracker.permissions import Permission
from tracker.reports.content import shown_figures
from tracker.reports.question import Question
from tracker.views import figure_pages
from tracker.views.figure_cards import Part
from tracker.views.guard import permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question


@dataclass(frozen=True)
class Lacking:
    """What a rate lacks, parted by reason; each number leads to its cases."""

    label: str
    reasons: Sequence[Part]


@bp.get("/statistics")
@permit(Permission.SEE_FIGURES)
def show() -> ResponseReturnValue:
    question = asked_question()
    asked = question.scope, question.center, question.period, question.basis, question.picks
    summary = summarise(db.session(), *asked, figure_pages.asked_dimensions(), shown_figures())
    return page(
        "statistics/show.html",
        question,
        summary=summary,
        page=figure_pages,
        lacking=[_lacking(question, rate) for rate in RATES if rate.reasons],
    )


def _lacking(question: Question, rate: Rate) -> Lacking:
    """Why cases are missing from the rate, the frequent reasons first."""
    found = reasons_missing(
        db.session(), question.scope, question.period, question.basis, question.picks, rate
    )
    asked = question.period, question.basis, question.picks
    reasons = [
        Part(
            f"{rate.key}.{missing_for(reason)}",
            reason.name(),
            formatting.count(number),
            number,
            url_for("cases.index", **drill_args(rate.key, missing_for(reason), *asked)),  # type: ignore[arg-type] # values may be lists
        )
        for reason, number in sorted(found.items(), key=lambda one: -one[1])
        if number
    ]
    return Lacking(str(rate.name), reasons)
