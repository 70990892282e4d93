"""The rows of each breakdown: months first, then what a case states of itself.

Each case stands in exactly one row, types rolled up to their parents, with a row "not stated"
for cases that state nothing: so counts add up to the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, String, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.formatting import word
from tracker.indicators.compute import RawKey
from tracker.indicators.dimensions import BY_KEY, DIMENSIONS, Dimension
from tracker.indicators.kinds import Tally
from tracker.models import Center, DisputeType
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope


@dataclass(frozen=True)
class Name:
    """How a row of a code list is called, and where it stands in its list."""

    center_id: int
    id: int
    text: str
    code: str | None = None
    position: int = 0
    parent_id: int | None = None


Names = Mapping[str, Mapping[tuple[int, int], Name]]


@dataclass(frozen=True)
class TallyRow:
    """``key`` is what addresses and files say; ``label`` what people read."""

    key: str
    label: str
    tally: Tally


def names_in(session: Session, scope: Scope) -> Names:
    """The code lists of the scope's centers, read in one statement."""
    lists: dict[str, dict[tuple[int, int], Name]] = {one.key: {} for one in DIMENSIONS}
    wanted = [_names_of(one, scope) for one in DIMENSIONS if one.model is not None]
    for dimension, *values in session.execute(union_all(*wanted)):
        name = Name(*values)
        lists[dimension][name.center_id, name.id] = name
    return lists


def _names_of(dimension: Dimension, scope: Scope) -> Select[Any]:
    model = dimension.model
    is_type = model is DisputeType
    return select(
        literal(dimension.key, String),
        model.center_id,
        model.id,
        model.name,
        model.code if is_type else cast(null(), String),
        model.position if is_type else literal(0),
        model.parent_id if is_type else literal(None, model.id.type),
    ).where(model.center_id.in_(scope.center_ids))


def by_month(months: Sequence[Period], tallies: Mapping[int, Tally], first: int) -> list[TallyRow]:
    """A row for every month touched, also an empty one; ``first`` is the first month's window."""
    with_year = several_years(Period(months[0].start, months[-1].end))
    return [
        TallyRow(month_key(month), month_label(month, with_year), tallies.get(place, Tally()))
        for place, month in enumerate(months, first)
    ]


def several_years(period: Period) -> bool:
    return period.start.year != period.end.year


def month_key(month: Period) -> str:
    return f"{month.start:%Y-%m}"


def month_label(month: Period, with_year: bool) -> str:
    if with_year:
        return str(_("%(year)s-%(month)s", year=month.start.year, month=month.start.month))
    return str(_("Month %(month)s", month=month.start.month))


def by_dimension(
    dimension: Dimension,
    raw: Mapping[RawKey, Tally],
    names: Names,
    centers: Mapping[int, Center],
) -> list[TallyRow]:
    """The rows that have any case, in the order of their list; "not stated" is the last."""
    rows: dict[str, TallyRow] = {}
    order: dict[str, tuple[object, ...]] = {}
    for (center_id, value), tally in raw.items():
        key, label, place = row_of(dimension, center_id, value, names, centers)
        if key not in rows or place < order[key]:
            rows[key] = TallyRow(key, label, rows[key].tally if key in rows else Tally())
            order[key] = place
        rows[key].tally.add(tally)
    return [rows[key] for key in sorted(rows, key=lambda key: order[key]) if rows[key].tally]


def row_of(
    dimension: Dimension,
    center_id: int | None,
    value: str,
    names: Names,
    centers: Mapping[int, Center],
) -> tuple[str, str, tuple[object, ...]]:
    """Key, label, and the place in the order: (last?, position, label, center)."""
    if value == UNSTATED:
        return UNSTATED, _("Not stated"), (1,)
    if dimension.words is not None or center_id is None:
        words = list(dimension.words or ())
        place = next(at for at, one in enumerate(words) if one.value == value)
        return value, word(words[place]), (0, place)
    name = names[dimension.key][center_id, int(value)]
    if dimension.model is DisputeType:
        top = names[dimension.key].get((center_id, name.parent_id or 0), name)
        return top.code or "", top.text, (0, top.position, top.text, center_id)
    label = named_in(name.text, center_id, centers)
    return f"{center_id}-{value}", label, (0, 0, name.text, center_id)


@dataclass(frozen=True)
class RowKeys:
    """In which row of a breakdown a case stands, by the lists as they are now."""

    names: Names
    centers: Mapping[int, Center]

    def of(self, dimension: str, center_id: int, value: str) -> str | None:
        """``value`` as the case's column has it, blank for none; None of what is on no list."""
        try:
            one = BY_KEY[dimension]
            return row_of(one, center_id, value or UNSTATED, self.names, self.centers)[0]
        except (KeyError, StopIteration):
            return None


def named_in(text: str, center_id: int, centers: Mapping[int, Center]) -> str:
    """The name with that of its center, where there are several."""
    if len(centers) == 1:
        return text
    return str(_("%(name)s (%(center)s)", name=text, center=centers[center_id].name))


def centers_of(session: Session, scope: Scope) -> dict[int, Center]:
    """The scope's centers by their ids, in the order of their codes."""
    found = session.scalars(
        select(Center).where(Center.id.in_(scope.center_ids)).order_by(Center.code)
    )
    return {center.id: center for center in found}
