"""A frozen year 冻结: what was counted, in one canonical form, and the fingerprint of that.

The canonical form is JSON in UTF-8 with its keys sorted, no white space, and nothing escaped that
JSON does not demand; counts are whole numbers, rates, days and money decimal texts. The fingerprint
is the SHA-256 of these bytes in hexadecimal. In Python, from the content as JSON has it:

    json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.domain.counted_cases import Legend

FORM = 3
"""Of the content; another form gets another number, and old fingerprints stay what they are."""
WITHOUT_REGISTERS = 2
"""The form before: what figures count is told in the same way."""

Parts = Mapping[str, int | str | None]
"""A figure's value, and what stands beside it: numerator, denominator, rows, asked."""
Figures = Mapping[str, Parts]
Breakdowns = Mapping[str, Mapping[str, Figures]]
"""Of each dimension the rows by their keys: never a name, which somebody may change."""

OF_BASIS = ":"
"""``resolution_rate:closed`` is the rate on that basis: all of its readings are frozen."""

BREAKDOWN = "by:"
"""``by:source`` is what makes the rows of that breakdown."""


@dataclass(frozen=True)
class YearFigures:
    """``definitions`` has the fingerprint of what each figure counts, ``legend`` how a counted case
    is read, ``registers`` by kind the same of a counted entry, ``names`` how rows are called, in
    the order in which they are shown.
    """

    centers: Sequence[str]
    figures: Figures
    breakdowns: Breakdowns
    definitions: Mapping[str, str]
    legend: Legend
    registers: Mapping[str, Legend]
    names: Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Difference:
    """A figure that is another one now; without a dimension that of the whole year."""

    dimension: str | None
    row: str | None
    figure: str
    then: Parts
    now: Parts

    @property
    def key(self) -> str:
        """The figure's own key, whatever the basis."""
        return figure_of(self.figure)


def figure_of(key: str) -> str:
    return key.partition(OF_BASIS)[0]


def canonical(content: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def version_of(definitions: Mapping[str, str]) -> str:
    """One fingerprint for all definitions."""
    return fingerprint(canonical(definitions))


Sealed = tuple[int, str]
"""How many rows there are, and their fingerprint."""


def content_of(
    center: str,
    year: int,
    number: int,
    counted: YearFigures,
    cases: Sealed,
    entries: Mapping[str, Sealed],
) -> dict[str, Any]:
    """What the fingerprint of a frozen year is taken of; ``entries`` by the kinds of registers."""
    return {
        "form": FORM,
        "center": center,
        "centers": list(counted.centers),
        "year": year,
        "number": number,
        "definitions": dict(counted.definitions),
        "legend": counted.legend.plain(),
        "cases": {"count": cases[0], "sha256": cases[1]},
        "registers": {
            kind: {"count": count, "sha256": sha256, "legend": counted.registers[kind].plain()}
            for kind, (count, sha256) in entries.items()
        },
        "figures": counted.figures,
        "breakdowns": counted.breakdowns,
    }


def redefined(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The figures that are counted otherwise now, or that were not or are not counted."""
    return [key for key in {**then, **now} if then.get(key) != now.get(key)]


def differences(
    then: tuple[Figures, Breakdowns], now: tuple[Figures, Breakdowns], nothing: Figures
) -> list[Difference]:
    """Everything that differs; a row of which nothing is on record has the figures of ``nothing``,
    and a figure that only one of them knows has no parts in the other.
    """
    found = list(_of_row(None, None, then[0], now[0]))
    for dimension in {**then[1], **now[1]}:
        old, new = then[1].get(dimension, {}), now[1].get(dimension, {})
        for row in {**old, **new}:
            rows = old.get(row, nothing), new.get(row, nothing)
            found += _of_row(dimension, row, *rows)
    return found


def _of_row(
    dimension: str | None, row: str | None, then: Figures, now: Figures
) -> Iterator[Difference]:
    for figure in {**then, **now}:
        old, new = then.get(figure, {}), now.get(figure, {})
        if old != new:
            yield Difference(dimension, row, figure, old, new)
