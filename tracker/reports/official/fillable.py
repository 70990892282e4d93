"""The yearly summary among the templates that an office may replace."""

from __future__ import annotations

from tracker.domain.papers import PaperKind
from tracker.formatting import page_language
from tracker.reports.official import word
from tracker.reports.official.sample import sample_summary
from tracker.reports.official.word_template import own_template
from tracker.reports.official.writing import official
from tracker.reports.papers.fields import Context, Fields
from tracker.reports.papers.fillable import Fillable


class YearSummary(Fillable):
    @property
    def fields(self) -> Fields:
        return word.fields()

    def template(self) -> bytes:
        return own_template(page_language())

    def example(self) -> Context:
        return word.context(official(sample_summary()))


YEAR_SUMMARY = YearSummary(kind=PaperKind.YEAR_SUMMARY)
