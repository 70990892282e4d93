"""Finding cases by words: number, parties' names and summary, right from one character on.

Chinese has no spaces, so the text is kept with one between all characters and a query is a phrase
of characters. SQLite asks an FTS5 index, PostgreSQL a GIN index over the characters; both only
propose cases, which are then held against the text itself.
"""

from __future__ import annotations

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
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from tracker.models import Case, CaseText

FIELD_END = "|"
"""Stands between fields, so that a phrase never reaches from one name into the next."""

SPACE: ColumnElement[str] = literal_column("' '")
"""Written out, so that PostgreSQL sees the very expression of its index."""

HITS = text(
    "SELECT rowid >> 10 AS case_id FROM case_text_index WHERE case_text_index MATCH :phrase"
)


def spaced(words: str) -> str:
    """``张三-A1`` -> ``张 三 a 1``: letters and digits only, one form of each, spaced out."""
    folded = unicodedata.normalize("NFKC", words).lower()
    return " ".join(filter(str.isalnum, folded))


def search_text(number: str | None, names: Iterable[str], summary: str) -> str:
    """What a case can be found by, in the form that is kept in ``case_texts``."""
    fields = (spaced(field) for field in (number or "", *names, summary))
    return f" {f' {FIELD_END} '.join(field for field in fields if field)} "


def matching(session: Session, query: str) -> ColumnElement[bool]:
    """The condition on Case that every word of the query occurs in one of its fields."""
    phrases = [phrase for word in query.split() if (phrase := spaced(word))]
    if not phrases:
        return false()
    return and_(*(_contains(session, phrase) for phrase in phrases))


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
