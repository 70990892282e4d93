"""The question of an address, and the form that asks it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, request

from tracker.extensions import db
from tracker.forms.statistics import StatisticsForm
from tracker.indicators.drill import pick_label
from tracker.queries.case_lists import centers_of, lists_of
from tracker.reports.question import ARGS, Question, question_of
from tracker.services.exports import Taken
from tracker.views.guard import current_actor, current_scope


def asked_question() -> Question:
    """404 for a center outside the reader's scope; what else makes no sense is told in the form."""
    actor = current_actor()
    asked = question_of(db.session(), current_scope(), actor.center_id, request.args)
    return asked or abort(404)


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


def taken(question: Question, form: str) -> Taken:
    """What goes on record of figures that are taken along in that form."""
    return Taken(question.center.code, question.period, question.basis, form)
