"""Whether to believe the figures: named checks, each with its findings, and the share without any.

``check`` says what a check is; ``people``, ``amounts`` and ``dates`` declare them; ``assess``
counts them and lists missing numbers. To add a check, add its word to ``domain/findings.py`` (with
a migration: the database knows the words) and a declaration here.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import case

from tracker.indicators.definitions import caseload
from tracker.indicators.kinds import Indicator, Rate, Reading, Section
from tracker.indicators.quality.amounts import (
    AGREED_ABOVE_CLAIMED,
    EMPTY_AGREEMENT,
    PAID_AFTER_PERFORMANCE,
    ROUND_AMOUNTS,
)
from tracker.indicators.quality.check import Check
from tracker.indicators.quality.dates import (
    CLOSED_IN_BULK,
    IMPOSSIBLE_DATES,
    SESSION_MISSING,
    YEAR_END_BULK,
)
from tracker.indicators.quality.people import (
    CAME_BACK,
    ENDING_UNSTATED,
    LOGGED_TWICE,
    WRONG_NUMBERS,
)

CHECKS: tuple[Check, ...] = (
    LOGGED_TWICE,
    CAME_BACK,
    AGREED_ABOVE_CLAIMED,
    EMPTY_AGREEMENT,
    PAID_AFTER_PERFORMANCE,
    ROUND_AMOUNTS,
    CLOSED_IN_BULK,
    YEAR_END_BULK,
    SESSION_MISSING,
    IMPOSSIBLE_DATES,
    WRONG_NUMBERS,
    ENDING_UNSTATED,
)

FAULTLESS = Rate(
    key="faultless_rate",
    section=Section.QUALITY,
    name=_l("Share of cases without a finding"),
    text=_l(
        "Cases of the caseload in which no check finds anything that nobody set aside, of the "
        "caseload."
    ),
    reading=Reading(
        caseload.also(lambda _: case(*((one.is_open, 1) for one in CHECKS), else_=0) == 0),
        caseload,
    ),
)
"""It asks every check of every case: it is counted where it is asked for, in no summary.

As a CASE the checks are asked one after the other until one finds something, on both databases.
"""

FIGURES: tuple[Indicator, ...] = (FAULTLESS, *CHECKS)
BY_KEY = {one.key: one for one in FIGURES}
CHECK_BY_KEY = {one.key: one for one in CHECKS}
