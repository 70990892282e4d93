"""The program's own annual report held against the ledger it was made from."""

from __future__ import annotations

import io

from sqlalchemy.orm import Session

from tests.annual import text_of_year
from tests.reconcile import own_summary
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reconcile.result import Result, reconcile
from tracker.reconcile.texts import text_of
from tracker.reports.annual_text.files import annual_file

NOT_ASKED = Verdict.NOT_COMPUTABLE
ENDINGS = {"text": "报告.txt", "docx": "报告.docx"}


def held_report(session: Session, center: Center, year: int, form: str) -> Result:
    target = io.BytesIO()
    annual_file(text_of_year(session, center, year), form, target)
    text = text_of(target.getvalue(), ENDINGS[form])
    return reconcile(session, Scope((center.id,)), text, year, Basis.CASELOAD)


def contradictions(result: Result) -> list[str]:
    """What differs or cannot be told. The numbers of a fraction are held against their share, and a
    change of what no ledger is asked for is not told either.
    """
    in_fractions = {id(stated) for one in result.agreements for stated in one.stated}
    asked = {one.stated.sentence for one in result.held if one.verdict is not NOT_ASKED}
    held = (one for one in result.held if id(one.stated) not in in_fractions)
    changes = (one for one in result.changes if one.stated.sentence in asked)
    unsure = [one for one in (*held, *changes) if one.verdict is Verdict.UNSURE]
    found = own_summary.contradictions(result)
    return found + [f"{one.stated.text!r} {one.stated.sentence!r}" for one in unsure]
