"""The text of a year's annual report as it stands now: what was written, else what is drafted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask_babel import force_locale
from sqlalchemy.orm import Session

from tracker.domain.annual_paragraphs import PARAGRAPHS, Paragraph
from tracker.domain.report_fields import Field, Piece, lines_of, read_text
from tracker.indicators.year import Summary
from tracker.models import AnnualRevision
from tracker.queries.annual_revisions import in_force
from tracker.queries.scope import Scope
from tracker.reports.annual import AnnualLine, annual_figures
from tracker.reports.annual_text.bound import CHINESE, BoundFigures
from tracker.reports.annual_text.drafting import draft
from tracker.reports.annual_text.outside import Outside, outside_numbers
from tracker.reports.annual_text.stating import moved, stated_field
from tracker.reports.official.document import Words


@dataclass(frozen=True)
class Said:
    """A bound figure where it stands: ``words`` are what is said now; ``moved`` what was said when
    the paragraph was last written, and is now, where that is another value.
    """

    field: Field
    line: AnnualLine
    words: Words
    moved: tuple[str, str] | None


@dataclass(frozen=True)
class TextParagraph:
    """``text`` is stored text, ``lines`` what it says now; without a ``revision`` it is a draft.

    ``comparable``: the figures of then counted the same centers.
    """

    declared: Paragraph
    revision: AnnualRevision | None
    text: str
    lines: Sequence[Sequence[str | Said]]
    comparable: bool

    @property
    def number(self) -> int:
        """Of the revision; 0 for none."""
        return self.revision.number if self.revision is not None else 0

    @property
    def said(self) -> Sequence[Said]:
        return [one for line in self.lines for one in line if isinstance(one, Said)]

    @property
    def moved(self) -> Sequence[Said]:
        return [one for one in self.said if one.moved]

    @property
    def fields(self) -> Sequence[Field]:
        return [one.field for one in self.said]


@dataclass(frozen=True)
class AnnualText:
    summary: Summary
    figures: BoundFigures
    paragraphs: Mapping[str, TextParagraph]
    outside: Outside

    @property
    def year(self) -> int:
        return self.summary.period.start.year

    @property
    def moved(self) -> Sequence[tuple[TextParagraph, Said]]:
        """Every figure that was another one when its paragraph was last written."""
        return [(one, said) for one in self.paragraphs.values() for said in one.moved]

    def seen(self, paragraph: TextParagraph) -> str:
        """A fingerprint of what the figures of the paragraph state, as whoever reads it sees it."""
        values = self.figures.values_of(paragraph.fields)
        return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def outside_of(self, paragraph: TextParagraph) -> Sequence[str]:
        """The figures of the paragraph that were told from outside."""
        keys = dict.fromkeys(one.key for one in paragraph.fields)
        return [key for key in keys if key in self.outside]


def annual_text(session: Session, scope: Scope, summary: Summary) -> AnnualText:
    """``summary`` is that of the year, of the same scope; the text is that of its center."""
    within = scope.within(tuple(center.id for center in summary.centers))
    found = annual_figures(summary)
    figures = BoundFigures(found)
    written = in_force(session, summary.center.id, summary.period.start.year)
    paragraphs = {
        key: paragraph_of(one, written.get(key), figures) for key, one in PARAGRAPHS.items()
    }
    return AnnualText(summary, figures, paragraphs, outside_numbers(session, within, found))


def paragraph_of(
    declared: Paragraph, revision: AnnualRevision | None, figures: BoundFigures
) -> TextParagraph:
    text = revision.text if revision is not None else draft(declared, figures)
    kept: Mapping[str, Any] = revision.figures if revision is not None else {}
    comparable = kept.get("centers", figures.centers) == list(figures.centers)
    pieces, _problems = read_text(text, figures.known)
    with force_locale(CHINESE):
        lines = [
            list(_said(line, figures, kept if comparable else {})) for line in lines_of(pieces)
        ]
    return TextParagraph(declared, revision, text, lines, comparable)


def _said(
    line: Sequence[Piece], figures: BoundFigures, kept: Mapping[str, Any]
) -> Iterator[str | Said]:
    for one in line:
        if isinstance(one, str):
            yield one
        else:
            its = figures.lines[one.key]
            words = stated_field(one, its.compared)
            yield Said(one, its, words, moved(one, its.compared, kept))
