"""The annual report's text for tests: a paragraph that was written twice, and texts of a year."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.report_fields import Field, read_text, stored
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import AnnualRevision, Center
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.reports.annual_text.text import AnnualText, annual_text
from tracker.services import annual_texts
from tracker.services.annual_texts import Place

YEAR = 2024


def text_of_year(session: Session, center: Center, year: int = YEAR) -> AnnualText:
    scope = Scope((center.id,))
    made = summarise(session, scope, center, Period.year(year), Basis.CASELOAD, dimensions=())
    return annual_text(session, scope, made)


def write(
    session: Session, actor: Actor, key: str, typed: str, year: int = YEAR, **more: Any
) -> AnnualRevision:
    """As the editor writes what somebody typed."""
    text = text_of_year(session, session.get_one(Center, actor.center_id), year)
    pieces, problems = read_text(typed, text.figures.known)
    assert not problems, problems
    fields = [one for one in pieces if isinstance(one, Field)]
    values, based_on = text.figures.values_of(fields), text.paragraphs[key].number
    given = {"text": stored(pieces), "figures": values, "based_on": based_on} | more
    row = annual_texts.write(session, actor, Place(year, key), **given)
    session.commit()
    return row


def written_problems(session: Session, center: Center) -> AnnualRevision:
    """The second revision of the paragraph on problems, of the year before."""
    for typed in ("宣传不够深入。", "宣传不够深入，基层力量不足。"):
        row = write(session, Actor.system(center.id), "problems", typed, YEAR - 1)
    return row
