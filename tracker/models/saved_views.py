"""Saved views of the statistics, their subscriptions, and the reports that were sent.

What becomes of a report that is interrupted: docs/decisions/0017.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.months import Month
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.saved_views import LONGEST_ADDRESS, FileForm, RunState, Span, Way
from tracker.extensions import Base
from tracker.models.accounts import Account
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import Moment, ShortText, word


class SavedView(OfCenter, Base):
    """``page`` is the key of a report, ``args`` are its arguments as an address has them.

    Files of it are written in ``language``, in which it was saved.
    """

    __tablename__ = "saved_views"
    account_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(ShortText)
    page: Mapped[str] = mapped_column(String(32))
    args: Mapped[str] = mapped_column(String(2000), default="")
    span: Mapped[Span] = mapped_column(word(Span, "span"))
    language: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = belongs_to("SavedView", "Account", "account_id", viewonly=True)
    __table_args__ = OfCenter.rules(
        reference("account_id", "accounts"),
        UniqueConstraint("center_id", "account_id", "name"),
        CheckConstraint("name <> ''", name="named"),
    )


class Subscription(OfCenter, Base):
    """A view has at most one; switched off it waits, and nothing of it is made."""

    __tablename__ = "subscriptions"
    view_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[FileForm] = mapped_column(word(FileForm, "form"))
    way: Mapped[Way] = mapped_column(word(Way, "way"))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    active: Mapped[bool] = mapped_column(default=True)

    view: Mapped[SavedView] = belongs_to("Subscription", "SavedView", "view_id", viewonly=True)
    __table_args__ = OfCenter.rules(
        reference("view_id", "saved_views"),
        UniqueConstraint("center_id", "view_id"),
        CheckConstraint("(way = 'mail') = (address <> '')", name="mail_has_an_address"),
    )


class ReportRun(OfCenter, Base):
    """The report of a month: claimed before anything is sent, by one process at a time.

    ``attempts`` counts the claims and tells a process whether the claim is still its own.
    ``file_stem`` is that of the first attempt, without the ending that says the form. ``sent_as``
    is the Message-ID, or the path below the folder.
    """

    __tablename__ = "report_runs"
    subscription_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int]
    month: Mapped[int]
    state: Mapped[RunState] = mapped_column(word(RunState, "state"))
    attempts: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(String(500), default="")
    file_stem: Mapped[str] = mapped_column(String(255))
    sent_as: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = OfCenter.rules(
        reference("subscription_id", "subscriptions"),
        UniqueConstraint("center_id", "subscription_id", "year", "month"),
        Index(None, "center_id", "state"),
        CheckConstraint(
            f"year BETWEEN {MIN_YEAR} AND {MAX_YEAR} AND month BETWEEN 1 AND 12",
            name="of_a_month",
        ),
        CheckConstraint("attempts >= 1", name="tried"),
        CheckConstraint(
            "(state = 'claimed') = (finished_at IS NULL)", name="finished_unless_claimed"
        ),
        CheckConstraint("(state = 'failed') = (error <> '')", name="failed_has_an_error"),
        CheckConstraint("(state = 'sent') = (sent_as <> '')", name="sent_has_a_place"),
    )

    @property
    def of_month(self) -> Month:
        return Month(self.year, self.month)
