"""Organisations, mediators and villages that a ledger names and the center does not have yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.content import folded
from tracker.domain.vocabulary import OrganisationKind
from tracker.models import Mediator, Organisation, Village

LISTS: dict[str, Any] = {
    "organisations": Organisation,
    "mediators": Mediator,
    "villages": Village,
}
KINDS = (
    (("工作室",), OrganisationKind.STUDIO),
    (
        ("村调委会", "社区调委会", "村人民调解委员会", "社区人民调解委员会"),
        OrganisationKind.VILLAGE_COMMITTEE,
    ),
    (("中心", "行业调委会", "行业人民调解委员会"), OrganisationKind.TRADE_COMMITTEE),
)
"""What the end of a name says of an organisation; everything else is a township committee."""


class Names:
    """The center's lists by name; ``created`` holds the names that a ledger adds to them."""

    def __init__(self, session: Session, center_id: int) -> None:
        self.session, self.center_id = session, center_id
        self.known = {noun: self._stored(model) for noun, model in LISTS.items()}
        self.created: dict[str, list[str]] = {noun: [] for noun in LISTS}

    def note(self, noun: str, names: Iterable[str | None]) -> None:
        """Remember the names that are new, in the order in which they come."""
        for name in names:
            if name and folded(name) not in self.known[noun]:
                self.known[noun][folded(name)] = 0
                self.created[noun].append(name)

    def write(self) -> None:
        """Add what is new, so that ``id_of`` knows all of them."""
        for noun, names in self.created.items():
            rows = [self._new(noun, name) for name in names]
            self.session.add_all(rows)
            self.session.flush()
            self.known[noun].update({folded(row.name): row.id for row in rows})

    def id_of(self, noun: str, name: str | None) -> int | None:
        return self.known[noun][folded(name)] if name else None

    def _stored(self, model: Any) -> dict[str, int]:
        rows = self.session.execute(
            select(model.id, model.name).where(model.center_id == self.center_id)
        )
        return {folded(name): one for one, name in rows}

    def _new(self, noun: str, name: str) -> Any:
        if noun == "organisations":
            return Organisation(center_id=self.center_id, name=name, kind=kind_of(name))
        return LISTS[noun](center_id=self.center_id, name=name)


def kind_of(name: str) -> OrganisationKind:
    """An administrator sees which ones an import added, and can set another kind."""
    return next(
        (kind for endings, kind in KINDS if folded(name).endswith(endings)),
        OrganisationKind.TOWNSHIP_COMMITTEE,
    )
