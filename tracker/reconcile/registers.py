"""Which of an office's other ledgers a figure would be counted in, by what its passage is about."""

from __future__ import annotations

import re

from tracker.domain.verdicts import Because
from tracker.reconcile.stated import StatedFigure

LEDGERS = {
    "publicity": Because.IN_PUBLICITY,
    "training": Because.IN_TRAINING,
    "exams": Because.IN_EXAMS,
    "penalties": Because.IN_PENALTIES,
    "reviews": Because.IN_REVIEWS,
    "petitions": Because.IN_PETITIONS,
    "meetings": Because.IN_MEETINGS,
    "supervision": Because.IN_FINDINGS,
    "hotline": Because.IN_SERVICES,
    "court": Because.IN_LAWSUITS,
    "disclosure": Because.IN_DISCLOSURE,
    "votes": Because.IN_VOTES,
}
"""Topic -> that another ledger than that of cases counts it."""
_OF_CASES = re.compile("纠纷|矛盾|化解|调解|调处")


def counted_in(stated: StatedFigure) -> Because | None:
    """None for what may be a figure of cases after all."""
    if stated.indicator is None and _OF_CASES.search(stated.text):
        return None
    return LEDGERS.get(stated.topic or "")
