"""Which rows of an import are new, which stand in the ledger already, which contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.content import fingerprint, identity_of, same_content
from tracker.domain.ledger import CaseRecord, ImportPlan, PlannedRow, RowProblem
from tracker.domain.problems import N_, Problem
from tracker.models import Case, Center
from tracker.queries.ledger import stored_records

T = TypeVar("T")


class Print(str):
    """A fingerprint, told apart from a case number that happens to look like one."""

    __slots__ = ()


CaseRow: TypeAlias = PlannedRow[CaseRecord]
Identity: TypeAlias = tuple[int, int] | str
AT_A_TIME = 500
"""Values in one IN list."""


@dataclass(slots=True)
class FreshRow:
    """A row to write: ``series`` is (year, serial) of a number of the center's own series.

    A row without number carries its fingerprint, by which it is known when it comes again.
    """

    planned: CaseRow
    series: tuple[int, int] | None = None
    fingerprint: str | None = None

    @property
    def record(self) -> CaseRecord:
        return self.planned.record


@dataclass
class Sorted:
    fresh: list[FreshRow] = field(default_factory=list)
    duplicates: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def sort_rows(session: Session, center: Center, plan: ImportPlan[CaseRecord]) -> Sorted:
    """Each planned row is new, a duplicate, or a problem; nothing is written."""
    keyed = [(row, _identity(row.record, center)) for row in plan.rows]
    stored = _stored_by_identity(session, center, {one for _row, one in keyed})
    prints = _stored_prints(session, center.id, [one for _row, one in keyed])
    seen: dict[Identity, CaseRow] = {}
    result = Sorted()
    for row, identity in keyed:
        earlier = seen.get(identity)
        if earlier is None and identity not in stored and identity not in prints:
            seen[identity] = row
            result.fresh.append(_fresh(row, identity))
            continue
        known = earlier.record if earlier else stored.get(identity)
        if not row.record.number or known is None or same_content(row.record, row.columns, known):
            result.duplicates += 1
        else:
            result.problems.append(_contradiction(row, earlier))
    return result


def _identity(record: CaseRecord, center: Center) -> Identity:
    """What a row is known by: its number, or everything it says when it has none."""
    if record.number:
        return identity_of(record.number, center.short_name)
    return Print(fingerprint(record))


def _fresh(row: CaseRow, identity: Identity) -> FreshRow:
    if isinstance(identity, Print):
        return FreshRow(row, fingerprint=str(identity))
    return FreshRow(row, series=identity if isinstance(identity, tuple) else None)


def _contradiction(row: CaseRow, earlier: CaseRow | None) -> RowProblem:
    number = row.record.number or ""
    if earlier is None:
        problem = Problem("number", N_("This case number is in the ledger with other content."))
    else:
        problem = Problem(
            "number",
            N_("Row %(row)s has the same case number with other content."),
            {"row": earlier.row},
        )
    return RowProblem(row.sheet, row.row, row.columns["number"], "", number, problem)


def _stored_by_identity(
    session: Session, center: Center, wanted: set[Identity]
) -> dict[Identity, CaseRecord]:
    """The stored cases whose numbers the ledger names."""
    if all(isinstance(one, Print) for one in wanted):
        return {}
    rows = session.execute(
        select(Case.id, Case.number, Case.number_year, Case.number_serial).where(
            Case.center_id == center.id, Case.number.is_not(None)
        )
    )
    by_id: dict[int, Identity] = {}
    for one, number, year, serial in rows:
        identity: Identity = identity_of(number or "", center.short_name)
        if year is not None and serial is not None:
            identity = (year, serial)
        if identity in wanted:
            by_id[one] = identity
    found: dict[Identity, CaseRecord] = {}
    for ids in chunks(by_id, AT_A_TIME):
        condition = (Case.center_id == center.id) & Case.id.in_(ids)
        for place, record in stored_records(session, condition):
            found[by_id[place[2]]] = record
    return found


def _stored_prints(session: Session, center_id: int, wanted: list[Identity]) -> set[str]:
    """The fingerprints of rows imported before, and of the cases that have no number."""
    found: set[str] = set()
    prints = [str(one) for one in wanted if isinstance(one, Print)]
    for some in chunks(prints, AT_A_TIME):
        statement = select(Case.import_fingerprint).where(
            Case.center_id == center_id, Case.import_fingerprint.in_(some)
        )
        found.update(one for one in session.scalars(statement) if one)
    if prints:
        without = (Case.center_id == center_id) & Case.number.is_(None)
        found.update(fingerprint(record) for _place, record in stored_records(session, without))
    return found


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
