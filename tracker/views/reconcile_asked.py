"""What a form asks of a report: which text, held against whose cases; and the answer to that."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from flask_babel import gettext as _

from tracker import database
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import word
from tracker.forms.reconcile import ReconcileForm
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import BASES
from tracker.indicators.year import center_within
from tracker.models import Center, Organisation
from tracker.queries.phrases import meanings_of
from tracker.queries.scope import Scope
from tracker.reconcile.result import Result, read_alone, reconcile
from tracker.reconcile.texts import text_of
from tracker.reports.heading import sample_mark
from tracker.views.guard import current_actor, current_scope


@dataclass(frozen=True)
class Answer:
    """``organisation`` is named where only its cases were asked; ``picks`` belong to the links."""

    result: Result
    center: Center
    organisation: str | None
    basis: Basis
    picks: tuple[Pick, ...]

    @property
    def whose(self) -> str:
        return " · ".join(filter(None, (self.center.name, self.organisation)))

    def above(self) -> list[str]:
        """What stands above a file, the sample's mark first."""
        lines = [sample_mark()] if self.center.is_sample and not self.result.alone else []
        year = self.result.year
        if self.result.alone:
            return [str(_("A report of %(year)s, read alone", year=year)), "", ""]
        title = _("A report of %(year)s, held against the ledger", year=year)
        basis = _("Basis of the resolution rate: %(basis)s", basis=word(self.basis))
        return [*lines, str(title), self.whose, str(basis)]


def text_in(form: ReconcileForm) -> str:
    """Of the file where one came along; raises Refused where it cannot be read."""
    if form.file.data:
        return text_of(form.file.data.read(), form.file.data.filename or "")
    return form.text.data or ""


def answer_of(form: ReconcileForm) -> Answer:
    """Within what the reader may see; 404 for a center outside of it."""
    actor, scope = current_actor(), current_scope()
    database.begin_reading()
    session = db.session()
    found = center_within(session, scope, actor.center_id, form.center.data)
    if found is None:
        abort(404)
    center, within, picks = found
    text, year, basis = form.text.data, int(form.year.data), BASES[form.basis.data]
    meanings = meanings_of(session, center.id)
    if form.alone.data:
        result = read_alone(text, year, meanings)
    else:
        result = reconcile(session, within, text, year, basis, meanings)
    return Answer(result, center, _organisation(within), basis, picks)


def _organisation(scope: Scope) -> str | None:
    """The one whose cases alone the reader sees."""
    if scope.organisation_id is None:
        return None
    key = (scope.center_ids[0], scope.organisation_id)
    return db.session.get_one(Organisation, key).name
