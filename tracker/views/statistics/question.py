"""What an address asks of the statistics: whose cases, which days, which rows, on which basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import word
from tracker.forms.statistics import StatisticsForm
from tracker.indicators.breakdowns import names_in
from tracker.indicators.dimensions import DIMENSIONS, Pick
from tracker.indicators.drill import pick_label
from tracker.indicators.year import center_within, organisation_of
from tracker.indicators.year import centers_of as centers_in
from tracker.models import Center
from tracker.queries.case_lists import centers_of, lists_of
from tracker.queries.scope import Scope
from tracker.reports.content import Heading, days_of, sample_mark
from tracker.views.asked import Chosen, asked_basis, asked_picks, chosen_period
from tracker.views.guard import current_actor, current_scope

ARGS = frozenset(
    {"span", "year", "quarter", "month", "from", "to", "basis", "center"}
    | {one.key for one in DIMENSIONS}
)
"""What of an address is the question; the rest belongs to one page."""


@dataclass(frozen=True)
class Question:
    """``scope`` is what the reader may see of ``center`` and below; ``picks`` narrow it."""

    center: Center
    scope: Scope
    chosen: Chosen
    basis: Basis
    picks: tuple[Pick, ...]

    @property
    def period(self) -> Period:
        return self.chosen.period


def asked_question() -> Question:
    """404 for a center outside the reader's scope; what else makes no sense is told in the form."""
    code = request.args.get("center")
    found = center_within(db.session(), current_scope(), current_actor().center_id, code)
    if found is None:
        abort(404)
    center, scope, of_center = found
    return Question(center, scope, chosen_period(), asked_basis(), (*of_center, *asked_picks()))


def heading_of(question: Question, title: str) -> Heading:
    """What stands above a file of it."""
    session = db.session()
    centers = centers_in(session, question.scope)
    organisation = organisation_of(question.scope, names_in(session, question.scope))
    return Heading(
        title=title,
        center=" · ".join(filter(None, (question.center.name, organisation))),
        period=days_of(question.period.start, question.period.end),
        basis=word(question.basis),
        sample=sample_mark() if any(one.is_sample for one in centers.values()) else None,
    )


def kept_args() -> dict[str, str]:
    """The question as it stands in the address, for the links to the other pages."""
    return {name: text for name, text in request.args.items() if name in ARGS and text}


def form_of(question: Question) -> StatisticsForm:
    """The form that asks it, with what is wrong beside the fields."""
    names = {"since": "from", "until": "to"}
    chosen = question.chosen
    sent = {**chosen.values, "basis": question.basis.value}
    form = StatisticsForm()
    form.process(data={name: sent.get(names.get(name, name), "") for name in form._fields})
    session, scope = db.session(), current_scope()
    one_center = len(question.scope.center_ids) == 1
    lists = lists_of(session, scope, question.center.id if one_center else None)
    form.offer(lists, centers_of(session, scope))
    form.keep_fields_of(chosen.span)
    for name, sentence in chosen.problems.items():
        form["since" if name == "from" else name].errors = [sentence]
    return form


def chips_of(question: Question, without: Mapping[str, str]) -> list[dict[str, str]]:
    """What narrows the figures; ``without`` has for each the address that takes it back."""
    session, scope = db.session(), current_scope()
    return [
        {"label": pick_label(session, scope, pick, question.period), "href": without[pick[0]]}
        for pick in question.picks
        if pick[0] in without
    ]
