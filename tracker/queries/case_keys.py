"""Cases that were found before, as a condition: what is dear to find is found once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, false, literal, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from tracker.models import Case


class ItemsOf(FunctionElement[Any]):
    """The items of a JSON array as rows: a list of any length is one parameter."""

    inherit_cache = True
    name = "items_of"


@compiles(ItemsOf)
def _items_of(element: Any, compiler: Any, **options: Any) -> str:
    return (
        f"json_array_elements_text(CAST({compiler.process(*element.clauses, **options)} AS JSON))"
    )


@compiles(ItemsOf, "sqlite")
def _items_of_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(*element.clauses, **options)})"


@dataclass(frozen=True)
class CaseKeys:
    """``ids`` are those of each center, as a JSON text; ``len`` is how many there are in all."""

    ids: Mapping[int, str]
    count: int

    def __len__(self) -> int:
        return self.count

    @property
    def condition(self) -> ColumnElement[bool]:
        """The case is one of them.

        The zeros keep SQLite from going through the list case by case: a list of cases is read in
        its own order and only held against it.
        """
        of_centers = (
            and_(Case.center_id + 0 == center, (Case.id + 0).in_(_numbers_in(ids)))
            for center, ids in self.ids.items()
        )
        return or_(false(), *of_centers)


def _numbers_in(ids: str) -> Select[int]:
    items = ItemsOf(literal(ids)).table_valued("value")
    return select(cast(items.c.value, BigInteger))


def keys_of(session: Session, *conditions: ColumnElement[bool]) -> CaseKeys:
    """The cases that fulfil the conditions, in one statement."""
    found: dict[int, list[int]] = {}
    for center_id, id_ in session.execute(select(Case.center_id, Case.id).where(*conditions)):
        found.setdefault(center_id, []).append(id_)
    texts = {center: json.dumps(ids, separators=(",", ":")) for center, ids in found.items()}
    return CaseKeys(texts, sum(map(len, found.values())))
