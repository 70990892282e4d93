"""Stored cases as rows of a ledger: what an export writes and an import compares with.

Cases, parties, payments and co-mediators are read side by side in the same order, so the number of
statements does not grow with the number of cases, nor the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.ledger import OWN_FIELDS, CaseRecord
from tracker.domain.periods import Period
from tracker.domain.vocabulary import MEDIATION_DAYS, Side, Source
from tracker.models import (
    Case,
    Center,
    CoMediator,
    DisputeType,
    Extension,
    Mediator,
    Organisation,
    Party,
    Payment,
    Village,
)
from tracker.queries.days import DaysBetween

Condition: TypeAlias = ColumnElement[bool]
Place: TypeAlias = tuple[int, date, int]
AT_A_TIME = 1000
"""Rows fetched at a time from each of the four statements."""

# The condition may speak of the same tables in subqueries of its own, so those joined here go by
# another name.
_Party, _Payment, _CoMediator = aliased(Party), aliased(Payment), aliased(CoMediator)
_Organisation, _Village, _Mediator = aliased(Organisation), aliased(Village), aliased(Mediator)
_Center = aliased(Center)
_EXTENDED_TO = (
    select(func.max(Extension.until))
    .where(Extension.center_id == Case.center_id, Extension.case_id == Case.id)
    .correlate(Case)
    .scalar_subquery()
)
PLACE = (Case.center_id, Case.registered_on, Case.id)
_OWN = ("number", *OWN_FIELDS)
_OF_PARTY = (
    *("side", "name", "kind", "id_number", "sex", "birth_date", "phone", "credit_code"),
    "legal_representative",
)


def stored_records(session: Session, condition: Condition) -> Iterator[tuple[Place, CaseRecord]]:
    """The cases that meet the condition, in the order of their registration.

    The place is ``(center id, registration date, case id)``.
    """
    people = _Beside(
        session,
        _of_cases(_Party, condition, [getattr(_Party, n) for n in _OF_PARTY]).order_by(
            *PLACE, _Party.position, _Party.id
        ),
    )
    payments = _Beside(
        session,
        _of_cases(_Payment, condition, [_Payment.paid_on, _Payment.amount]).order_by(
            *PLACE, _Payment.paid_on, _Payment.id
        ),
    )
    others = _Beside(session, _co_mediators(condition).order_by(*PLACE, _CoMediator.id))
    for row in stream(session, _cases(condition).order_by(*PLACE)):
        place: Place = (row[0], row[1], row[2])
        organisation, village, lead, further, extended_to = row[3:8]
        yield (
            place,
            CaseRecord(
                **dict(zip(_OWN, row[8:], strict=True)),
                extended_to=extended_to,
                organisation=organisation,
                village=village,
                mediators=(*((lead,) if lead else ()), *(one[0] for one in others.of(place))),
                parties=[
                    PartyDraft(**dict(zip(_OF_PARTY, one, strict=True))) for one in people.of(place)
                ],
                payments=[PaymentDraft(*one) for one in payments.of(place)],
                further=further or {},
            ),
        )


def count(session: Session, condition: Condition) -> int:
    """How many ``stored_records`` there are."""
    return session.scalar(select(func.count()).select_from(Case).where(condition)) or 0


class _Beside:
    """Rows of a second statement, handed out to the case they belong to."""

    def __init__(self, session: Session, statement: Select[*tuple[Any, ...]]) -> None:
        self.rows = stream(session, statement)
        self.next = next(self.rows, None)

    def of(self, place: Place) -> list[tuple[Any, ...]]:
        """The rows of that case; rows of cases before it are passed over."""
        found: list[tuple[Any, ...]] = []
        while self.next is not None and self.next[:3] <= place:
            if self.next[:3] == place:
                found.append(tuple(self.next[3:]))
            self.next = next(self.rows, None)
        return found


def stream(
    session: Session, statement: Select[*tuple[Any, ...]]
) -> Iterator[Row[*tuple[Any, ...]]]:
    return iter(session.execute(statement.execution_options(yield_per=AT_A_TIME)))


def _cases(condition: Condition) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *PLACE,
            _Organisation.name,
            _Village.name,
            _Mediator.name,
            Case.extra_columns,
            _EXTENDED_TO,
            *(getattr(Case, name) for name in _OWN),
        )
        .outerjoin(_Organisation, Case.organisation.of_type(_Organisation))
        .outerjoin(_Village, Case.village.of_type(_Village))
        .outerjoin(_Mediator, Case.mediator.of_type(_Mediator))
        .where(condition)
    )


def _of_cases(model: Any, condition: Condition, columns: list[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(*PLACE, *columns)
        .select_from(Case)
        .join(model, (model.center_id == Case.center_id) & (model.case_id == Case.id))
        .where(condition)
    )


def _co_mediators(condition: Condition) -> Select[*tuple[Any, ...]]:
    return _of_cases(_CoMediator, condition, [_Mediator.name]).join(
        _Mediator, _CoMediator.mediator.of_type(_Mediator)
    )


@dataclass(frozen=True)
class Needs:
    """What the chosen cases have beyond the template's columns; ``columns`` are keys."""

    columns: frozenset[str]
    further: list[str]
    sample: bool


