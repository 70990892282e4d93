"""Finding cases by words: number, names (also by sound) and summary, from one character on.

Chinese has no spaces, so the text is kept with one between all characters and a query is a phrase
of characters. SQLite asks an FTS5 index, PostgreSQL a GIN index over the characters; both only
propose cases, which are then held against the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    bindparam,
    cast,
    column,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from tracker.domain.masking import mask_text
from tracker.domain.numbers import SERIAL_DIGITS
from tracker.domain.pinyin import initials_of
from tracker.models import Case, CaseText

FIELD_END = "|"
"""Stands between fields, so that a phrase never reaches from one name into the next."""

LONGEST_NAME = 4
"""Characters of a person's name."""

SPACE: ColumnElement[str] = literal_column("' '")
"""Written out, so that PostgreSQL sees the very expression of its index."""

HITS = text(
    "SELECT rowid >> 10 AS case_id FROM case_text_index WHERE case_text_index MATCH :phrase"
)


_BETWEEN_WORDS = re.compile(r"[\s、；;]+|(?<![0-9])[，,]|[，,](?![0-9])")
"""Names are also written one after the other as 张三、李四; a comma may stand in an amount."""

_SERIAL = re.compile(r"第0*([0-9]+)号")


def spaced(words: str) -> str:
    """``张三-A1`` -> ``张 三 a 1``: letters and digits only, one form of each, spaced out.

    Of ID and phone numbers only what everybody sees is kept: nobody can try out the rest.
    """
    folded = mask_text(unicodedata.normalize("NFKC", words), ()).lower()
    return " ".join(filter(str.isalnum, folded))


def search_text(number: str | None, names: Iterable[str], summary: str) -> str:
    """What a case can be found by, in the form that is kept in ``case_texts``.

    Names are found by their characters and by the initials of their sounds: 单小明 as sxm.
    """
    named = list(names)
    sounds = (sound for name in named for sound in _sounds(name))
    fields = (spaced(field) for field in (number or "", *named, *sounds, summary))
    return f" {f' {FIELD_END} '.join(field for field in fields if field)} "


def _sounds(name: str) -> tuple[str, ...]:
    """A person's name in every reading; a company's long one in the likeliest alone."""
    sounds = initials_of(name)
    return sounds if len(name) <= LONGEST_NAME else sounds[:1]


def matching(session: Session, query: str) -> ColumnElement[bool]:
    """The condition on Case that every word of the query occurs in one of its fields."""
    words = [found for word in _BETWEEN_WORDS.split(query) if (found := spellings(word))]
    if not words:
        return false()
    return and_(*(or_(*(_contains(session, one) for one in found)) for found in words))


def spellings(word: str) -> list[str]:
    """The phrases that say the word: a serial means the same with and without leading zeros."""
    folded = unicodedata.normalize("NFKC", word)

    def with_serial(digits: int) -> str:
        return _SERIAL.sub(lambda found: f"第{found[1].zfill(digits)}号", folded)

    written = (folded, with_serial(SERIAL_DIGITS), with_serial(1))
    return [one for one in dict.fromkeys(map(spaced, written)) if one]


def _contains(session: Session, phrase: str) -> ColumnElement[bool]:
    found = exists().where(
        CaseText.center_id == Case.center_id,
        CaseText.case_id == Case.id,
        CaseText.text.contains(f" {phrase} ", autoescape=True),
    )
    if session.get_bind().dialect.name == "postgresql":
        characters = cast(phrase.split(" "), ARRAY(Text))
        return found.where(func.string_to_array(CaseText.text, SPACE).op("@>")(characters))
    hits = HITS.bindparams(bindparam("phrase", f'"{phrase}"', unique=True))
    return and_(Case.id.in_(select(hits.columns(column("case_id")).subquery().c.case_id)), found)
