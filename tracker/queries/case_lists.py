"""What a list of cases can be narrowed to: the entries of the center's own lists, in use or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, literal, null, select, union_all
from sqlalchemy.orm import Session

from tracker.models import Center, DisputeType, ImportBatch, Mediator, Organisation, Village
from tracker.queries.case_filter import CaseFilter, Pair
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope

MODELS: dict[str, Any] = {
    "organisation": Organisation,
    "mediator": Mediator,
    "village": Village,
    "batch": ImportBatch,
}


@dataclass(frozen=True)
class Choice:
    """``value`` is what stands in the address; ``child`` entries belong to the one before them."""

    value: str
    name: str
    child: bool = False


@dataclass
class Lists:
    """By the name of the filter's argument."""

    choices: dict[str, list[Choice]] = field(default_factory=dict)

    def of(self, name: str) -> list[Choice]:
        return self.choices.get(name, [])

    def name_of(self, name: str, value: str) -> str | None:
        return next((one.name for one in self.of(name) if one.value == value), None)


def lists_of(session: Session, scope: Scope, center_id: int | None) -> Lists:
    """The lists of one center; without one, only the types, whose codes are alike everywhere."""
    types_of = scope.center_ids[0] if center_id is None else center_id
    statements = [
        select(
            literal("type"),
            DisputeType.id,
            DisputeType.name,
            DisputeType.code,
            DisputeType.parent_id,
            DisputeType.position,
        ).where(DisputeType.center_id == types_of)
    ]
    for name in ("organisation", "mediator", "village"):
        if center_id is None or (name == "organisation" and scope.organisation_id is not None):
            continue
        model = MODELS[name]
        nothing = (null().cast(String), null(), literal(0))
        statements.append(
            select(literal(name), model.id, model.name, *nothing).where(
                model.center_id == center_id
            )
        )
    rows = session.execute(union_all(*statements)).all()
    found: dict[str, list[Choice]] = {"type": _types([row for row in rows if row[0] == "type"])}
    for name, id_, label, *_of_types in sorted(rows, key=lambda row: str(row[2])):
        if name != "type":
            found.setdefault(name, []).append(Choice(f"{center_id}-{id_}", label))
    return Lists(found)


def centers_of(session: Session, scope: Scope) -> list[Choice]:
    """The centers to choose from; none where there is only one."""
    if len(scope.center_ids) == 1:
        return []
    statement = select(Center.code, Center.name).where(Center.id.in_(scope.center_ids))
    return [Choice(code, name) for code, name in session.execute(statement.order_by(Center.code))]


def name_of(session: Session, scope: Scope, name: str, pair: Pair | str | None) -> str | None:
    """What an organisation, mediator, village or batch within the scope is called."""
    if pair is None or pair == UNSTATED or pair[0] not in scope.center_ids:
        return None
    own = (name, pair[1]) == ("organisation", scope.organisation_id)
    if scope.organisation_id is not None and name in ("organisation", "batch") and not own:
        return None
    model = MODELS[name]
    label = model.filename if model is ImportBatch else model.name
    return session.scalar(select(label).where(model.center_id == pair[0], model.id == pair[1]))


def chosen_center(session: Session, scope: Scope, wanted: CaseFilter) -> int | None:
    """The one center whose lists can be chosen from, if it is one."""
    if len(scope.center_ids) == 1:
        return scope.center_ids[0]
    if not wanted.center:
        return None
    found = session.scalar(select(Center.id).where(Center.code == wanted.center))
    return found if found in scope.center_ids else None


def _types(rows: Sequence[Any]) -> list[Choice]:
    """Each parent followed by its children."""

    def in_order(some: Iterable[Any]) -> list[Any]:
        return sorted(some, key=lambda row: (row[5], row[2]))

    found = []
    for parent in in_order(row for row in rows if row[4] is None):
        found.append(Choice(parent[3], parent[2]))
        children = in_order(row for row in rows if row[4] == parent[1])
        found += [Choice(child[3], child[2], child=True) for child in children]
    return found
