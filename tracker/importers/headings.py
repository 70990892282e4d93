"""Which column is which: the ledger's headings in the words that offices use for them.

A heading row need not be the first row, and may be two: 申请人 above 姓名, 证件号, 电话. A heading
may carry its unit and line breaks. What is not recognised is kept as a further column, never
dropped and never guessed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.domain.problems import N_, Problem
from tracker.importers.aliases import IDS, PHONES
from tracker.importers.grid import Row, Sheet, Value, address
from tracker.importers.layout import PASSED_OVER, UNIT, Layout, plain

LOOKED_AT = 30
"""The heading row stands among the first rows."""
FEWEST_RECOGNISED = 2

_UNIT_ABOVE = re.compile(r"单位:(?:人民币|[^:]{1,4}[、,/])?(万元|万|元)\)?$")
"""单位：万元 above the table holds for every amount whose heading says nothing else."""
_GROUP_ENDING = re.compile(r"(?:基本)?(?:情况|信息)$")


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: ``key`` names the ledger's column, None keeps it as a further one."""

    index: int
    text: str
    key: str | None = None
    in_wan: bool = False


@dataclass(frozen=True)
class HeadingRow:
    """``index`` is the row's place in the sheet, the lower one's where there are two.

    ``cells`` are the headings as they stand, those of two rows put together; ``first`` is the
    upper row's place.
    """

    index: int
    headings: tuple[Heading, ...]
    cells: tuple[Value, ...]
    first: int
    layout: Layout

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(heading.key for heading in self.headings if heading.key)

    def chosen(self, sheet: Sheet, choices: Mapping[int, str]) -> HeadingRow:
        """The same with each column's index mapped to the key that a person picked."""
        return _read(sheet, self.layout, self.index, self.cells, self.first, choices)


def find_heading_row(sheet: Sheet, layout: Layout) -> HeadingRow | None:
    """The row (or two) among the first with the most recognised headings; None when there is none.

    Two rows are taken together only where each alone says less.
    """
    best, most = None, FEWEST_RECOGNISED - 1
    for first, index, cells in _candidates(sheet, layout):
        recognised = len({layout.recognise(cell)[0] for cell in cells if cell != ""} - {None})
        if recognised > most:
            best, most = (index, cells, first), recognised
    return None if best is None else _read(sheet, layout, *best)


def _candidates(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, int, tuple[Value, ...]]]:
    """(first row, last row, cells): each of the first rows alone, then each pair of them."""
    rows = sheet.rows[:LOOKED_AT]
    for index, row in enumerate(rows):
        yield index, index, tuple(row)
    for index, (upper, lower) in enumerate(pairwise(rows), 1):
        if all(isinstance(cell, str) for cell in (*upper, *lower)):
            yield index - 1, index, _put_together(layout, upper, lower)


def _put_together(layout: Layout, upper: Row, lower: Row) -> tuple[Value, ...]:
    """``申请人`` over three columns and ``姓名``, ``证件号``, ``电话`` below it."""
    group: Value = ""
    cells: list[Value] = []
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        joined = f"{_GROUP_ENDING.sub('', plain(group))}{below}"
        if below == "":
            cells.append(above)
        elif above == below or layout.recognise(joined)[0] is None:
            cells.append(below)
        else:
            cells.append(joined)
    return tuple(cells)


def _read(
    sheet: Sheet,
    layout: Layout,
    row: int,
    texts: tuple[Value, ...],
    first: int,
    chosen: Mapping[int, str] | None = None,
) -> HeadingRow:
    """The headings that stand in those cells; ``chosen`` are the keys that a person picked."""
    cells = [(index, plain(cell), cell) for index, cell in enumerate(texts)]
    counts_in_wan = _unit_above(sheet, first) != "元"
    headings: list[Heading] = []
    side = ""
    for index, words, cell in cells:
        text = " ".join(str(cell).split())
        if not words and not _has_values(sheet, row, index):
            continue
        key, in_wan = layout.recognise(cell)
        in_wan = in_wan or (counts_in_wan and not UNIT.match(words))
        if key is not None and key in layout.sides:
            side = key
        elif side and words in IDS:
            key = f"{side}_id"
        elif side and words in PHONES:
            key = f"{side}_phone"
        if chosen is not None and index in chosen:
            key = chosen[index] or None
        headings.append(Heading(index, text or address(row, index), key, in_wan))
    kept = _told_apart(headings if chosen else _first_of_each(layout, headings))
    return HeadingRow(row, kept, texts, first, layout)


def _unit_above(sheet: Sheet, row: int) -> str:
    """What the lines above the headings say that amounts are counted in: 万元, 万 or 元."""
    stated = [
        found[1]
        for cells in sheet.rows[:row]
        for cell in cells
        if isinstance(cell, str) and (found := _UNIT_ABOVE.search(plain(cell)))
    ]
    return stated[-1] if stated else "元"


def check(found: HeadingRow) -> list[Problem]:
    """What keeps the sheet from being imported as a whole."""
    problems, layout = [], found.layout
    counts = Counter(heading.key for heading in found.headings if heading.key)
    for key, count in counts.items():
        if count > 1 and key != PASSED_OVER:
            names = [
                f"{one.text} ({address(found.index, one.index)})"
                for one in found.headings
                if one.key == key
            ]
            problems.append(
                Problem(
                    key,
                    N_("Several columns are taken for %(column)s: %(headings)s."),
                    {"column": layout.name([key]), "headings": ", ".join(names)},
                )
            )
    missing = [keys for keys in layout.required if not found.keys & set(keys)]
    if missing:
        problems.append(
            Problem(
                missing[0][0],
                N_("The column %(column)s is missing; a ledger needs it."),
                {"column": "、".join(layout.name(keys) for keys in missing)},
            )
        )
    return problems


def _told_apart(headings: list[Heading]) -> tuple[Heading, ...]:
    """Further columns are kept by their heading, so each of them needs one of its own."""
    seen: Counter[str] = Counter()
    result = []
    for one in headings:
        seen[one.text] += 1
        again = one.key is None and seen[one.text] > 1
        result.append(replace(one, text=f"{one.text} ({seen[one.text]})") if again else one)
    return tuple(result)


def _first_of_each(layout: Layout, headings: list[Heading]) -> list[Heading]:
    """Where the ledger's own word stands beside another word for it, the other is kept as further.

    Two columns of the same word stay as they are: ``check`` then asks which one is meant.
    """
    own = layout.own_words
    exact = {one.key for one in headings if one.key and plain(one.text) in own}
    return [
        replace(one, key=None) if one.key in exact and plain(one.text) not in own else one
        for one in headings
    ]


def _has_values(sheet: Sheet, row: int, column: int) -> bool:
    return any(cells[column] != "" for cells in sheet.rows[row + 1 :])
