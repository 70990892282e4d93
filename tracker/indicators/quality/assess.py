"""What the checks find in a period: how many cases each, and what stands behind one finding."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.indicators.definitions import caseload
from tracker.indicators.dimensions import Pick, picked
from tracker.indicators.figures import Figure, percent
from tracker.indicators.kinds import Unit
from tracker.indicators.quality import CHECKS, FAULTLESS
from tracker.indicators.quality.check import Check
from tracker.indicators.quality.gaps import Gap, gaps_of
from tracker.indicators.remembered import remembered
from tracker.indicators.windows import Window
from tracker.models import Case, Dismissal
from tracker.queries.scope import Scope

NOTHING, OPEN, ASIDE = range(3)
"""What a check says of a case."""

CaseKey = tuple[int, int]
"""(center, case)."""


@dataclass(frozen=True)
class Result:
    """How many cases a check finds, and of how many more the finding was set aside."""

    check: Check
    figure: Figure
    dismissed: int


@dataclass(frozen=True)
class Assessment:
    faultless: Figure
    results: Sequence[Result]
    gaps: Sequence[Gap]


@dataclass(frozen=True)
class SetAside:
    """``holds`` as long as the facts are those that were judged."""

    at: datetime
    by: str
    reason: str
    holds: bool


@dataclass(frozen=True)
class Evidence:
    """Why a case was found: a value for each fact of the check, and the facts as one text."""

    values: Sequence[Any]
    fingerprint: str
    set_aside: SetAside | None


def assess(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick] = ()
) -> Assessment:
    """All checks of the picked cases, in a constant number of statements."""
    key = (assess, scope, period, tuple(picks))
    whole, faultless, *counts = remembered(
        session, scope, key, lambda: _count(session, scope, period, picks)
    )
    cases, percents = Unit.CASES.value, Unit.PERCENT.value
    return Assessment(
        faultless=Figure(FAULTLESS.key, percents, percent(faultless, whole), faultless, whole),
        results=[
            Result(one, Figure(one.key, cases, found, rows=found), dismissed)
            for one, found, dismissed in zip(CHECKS, counts[::2], counts[1::2], strict=True)
        ],
        gaps=gaps_of(session, scope, period),
    )


def _count(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick]
) -> tuple[int, ...]:
    """The caseload, those without a finding; then for each check what is open and set aside.

    Each case is asked each check once: the marks are written down before they are added up.
    """
    marks = (
        select(*(_mark(one).label(one.key) for one in CHECKS))
        .where(scope.holds(), *picked(picks), caseload.condition(Window.of(period)))
        .cte("marks")
        .prefix_with("MATERIALIZED")
    )
    clean = and_(*(marks.c[one.key] != OPEN for one in CHECKS))
    sums = [func.sum(case((clean, 1), else_=0))]
    for one in CHECKS:
        sums += [func.sum(case((marks.c[one.key] == mark, 1), else_=0)) for mark in (OPEN, ASIDE)]
    row = session.execute(select(func.count(), *sums).select_from(marks)).one()
    return tuple(int(number or 0) for number in row)


def _mark(check: Check) -> ColumnElement[int]:
    judged = case((check.is_dismissed, ASIDE), else_=OPEN)
    return case((check.found, judged), else_=NOTHING)


def evidence_of(
    session: Session, check: Check, cases: Collection[CaseKey]
) -> Mapping[CaseKey, Evidence]:
    """What speaks against each of the cases; without those in which the check finds nothing."""
    if not cases:
        return {}
    said = and_(
        Dismissal.center_id == Case.center_id,
        Dismissal.case_id == Case.id,
        Dismissal.finding == check.finding,
    )
    statement = (
        select(
            Case.center_id,
            Case.id,
            check.fingerprint,
            Dismissal.dismissed_at,
            Dismissal.dismissed_by,
            Dismissal.reason,
            Dismissal.facts,
            *(fact.value for fact in check.facts),
        )
        .outerjoin(Dismissal, said)
        .where(
            check.found,
            Case.center_id.in_({center for center, _case in cases}),
            Case.id.in_({case for _center, case in cases}),
        )
    )
    found = {}
    for center_id, case_id, fingerprint, at, by, reason, facts, *values in session.execute(
        statement
    ):
        said_of = None if at is None else SetAside(at, by, reason, holds=facts == fingerprint)
        found[center_id, case_id] = Evidence(values, fingerprint, said_of)
    return found
