"""A year is frozen by the supervisor once it is over, and withdrawn by an administrator.

The figures are counted by whoever calls (``indicators.whole_year.count_year``), inside this very
transaction and while nobody else writes in the centers that are counted: so figures and cases
belong together. The ledger itself stays open; see docs/decisions/0019.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, func, insert, literal, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.counted_cases import fingerprint_of_cases
from tracker.domain.frozen import canonical, content_of, fingerprint, version_of
from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Center, FrozenYear
from tracker.models.keys import hold_clock, reserve_ids
from tracker.permissions import Actor, Permission, demand
from tracker.queries.frozen_years import (
    CASES,
    COLUMNS,
    Counted,
    Kept,
    counted_then,
    entries_of,
    last_number,
    standing,
)
from tracker.queries.scope import Scope, centers_below
from tracker.services import audit
from tracker.services.checks import refuse_if, stated, too_long

Count = Callable[[Session, Scope, Period], Counted]
"""``indicators.whole_year.count_year``: services and figures do not know each other."""

Text = Callable[[Session, Scope, Period], list[dict[str, Any]]]
"""``reports.annual_text.keeping.text_to_freeze``: services do not know reports either."""

RUNNING = N_("%(year)s is not over yet; it can be frozen from 1 January %(next)s.")
FROZEN = N_("%(year)s is frozen already: version %(number)s, by %(by)s.")
EMPTY = N_("Nothing is on record of %(year)s, so there is nothing to freeze.")
NOT_FROZEN = N_("%(year)s is not frozen.")
NOT_STANDING = N_("Version %(number)s of %(year)s does not stand; version %(standing)s does.")
NO_NOTE = N_("Please say what the figures are frozen for.")
NOT_YET = "0" * 64
"""Stands for the fingerprint until the cases are written."""


def freeze(
    session: Session, actor: Actor, year: int, note: str, count: Count, text: Text | None = None
) -> FrozenYear:
    """Store the figures of the actor's center and those below it, and their cases.

    Raises Refused for a year that is not over, is frozen, or of which nothing is on record, and
    without a note.
    """
    demand(actor, Permission.FREEZE_YEARS)
    note = _note(note)
    if year >= clock.today().year:
        raise Refused(Problem("", RUNNING, {"year": year, "next": year + 1}))
    scope = Scope(centers_below(session, actor.center_id))
    hold_clock(session, *scope.center_ids)  # nobody writes while it is counted
    if (there := standing(session, actor.center_id, year)) is not None:
        values = {"year": year, "number": there.number, "by": there.frozen_by}
        raise Refused(Problem("", FROZEN, values))
    counted = count(session, scope, Period.year(year))
    row = FrozenYear(
        center_id=actor.center_id,
        year=year,
        number=last_number(session, actor.center_id, year) + 1,
        note=note,
        frozen_at=clock.now(),
        frozen_by=actor.name,
        definitions=version_of(counted.figures.definitions),
        content="",
        names=counted.figures.names,
        sha256=NOT_YET,
        annual_text=text(session, scope, Period.year(year)) if text else None,
    )
    session.add(row)
    session.flush()
    cases = _write_counted(session, row, counted.cases)
    entries = [
        _write_counted(session, row, found, entries_of(kind))
        for kind, found in counted.entries.items()
    ]
    if not any((cases, *entries)):
        raise Refused(Problem("", EMPTY, {"year": year}))
    _seal(session, row, counted)
    facts = {"year": year, "cases": cases, "sha256": row.sha256}
    changes = {**facts, "frozen_version": [None, row.number]}
    audit.record(session, actor, "year.freeze", row, reason=note, changes=changes)
    session.flush()
    return row


def unfreeze(
    session: Session, actor: Actor, year: int, reason: str, number: int | None = None
) -> FrozenYear:
    """Withdraw what stands; it is kept, and the next one gets the next number.

    Raises Refused without a reason, where nothing is frozen, and where the version that stands is
    not the one of that number: somebody else was quicker.
    """
    demand(actor, Permission.UNFREEZE_YEARS)
    reason = stated(reason)
    hold_clock(session, actor.center_id)
    row = standing(session, actor.center_id, year)
    if row is None:
        raise Refused(Problem("", NOT_FROZEN, {"year": year}))
    if number not in (None, row.number):
        found: dict[str, object] = {"year": year, "number": number, "standing": row.number}
        raise Refused(Problem("", NOT_STANDING, found))
    row.unfrozen_at, row.unfrozen_by, row.unfrozen_reason = clock.now(), actor.name, reason
    changes = {"year": year, "frozen_version": [row.number, None]}
    audit.record(session, actor, "year.unfreeze", row, reason=reason, changes=changes)
    session.flush()
    return row


def _note(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(Problem("note", NO_NOTE))
    refuse_if(too_long(FrozenYear, {"note": text}))
    return text


def _write_counted(
    session: Session, row: FrozenYear, counted: Select[*tuple[Any, ...]], kept: Kept = CASES
) -> int:
    """All in one statement, which numbers them by center and id; returns how many they are."""
    cases = counted.subquery("counted")
    number = session.scalar(select(func.count()).select_from(cases)) or 0
    if not number:
        return 0
    before = reserve_ids(session, row.center_id, number) - 1
    place = func.row_number().over(order_by=(cases.c.case_center_id, cases.c.case_id))
    own: dict[str, ColumnElement[Any]] = {
        "center_id": literal(row.center_id, Integer),
        "id": literal(before, BigInteger) + place,
        "frozen_year_id": literal(row.id, BigInteger),
    }
    if kept.kind is not None:
        own["kind"] = literal(kept.kind)
    written = insert(kept.model).from_select(
        [*own, *kept.names], select(*own.values(), *(cases.c[name] for name in COLUMNS))
    )
    session.execute(written.execution_options(synchronize_session=False))
    return number


def _seal(session: Session, row: FrozenYear, counted: Counted) -> None:
    center = session.get_one(Center, row.center_id).code
    cases = fingerprint_of_cases(counted_then(session, row))
    entries = {
        kind: fingerprint_of_cases(counted_then(session, row, entries_of(kind)))
        for kind in counted.entries
    }
    content = content_of(center, row.year, row.number, counted.figures, cases, entries)
    if row.annual_text is not None:
        content["annual_text"] = fingerprint(canonical(row.annual_text))
    row.content = canonical(content)
    row.sha256 = fingerprint(row.content)
