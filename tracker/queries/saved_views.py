"""Saved views, read: one's own, the reports of them, and what is to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.months import Month
from tracker.domain.saved_views import FileForm, RunState, Way
from tracker.models import Account, Center, ReportRun, SavedView, Subscription
from tracker.permissions import Actor

LEASE = timedelta(hours=1)
"""A claim that is older was left behind by a process that died."""
LATEST = 24
"""Runs that a page lists of a view or of all of them."""

ViewRow = Row[SavedView, Subscription | None]
RunRow = Row[ReportRun, SavedView]


@dataclass(frozen=True)
class Due:
    """The report of a month that a subscription asks for; ``state`` None: it was not tried yet."""

    center_id: int
    center: str
    account: str
    view: str
    subscription_id: int
    form: FileForm
    way: Way
    address: str
    month: Month
    state: RunState | None


def own_views(session: Session, actor: Actor) -> Sequence[ViewRow]:
    """One's own by name, each with its subscription if it has any."""
    statement = _views().where(_owned(actor)).order_by(SavedView.name, SavedView.id)
    return session.execute(statement).all()


def own_view(session: Session, actor: Actor, view_id: int) -> ViewRow | None:
    return session.execute(_views().where(_owned(actor), SavedView.id == view_id)).one_or_none()


def own_runs(session: Session, actor: Actor, view_id: int | None = None) -> Sequence[RunRow]:
    """The latest reports of one's own views, or of one of them; the newest month first."""
    of_view = and_(
        Subscription.center_id == SavedView.center_id, Subscription.view_id == SavedView.id
    )
    statement = (
        select(ReportRun, SavedView)
        .join(Subscription, _of_subscription())
        .join(SavedView, of_view)
        .where(_owned(actor))
        .order_by(ReportRun.year.desc(), ReportRun.month.desc(), ReportRun.id.desc())
        .limit(LATEST)
    )
    if view_id is not None:
        statement = statement.where(SavedView.id == view_id)
    return session.execute(statement).all()


def due_reports(
    session: Session, center_id: int | None, month: Month, *, also_earlier: bool
) -> list[Due]:
    """The month of every subscription that is switched on, of one center or of all of them.

    ``also_earlier``: before it what failed or was left behind of earlier months.
    """
    found = session.execute(_due(center_id, and_(_of_subscription(), _is(month)), outer=True))
    now = [_told(row, month) for row in found]
    if not also_earlier:
        return now
    failed = ReportRun.state.in_((RunState.FAILED, RunState.CLAIMED))
    unsent = _due(center_id, _of_subscription(), outer=False).where(failed, _before(month))
    rows = session.execute(unsent.order_by(ReportRun.year, ReportRun.month))
    return [*(_told(row, row[4].of_month) for row in rows), *now]


def _due(
    center_id: int | None, runs: ColumnElement[bool], *, outer: bool
) -> Select[Subscription, str, str, str, ReportRun]:
    of_view = and_(
        SavedView.center_id == Subscription.center_id, SavedView.id == Subscription.view_id
    )
    of_account = and_(Account.center_id == SavedView.center_id, Account.id == SavedView.account_id)
    statement = (
        select(Subscription, SavedView.name, Account.name, Center.code, ReportRun)
        .join(SavedView, of_view)
        .join(Account, of_account)
        .join(Center, Center.id == Subscription.center_id)
        .join(ReportRun, runs, isouter=outer)
        .where(Subscription.active)
        .order_by(Center.code, Account.name, SavedView.name, Subscription.id)
    )
    return statement if center_id is None else statement.where(Center.id == center_id)


def _told(row: Row[Subscription, str, str, str, ReportRun], month: Month) -> Due:
    subscription, view, account, center, run = row
    return Due(
        subscription.center_id,
        center,
        account,
        view,
        subscription.id,
        subscription.form,
        subscription.way,
        subscription.address,
        month,
        run.state if run is not None else None,
    )


def _views() -> Select[SavedView, Subscription]:
    of_view = and_(
        Subscription.center_id == SavedView.center_id, Subscription.view_id == SavedView.id
    )
    return select(SavedView, Subscription).outerjoin(Subscription, of_view)


def _owned(actor: Actor) -> ColumnElement[bool]:
    return and_(SavedView.center_id == actor.center_id, SavedView.account_id == actor.account_id)


def _of_subscription() -> ColumnElement[bool]:
    return and_(
        ReportRun.center_id == Subscription.center_id,
        ReportRun.subscription_id == Subscription.id,
    )


def _is(month: Month) -> ColumnElement[bool]:
    return and_(ReportRun.year == month.year, ReportRun.month == month.number)


def _before(month: Month) -> ColumnElement[bool]:
    earlier = and_(ReportRun.year == month.year, ReportRun.month < month.number)
    return or_(ReportRun.year < month.year, earlier)
