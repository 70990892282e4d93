"""The program's own summary held against the ledger it was made from."""

from __future__ import annotations

import io

from flask_babel import force_locale
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reconcile.result import Result, reconcile
from tracker.reports.summary_files import summary_file


def held_summary(session: Session, center: Center, year: int) -> Result:
    scope = Scope((center.id,))
    with force_locale("zh_Hans_CN"):
        made = summarise(session, scope, center, Period.year(year), Basis.CASELOAD)
        target = io.BytesIO()
        summary_file(session, scope, made, "text", target)
    return reconcile(session, scope, target.getvalue().decode(), year, Basis.CASELOAD)


def contradictions(result: Result) -> list[str]:
    """What the result finds wrong in a text that is right: nothing."""
    held = [one for one in (*result.held, *result.changes) if one.verdict is Verdict.DIFFERS]
    broken = [one for one in result.agreements if not one.holds]
    return [
        *(f"{one.stated.text!r} {one.stated.indicator} {one.stated.period}" for one in held),
        *(f"{one.check} {[stated.text for stated in one.stated]} {one.numbers}" for one in broken),
    ]
