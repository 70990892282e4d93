"""Saved views of the statistics and their subscriptions: the words, and what they must keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.months import Month
from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word

LONGEST_NAME = 60
"""Characters of a view's name: with its month it still is a name of a file."""
LONGEST_ADDRESS = 254
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
"""An e-mail address in ASCII: no blank, no line break, nothing that a header could end with."""

UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u0085\u2028\u2029]+')
LONGEST_FILE_NAME = 180
"""Bytes of the part that stands before the month; file systems take 255 in all."""


class Span(Word):
    """The days of a view: as they were saved, or told from the month that has ended."""

    LAST_MONTH = "last_month", "上月", "Last month"
    LAST_QUARTER = "last_quarter", "上季度", "Last quarter"
    YEAR_TO_DATE = "year_to_date", "本年至上月底", "The year to the end of last month"
    PAST_YEAR = "past_year", "近十二个月", "The past twelve months"
    FIXED = "fixed", "固定期间", "Always the same days"

    def period(self, ended: Month) -> Period | None:
        """None for the days that were saved; in January the year is the one that has ended."""
        if self is Span.LAST_MONTH:
            return Period(ended.start, ended.end)
        if self is Span.LAST_QUARTER:
            last = ended.later(-(ended.number % 3))
            return Period(last.later(-2).start, last.end)
        if self is Span.YEAR_TO_DATE:
            return Period(Month(ended.year, 1).start, ended.end)
        if self is Span.PAST_YEAR:
            return Period(ended.later(-11).start, ended.end)
        return None


class FileForm(Word):
    XLSX = "xlsx", "Excel 工作簿", "Excel workbook"
    PDF = "pdf", "PDF 文件", "PDF document"


class Way(Word):
    """How a report gets to its reader."""

    MAIL = "mail", "电子邮件", "E-mail"
    FOLDER = "folder", "服务器文件夹", "Folder on the server"


class RunState(Word):
    CLAIMED = "claimed", "处理中", "In progress", "active"
    SENT = "sent", "已发送", "Sent", "resolved"
    FAILED = "failed", "未发送", "Not sent", "overdue"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


@dataclass(frozen=True)
class ViewDraft:
    """What its owner may change of a view."""

    name: str
    span: Span


@dataclass(frozen=True)
class SubscriptionDraft:
    form: FileForm
    way: Way
    address: str
    active: bool


def check_view(draft: ViewDraft) -> Iterator[Problem]:
    if not draft.name:
        yield Problem("name", N_("Please give the view a name."))
    if len(draft.name) > LONGEST_NAME:
        message = N_("At most %(most)s characters; these are %(count)s.")
        yield Problem("name", message, {"most": LONGEST_NAME, "count": len(draft.name)})


def check_subscription(draft: SubscriptionDraft) -> Iterator[Problem]:
    if draft.way is Way.MAIL and not is_address(draft.address):
        yield Problem("address", N_("Please write one e-mail address, such as office@example.org."))


def is_address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and ADDRESS.fullmatch(text) is not None


def period_args(period: Period) -> dict[str, str]:
    """The days as an address of the statistics says them: as a year, quarter or month if it is."""
    first, last = period.start, period.end
    whole = first.day == 1 and last == Month.of(last).end and first.year == last.year
    months = last.month - first.month + 1
    if whole and months == 12:
        return {"span": "year", "year": str(first.year)}
    if whole and months == 3 and first.month % 3 == 1:
        quarter = str((first.month + 2) // 3)
        return {"span": "quarter", "year": str(first.year), "quarter": quarter}
    if whole and months == 1:
        return {"span": "month", "year": str(first.year), "month": str(first.month)}
    return {"span": "custom", "from": first.isoformat(), "to": last.isoformat()}


def plain_name(name: str) -> str:
    """The name as part of a file's name, on any system; never blank, never hidden.

    Different names may become alike: whoever writes a file adds what tells them apart.
    """
    plain = UNSAFE.sub(" ", name).encode("utf-8", "ignore")[:LONGEST_FILE_NAME]
    return " ".join(plain.decode("utf-8", "ignore").split()).strip(" .") or "report"


def file_stem(view: str, month: Month, subscription_id: int) -> str:
    """What the file of a report is called, without its ending; no other report is called so."""
    return f"{plain_name(view)}-{month}-{subscription_id:x}"


def message_id(center_id: int, subscription_id: int, month: Month, sender: str) -> str:
    """The same for every try, so that a mail system can tell a message that came twice."""
    return f"<report.{center_id}.{subscription_id:x}.{month}@{sender.rpartition('@')[2]}>"
