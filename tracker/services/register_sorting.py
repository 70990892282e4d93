"""Which rows of a register's import are new, which stand in it already, which contradict it.

An entry is known by the values that no two entries share, where its register has such; else by
everything it says. Two equal rows of one file then are two entries, so each entry that stands is
taken for one row only. An entry that came with an import and was corrected since is known by what
it said then as well. A voided entry does not come back by itself: a row that says the same is a
problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from tracker.domain.ledger import PlannedRow, RowProblem
from tracker.domain.problems import N_, Problem
from tracker.models import AuditLine
from tracker.queries.register_links import linked_names
from tracker.registers.declaring import Register, Shape, Values
from tracker.services.entry_rows import Content, EntryRow, LinkedRow, content_of
from tracker.services.import_sorting import AT_A_TIME, chunks
from tracker.services.register_import_links import link_up
from tracker.services.register_months import taken_in_file
from tracker.services.registers import filled

IMPORTED = "register.import"
"""The action of the line with which an entry of an import begins."""
OTHER_CONTENT = N_("The register has this %(column)s with other content.")
OTHER_ROW = N_("Row %(row)s has the same %(column)s with other content.")
VOIDED = N_(
    "The register has this entry, voided by %(name)s: %(reason)s. It does not come back by itself;"
    " it can be put back in force on its page."
)


@dataclass(frozen=True)
class KnownEntry:
    """``first`` is what it said when an import brought it, where it was changed since."""

    values: Values
    content: Content
    first: Content | None
    voided_by: str | None
    void_reason: str | None

    @property
    def contents(self) -> set[Content]:
        """By what it may be known."""
        return {self.content} if self.first is None else {self.content, self.first}


@dataclass
class SortedEntries:
    """``linked`` are those of the ``fresh`` rows whose links are known as well."""

    fresh: list[EntryRow] = field(default_factory=list)
    linked: list[LinkedRow] = field(default_factory=list)
    duplicates: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    def add_problem(self, row: EntryRow, key: str, message: str, values: dict[str, object]) -> None:
        one, problem = row.planned, Problem(key, message, values)
        heading, value = one.columns.get(key, ""), str(row.values.get(key) or "")
        self.problems.append(RowProblem(one.sheet, one.row, heading, "", value, problem))

    def add_voided(self, row: EntryRow, entry: KnownEntry) -> None:
        said: dict[str, object] = {"name": entry.voided_by, "reason": entry.void_reason}
        self.add_problem(row, "", VOIDED, said)


def sort_entries(
    session: Session, center_id: int, register: Register, planned: Sequence[PlannedRow[Values]]
) -> SortedEntries:
    """Each planned row is new, a duplicate, or a problem; nothing is written."""
    rows = []
    for one in planned:
        values = filled(register, one.record)
        rows.append(EntryRow(one, values, content_of(register, values)))
    known = list(_known(session, center_id, register, rows))
    standing = [one for one in known if one.voided_by is None]
    voided = [one for one in known if one.voided_by is not None]
    result = (_by_name if register.once else _by_content)(register, rows, standing, voided)
    again = taken_in_file(session, register, center_id, result.fresh)
    gone = {row for row, _problem in again}
    result.fresh = [row for row in result.fresh if row not in gone]
    result.linked, refused = link_up(session, center_id, register, result.fresh)
    for row, problem in [*again, *refused]:
        result.add_problem(row, problem.field, problem.message, problem.values)
    return result


def _by_name(
    register: Register,
    rows: Sequence[EntryRow],
    standing: Sequence[KnownEntry],
    voided: Sequence[KnownEntry],
) -> SortedEntries:
    """Of a register in which some values stand once."""
    result = SortedEntries()
    named = "、".join(register.fields[one].words.term for one in register.once)
    names = {_name(register, one.content): one.content for one in standing}
    came = {one.first for one in standing}
    gone: dict[Content, list[tuple[Content, KnownEntry]]] = defaultdict(list)
    for one in voided:
        for content in one.contents:
            gone[_name(register, content)].append((content, one))
    seen: dict[Content, EntryRow] = {}
    for row in rows:
        name = _name(register, row.content)
        earlier = seen.get(name)
        known = earlier.content if earlier else names.get(name)
        if known is None and row.content in came:
            result.duplicates += 1
        elif known is None:
            again = (one for content, one in gone[name] if _same(register, row, content))
            if entry := next(again, None):
                result.add_voided(row, entry)
            else:
                seen[name] = row
                result.fresh.append(row)
        elif _same(register, row, known):
            result.duplicates += 1
        elif earlier is None:
            result.add_problem(row, register.once[-1], OTHER_CONTENT, {"column": named})
        else:
            other: dict[str, object] = {"column": named, "row": earlier.planned.row}
            result.add_problem(row, register.once[-1], OTHER_ROW, other)
    return result


def _name(register: Register, content: Content) -> Content:
    """The values that stand once."""
    return tuple(
        said for name, said in zip(register.fields, content, strict=True) if name in register.once
    )


def _same(register: Register, row: EntryRow, known: Content) -> bool:
    """Whether the entry says what the columns of the row say."""
    facts = zip(register.fields, row.content, known, strict=True)
    return all(said == there for name, said, there in facts if name in row.planned.columns)


def _by_content(
    _register: Register,
    rows: Sequence[EntryRow],
    standing: Sequence[KnownEntry],
    voided: Sequence[KnownEntry],
) -> SortedEntries:
    """Of a register in which equal entries may stand beside each other."""
    result = SortedEntries()
    there, left = _pairs(rows, standing)
    result.duplicates = len(there)
    gone, result.fresh = _pairs(left, voided)
    for row, entry in gone:
        result.add_voided(row, entry)
    return result


Pairs: TypeAlias = list[tuple[EntryRow, KnownEntry]]


def _pairs(rows: Sequence[EntryRow], entries: Sequence[KnownEntry]) -> tuple[Pairs, list[EntryRow]]:
    """Rows with an entry that says the same, or said it when it came in, no entry twice; and the
    rows that are left.
    """
    now, left, unused = _matched(rows, entries, lambda entry: entry.content)
    then, left, _rest = _matched(left, unused, lambda entry: entry.first)
    return [*now, *then], left


def _matched(
    rows: Iterable[EntryRow],
    entries: Iterable[KnownEntry],
    said: Callable[[KnownEntry], Content | None],
) -> tuple[Pairs, list[EntryRow], list[KnownEntry]]:
    by_content: dict[Content | None, list[KnownEntry]] = defaultdict(list)
    for entry in entries:
        by_content[said(entry)].append(entry)
    pairs, left = [], []
    for row in rows:
        if found := by_content.get(row.content):
            pairs.append((row, found.pop()))
        else:
            left.append(row)
    return pairs, left, [one for found in by_content.values() for one in found]


def _known(
    session: Session, center_id: int, register: Register, rows: Sequence[EntryRow]
) -> Iterator[KnownEntry]:
    """The entries that the rows may be."""
    model = register.model
    names = ("center_id", "id", "version", "voided_by", "void_reason", *register.fields)
    columns = [getattr(model, name) for name in names]
    found: list[Any] = []
    for condition in _conditions(register, rows):
        statement = select(*columns).where(model.center_id == center_id, condition)
        found += session.execute(statement.order_by(model.id)).all()
    firsts = _firsts(session, center_id, register, [one.id for one in found if one.version > 1])
    for one, values in _with_names(session, register, found):
        yield KnownEntry(
            values,
            content_of(register, values),
            firsts.get(one.id),
            one.voided_by,
            one.void_reason,
        )


def _with_names(
    session: Session, register: Register, entries: Sequence[Any]
) -> Iterator[tuple[Any, Values]]:
    """Each entry with what it says, links by name."""
    for some in chunks(entries, AT_A_TIME):
        names = linked_names(session, register, some)
        for one in some:
            values = dict(one._mapping)
            for link in register.of_shape(Shape.LINK):
                if (id_ := values[link.name]) is not None:
                    values[link.name] = names[link.name, one.center_id, id_].name
            yield one, values


def _conditions(register: Register, rows: Sequence[EntryRow]) -> Iterator[ColumnElement[bool]]:
    """All that were changed since they came; of the others those of the rows' names or days. No
    entry meets two of the conditions.
    """
    changed = register.model.version > 1
    if not rows:
        return
    yield changed
    if register.once:
        last = register.once[-1]
        for some in chunks(dict.fromkeys(row.values[last] for row in rows), AT_A_TIME):
            yield and_(register.column(last).in_(some), not_(changed))
    else:
        days = [row.values[register.day] for row in rows]
        within = register.column(register.day).between(min(days), max(days))
        yield and_(within, not_(changed))


def _firsts(
    session: Session, center_id: int, register: Register, ids: Sequence[int]
) -> Mapping[int, Content]:
    """What those of the entries said that came with an import, from the line of their beginning."""
    firsts = {}
    for some in chunks(ids, AT_A_TIME):
        lines = select(AuditLine.subject_id, AuditLine.changes).where(
            AuditLine.center_id == center_id,
            AuditLine.subject_id.in_(some),
            AuditLine.action == IMPORTED,
        )
        for id_, changes in session.execute(lines):
            firsts[id_] = tuple((changes.get(name) or [None, None])[1] for name in register.fields)
    return firsts