def needs_of(session: Session, condition: Condition) -> Needs:
    """Three statements, whatever the number of cases."""
    waits = Case.accepted_on.is_(None) & Case.declined_reason.is_(None)
    row = session.execute(
        select(
            _any(Case.claims != ""),
            _any(_EXTENDED_TO.is_not(None)),
            _any(waits),
            _any(_is_due_otherwise()),
            _any(_Center.is_sample.is_(True)).label("is_sample"),
        )
        .join(_Center, Case.center.of_type(_Center))
        .where(condition)
    ).one()
    columns = {
        key
        for key, needed in zip(("claims", "extended_to", "acceptance", "due_on"), row, strict=False)
        if needed
    }
    sides = session.scalars(
        _of_cases(_Party, condition, []).with_only_columns(_Party.side).distinct()
    ).all()
    for side in (Side.THIRD_PARTY, Side.AGENT):
        if side in sides:
            columns |= {side.value, f"{side.value}_id", f"{side.value}_phone"}
    further: dict[str, None] = {}
    statement = select(Case.extra_columns).where(condition, Case.extra_columns.is_not(None))
    for one in stream(session, statement.order_by(*PLACE)):
        further.update(dict.fromkeys(one[0]))
    return Needs(frozenset(columns), list(further), bool(row.is_sample))


def dispute_type_names(session: Session) -> dict[tuple[int, int], str]:
    """``(center id, id)`` -> name."""
    rows = session.execute(select(DisputeType.center_id, DisputeType.id, DisputeType.name))
    return {(center_id, one): name for center_id, one, name in rows}


def _is_due_otherwise() -> Condition:
    """Whether an import that is not told would get another due date out of acceptance and
    extension, or refuse the extension as too short: into an empty ledger, which has the customary
    time limit, or into the center's own, which may have changed its limits since.
    """
    days = DaysBetween(Case.due_on, Case.accepted_on)
    own = case(
        (Case.source == Source.COURT, _Center.court_mediation_days), else_=_Center.mediation_days
    )
    limits = (MEDIATION_DAYS, own)
    too_short = or_(*(days <= limit for limit in limits))
    another = or_(*(days != limit for limit in limits))
    return case((_EXTENDED_TO.is_not(None), too_short), else_=another)


def _any(condition: Condition) -> ColumnElement[int | None]:
    return func.max(case((condition, 1), else_=0))


def touched_in(period: Period) -> Condition:
    """Cases of which anything a figure counts lies in the period.

    Their ledger alone gives the period's figures: what was registered, carried over, accepted and
    closed in it, and what was paid, confirmed or visited in it after an earlier closing.
    """
    start, end = period.start, period.end
    in_caseload = (Case.accepted_on <= end) & (Case.closed_on.is_(None) | (Case.closed_on >= start))
    paid = exists().where(
        Payment.center_id == Case.center_id,
        Payment.case_id == Case.id,
        Payment.paid_on.between(start, end),
    )
    return or_(
        Case.registered_on.between(start, end),
        in_caseload,
        Case.judicial_confirmed_on.between(start, end),
        Case.visited_on.between(start, end),
        paid,
    )
