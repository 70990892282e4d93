"""What the checks find in a period: how many cases each, and what stands behind one finding."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import Figure
from tracker.indicators.quality import CHECKS, FAULTLESS, FIGURES
from tracker.indicators.quality.check import Check
from tracker.indicators.quality.gaps import Gap, gaps_of
from tracker.models import Case, Dismissal
from tracker.queries.scope import Scope

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
    asked = Asked(scope, [period], picks, dimensions=())
    found = tally(session, asked, FIGURES).windows[0]
    basis = Basis.CASELOAD
    return Assessment(
        faultless=FAULTLESS.figure(found, basis),
        results=[Result(one, one.figure(found, basis), one.dismissed(found)) for one in CHECKS],
        gaps=gaps_of(session, scope, period),
    )


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
