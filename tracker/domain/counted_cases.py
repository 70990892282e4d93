"""A case as the figures of a frozen year count it, and how its numbers and texts are read.

What a bit or a place means is stored with the frozen year: the program may know other figures by
the time somebody reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

APART = ","


@dataclass(frozen=True)
class CountedCase:
    """Bit ``n`` of ``parts`` says whether it counts in part ``n``, ``sums`` what it adds to sums
    and medians, ``places`` in which row of each breakdown it is.
    """

    center_id: int
    id: int
    version: int
    parts: int
    sums: str
    places: str
    number: str | None

    def line(self) -> str:
        """What of it goes into the fingerprint of the cases."""
        key = f"{self.center_id} {self.id} {self.version}"
        return f"{key} {self.parts} {self.sums} {self.places} {self.number or ''}\n"


@dataclass(frozen=True)
class Counts:
    """What a case of that version counts in, what it adds by figures, and where it stands by
    dimensions; blank where it states nothing.
    """

    version: int
    parts: frozenset[str]
    sums: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def facts(self) -> tuple[Any, ...]:
        """All but the version: whoever merely goes on keeps them."""
        return self.parts, self.sums, self.places


@dataclass(frozen=True)
class Legend:
    """Which parts, sums and dimensions the columns of a counted case are of, in their order.

    A part is ``resolved.value`` or ``resolution_rate:closed.numerator``.
    """

    parts: Sequence[str]
    sums: Sequence[str]
    places: Sequence[str]

    @property
    def figures(self) -> set[str]:
        """The keys, those of a rate with its basis, that the parts are of."""
        return {part.rpartition(".")[0] for part in self.parts}

    def plain(self) -> dict[str, list[str]]:
        return {"parts": list(self.parts), "sums": list(self.sums), "places": list(self.places)}

    def read(self, case: CountedCase, other: Legend) -> Counts | None:
        """As far as the other legend knows of it too; None where nothing of it counts in that.

        So a figure that came since, or is gone, makes no case count otherwise.
        """
        parts = (name for place, name in enumerate(self.parts) if case.parts >> place & 1)
        found = Counts(
            case.version,
            frozenset(parts) & frozenset(other.parts),
            _told(self.sums, case.sums, other.sums),
            _told(self.places, case.places, other.places),
        )
        return found if found.parts else None


_FIRST_FORM = Legend(
    parts=(),
    sums=("amount_claimed", "amount_agreed", "amount_performed", "median_days", "parties"),
    places=("dispute_type", "source", "organisation", "mediator", "village", "difficulty"),
)
"""The first form of a content stored its parts only; these were the orders it did not state."""


def legend_of(content: Mapping[str, Any], kind: str | None = None) -> Legend:
    """Of a frozen year's content, in whatever form it is; with a ``kind`` that of the register."""
    if kind is not None:
        return Legend(**content["registers"][kind]["legend"])
    if "legend" in content:
        return Legend(**content["legend"])
    return Legend(content["parts"], _FIRST_FORM.sums, _FIRST_FORM.places)


def fingerprint_of_cases(cases: Iterable[CountedCase]) -> tuple[int, str]:
    """How many they are, and the fingerprint of their lines by center and id."""
    digest, count = hashlib.sha256(), 0
    for one in cases:
        digest.update(one.line().encode())
        count += 1
    return count, digest.hexdigest()


def _told(names: Sequence[str], text: str, wanted: Sequence[str]) -> Mapping[str, str]:
    values = text.split(APART) if names else []
    told = zip(names, values, strict=True)
    return {name: value for name, value in told if name in wanted}
