"""Cases that look like the one being typed, beside its form: so that nothing is logged twice."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.extensions import db
from tracker.forms.cases import CaseForm
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.persons import AlikeCase, alike_cases, sought_in
from tracker.views.case_finding import writable
from tracker.views.cases import bp
from tracker.views.guard import current_scope, permit

__all__ = ["bp"]


@bp.post("/cases/alike", defaults={"case_id": None})
@bp.post("/cases/<int:case_id>/alike")
@permit(Permission.WRITE_CASES)
def alike(case_id: int | None) -> ResponseReturnValue:
    """A piece of the form's page, for the parties as they stand in the form right now.

    It is asked by POST because names and numbers do not belong into an address.
    """
    case = None if case_id is None else writable(case_id)
    found = alike_to(CaseForm(), case)
    return render_template("cases/alike.html", alike=found)


def alike_to(form: CaseForm, case: Case | None = None) -> list[AlikeCase]:
    """What the reader may see of the cases with the same people; ``case`` is the one edited."""
    drafts = [entry.form.draft() for entry in form.parties.entries]
    but = None if case is None else case.id
    return alike_cases(db.session(), current_scope(), sought_in(drafts), clock.today(), but)
