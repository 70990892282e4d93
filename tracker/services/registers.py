"""Entries of the registers: added, changed, voided with a reason, and taken back into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import after_today
from tracker.models import AuditLine
from tracker.models.keys import hold_clock, next_id
from tracker.permissions import Actor, Forbidden, demand
from tracker.registers.declaring import MOST, Field, Register, Shape, Values
from tracker.services import audit
from tracker.services.checks import refuse_if, stated, too_long
from tracker.services.register_links import NO_ENTRY, names_of_links, problems_of_links, resolved
from tracker.services.register_months import month_taken

MISSING = N_("Please fill this in.")
TAKEN = N_("Another entry has this already.")
CHANGED = N_(
    "Somebody has changed this entry meanwhile: %(fields)s."
    " Saving once more puts yours in its place."
)
VOIDED = N_("This entry is voided; it can be changed once it is in force again.")
LINKED_ELSEWHERE = N_("This entry is linked to another case; that is changed on its own page.")
LISTED = "issues"
NOT_VOIDED = N_("This entry is in force.")
NOT_OF_THE_TIME = N_("The year must lie between %(least)s and %(most)s.")
OUT_OF_RANGE = N_("Please enter a number between 0 and %(most)s.")
NEGATIVE = N_("An amount cannot be less than nothing.")


def add(session: Session, actor: Actor, register: Register, values: Values) -> Any:
    """A new entry of the actor's center. Raises Refused with all that is wrong with it."""
    demand(actor, register.keeps)
    hold_clock(session, actor.center_id)
    values, unknown = resolved(session, register, actor.center_id, values)
    refuse_if([*unknown, *problems_of(session, register, actor.center_id, values)])
    id_ = next_id(session, actor.center_id)  # the trail names it before anything is flushed
    row = register.model(center_id=actor.center_id, id=id_, **filled(register, values))
    session.add(row)
    record(session, actor, register, row, "add", audit.first_values(row))
    return row


def change(
    session: Session, actor: Actor, register: Register, row: Any, values: Values, version: int
) -> None:
    """``version`` is that of the entry as it was looked at; another one is not changed unseen."""
    begin(session, actor, register, row)
    if row.voided_at is not None:
        raise Refused(Problem("", VOIDED))
    values, unknown = resolved(session, register, row.center_id, values, row)
    if row.version != version:
        raise Refused(Problem("version", CHANGED, {"fields": _differing(register, row, values)}))
    refuse_if([*unknown, *problems_of(session, register, row.center_id, values, row)])
    for name, value in filled(register, values).items():
        setattr(row, name, value)
    if changes := audit.changes_of(row):
        row.version += 1
        record(session, actor, register, row, "change", changes)


def link(
    session: Session,
    actor: Actor,
    register: Register,
    row: Any | None,
    name: str,
    id_: int,
    beside: str,
) -> Any:
    """The field ``name`` of the entry leads there; problems stand ``beside`` a field of the page.

    Refused where there is no such entry, or where it is linked to something else: what somebody
    has linked is changed on the page of the entry.
    """
    if row is None:
        raise Refused(Problem(beside, NO_ENTRY, {"register": register.term}))
    begin(session, actor, register, row)
    if getattr(row, name) not in (None, id_):
        raise Refused(Problem(beside, LINKED_ELSEWHERE))
    values = {one: getattr(row, one) for one in register.fields} | {name: id_}
    change(session, actor, register, row, values, row.version)
    return row


def void(session: Session, actor: Actor, register: Register, row: Any, reason: str) -> None:
    """The entry stays, and counts nowhere any more."""
    begin(session, actor, register, row)
    reason = stated(reason)
    if row.voided_at is not None:
        raise Refused(Problem("", VOIDED))
    row.voided_at, row.voided_by, row.void_reason = clock.now(), actor.name, reason
    row.version += 1
    record(session, actor, register, row, "void", {}, reason)


def restore(session: Session, actor: Actor, register: Register, row: Any, reason: str) -> None:
    """A voided entry counts again. Raises Refused where another one has taken its place."""
    begin(session, actor, register, row)
    reason = stated(reason)
    if row.voided_at is None:
        raise Refused(Problem("", NOT_VOIDED))
    values = {name: getattr(row, name) for name in register.fields}
    refuse_if(problems_of(session, register, row.center_id, values, row))
    row.voided_at = row.voided_by = row.void_reason = None
    row.version += 1
    record(session, actor, register, row, "restore", {}, reason)


