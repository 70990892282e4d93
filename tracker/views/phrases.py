"""What the words of reports mean here: said beside a reconciled text, listed, and taken back."""

from __future__ import annotations

import re

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.database import begin_writing
from tracker.domain.phrases import Wording
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.reconcile import ReconcileForm
from tracker.i18n import told
from tracker.permissions import Permission
from tracker.queries.paging import LARGEST
from tracker.queries.phrases import phrases_of
from tracker.reconcile.telling import NOT_OURS, name_of
from tracker.reconcile.texts import MOST_CHARACTERS
from tracker.services import phrases as service
from tracker.views.guard import current_actor, permit
from tracker.views.reconcile import bp, marked
from tracker.views.reconcile_asked import asked_of
from tracker.views.reconcile_lines import NONE_OF_THESE, choices_beside

FIGURE = re.compile(r"figure-\d{1,6}$")
"""The name of a list beside a figure, by its place."""


@bp.post("/reconcile/choices")
@permit(Permission.CHOOSE_MEANINGS)
def choose() -> ResponseReturnValue:
    """Keep what was chosen, and answer the same text with that knowledge."""
    form = ReconcileForm()
    if not form.validate() or not 0 < len(form.text.data or "") <= MOST_CHARACTERS:
        abort(400)
    chosen, actor = _chosen(form), current_actor()
    session = db.session()
    try:
        kept = [service.choose(session, actor, wording, figure) for wording, figure in chosen]
        session.commit()
    except Refused as refused:
        session.rollback()
        flash(" ".join(told(problem) for problem in refused.problems), "error")
    else:
        if kept:
            flash(_("%(count)s choices are kept and used from now on.", count=len(kept)), "success")
    return marked(form)


@bp.get("/reconcile/words")
@permit(Permission.CHOOSE_MEANINGS)
def words() -> ResponseReturnValue:
    return render_template(
        "reconcile/words.html",
        phrases=phrases_of(db.session(), current_actor().center_id),
        name_of=_name,
    )


@bp.post("/reconcile/words/<int:phrase_id>/forget")
@permit(Permission.CHOOSE_MEANINGS)
def forget(phrase_id: int) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    id_ = min(phrase_id, LARGEST)
    if all(one.id != id_ for one in phrases_of(session, actor.center_id)):
        abort(404)
    try:
        service.forget(session, actor, id_)
        session.commit()
    except Refused as refused:
        session.rollback()
        flash(" ".join(told(problem) for problem in refused.problems), "error")
    else:
        flash(_("The choice is taken back."), "success")
    return redirect(url_for("reconcile.words"))


def _chosen(form: ReconcileForm) -> list[tuple[Wording, str | None]]:
    """What the lists say that were not left alone; 400 for what none of them offers."""
    sent = {name: value for name, value in request.form.items() if value and FIGURE.match(name)}
    if not sent:
        return []
    result = asked_of(form).of(form.text.data)
    found = []
    for name, value in sent.items():
        place = int(name.removeprefix("figure-"))
        if not 0 < place <= len(result.held) or value not in choices_beside(place, result):
            abort(400)
        found.append((result.wordings[place - 1], None if value == NONE_OF_THESE else value))
    begin_writing()
    return found


def _name(figure: str | None) -> str:
    return name_of(figure) or str(NOT_OURS)
