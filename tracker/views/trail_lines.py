"""Lines of the trail as people read them, on the trail page and in the history of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from tracker.domain.trail_fields import NOUNS
from tracker.permissions import Actor, Permission, allows, sees_personal
from tracker.queries.paging import AnyRow
from tracker.queries.people_named import NOBODY, people_of
from tracker.queries.trail import Key, names_of
from tracker.reports.action_words import action_word
from tracker.views.trail_words import Telling


@dataclass(frozen=True)
class TrailLine:
    """``subject`` is what the row is called and ``href`` leads to it.

    ``changes`` are (field, before, after) in words.
    """

    at: datetime
    actor_name: str
    action: str
    subject: str | None
    href: str | None
    center: str | None
    reason: str | None
    changes: list[tuple[str, str, str]]


def lines_of(
    session: Session,
    actor: Actor,
    rows: Sequence[AnyRow],
    unmasked: Callable[[AnyRow], bool] | None = None,
) -> list[TrailLine]:
    """``unmasked`` says of which rows people may be seen; else those of one's organisation."""
    names = names_of(session, {key for row in rows for key in _keys(row)})
    cases = {(row.center_id, row.case_id) for row in rows if row.case_id is not None}
    people = people_of(session, cases)

    def told(row: AnyRow) -> TrailLine:
        seen = unmasked(row) if unmasked else _belongs(actor, row)
        telling = Telling(
            row.center_id,
            names,
            people.get((row.center_id, row.case_id), NOBODY),
            masked=not seen,
        )
        return TrailLine(
            at=row.at,
            actor_name=row.actor_name,
            action=action_word(row.action),
            subject=names.get((_noun(row), row.center_id, row.subject_id or 0)),
            href=_href(actor, row),
            center=row.center if row.center_id != actor.center_id else None,
            reason=telling.reason(row.action, row.reason) if row.reason else None,
            changes=telling.changes(row.changes or {}),
        )

    return [told(row) for row in rows]


def _belongs(actor: Actor, row: AnyRow) -> bool:
    return row.case_id is not None and sees_personal(actor, row.center_id, row.organisation_id)


def _noun(row: AnyRow) -> str:
    return str(row.action).partition(".")[0]


def _keys(row: AnyRow) -> Iterator[Key]:
    """The rows that the line speaks of."""
    if row.subject_id is not None:
        yield _noun(row), row.center_id, row.subject_id
    for name, value in _facts(row.changes or {}):
        if name in NOUNS:
            for id_ in _ids(value):
                yield NOUNS[name], row.center_id, id_


def _facts(changes: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a change, and those of the records that stand in it before and after."""
    for name, value in changes.items():
        yield name, value
        for one in value if isinstance(value, list) else ():
            if isinstance(one, Mapping):
                yield from one.items()


def _ids(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, int):
        yield value


def _href(actor: Actor, row: AnyRow) -> str | None:
    if row.case_id is None or not allows(actor, Permission.SEE_CASES):
        return None
    elsewhere = row.center_id != actor.center_id
    center = {"center": row.center_code} if elsewhere else {}
    return url_for("cases.show", case_id=row.case_id, **center)
