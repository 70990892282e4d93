"""What figures ask of a case beyond what its ledger row says, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Case, Term
from tracker.queries import performance
from tracker.queries.ledger import PLACE, Condition, Place, stream


@dataclass(frozen=True, slots=True)
class Counted:
    """``stated`` has the asked columns' values as texts, None where nothing is stated;
    ``in_kind`` says whether anything in kind was promised, ``in_kind_left`` whether any is left.
    """

    place: Place
    stated: Mapping[str, str | None]
    in_kind: bool
    in_kind_left: bool


def counted(
    session: Session, condition: Condition, columns: Mapping[str, Any]
) -> Iterator[Counted]:
    """The cases that meet the condition, in the order of ``stored_records``."""
    keys: Sequence[str] = tuple(columns)
    statement = (
        select(
            *PLACE,
            performance.promises_in_kind(),
            performance.promises_in_kind(Term.performed_on.is_(None)),
            *columns.values(),
        )
        .select_from(Case)
        .where(condition)
        .order_by(*PLACE)
    )
    for row in stream(session, statement):
        center_id, registered_on, id_, in_kind, left, *values = row
        stated = {
            key: None if value is None else str(value)
            for key, value in zip(keys, values, strict=True)
        }
        yield Counted((center_id, registered_on, id_), stated, bool(in_kind), bool(left))
