"""The text that is frozen with a year, and what of it reads otherwise since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.annual_paragraphs import PARAGRAPHS, Paragraph
from tracker.domain.periods import Period
from tracker.domain.text_difference import Run, difference
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.annual_text.document import said_of
from tracker.reports.annual_text.text import AnnualText, TextParagraph, annual_text
from tracker.reports.official.document import plain

Kept = Sequence[Mapping[str, Any]]
"""Of each paragraph that says anything its key and title, the number of its revision (0 for a
draft), its text with the fields, and what it said.
"""


def text_to_freeze(session: Session, scope: Scope, period: Period) -> list[dict[str, Any]]:
    """The text in force of the scope's first center, as it reads now."""
    center = session.get_one(Center, scope.center_ids[0])
    basis = Basis.CASELOAD
    summary = summarise(session, scope, center, period, basis, dimensions=(), shown=())
    text = annual_text(session, scope, summary)
    return [_kept(key, one) for key, one in text.paragraphs.items() if one.lines]


def _kept(key: str, one: TextParagraph) -> dict[str, Any]:
    return {
        "key": key,
        "title": one.declared.term,
        "revision": one.number,
        "source": one.text,
        "said": said(one),
    }


def said(paragraph: TextParagraph) -> str:
    """What the paragraph says, a line for each of its own."""
    return "\n".join(plain(line) for line in said_of(paragraph))


def differences(kept: Kept, text: AnnualText) -> list[tuple[Paragraph, list[Run]]]:
    """The paragraphs that read otherwise now than they were frozen."""
    then = {one["key"]: one["said"] for one in kept}
    both = (
        (declared, then.get(key, ""), said(text.paragraphs[key]))
        for key, declared in PARAGRAPHS.items()
    )
    return [(declared, difference(old, new)) for declared, old, new in both if old != new]
