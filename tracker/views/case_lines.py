"""A case as a line of a list: names masked unless the reader belongs to its organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import cast
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.domain.masking import mask_name
from tracker.domain.rules import StatusFacts, status_of
from tracker.domain.vocabulary import Outcome, PartyKind, Side, Status
from tracker.permissions import Actor, sees_personal
from tracker.queries.cases import PartyName, party_names
from tracker.queries.paging import AnyRow

NAMED = 2
"""Parties of a side that a line names; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """``due`` is there while the mediation goes on; ``center`` where it is not the reader's own."""

    href: str
    number: str | None
    applicants: str
    respondents: str
    dispute_type: str | None
    mediator: str | None
    organisation: str | None
    center: str | None
    status: Status
    registered_on: date
    accepted_on: date | None
    closed_on: date | None
    due: date | None
    outcome: Outcome | None
    claimed: Decimal | None
    agreed: Decimal | None
    performed: Decimal | None


def lines_of(session: Session, actor: Actor, rows: Sequence[AnyRow]) -> list[CaseLine]:
    """The rows of a page with their parties' names."""
    people = party_names(session, rows)

    start = url_for("cases.index")  # each case lies below it; fifty url_for cost what a query does

    @cache
    def naming(center_id: int, organisation_id: int | None) -> Callable[[PartyName], str]:
        return _whole if sees_personal(actor, center_id, organisation_id) else _masked

    return [
        _line(
            actor,
            row,
            f"{start}/{row.id}",
            people[row.center_id, row.id],
            naming(row.center_id, row.organisation_id),
        )
        for row in rows
    ]


def _line(
    actor: Actor,
    row: AnyRow,
    href: str,
    people: Iterable[PartyName],
    named: Callable[[PartyName], str],
) -> CaseLine:
    status = status_of(cast(StatusFacts, row))
    elsewhere = row.center_id != actor.center_id
    return CaseLine(
        href=f"{href}?{urlencode({'center': row.center_code})}" if elsewhere else href,
        number=row.number,
        applicants=_side(people, Side.APPLICANT, named),
        respondents=_side(people, Side.RESPONDENT, named),
        dispute_type=row.dispute_type,
        mediator=row.mediator,
        organisation=row.organisation,
        center=row.center if elsewhere else None,
        status=status,
        registered_on=row.registered_on,
        accepted_on=row.accepted_on,
        closed_on=row.closed_on,
        due=row.due_on if status is Status.OPEN else None,
        outcome=row.outcome,
        claimed=row.amount_claimed,
        agreed=row.amount_agreed,
        performed=row.performed,
    )


def _side(people: Iterable[PartyName], side: Side, named: Callable[[PartyName], str]) -> str:
    names = [named(one) for one in people if one.side is side]
    text = "、".join(names[:NAMED])
    if len(names) > NAMED:
        return str(_("%(names)s and others, %(count)s in all", names=text, count=len(names)))
    return text


def _whole(party: PartyName) -> str:
    return party.name


def _masked(party: PartyName) -> str:
    return party.name if party.kind is PartyKind.ORGANISATION else mask_name(party.name)
