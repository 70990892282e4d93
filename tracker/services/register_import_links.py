"""What imported entries link to: rows of the ledger, or entries that come with the same file."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.problems import Problem
from tracker.models import Case
from tracker.queries.register_links import register_of
from tracker.registers.declaring import Field, Register, Shape
from tracker.services.entry_rows import EntryRow, LinkedRow
from tracker.services.import_sorting import AT_A_TIME, chunks
from tracker.services.register_links import CLAIMED, ITSELF, claimed, merged_away, unknown

Refused = list[tuple[EntryRow, Problem]]


def link_up(
    session: Session, center_id: int, register: Register, rows: Sequence[EntryRow]
) -> tuple[list[LinkedRow], Refused]:
    """The rows in an order in which each comes after those it links to, and those whose links lead
    nowhere or to what does not agree with them.
    """
    fields = register.of_shape(Shape.LINK)
    if not fields:
        return [LinkedRow(row, {}) for row in rows], []
    linking = _Linking(session, center_id, register, fields, rows)
    linking.go()
    return linking.linked, linking.refused


class _Linking:
    def __init__(
        self,
        session: Session,
        center_id: int,
        register: Register,
        fields: Sequence[Field],
        rows: Sequence[EntryRow],
    ) -> None:
        self.register, self.fields, self.rows = register, fields, rows
        self.session = session
        self.there = {one.name: _stored(session, center_id, one, rows) for one in fields}
        self.here: dict[Any, EntryRow] = {}
        for row in reversed(rows):
            self.here[row.values[register.title]] = row
        self.names: dict[tuple[str, str], EntryRow] = {}
        self.settled: set[EntryRow] = set()
        self.linked: list[LinkedRow] = []
        self.refused: Refused = []

    def go(self) -> None:
        waiting: dict[EntryRow, list[EntryRow]] = defaultdict(list)
        count = {}
        for row in self.rows:
            targets = {other for _one, other in self._within(row)}
            count[row] = len(targets)
            for other in targets:
                waiting[other].append(row)
        ready = deque(row for row in self.rows if not count[row])
        while ready:
            row = ready.popleft()
            self._settle(row)
            for other in waiting[row]:
                count[other] -= 1
                if not count[other]:
                    ready.append(other)
        for row in self.rows:  # links that lead around in a ring
            if count[row]:
                self.refused += [(row, unknown(one)) for one, _other in self._within(row)]

    def _within(self, row: EntryRow) -> Iterator[tuple[Field, EntryRow]]:
        """The links that lead to other rows of the file."""
        for one in self.fields:
            name = row.values[one.name]
            other = self.here.get(name) if register_of(one.link) is self.register else None
            if name and other not in (None, row) and name not in self.there[one.name]:
                yield one, other

    def _single(self) -> Iterator[Field]:
        return (one for one in self.fields if one.link.single)

    def _claimed_here(self, row: EntryRow) -> Iterator[Problem]:
        """By another row of the file."""
        for one in self._single():
            name = row.values[one.name]
            if name and (other := self.names.get((one.name, name))) is not None:
                yield Problem(one.name, CLAIMED, {"entry": other.values[self.register.title]})

    def _settle(self, row: EntryRow) -> None:
        targets: dict[str, int | EntryRow] = {}
        problems: list[Problem] = []
        within = {one.name: other for one, other in self._within(row)}
        for one in self.fields:
            name = row.values[one.name]
            if not name:
                continue
            target = self.there[one.name].get(name)
            other = within.get(one.name)
            if target is not None:
                targets[one.name] = target.id
                if one.link.is_to_case:
                    problems += merged_away(self.session, one.name, target)
                problems += one.link.agrees(row.values, target)
                problems += claimed(
                    self.session, self.register, one, target.center_id, target.id, None
                )
            elif other in self.settled and other is not None:
                targets[one.name] = other
                problems += one.link.agrees(row.values, SimpleNamespace(**other.values))
            elif self.here.get(name) is row and register_of(one.link) is self.register:
                problems.append(Problem(one.name, ITSELF))
            else:
                problems.append(unknown(one))
        problems += self._claimed_here(row)
        self.refused += [(row, problem) for problem in problems]
        if not problems:
            self.names |= {(one.name, row.values[one.name]): row for one in self._single()}
            self.settled.add(row)
            self.linked.append(LinkedRow(row, targets))


def _stored(
    session: Session, center_id: int, one: Field, rows: Sequence[EntryRow]
) -> Mapping[str, Any]:
    """By name, the cases or entries in force that the rows may link to."""
    target = register_of(one.link)
    model: Any = Case if target is None else target.model
    title = Case.number if target is None else target.column(target.title)
    own = [model.center_id == center_id]
    if target is not None:
        own.append(model.voided_at.is_(None))
    names = dict.fromkeys(name for row in rows if (name := row.values[one.name]))
    found: dict[str, Any] = {}
    for some in chunks(names, AT_A_TIME):
        statement = select(title, model).where(*own, title.in_(some)).order_by(model.id.desc())
        found |= dict(session.execute(statement).all())
    return found
