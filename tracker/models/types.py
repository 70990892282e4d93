"""Column types: fen, words, UTC moments."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Enum, String
from sqlalchemy.types import TypeDecorator

from tracker.domain.money import MAX_YUAN, from_fen, to_fen
from tracker.domain.vocabulary import Word


class Fen(TypeDecorator[Decimal]):
    """Decimal yuan in Python, whole fen (BIGINT) in the database; sums stay exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else to_fen(Decimal(value))

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        return None if value is None else from_fen(int(value))


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(words: type[Word], name: str) -> Enum:
    """A closed list as short text with a named CHECK constraint, readable in any SQL tool."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        name=f"{name}_known",
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


MAX_FEN = to_fen(MAX_YUAN)
"""The largest amount, for the constraints that keep it in range."""

ShortText = String(100)
LongText = String(4000)
