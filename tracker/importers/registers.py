"""A row of a register's file -> the values of an entry, read by what the register declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from tracker.domain.ledger import ImportPlan
from tracker.domain.problems import N_, Problem
from tracker.domain.telling import Tell
from tracker.domain.vocabulary import Word
from tracker.importers.cells import (
    read_count,
    read_date,
    read_text,
    read_word,
    read_yes_no,
    whole_number,
)
from tracker.importers.grid import Value
from tracker.importers.headings import HeadingRow
from tracker.importers.layout import Layout, plain
from tracker.importers.plan import Book, Ledger, plan_rows
from tracker.importers.rows import RowReader
from tracker.importers.words import one_of
from tracker.models import Center
from tracker.registers.declaring import MOST, Field, Register, Shape, Values
from tracker.registers.files import CENTER, columns_of
from tracker.services.registers import problems_in

_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
EXAMPLES = 3


@cache
def layout_of(register: Register) -> Layout:
    """The columns of the register's own files; what is no column of it is not kept."""
    required = [one for one in register.fields.values() if one.required]
    named = (required + [one for one in register.fields.values() if not one.required])[:EXAMPLES]
    return Layout(
        columns={one.key: one for one in (*columns_of(register), CENTER)},
        others=_other_words(register),
        days=frozenset({register.day}),
        required=tuple((one.name,) for one in required),
        examples="、".join(one.words.term for one in named),
    )


def plan_register(
    book: Book, register: Register, center: Sequence[str], progress: Tell | None = None
) -> ImportPlan[Values]:
    """Every row understood, or its problems; what the register holds already is not asked.

    ``center`` is what the one is called into whose register the rows go, its name first.
    """
    nothing = N_("There are no entries below the headings.")

    def reader(ledger: Ledger) -> RegisterReader:
        return RegisterReader(ledger.sheet.name, ledger.found, register, center)

    return plan_rows(book, reader, nothing, progress)


def names_of(center: Center) -> Sequence[str]:
    return center.name, center.code


class RegisterReader(RowReader[Values]):
    """Reads what the register's fields say, each by its shape."""

    def __init__(
        self, sheet: str, found: HeadingRow, register: Register, center: Sequence[str]
    ) -> None:
        super().__init__(sheet, found)
        self.register, self.center = register, center[0]
        self.of_center = {read_word(one) for one in ("", *center)}

    def _record(self) -> Values:
        if read_word(self._value(CENTER.key)) not in self.of_center:
            self._add(CENTER.key, Problem("", ELSEWHERE, {"center": self.center}))
        return {one.name: self._stated(one) for one in self.register.fields.values()}

    def _broken(self, record: Values) -> Iterator[Problem]:
        yield from problems_in(self.register, record)

    def _stated(self, one: Field) -> Any:
        """A blank cell is what the table takes for granted."""
        value = self._cell(one.name, lambda cell: self._read(one, cell))
        default = one.column.default
        return default.arg if value is None and default is not None else value

    def _read(self, one: Field, value: Value) -> Any:
        if one.shape is Shape.MONEY:
            return self._amount(one.name)
        if one.shape is Shape.WORD:
            return one_of(_words(one.choices), value, UNKNOWN_WORD)
        return _READ[one.shape](value)


ELSEWHERE = N_("This row is not of %(center)s. Please import it into its own center.")
UNKNOWN_WORD = N_("This is none of the words that may stand here.")


def _text(value: Value) -> str | None:
    return read_text(whole_number(value)) or None


_READ: Mapping[Shape, Callable[[Value], Any]] = {
    Shape.DAY: read_date,
    Shape.NUMBER: lambda value: read_count(value, MOST),
    Shape.YES_NO: read_yes_no,
    Shape.TEXT: _text,
    Shape.LONG_TEXT: _text,
    Shape.LINK: _text,
}


@cache
def _words(choices: type[Word]) -> Mapping[str, Word]:
    """The official term, the English word and the stored value -> the word."""
    return {read_word(text): one for one in choices for text in (one.value, one.label, one.term)}


def _other_words(register: Register) -> Mapping[str, list[str]]:
    """The English word, the term without its brackets, 时间 for 日期; each where it can mean one
    column only.
    """
    words: dict[str, list[str]] = {}
    for one in register.fields.values():
        bare = _IN_BRACKETS.sub("", one.words.term)
        times = (word.removesuffix("日期") + "时间" for word in (bare,) if word.endswith("日期"))
        words[one.name] = [one.words.label, bare, *times]
    meant = Counter(word for found in words.values() for word in {plain(word) for word in found})
    return {
        name: [word for word in found if meant[plain(word)] == 1] for name, found in words.items()
    }
