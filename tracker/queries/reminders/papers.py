"""The agreement's papers as reminders read them: in effect since when, to be performed by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from tracker.domain.vocabulary import Outcome
from tracker.models import Agreement, Case, Instalment

AGREEMENTS = [one for one in Outcome if one.is_agreement]

LAST_INSTALMENT: ColumnElement[date] = (
    select(func.max(Instalment.due_on))
    .where(
        Instalment.center_id == Agreement.center_id,
        Instalment.agreement_id == Agreement.id,
    )
    .correlate(Agreement)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Plan:
    due_on: date


@dataclass(frozen=True)
class Papers:
    effective_on: date | None
    perform_by: date | None
    instalments: tuple[Plan, ...]


@dataclass(frozen=True)
class Ended:
    """A row as the rules of ``domain/afterwards.py`` ask for it."""

    closed_on: date | None
    outcome: Outcome | None
    agreement: Papers | None


OF_ENDING: tuple[Any, ...] = (
    Case.closed_on,
    Case.outcome,
    Agreement.id.label("agreement_id"),
    Agreement.effective_on,
    Agreement.perform_by,
    LAST_INSTALMENT.label("last_instalment"),
)


def ended(row: Row[Any]) -> Ended:
    """From the columns of ``OF_ENDING``."""
    papers = None
    if row.agreement_id is not None:
        plan = (Plan(row.last_instalment),) if row.last_instalment else ()
        papers = Papers(row.effective_on, row.perform_by, plan)
    return Ended(row.closed_on, row.outcome, papers)
