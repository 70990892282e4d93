"""The draft of a paragraph: its declared sentences, without those that have nothing to tell."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.annual_paragraphs import TOLD_OF_NOTHING, Paragraph
from tracker.domain.report_fields import Field, read_text
from tracker.reports.annual_text.bound import BoundFigures


def draft(declared: Paragraph, figures: BoundFigures) -> str:
    """The text as it is stored; blank where the office has the first word, or nothing tells."""
    return "".join(_sentences(declared, figures))


def _sentences(declared: Paragraph, figures: BoundFigures) -> Iterator[str]:
    for clauses in declared.draft:
        told = [one for one in clauses if _tells(one, figures)]
        if told:
            yield "，".join(told) + "。"


def _tells(clause: str, figures: BoundFigures) -> bool:
    pieces, problems = read_text(clause, figures.known)
    fields = [one for one in pieces if isinstance(one, Field)]
    return not problems and all(figures.tells(one) and _is_worth(one, figures) for one in fields)


def _is_worth(field: Field, figures: BoundFigures) -> bool:
    """What is nothing is not told, but where that is the news. A share of something is."""
    now = figures.lines[field.key].compared.now
    return bool(now.value) or now.denominator is not None or field.key in TOLD_OF_NOTHING
