"""The ledger as the office keeps it: its columns, and a row of it as the program understands it.

Import reads these columns, export writes them, so both speak of the same ones. What stands in a
row is a ``CaseRecord``; names are still names, because a ledger may name an organisation, mediator
or village that the center's lists do not have yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.problems import Problem
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Side, Source

R = TypeVar("R")


class Form(Enum):
    """How a column's cells are written."""

    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """``heading`` is what the template and every export write."""

    key: str
    heading: str
    form: Form = Form.TEXT

    @property
    def name(self) -> str:
        """The heading without its unit."""
        return self.heading.removesuffix("(元)")


LEDGER_COLUMNS = (
    Column("number", "案号"),
    Column("registered_on", "登记日期", Form.DATE),
    Column("accepted_on", "受理日期", Form.DATE),
    Column("dispute_type", "纠纷类型"),
    Column("source", "案件来源"),
    Column("channel", "办理渠道"),
    Column("difficulty", "难易程度"),
    Column("organisation", "调解组织"),
    Column("mediators", "调解员"),
    Column("village", "村(社区)"),
    Column("applicant", "申请人"),
    Column("applicant_id", "申请人证件号"),
    Column("applicant_phone", "申请人电话"),
    Column("respondent", "被申请人"),
    Column("respondent_id", "被申请人证件号"),
    Column("respondent_phone", "被申请人电话"),
    Column("summary", "纠纷简要情况"),
    Column("amount_claimed", "诉求金额(元)", Form.AMOUNT),
    Column("closed_on", "结案日期", Form.DATE),
    Column("outcome", "结案方式"),
    Column("amount_agreed", "协议金额(元)", Form.AMOUNT),
    Column("paid_on", "履行日期", Form.DATE),
    Column("paid", "已履行金额(元)", Form.AMOUNT),
    Column("judicial_confirmed_on", "司法确认日期", Form.DATE),
    Column("visited_on", "回访日期", Form.DATE),
    Column("satisfaction", "满意度"),
    Column("declined_reason", "不予受理原因"),
    Column("remarks", "备注"),
)
"""The columns of the template, in its order."""

FURTHER_COLUMNS = (
    Column("agreement_form", "协议形式"),
    Column("acceptance", "受理状态"),
    Column("extended_to", "延长期限至", Form.DATE),
    Column("due_on", "调解到期日期", Form.DATE),
    Column("claims", "申请事项"),
    Column("third_party", "第三人"),
    Column("third_party_id", "第三人证件号"),
    Column("third_party_phone", "第三人电话"),
    Column("agent", "代理人"),
    Column("agent_id", "代理人证件号"),
    Column("agent_phone", "代理人电话"),
)
"""Understood as well; an export has those that its cases need."""

COLUMNS = {column.key: column for column in (*LEDGER_COLUMNS, *FURTHER_COLUMNS)}
SIDES = {side.value: side for side in Side}
"""The columns of a side are ``<side>``, ``<side>_id`` and ``<side>_phone``."""

NOT_YET_ACCEPTED = "待受理"
REASON_HEADING = "退回原因"
"""The column that a rejects file adds; it is passed over when the file is imported again."""


@dataclass(slots=True)
class CaseRecord:
    """One row of a ledger, understood. It is such facts as ``rules.check_case`` looks at.

    ``due_on`` is None where the ledger leaves it to the center's time limits.
    """

    registered_on: date
    accepted_on: date | None = None
    number: str | None = None
    due_on: date | None = None
    extended_to: date | None = None
    declined_reason: str | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None
    organisation: str | None = None
    mediators: tuple[str, ...] = ()
    dispute_type_id: int | None = None
    village: str | None = None
    source: Source | None = None
    channel: str | None = None
    difficulty: Difficulty | None = None
    summary: str = ""
    claims: str = ""
    remarks: str = ""
    amount_claimed: Decimal | None = None
    amount_agreed: Decimal | None = None
    judicial_confirmed_on: date | None = None
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    parties: list[PartyDraft] = field(default_factory=list)
    payments: list[PaymentDraft] = field(default_factory=list)
    further: dict[str, str] = field(default_factory=dict)

    @property
    def agreement(self) -> None:
        """A ledger states what was agreed, not the agreement's papers."""


_BY_NAME = {"number", "organisation", "mediators", "village", "parties", "payments", "further"}
_BY_NAME |= {"extended_to"}
OWN_FIELDS = tuple(one.name for one in fields(CaseRecord) if one.name not in _BY_NAME)
"""What a record says as it stands in the case's own row; the rest is named, or rows beside it."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row; ``column`` is the file's own heading, empty for the whole row.

    The problem's field is the column's key.
    """

    sheet: str
    row: int
    column: str
    cell: str
    value: str
    problem: Problem


@dataclass(frozen=True)
class PlannedRow(Generic[R]):
    """A row that was understood; ``columns`` are its sheet's keys, each with its heading."""

    sheet: str
    row: int
    record: R
    columns: Mapping[str, str]


@dataclass
class ImportPlan(Generic[R]):
    """What a file holds, before anything is written: rows that can go in, and the problems.

    ``held`` are the case numbers of the rows with problems: these come back mended, and until then
    no other case may be given their numbers.
    """

    filename: str
    rows: list[PlannedRow[R]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    read: int = 0


@dataclass
class ImportReport:
    """What an import did, or would do when it was a dry run (``batch_id`` is None then)."""

    read: int
    accepted: int
    rejected: int
    duplicates: int
    created: dict[str, list[str]]
    problems: list[RowProblem]
    batch_id: int | None = None
