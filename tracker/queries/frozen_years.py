"""Frozen years as they are stored, and the cases they counted beside those of now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from tracker.domain.counted_cases import CountedCase, Counts, Legend, legend_of
from tracker.domain.frozen import YearFigures
from tracker.models import FrozenCase, FrozenEntry, FrozenYear

AT_A_TIME = 2000
COLUMNS = ("case_center_id", "case_id", "version", "parts", "sums", "places", "number")
"""The columns of a counted case, in the order of ``CountedCase``."""
OF_ENTRIES = ("entry_center_id", "entry_id", "version", "parts", "sums", "places", "name")
"""Those that mean the same of an entry of a register."""


@dataclass(frozen=True)
class Kept:
    """Where the counted rows of a frozen year are kept: its cases, or a register's entries."""

    model: Any
    names: Sequence[str]
    kind: str | None = None

    @property
    def columns(self) -> list[Any]:
        return [getattr(self.model, name) for name in self.names]

    def of(self, row: FrozenYear) -> list[ColumnElement[bool]]:
        own = self.model.center_id == row.center_id, self.model.frozen_year_id == row.id
        return [*own, *([] if self.kind is None else [self.model.kind == self.kind])]


CASES = Kept(FrozenCase, COLUMNS)


def entries_of(kind: str) -> Kept:
    return Kept(FrozenEntry, OF_ENTRIES, kind)


@dataclass(frozen=True)
class Counted:
    """A year as it is counted now: its figures, and as rows of ``COLUMNS`` its cases and, by kind,
    the entries of each register.
    """

    figures: YearFigures
    cases: Select[*tuple[Any, ...]]
    entries: Mapping[str, Select[*tuple[Any, ...]]]


@dataclass(frozen=True)
class CaseChange:
    """A case as it counts, or did; without ``then`` or ``now`` it was or is none of the year's.

    ``number`` is the one that it has now, or had; with a ``kind`` it is an entry of that register,
    and ``number`` what it is called.
    """

    key: tuple[int, int]
    number: str | None
    then: Counts | None
    now: Counts | None
    kind: str | None = None

    @property
    def counts_otherwise(self) -> bool:
        """Else the case only went on, and the year counts it as before."""
        return (self.then and self.then.facts) != (self.now and self.now.facts)


def standing(session: Session, center_id: int, year: int) -> FrozenYear | None:
    """The frozen year that has not been withdrawn."""
    return session.scalar(
        _of_year(center_id, year).where(FrozenYear.unfrozen_at.is_(None)),
    )


def versions(session: Session, center_id: int, year: int) -> Sequence[FrozenYear]:
    """All of the year, the standing one first, then the newest."""
    newest = FrozenYear.unfrozen_at.is_not(None), FrozenYear.number.desc()
    return session.scalars(_of_year(center_id, year).order_by(*newest)).all()


def all_versions(session: Session, center_id: int) -> Sequence[FrozenYear]:
    """Those of every year of the center, the newest year first."""
    newest = FrozenYear.year.desc(), FrozenYear.number.desc()
    own = select(FrozenYear).where(FrozenYear.center_id == center_id)
    return session.scalars(own.order_by(*newest)).all()


def last_number(session: Session, center_id: int, year: int) -> int:
    """0 where the year was never frozen."""
    highest = select(func.max(FrozenYear.number))
    return session.scalar(highest.where(*_is_year(center_id, year))) or 0


def counted_then(session: Session, row: FrozenYear, kept: Kept = CASES) -> Iterator[CountedCase]:
    """The cases of a frozen year, or a register's entries, by center and id."""
    center, id_, *_more = kept.columns
    found = select(*kept.columns).where(*kept.of(row)).order_by(center, id_)
    for one in session.execute(found.execution_options(yield_per=AT_A_TIME)):
        yield CountedCase(*one)


def changes(
    session: Session,
    row: FrozenYear,
    now: Select[*tuple[Any, ...]],
    legend: Legend,
    kept: Kept = CASES,
) -> list[CaseChange]:
    """The cases that were written to since, that are gone, or that came; two statements.

    ``now`` has the cases that the year counts now, with the columns of ``COLUMNS``, which the
    ``legend`` reads. Of both only what both know is compared. The same of a register's entries.
    """
    current = now.subquery("now")
    center, id_, version, *_more = kept.columns
    same: ColumnElement[bool] = and_(current.c.case_center_id == center, current.c.case_id == id_)
    columns = [current.c[name] for name in COLUMNS]
    others = or_(current.c.case_id.is_(None), current.c.version != version)
    known = select(*kept.columns, *columns).outerjoin(current, same).where(*kept.of(row), others)
    was_there = exists().where(*kept.of(row), same).correlate(current)
    new = select(*(literal(None) for _name in COLUMNS), *columns).where(~was_there)
    frozen_legend, width = legend_of(read_content(row), kept.kind), len(COLUMNS)
    found = []
    for one in (*session.execute(known), *session.execute(new)):
        then, current_case = _case(one[:width]), _case(one[width:])
        case = current_case or CountedCase(*one[:width])
        found.append(
            CaseChange(
                (case.center_id, case.id),
                case.number,
                frozen_legend.read(then, legend) if then else None,
                legend.read(current_case, frozen_legend) if current_case else None,
                kept.kind,
            )
        )
    return [one for one in found if one.then or one.now]


def read_content(row: FrozenYear) -> dict[str, Any]:
    """The content as JSON has it."""
    content: dict[str, Any] = json.loads(row.content)
    return content


def _case(values: Sequence[Any]) -> CountedCase | None:
    return None if values[1] is None else CountedCase(*values)


def _is_year(center_id: int, year: int) -> tuple[ColumnElement[bool], ...]:
    return FrozenYear.center_id == center_id, FrozenYear.year == year


def _of_year(center_id: int, year: int) -> Select[FrozenYear]:
    return select(FrozenYear).where(*_is_year(center_id, year))
