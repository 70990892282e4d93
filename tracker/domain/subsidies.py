"""The subsidy per case 以案定补: the words of its rules and lists, and what a rule must keep.

Which month a case belongs to, which rule pays it and what becomes of later changes:
docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import MAX_YUAN
from tracker.domain.months import Month
from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import AgreementForm
from tracker.domain.vocabulary import Difficulty, Outcome, Word


class PaidFor(Word):
    """How a case must have ended for a rule to pay it."""

    MEDIATED = "mediated", "调解成功", "Mediated successfully"
    RESOLVED = "resolved", "化解", "Resolved"
    CLOSED = "closed", "办结(不论结果)", "Closed, whatever the outcome"

    def outcomes(self) -> list[Outcome]:
        """The outcomes that fulfil it."""
        return [
            one
            for one in Outcome
            if (self is PaidFor.CLOSED)
            or (self is PaidFor.RESOLVED and one.resolved)
            or (self is PaidFor.MEDIATED and one.mediated)
        ]


class LineKind(Word):
    PAYMENT = "payment", "发放", "Payment"
    CORRECTION = "correction", "差额更正", "Correction"


class Because(Word):
    """Why what was paid for a case is corrected."""

    NOT_CLOSED = "not_closed", "月末未结案(重新办理)", "Not closed at the end of the month"
    MERGED = "merged", "已并入另一案", "Merged into another case"
    MEDIATOR = "mediator", "主办调解员已更正", "Another lead mediator"
    NO_RULE = "no_rule", "不再符合补贴标准", "No rule fits any more"
    OTHER_RULE = "other_rule", "适用另一补贴标准", "Another rule fits"
    AGAIN = "again", "重新符合补贴标准", "A rule fits again"


class ListState(Word):
    """Where the list of a month stands; derived, never stored."""

    EMPTY = "empty", "无应发补贴", "Nothing due", "muted"
    RUNNING = "running", "本月未结束", "Month not over", "active"
    DRAFT = "draft", "待审批", "Draft, to be approved", "due"
    APPROVED = "approved", "已审批", "Approved", "resolved"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


@dataclass(frozen=True)
class RuleDraft:
    """A rule as it should be. None means any; ``amount`` in yuan; both days are included."""

    amount: Decimal
    valid_from: date
    valid_to: date | None = None
    difficulty: Difficulty | None = None
    form: AgreementForm | None = None
    paid_for: PaidFor = PaidFor.MEDIATED
    complete_file: bool = False
    fully_performed: bool = False
    note: str = ""


def check_rule(draft: RuleDraft, approved: Month | None) -> Iterator[Problem]:
    """``approved`` is the last month whose list is approved: what held until then stands."""
    if not 0 < draft.amount <= MAX_YUAN:
        yield Problem(
            "amount",
            N_("An amount is more than 0 and at most %(most)s yuan."),
            {"most": f"{MAX_YUAN:,}"},
        )
    if approved is not None and draft.valid_from <= approved.end:
        yield Problem(
            "valid_from",
            N_("The lists until %(month)s are approved; a rule begins after that month."),
            {"month": approved},
        )
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        yield Problem(
            "valid_to",
            N_("The last day is before the first day (%(date)s)."),
            {"date": draft.valid_from},
        )


def check_end(last_day: date, valid_from: date, approved: Month | None) -> Iterator[Problem]:
    """A rule ends on a day on which no approved list has been paid by it."""
    if last_day < valid_from:
        yield Problem(
            "valid_to",
            N_("The last day is before the first day (%(date)s)."),
            {"date": valid_from},
        )
    elif approved is not None and last_day < approved.end:
        yield Problem(
            "valid_to",
            N_("The lists until %(month)s are approved; a rule ends on %(date)s at the earliest."),
            {"month": approved, "date": approved.end},
        )
