"""Which column is which: the ledger's headings in the words that offices use for them.

A heading row need not be the first row; a heading may carry its unit and line breaks. What is not
recognised is kept as a further column, never dropped and never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.domain.ledger import COLUMNS, REASON_HEADING, SIDES, Form
from tracker.domain.problems import N_, Problem
from tracker.importers.aliases import ALIASES, IDS, PHONES
from tracker.importers.grid import Sheet, Value, address

LOOKED_AT = 30
"""The heading row stands among the first rows."""
FEWEST_RECOGNISED = 2
PASSED_OVER = "-"
"""The key of a column that is neither read nor kept: the reason column of a rejects file."""

_UNIT = re.compile(r"^(.+?)[,/]?\(?(?:单位:?)?(万元|万|元)\)?$")


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: ``key`` names the ledger's column, None keeps it as a further one."""

    index: int
    text: str
    key: str | None = None
    in_wan: bool = False


@dataclass(frozen=True)
class HeadingRow:
    """``index`` is the row's place in the sheet."""

    index: int
    headings: tuple[Heading, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(heading.key for heading in self.headings if heading.key)


def plain(text: Value) -> str:
    """One form of each character, no white space, no marks of a required field."""
    folded = unicodedata.normalize("NFKC", str(text))
    return "".join(folded.split()).strip("*:")


def recognise(text: Value) -> tuple[str | None, bool]:
    """The key that a heading means, and whether it says that its amounts are in 万元."""
    words = plain(text)
    if key := _KNOWN.get(words):
        return key, False
    unit = _UNIT.match(words)
    if unit is None:
        return None, False
    key = _KNOWN.get(unit[1])
    is_amount = key in COLUMNS and COLUMNS[key].form is Form.AMOUNT
    return key if is_amount else None, unit[2] != "元"


def find_heading_row(sheet: Sheet) -> HeadingRow | None:
    """The row among the first with the most recognised headings; None when there is none."""
    best, most = None, FEWEST_RECOGNISED - 1
    for index, row in enumerate(sheet.rows[:LOOKED_AT]):
        recognised = {recognise(cell)[0] for cell in row if cell != ""} - {None}
        if len(recognised) > most:
            best, most = index, len(recognised)
    return None if best is None else read_headings(sheet, best)


def read_headings(sheet: Sheet, row: int, chosen: Mapping[int, str] | None = None) -> HeadingRow:
    """The headings of that row; ``chosen`` maps a column's index to the key a person picked."""
    cells = [(index, plain(cell), cell) for index, cell in enumerate(sheet.rows[row])]
    headings: list[Heading] = []
    side = ""
    for index, words, cell in cells:
        text = " ".join(str(cell).split())
        if not words and not _has_values(sheet, row, index):
            continue
        key, in_wan = recognise(cell)
        if key is not None and key in SIDES:
            side = key
        elif side and words in IDS:
            key = f"{side}_id"
        elif side and words in PHONES:
            key = f"{side}_phone"
        if chosen is not None and index in chosen:
            key = chosen[index] or None
        headings.append(Heading(index, text or address(row, index), key, in_wan))
    return HeadingRow(row, _told_apart(headings if chosen else _first_of_each(headings)))


def check(found: HeadingRow) -> list[Problem]:
    """What keeps the sheet from being imported as a whole."""
    problems = []
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
                    {"column": COLUMNS[key].name, "headings": ", ".join(names)},
                )
            )
    if not found.keys & {"registered_on", "accepted_on"}:
        problems.append(
            Problem(
                "registered_on",
                N_("The column %(column)s is missing; a ledger needs it."),
                {"column": f"{COLUMNS['registered_on'].name} / {COLUMNS['accepted_on'].name}"},
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


def _first_of_each(headings: list[Heading]) -> list[Heading]:
    """Where the ledger's own word stands beside another word for it, the other is kept as further.

    Two columns of the same word stay as they are: ``check`` then asks which one is meant.
    """
    exact = {one.key for one in headings if one.key and plain(one.text) in _OWN_WORDS}
    return [
        replace(one, key=None) if one.key in exact and plain(one.text) not in _OWN_WORDS else one
        for one in headings
    ]


def _has_values(sheet: Sheet, row: int, column: int) -> bool:
    return any(cells[column] != "" for cells in sheet.rows[row + 1 :])


_OWN_WORDS = {
    plain(word): column.key for column in COLUMNS.values() for word in (column.heading, column.name)
}
_KNOWN: dict[str, str] = {
    **{plain(word): key for key, words in ALIASES.items() for word in words},
    **_OWN_WORDS,
    plain(REASON_HEADING): PASSED_OVER,
}
