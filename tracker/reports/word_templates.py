"""Every Word template that an office may replace by its own."""

from __future__ import annotations

from tracker.reports.official.fillable import YEAR_SUMMARY
from tracker.reports.papers import PAPERS
from tracker.reports.papers.fillable import Fillable

WORD_TEMPLATES: tuple[Fillable, ...] = (*PAPERS, YEAR_SUMMARY)
BY_KEY = {one.key: one for one in WORD_TEMPLATES}
