"""Which cases a list holds, as conditions.

The same filter serves the page, its totals and its export, so that they speak of the same cases.
``filter_args`` reads it from an address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Difficulty, Outcome, Source, Status
from tracker.models import Case, Payment
from tracker.queries.conditions import CENTER_ID, UNSTATED, is_in_center, is_of_type
from tracker.queries.persons import cases_of_person
from tracker.queries.search import matching

Pair = tuple[int, int]
"""(center, id): ids are unique within their center only."""


class Dated(Enum):
    """Which date a period is about."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Money(Enum):
    """Which amount a range is about."""

    CLAIMED = "claimed"
    AGREED = "agreed"


DATES = {
    Dated.REGISTERED: Case.registered_on,
    Dated.ACCEPTED: Case.accepted_on,
    Dated.CLOSED: Case.closed_on,
}
AMOUNTS = {Money.CLAIMED: Case.amount_claimed, Money.AGREED: Case.amount_agreed}


@dataclass(frozen=True)
class CaseFilter:
    """``extra`` is a figure's condition, ``extra_key`` tells it from others, and ``paid_in`` is
    the period whose payments the list adds up (all of them if None)."""

    q: str = ""
    status: Status | None = None
    overdue: bool = False
    dated: Dated = Dated.REGISTERED
    since: date | None = None
    until: date | None = None
    type: str | None = None
    organisation: Pair | str | None = None
    mediator: Pair | str | None = None
    village: Pair | str | None = None
    source: Source | str | None = None
    difficulty: Difficulty | str | None = None
    outcome: Outcome | None = None
    money: Money = Money.CLAIMED
    least: Decimal | None = None
    most: Decimal | None = None
    center: str | None = None
    batch: Pair | str | None = None
    person: Pair | None = None
    extra: ColumnElement[bool] | None = field(default=None, compare=False)
    extra_key: tuple[str, ...] = ()
    paid_in: Period | None = None

    def conditions(self, session: Session) -> list[ColumnElement[bool]]:
        """What a case must fulfil to be in the list; the reader's scope comes on top."""
        found = [
            *self._words(session),
            *_between(DATES[self.dated], self.since, self.until),
            *_between(AMOUNTS[self.money], self.least, self.most),
            *_is(Case.source, self.source),
            *_is(Case.difficulty, self.difficulty),
            *_is(Case.outcome, self.outcome),
            *_is_pair(Case.organisation_id, self.organisation, Case.center_id),
            *_is_pair(Case.mediator_id, self.mediator),
            *_is_pair(Case.village_id, self.village),
            *_is_pair(Case.import_batch_id, self.batch, Case.center_id),
        ]
        if self.person is not None:
            found.append(cases_of_person(session, self.person))
        if self.type:
            unstated = Case.dispute_type_id.is_(None)
            found.append(unstated if self.type == UNSTATED else is_of_type(self.type))
        if self.center:
            found.append(is_in_center(self.center))
        if self.extra is not None:
            found.append(self.extra)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether every case of the scope is wanted."""
        return self == CaseFilter(dated=self.dated, money=self.money, paid_in=self.paid_in)

    @property
    def is_indexed(self) -> bool:
        """Whether some index leads to the cases, so that not all of them need be looked at."""
        dated = self.since or self.until or self.overdue or self.status
        rows = self.organisation or self.batch or self.person
        return bool(self.q or dated or rows or self.extra_key)

    def payments(self) -> list[ColumnElement[bool]]:
        """Which payments of the cases are added up."""
        if self.paid_in is None:
            return []
        return [Payment.paid_on.between(self.paid_in.start, self.paid_in.end)]

    def _words(self, session: Session) -> list[ColumnElement[bool]]:
        found = []
        if self.q:
            found.append(matching(session, self.q))
        if self.status:
            found.append(STATES[self.status])
        if self.overdue:
            found.append(is_overdue(clock.today()))
        return found


STATES: dict[Status, ColumnElement[bool]] = {
    Status.DECLINED: Case.declined_reason.is_not(None),
    Status.REGISTERED: and_(Case.accepted_on.is_(None), Case.declined_reason.is_(None)),
    Status.OPEN: and_(Case.accepted_on.is_not(None), Case.closed_on.is_(None)),
    Status.CLOSED: Case.closed_on.is_not(None),
}
"""``rules.status_of`` as SQL; merged cases are in no scope to begin with."""


def is_overdue(today: date) -> ColumnElement[bool]:
    """The due date lies before today, and the case is still open."""
    return and_(STATES[Status.OPEN], Case.due_on < today)


def _between(column: Any, least: Any, most: Any) -> list[ColumnElement[bool]]:
    """Both ends included; a case that states nothing lies nowhere."""
    found = []
    if least is not None:
        found.append(column >= least)
    if most is not None:
        found.append(column <= most)
    return found


def _is(column: Any, value: Any) -> list[ColumnElement[bool]]:
    if value is None:
        return []
    return [column.is_(None) if value == UNSTATED else column == value]


def _is_pair(
    column: Any, pair: Pair | str | None, center_id: Any = None
) -> list[ColumnElement[bool]]:
    """``center_id`` is given where an index leads from it to the column."""
    if pair is None or isinstance(pair, str):
        return _is(column, pair)
    center, row = pair
    return [and_((CENTER_ID if center_id is None else center_id) == center, column == row)]
