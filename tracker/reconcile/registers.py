"""Which of an office's other ledgers a figure would be counted in, by what its passage is about."""

from __future__ import annotations

import re

from tracker.domain.verdicts import Because
from tracker.reconcile.stated import StatedFigure

LACKING = {
    "publicity": Because.NO_PUBLICITY,
    "training": Because.NO_TRAINING,
    "exams": Because.NO_EXAMS,
    "penalties": Because.NO_PENALTIES,
    "reviews": Because.NO_REVIEWS,
    "petitions": Because.NO_PETITIONS,
    "meetings": Because.NO_MEETINGS,
    "supervision": Because.NO_FINDINGS,
    "hotline": Because.NO_SERVICES,
    "court": Because.NO_LAWSUITS,
    "disclosure": Because.NO_DISCLOSURE,
    "votes": Because.NO_VOTES,
}
"""Topic -> that its ledger is not there."""
_OF_CASES = re.compile("纠纷|矛盾|化解|调解|调处")


def lacking(stated: StatedFigure) -> Because | None:
    """None for what may be a figure of cases after all."""
    if stated.indicator is None and _OF_CASES.search(stated.text):
        return None
    return LACKING.get(stated.topic or "")
