"""What a register's entries are counted as: declared beside it, computed in ``indicators``.

A figure names the entries it speaks of; from the one declaration come the number, the list behind
it, its line in the glossary, its key in the JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, true

from tracker.domain.vocabulary import Word

Where = Callable[[Any], ColumnElement[bool]]
"""Of the register's table the condition that an entry passes."""
When = Callable[[Any, Any, Any], ColumnElement[bool]]
"""Of the table, the first and the last day: whether an entry belongs to these days."""


class Section(Word):
    """Where a figure stands in the annual report; the sections' order is theirs."""

    PUBLICITY = "publicity", "普法宣传", "Publicity of law"
    ENFORCEMENT = "enforcement", "行政执法", "Enforcement"
    REVIEW = "review", "合法性审查", "Legality review"
    SOURCES = "sources", "诉源治理", "Disputes at their source"
    PETITIONS = "petitions", "信访工作", "Petitions"
    ASSESSMENT = "assessment", "分析研判", "Assessment"
    SUPERVISION = "supervision", "监督工作", "Supervision"
    SERVICE = "service", "公共法律服务", "Legal service"
    DISCLOSURE = "disclosure", "政务公开", "Disclosure"


class RowUnit(Word):
    """What a figure is counted in."""

    TIMES = "times", "次", "times"
    PIECES = "pieces", "件", "pieces"
    COPIES = "copies", "册", "copies"
    ITEMS = "items", "个", "items"
    PEOPLE = "visits", "人次", "visits"
    GROUPS = "groups", "批", "groups"
    YUAN = "yuan", "元", "yuan"
    PERCENT = "percent", "%", "%"


@dataclass(frozen=True, eq=False)
class Part:
    """Entries of the period that pass ``where``: counted, or their field ``of`` added up.

    Without ``when`` an entry belongs to the period by the register's own day.
    """

    of: str | None = None
    where: Where = field(default=lambda _table: true())
    when: When | None = None

    def condition(self, table: Any, day: Any, first: Any, last: Any) -> ColumnElement[bool]:
        inside = day.between(first, last) if self.when is None else self.when(table, first, last)
        return and_(inside, self.where(table))


@dataclass(frozen=True, eq=False, kw_only=True)
class RowFigure:
    """A number, or with ``among`` the share of ``part`` in it, in percent.

    ``text`` says how it is counted: a message of the catalogue.
    """

    key: str
    section: Section
    term: str
    label: str
    text: str
    unit: RowUnit
    part: Part
    among: Part | None = None

    @property
    def parts(self) -> dict[str, Part]:
        """By the names that addresses and files use."""
        if self.among is None:
            return {"value": self.part}
        return {"numerator": self.part, "denominator": self.among}


def standing_at_end(since: str, until: str) -> When:
    """Entries that had come by the last day, and had not ended by then."""

    def when(table: Any, _first: Any, last: Any) -> ColumnElement[bool]:
        begun, ended = table.c[since], table.c[until]
        return and_(begun <= last, ended.is_(None) | (ended > last))

    return when


def on_day(name: str) -> When:
    """Entries of which that day lies in the period."""
    return lambda table, first, last: table.c[name].between(first, last)
