"""What a register is declared with: a table whose columns carry their words, and a ``Register``.

Everything else follows: list, search, filters, form, page, files, trail. To add a register, add one
module to this package, its migration, and the sentences of its rules to the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String, text
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.problems import Problem
from tracker.domain.vocabulary import Word
from tracker.models.keys import OfCenter
from tracker.models.types import MAX_FEN, Fen, Moment, ShortText
from tracker.permissions import Permission
from tracker.registers.figures import RowFigure
from tracker.registers.linking import LINK, Agrees, Link, link_column, nothing_against
from tracker.registers.watching import Watch

LINE = 200
"""Characters of a text that is written in one line; a longer one gets several."""
MOST = 999_999_999
"""The largest count that a register holds."""
STANDS = "voided_at IS NULL"
"""Written out, so that SQLite sees the very condition of its indexes."""

Values = Mapping[str, Any]
"""What is entered, by the names of the columns; None where nothing is."""
Check = Callable[[Values], Iterable[Problem]]
Beside = Callable[[Session, Any, Values], Iterable[Problem]]


class Shape(Enum):
    """How a field is asked, written and read."""

    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    WORD = "word"
    YES_NO = "yes or no"
    TEXT = "text"
    LONG_TEXT = "long text"
    LINK = "link"


@dataclass(frozen=True)
class Words:
    """``term`` is the Chinese word, on pages and as heading in files; ``label`` the English one;
    ``hint`` is a message of the catalogue. A ``planned`` day may lie ahead, others have been.
    """

    term: str
    label: str
    hint: str = ""
    listed: bool = True
    dates: bool = False
    planned: bool = False


@dataclass(frozen=True)
class Field:
    """A column of the register as people know it."""

    name: str
    words: Words
    column: Any

    @property
    def required(self) -> bool:
        """A number, a word or a day must be stated unless the table allows none."""
        return not self.column.nullable and self.column.default is None

    @cached_property
    def shape(self) -> Shape:
        if LINK in self.column.info:
            return Shape.LINK
        kind = self.column.type
        for types, shape in _SHAPES:
            if isinstance(kind, types):
                return shape
        return Shape.LONG_TEXT if kind.length > LINE else Shape.TEXT

    @property
    def choices(self) -> type[Word]:
        """Of a field whose shape is a word."""
        choices: type[Word] = self.column.type.enum_class
        return choices

    @property
    def link(self) -> Link:
        """Of a field whose shape is a link."""
        link: Link = self.column.info[LINK]
        return link


_SHAPES: tuple[tuple[Any, Shape], ...] = (
    (EnumType, Shape.WORD),  # before String, of which it is one
    (Fen, Shape.MONEY),
    (Date, Shape.DAY),
    (Boolean, Shape.YES_NO),
    (Integer, Shape.NUMBER),
)


def field(
    term: str,
    label: str,
    *types: Any,
    hint: str = "",
    listed: bool = True,
    dates: bool = False,
    planned: bool = False,
    **more: Any,
) -> Any:
    """A column with its words; ``listed`` shows it in the list as well."""
    words = Words(term, label, hint, listed, dates, planned)
    return mapped_column(*types, info={"words": words}, **more)


def dated(term: str, label: str, hint: str = "") -> Any:
    """The day by which an entry belongs to a period; a register has one."""
    return field(term, label, Date, hint=hint, dates=True, index=True)


def linked(
    term: str,
    label: str,
    table: str,
    agrees: Agrees = nothing_against,
    hint: str = "",
    listed: bool = True,
    single: bool = False,
) -> Any:
    """A case, or an entry of the register with that table; ``agrees`` says what is wrong with the
    two together. Of a ``single`` link one entry in force leads to the same.
    """
    return link_column(Words(term, label, hint, listed), Link(table, agrees, single))


class RegisterRow(OfCenter):
    """An entry of a register. It is never deleted but voided, with a reason."""

    remarks: Mapped[str] = field(
        "备注", "Remarks", String(500), listed=False, default="", sort_order=80
    )
    version: Mapped[int] = mapped_column(default=1, sort_order=90)
    voided_at: Mapped[datetime | None] = mapped_column(Moment, sort_order=91)
    voided_by: Mapped[str | None] = mapped_column(ShortText, sort_order=92)
    void_reason: Mapped[str | None] = mapped_column(String(500), sort_order=93)

    @staticmethod
    def rules(*constraints: Any) -> tuple[Any, ...]:
        return OfCenter.rules(
            CheckConstraint("version >= 1", name="version_counts_from_one"),
            CheckConstraint(
                "(voided_at IS NULL) = (voided_by IS NULL)"
                " AND (voided_at IS NULL) = (void_reason IS NULL)"
                " AND (void_reason IS NULL OR void_reason <> '')",
                name="voided_by_somebody_for_a_reason",
            ),
            *constraints,
        )


def counted(*names: str) -> CheckConstraint:
    """Numbers that are no less than nothing."""
    held = " AND ".join(f"({name} IS NULL OR {name} BETWEEN 0 AND {MOST})" for name in names)
    return CheckConstraint(held, name="counts_in_range")


def priced(*names: str) -> CheckConstraint:
    """Amounts that are no less than nothing, in fen."""
    held = " AND ".join(f"({name} IS NULL OR {name} BETWEEN 0 AND {MAX_FEN})" for name in names)
    return CheckConstraint(held, name="amounts_in_range")


def once(table: str, *names: str) -> Index:
    """Of the entries that stand only one in a center has these values."""
    name = f"ix_{table}_{'_'.join(names)}"
    condition = text(STANDS)
    return Index(
        name,
        "center_id",
        *names,
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _holds(_values: Values) -> Iterable[Problem]:
    return ()


def _nothing_beside(_session: Session, _row: Any, _values: Values) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Register:
    """``kind`` stands in addresses and commands, ``place`` orders the registers on their page.

    ``title`` is the field that names an entry, ``check`` says what is wrong with one beyond what
    its columns demand, ``beside`` what of an entry contradicts the rows that belong to it,
    ``figures`` what entries are counted as, ``watches`` which of them wait for something. Where
    others than the office told the numbers, ``told_by`` is the field that says who; where they
    tell counts month by month, ``monthly`` is the field that says whose, and of each month there is
    one. Who may see and keep it is said by permissions.
    """

    kind: str
    place: int
    term: str
    label: str
    model: Any
    title: str
    check: Check = _holds
    beside: Beside = _nothing_beside
    figures: tuple[RowFigure, ...] = ()
    watches: tuple[Watch, ...] = ()
    told_by: str | None = None
    monthly: str | None = None
    sees: Permission = Permission.SEE_REGISTERS
    keeps: Permission = Permission.KEEP_REGISTERS

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """In the order of the table."""
        return {
            column.key: Field(column.key, column.info["words"], column)
            for column in self.model.__table__.columns
            if "words" in column.info
        }

    @cached_property
    def day(self) -> str:
        """The field by which an entry belongs to a period."""
        return next(one.name for one in self.fields.values() if one.words.dates)

    @cached_property
    def once(self) -> Sequence[str]:
        """Fields that no two entries in force share, taken together."""
        unique = (index for index in self.model.__table__.indexes if index.unique)
        return [one.key for index in unique for one in index.columns if one.key in self.fields]

    @property
    def numbered(self) -> bool:
        """Whether an entry is called by a number that no other one has."""
        return list(self.once) == [self.title]

    @cached_property
    def listed(self) -> list[Field]:
        return [one for one in self.fields.values() if one.words.listed]

    def of_shape(self, *shapes: Shape) -> list[Field]:
        return [one for one in self.fields.values() if one.shape in shapes]

    def column(self, name: str) -> Any:
        return getattr(self.model, name)

    def name_of(self, row: Any) -> str:
        """What the entry is called."""
        return str(getattr(row, self.title))
