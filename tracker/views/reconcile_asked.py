"""What a form asks of a report: which text, held against whose cases, or alone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from tracker import database
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.forms.reconcile import ReconcileForm
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import BASES
from tracker.indicators.year import center_within
from tracker.models import Center, Organisation
from tracker.queries.phrases import meanings_of
from tracker.queries.scope import Scope
from tracker.reconcile.files import heading_alone, heading_held
from tracker.reconcile.remembering import Meanings
from tracker.reconcile.result import Result, read_alone, reconcile
from tracker.reconcile.texts import bounded, says_something, text_of
from tracker.views.guard import current_actor, current_scope


@dataclass(frozen=True)
class Asked:
    """``organisation`` is named where only its cases are seen; ``picks`` belong to the links."""

    year: int
    basis: Basis
    alone: bool
    center: Center
    organisation: str | None
    scope: Scope
    picks: tuple[Pick, ...]
    meanings: Meanings

    @property
    def whose(self) -> str:
        return " · ".join(filter(None, (self.center.name, self.organisation)))

    def above(self) -> list[str]:
        """What stands above a file."""
        if self.alone:
            return heading_alone(self.year)
        return heading_held(self.year, self.whose, self.basis, sample=self.center.is_sample)

    def of(self, text: str) -> Result:
        if self.alone:
            return read_alone(text, self.year, self.meanings)
        session = db.session()
        return reconcile(session, self.scope, text, self.year, self.basis, self.meanings)


def text_in(form: ReconcileForm) -> str:
    """Of the file where one came along; raises Refused where it cannot be read, and where the
    text is longer than any report.
    """
    for one in form.files:
        return text_of(one.read(), one.filename or "")
    text = bounded(form.text.data or "", "text")
    if not says_something(text):
        raise Refused(Problem("text", N_("Please paste the text, or choose its file.")))
    return text


def asked_of(form: ReconcileForm) -> Asked:
    """Within what the reader may see; 404 for a center outside of it. Nothing is written after."""
    actor, scope = current_actor(), current_scope()
    database.begin_reading()
    session = db.session()
    found = center_within(session, scope, actor.center_id, form.center.data)
    if found is None:
        abort(404)
    center, within, picks = found
    return Asked(
        int(form.year.data),
        BASES[form.basis.data],
        form.alone.data,
        center,
        _organisation(within),
        within,
        picks,
        meanings_of(session, center.id),
    )


def _organisation(scope: Scope) -> str | None:
    """The one whose cases alone the reader sees."""
    if scope.organisation_id is None:
        return None
    key = (scope.center_ids[0], scope.organisation_id)
    return db.session.get_one(Organisation, key).name
