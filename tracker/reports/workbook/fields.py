"""The columns of the sheets of rows, and of which SQL each of them tells.

``tells`` is the link between a figure's SQL and its formula: ``formulas`` reads the declared
condition of a figure and finds the column for each part of it here. A figure with a condition on
something new needs a ``Field`` or a ``Mark`` that tells it, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement

from tracker.domain.ledger import COLUMNS, LEDGER_COLUMNS, Form
from tracker.domain.vocabulary import Word
from tracker.indicators import anchors, definitions
from tracker.indicators.anchors import Anchor, Test
from tracker.indicators.dimensions import DIMENSIONS
from tracker.models import Case, Payment
from tracker.queries import performance


class Rows(Enum):
    """The sheets of rows: a case a row, and a payment a row."""

    CASES = "cases"
    PAYMENTS = "payments"


@dataclass(frozen=True, kw_only=True, eq=False)
class Field:
    """A column; ``formula`` makes it from others of its row (``{key}``), so that it follows them.

    ``is_number`` columns are whole numbers, all others are of the ``form``.
    """

    key: str
    heading: str
    form: Form = Form.TEXT
    is_number: bool = False
    tells: Any = None
    formula: str | None = None
    rows: Rows = Rows.CASES

    @property
    def range(self) -> str:
        """The name of the column's cells in the workbook."""
        return re.sub(r"\W", "", self.heading.removesuffix("(元)"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Mark(Field):
    """1 where the word in a column is one of ``words``, 0 where it is another, blank without one.

    The words stand in a list of the workbook, named ``list``: they can be looked up and changed.
    """

    of: Any
    words: Collection[Word]

    @property
    def list(self) -> str:
        return f"{self.heading}_名单"


def _mark(key: str, heading: str, of: Any, words: Sequence[Word]) -> Mark:
    told = f'IF({{{of.key}}}="","",COUNTIF({heading}_名单,{{{of.key}}}))'
    return Mark(key=key, heading=heading, is_number=True, formula=told, of=of, words=words)


MARKS = (
    _mark("resolved", "计为化解", Case.outcome, definitions.RESOLVING),
    _mark("mediated", "计为调解成功", Case.outcome, definitions.MEDIATED),
    _mark("concluded", "计为调解终结", Case.outcome, definitions.CONCLUDING),
    _mark("content", "计为满意", Case.satisfaction, definitions.SATISFIED),
)


def place_key(dimension: str) -> str:
    return f"place_{dimension}"


def _places(rows: Rows, prefix: str) -> tuple[Field, ...]:
    """In which row of each breakdown's sheet a row counts, by its number there."""
    found = []
    for one in DIMENSIONS:
        column = COLUMNS.get(one.key) or COLUMNS[f"{one.key}s"]
        heading = f"{prefix}{column.name}序号"
        found.append(Field(key=place_key(one.key), heading=heading, is_number=True, rows=rows))
    return tuple(found)


_ELSEWHERE = {"paid_on", "paid"}
CASE_FIELDS: tuple[Field, ...] = (
    *(
        Field(key=one.key, heading=one.heading, form=one.form, tells=getattr(Case, one.key, None))
        for one in LEDGER_COLUMNS
        if one.key not in _ELSEWHERE
    ),
    Field(key="due_on", heading="调解到期日期", form=Form.DATE, tells=Case.due_on),
    Field(key="parties", heading="当事人数", is_number=True, tells=anchors.PARTY_COUNT),
    Field(key="in_kind", heading="有实物履行", is_number=True),
    Field(key="in_kind_left", heading="实物未履行", is_number=True),
    Field(key="paid", heading="已履行金额(元)", form=Form.AMOUNT),
    Field(
        key="days",
        heading="办理天数",
        is_number=True,
        tells=anchors.DAYS_TAKEN,
        formula='IF(OR({accepted_on}="",{closed_on}=""),"",{closed_on}-{accepted_on})',
    ),
    *MARKS,
    Field(
        key="performed",
        heading="全部履行",
        is_number=True,
        tells=performance.in_full(),
        formula="IF(AND(OR(N({amount_agreed})>0,{in_kind}=1),N({paid})>=N({amount_agreed}),"
        "{in_kind_left}<>1),1,0)",
    ),
    *_places(Rows.CASES, ""),
)
PAYMENT_FIELDS: tuple[Field, ...] = (
    Field(key="number", heading="履行案号", rows=Rows.PAYMENTS),
    Field(
        key="paid_on",
        heading="履行日期",
        form=Form.DATE,
        tells=Payment.paid_on,
        rows=Rows.PAYMENTS,
    ),
    Field(
        key="amount",
        heading="履行金额(元)",
        form=Form.AMOUNT,
        tells=anchors.PAID_IN_PERIOD,
        rows=Rows.PAYMENTS,
    ),
    *_places(Rows.PAYMENTS, "履行"),
)
FIELDS = {Rows.CASES: CASE_FIELDS, Rows.PAYMENTS: PAYMENT_FIELDS}
_BY_KEY = {rows: {one.key: one for one in fields} for rows, fields in FIELDS.items()}
PLACES = {
    rows: {one.key: fields[place_key(one.key)] for one in DIMENSIONS}
    for rows, fields in _BY_KEY.items()
}
"""The columns of the places, by the dimensions."""

PICKS: dict[Anchor, Test] = {anchors.PAID: lambda window: window.holds(Payment.paid_on)}
"""What an anchor asks of the rows where it picks its cases by way of other rows than their own."""


def told_by(expression: ColumnElement[Any]) -> Field | None:
    """The column that tells it."""
    for fields in FIELDS.values():
        for one in fields:
            if one.tells is not None and expression.compare(expression_of(one)):
                return one
    return None


def expression_of(field: Field) -> ColumnElement[Any]:
    found = field.tells
    made: Callable[[], ColumnElement[Any]] | None = getattr(found, "__clause_element__", None)
    return found if made is None else made()


def marked_by(column: ColumnElement[Any], words: Collection[Any]) -> Mark | None:
    """The mark of exactly these words of the column."""
    for one in MARKS:
        if column.compare(one.of.__clause_element__()) and set(words) == set(one.words):
            return one
    return None
