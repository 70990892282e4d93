"""What the words of reports mean here: said beside a reconciled text, listed, and taken back."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.phrases import Wording
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.reconcile import ReconcileForm
from tracker.i18n import told
from tracker.indicators import INDICATORS
from tracker.permissions import Permission
from tracker.queries.paging import LARGEST
from tracker.queries.phrases import phrases_of
from tracker.reconcile.reading import stated_figures
from tracker.reconcile.remembering import guesses, wordings
from tracker.reconcile.telling import NOT_OURS
from tracker.reconcile.texts import MOST_CHARACTERS
from tracker.services import phrases as service
from tracker.views.guard import current_actor, permit
from tracker.views.reconcile import bp, marked
from tracker.views.reconcile_lines import NONE_OF_THESE


@bp.post("/reconcile/choices")
@permit(Permission.CHOOSE_MEANINGS)
def choose() -> ResponseReturnValue:
    """Keep what was chosen, and answer the same text with that knowledge."""
    form = ReconcileForm()
    if not form.validate() or not 0 < len(form.text.data or "") <= MOST_CHARACTERS:
        abort(400)
    session, actor = db.session(), current_actor()
    try:
        kept = [
            service.choose(session, actor, wording, figure) for wording, figure in _chosen(form)
        ]
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


def _chosen(form: ReconcileForm) -> Iterator[tuple[Wording, str | None]]:
    """What the lists say that were not left alone; 400 for what none of them offers."""
    text, year = form.text.data, int(form.year.data)
    stated = stated_figures(text, year)
    for place, wording in enumerate(wordings(text, stated, year), 1):
        value = request.form.get(f"figure-{place}")
        if not value:
            continue
        if value != NONE_OF_THESE and value not in guesses(stated[place - 1]):
            abort(400)
        yield wording, None if value == NONE_OF_THESE else value


def _name(figure: str | None) -> str:
    return str(INDICATORS[figure].name) if figure in INDICATORS else str(NOT_OURS)
