"""Papers 文书 of a case, filled from it for Word and for print.

A new paper is one declaration in ``forms`` and its place in ``PAPERS``.
"""

from __future__ import annotations

from tracker.reports.papers.forms.afterwards import REPORT, VISIT
from tracker.reports.papers.forms.agreements import AGREEMENT, ORAL_AGREEMENT
from tracker.reports.papers.forms.beginning import APPLICATION, NOTICE, REGISTER
from tracker.reports.papers.forms.binding import BACK_COVER, CONTENTS, COVER
from tracker.reports.papers.forms.talks import INQUIRY, SESSION
from tracker.reports.papers.paper import Paper

PAPERS: tuple[Paper, ...] = (
    COVER,
    CONTENTS,
    APPLICATION,
    REGISTER,
    NOTICE,
    INQUIRY,
    SESSION,
    AGREEMENT,
    ORAL_AGREEMENT,
    VISIT,
    REPORT,
    BACK_COVER,
)
"""In the order of the file."""

BY_KEY = {paper.key: paper for paper in PAPERS}