def record_export(
    session: Session, actor: Actor, register: Register, entries: int, form: str, chosen: Values
) -> AuditLine:
    """The audit line of entries that were taken along; ``chosen`` says by which filter."""
    demand(actor, register.sees)
    changes = {
        "register": register.kind,
        "entries": entries,
        "format": form,
        "chosen": dict(chosen),
    }
    return audit.record(session, actor, "register.export", changes=changes)


def problems_of(
    session: Session, register: Register, center_id: int, values: Values, own: Any = None
) -> list[Problem]:
    """Everything that keeps these values from being an entry (or that entry, ``own``).

    What it links to is stated by its key; see ``resolved``.
    """
    if found := _of_fields(register, values):
        return found
    return [
        *register.check(values),
        *(
            list(_taken(session, register, center_id, values, own))
            or month_taken(session, register, center_id, values, own)
        ),
        *problems_of_links(session, register, center_id, values, own),
        *(register.beside(session, own, values) if own is not None else ()),
    ]


def problems_in(register: Register, values: Values) -> list[Problem]:
    """What is wrong with the values themselves, whatever else the register holds."""
    return _of_fields(register, values) or list(register.check(values))


def _of_fields(register: Register, values: Values) -> list[Problem]:
    """What the columns demand of each value by itself."""
    found = [
        problem
        for one in register.fields.values()
        for problem in _problems_of_field(one, values.get(one.name))
    ]
    return [*found, *too_long(register.model, dict(values))]


def _problems_of_field(one: Field, value: Any) -> Iterator[Problem]:
    if value is None or value == "":
        if one.required:
            yield Problem(one.name, MISSING)
    elif one.shape is Shape.NUMBER and not 0 <= value <= MOST:
        yield Problem(one.name, OUT_OF_RANGE, {"most": MOST})
    elif one.shape is Shape.MONEY and value < 0:
        yield Problem(one.name, NEGATIVE)
    elif isinstance(value, date) and not MIN_YEAR <= value.year <= MAX_YEAR:
        yield Problem(one.name, NOT_OF_THE_TIME, {"least": MIN_YEAR, "most": MAX_YEAR})
    elif isinstance(value, date) and not one.words.planned and value > (today := clock.today()):
        yield after_today(one.name, today)


def _taken(
    session: Session, register: Register, center_id: int, values: Values, own: Any
) -> Iterator[Problem]:
    if not register.once:
        return
    model = register.model
    same = [register.column(name) == values.get(name) for name in register.once]
    standing = select(model.id).where(
        model.center_id == center_id, model.voided_at.is_(None), *same
    )
    others = set(session.scalars(standing)) - {own.id if own else None}
    if others:
        yield Problem(register.once[-1], TAKEN)


def filled(register: Register, values: Values) -> Mapping[str, Any]:
    """A text that nobody wrote is blank where the table has no None."""
    found = {}
    for one in register.fields.values():
        value = values.get(one.name)
        if value == "" and one.column.nullable:
            value = None
        if value is None and not one.column.nullable:
            value = one.column.default.arg
        found[one.name] = value
    return found


def _differing(register: Register, row: Any, values: Values) -> str:
    """The words of the fields in which the entry now is another one than what is to be saved."""
    held, wanted = row, filled(register, values)
    names = [
        one.words.term
        for one in register.fields.values()
        if getattr(held, one.name) != wanted[one.name]
    ]
    return "、".join(names) or "—"


def begin(session: Session, actor: Actor, register: Register, row: Any) -> None:
    """Hold the center's clock, then look at the entry as it is now."""
    demand(actor, register.keeps)
    if row.center_id != actor.center_id:
        raise Forbidden(register.keeps.name)
    hold_clock(session, actor.center_id)
    session.flush()
    session.refresh(row)


def record(
    session: Session,
    actor: Actor,
    register: Register,
    row: Any,
    verb: str,
    changes: Mapping[str, Any],
    reason: str | None = None,
) -> None:
    """The line of the trail; of ``changes`` what lies in fields, and the list beneath the entry."""
    told = {"register": register.kind, "entry": register.name_of(row)}
    kept = {name: pair for name, pair in changes.items() if name in (*register.fields, LISTED)}
    kept |= names_of_links(session, register, row.center_id, kept)
    audit.record(session, actor, f"register.{verb}", row, reason=reason, changes=told | kept)
