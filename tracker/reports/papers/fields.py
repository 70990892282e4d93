"""The fields that papers are filled from, and the one builder of what stands in them.

Names are Chinese: they are what an office writes into its own Word template, ``{{ 案号 }}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.entries import SEPARATOR
from tracker.domain.numerals import amount_text, capital_amount, chinese_day
from tracker.domain.vocabulary import Word
from tracker.models import Case

NUMBER = "序号"
"""Every entry of a list has it, counted from 1."""

_UNWRITABLE = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Neither XML nor print knows these."""


@dataclass(frozen=True)
class Part:
    """A line of the contents of the file 卷内目录."""

    name: str
    remark: str = ""


@dataclass(frozen=True)
class Subject:
    """What a paper is about: the case, and the record that it is the paper of."""

    case: Case
    row: Any = None
    contents: Sequence[Part] = ()


@dataclass(frozen=True)
class Field:
    """``value`` is asked with the subject; in a list with the entry."""

    name: str
    value: Callable[[Any], object]


@dataclass(frozen=True)
class Lines:
    """A list; its fields are written ``{{ 项.姓名 }}`` between ``for`` and ``endfor``."""

    name: str
    of: Callable[[Any], Iterable[Any]]
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (NUMBER, *(field.name for field in self.fields))


Fields = Sequence[Field | Lines]
Context = Mapping[str, str | list[dict[str, str]]]


def context_of(fields: Fields, subject: Any) -> Context:
    """Field -> text, list -> entries of texts; the same for Word and for PDF."""
    return {
        one.name: _entries(one, subject) if isinstance(one, Lines) else plain(one.value(subject))
        for one in fields
    }


def _entries(lines: Lines, subject: Any) -> list[dict[str, str]]:
    return [
        {NUMBER: str(place)} | {field.name: plain(field.value(entry)) for field in lines.fields}
        for place, entry in enumerate(lines.of(subject), start=1)
    ]


def plain(value: object) -> str:
    """As it is written on paper; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return value.term
    if isinstance(value, date):
        return chinese_day(value)
    if isinstance(value, Decimal):
        return amount_text(value)
    return _UNWRITABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def capitals(amount: Decimal | None) -> str:
    return "" if amount is None else capital_amount(amount)


def both(amount: Decimal | None) -> str:
    """``¥1,000.00（人民币壹仟元整）``"""
    return "" if amount is None else f"{amount_text(amount)}（{capital_amount(amount)}）"


def listed(words: Iterable[str | None]) -> str:
    return SEPARATOR.join(word for word in words if word)


def name_of(row: Any) -> str:
    """The name of a row of the center's lists; nothing for None."""
    return "" if row is None else str(row.name)
