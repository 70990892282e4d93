"""Checks of days: too many cases on one of them, none where one must be, and days that cannot be.

What the rules of ``domain/rules.py`` refuse is not looked for again, but for what a wrong clock or
another hand may have written.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    distinct,
    extract,
    func,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from tracker.domain.findings import Finding
from tracker.domain.record_words import SessionKind
from tracker.indicators.definitions import CONCLUDING
from tracker.indicators.quality.check import Fact, check
from tracker.models import AuditLine, Case, MediationSession, Party, Payment
from tracker.queries.days import DayOf, DaysBetween, WrittenDay
from tracker.queries.joins import of_case

BULK_CASES = 5
YEAR_END = (20, 31)
YEAR_END_CASES = 10
YEAR_END_TIMES = 3
OLDEST_YEARS = 120

_One = aliased(Case, name="closed_case")
_at_once = and_(_One.closed_on == _One.accepted_on, _One.merged_into_id.is_(None))

CLOSED_IN_BULK = check(
    Finding.CLOSED_IN_BULK,
    _l(
        "Closed on the day of acceptance, as at least %(cases)s cases of the same mediator on "
        "that day.",
        cases=BULK_CASES,
    ),
    and_(
        Case.closed_on == Case.accepted_on,
        tuple_(Case.center_id, Case.mediator_id, Case.closed_on).in_(
            select(_One.center_id, _One.mediator_id, _One.closed_on)
            .where(_at_once)
            .group_by(_One.center_id, _One.mediator_id, _One.closed_on)
            .having(func.count() >= BULK_CASES)
        ),
    ),
    Fact(_l("Closed on"), Case.closed_on),
    Fact(
        _l("Such cases of the mediator"),
        select(func.count())
        .where(
            _at_once,
            _One.center_id == Case.center_id,
            _One.mediator_id == Case.mediator_id,
            _One.closed_on == Case.closed_on,
        )
        .correlate(Case)
        .scalar_subquery(),
    ),
)


def _crowded_days() -> Select[tuple[int, object]]:
    """(center, day) at the end of a year with far more closings than the year's other days.

    Where the year has no other day of closing, there is nothing to call usual, and all the more
    to look at.
    """
    year, last = extract("year", _One.closed_on), _is_year_end(_One)
    closed = _One.closed_on.is_not(None), _One.merged_into_id.is_(None)
    days = (
        select(
            _One.center_id,
            _One.closed_on,
            year.label("year"),
            func.count().label("cases"),
        )
        .where(*closed, last)
        .group_by(_One.center_id, _One.closed_on)
        .having(func.count() >= YEAR_END_CASES)
        .subquery("year_end_day")
    )
    usual = (
        select(
            _One.center_id,
            year.label("year"),
            func.count().label("cases"),
            func.count(distinct(_One.closed_on)).label("days"),
        )
        .where(*closed, not_(last))
        .group_by(_One.center_id, year)
        .subquery("usual_day")
    )
    same = and_(usual.c.center_id == days.c.center_id, usual.c.year == days.c.year)
    return (
        select(days.c.center_id, days.c.closed_on)
        .outerjoin_from(days, usual, same)
        .where(
            or_(
                usual.c.cases.is_(None),
                days.c.cases * usual.c.days >= YEAR_END_TIMES * usual.c.cases,
            )
        )
    )


def _is_year_end(one: type[Case]) -> ColumnElement[bool]:
    return and_(
        extract("month", one.closed_on) == 12, extract("day", one.closed_on).between(*YEAR_END)
    )


YEAR_END_BULK = check(
    Finding.YEAR_END_BULK,
    _l(
        "Closed on a day from %(first)s to %(last)s December on which the center closed at least "
        "%(cases)s cases, and %(times)s times as many as on a usual day of the year, if it closed "
        "any on other days.",
        first=YEAR_END[0],
        last=YEAR_END[1],
        cases=YEAR_END_CASES,
        times=YEAR_END_TIMES,
    ),
    tuple_(Case.center_id, Case.closed_on).in_(_crowded_days()),
    Fact(_l("Closed on"), Case.closed_on),
    Fact(
        _l("Cases closed on that day"),
        select(func.count())
        .where(
            _One.center_id == Case.center_id,
            _One.closed_on == Case.closed_on,
            _One.merged_into_id.is_(None),
        )
        .correlate(Case)
        .scalar_subquery(),
    ),
)

_recording = (
    select(
        _One.center_id,
        _One.organisation_id,
        func.min(MediationSession.held_on).label("since"),
    )
    .join_from(
        MediationSession,
        _One,
        and_(_One.center_id == MediationSession.center_id, _One.id == MediationSession.case_id),
    )
    .where(MediationSession.kind == SessionKind.MEDIATION)
    .group_by(_One.center_id, _One.organisation_id)
    .cte("recording")
)
"""Since when each organisation records sessions."""

_since = (
    select(_recording.c.since)
    .where(
        _recording.c.center_id == Case.center_id,
        _recording.c.organisation_id == Case.organisation_id,
    )
    .correlate(Case)
    .scalar_subquery()
)

SESSION_MISSING = check(
    Finding.SESSION_MISSING,
    _l(
        "The mediation ended, by agreement or without, and no session is on record. Asked of "
        "cases that were not imported and were accepted since the day of the first session that "
        "their organisation recorded."
    ),
    and_(
        Case.outcome.in_(CONCLUDING),
        Case.import_batch_id.is_(None),
        Case.accepted_on >= _since,
        not_(
            select(MediationSession.id)
            .where(of_case(MediationSession), MediationSession.kind == SessionKind.MEDIATION)
            .correlate(Case)
            .exists()
        ),
    ),
    Fact(_l("Outcome"), Case.outcome),
    Fact(_l("Closed on"), Case.closed_on),
    Fact(_l("Sessions recorded since"), _since),
)

_written_on = DayOf(Case.updated_at)
_closing_written_on = (
    select(func.max(DayOf(AuditLine.at)))
    .where(
        AuditLine.center_id == Case.center_id,
        AuditLine.subject_id == Case.id,
        AuditLine.action == "case.close",
        WrittenDay(AuditLine.changes[("closed_on", 1)].as_string()) == Case.closed_on,
    )
    .correlate(Case)
    .scalar_subquery()
)
"""By the trail, which no later step of the case changes."""
_last_paid_on = (
    select(func.max(Payment.paid_on)).where(of_case(Payment)).correlate(Case).scalar_subquery()
)
_strange = (
    Fact(
        _l("Paid before acceptance, on"),
        select(func.min(Payment.paid_on))
        .where(of_case(Payment), Payment.paid_on < Case.accepted_on)
        .correlate(Case)
        .scalar_subquery(),
    ),
    Fact(
        _l("Parties not yet born, or more than %(years)s years old", years=OLDEST_YEARS),
        func.nullif(
            select(func.count())
            .where(
                of_case(Party),
                or_(
                    Party.birth_date > Case.registered_on,
                    DaysBetween(Case.registered_on, Party.birth_date) > OLDEST_YEARS * 366,
                ),
            )
            .correlate(Case)
            .scalar_subquery(),
            0,
        ),
    ),
    Fact(
        _l("Number of the year"),
        case(
            (
                and_(
                    Case.number_year != extract("year", Case.registered_on),
                    Case.number_year != extract("year", Case.accepted_on),
                ),
                Case.number_year,
            )
        ),
    ),
    Fact(
        _l("Later than it was written"),
        case(
            (Case.closed_on > _closing_written_on, Case.closed_on),
            *(
                (day > _written_on, day)
                for day in (
                    Case.visited_on,
                    Case.judicial_confirmed_on,
                    Case.closed_on,
                    Case.accepted_on,
                    _last_paid_on,
                )
            ),
        ),
    ),
)

IMPOSSIBLE_DATES = check(
    Finding.IMPOSSIBLE_DATES,
    _l(
        "A payment is dated before the acceptance; a party was born after the registration or "
        "more than %(years)s years before it; the case number is of a year in which the case was "
        "neither registered nor accepted; the case was closed for a day after that of the trail's "
        "line; or another date of the case or of a payment lies after the day on which the case "
        "was last written: once it is written again after that date, this no longer shows.",
        years=OLDEST_YEARS,
    ),
    or_(*(fact.value.is_not(None) for fact in _strange)),
    *_strange,
)
