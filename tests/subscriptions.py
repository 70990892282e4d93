"""What tests of saved views and subscriptions are written with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.months import Month
from tracker.domain.saved_views import FileForm, Span, SubscriptionDraft, ViewDraft, Way
from tracker.domain.vocabulary import Role
from tracker.models import Account, Center, ReportRun, SavedView, Subscription
from tracker.queries.scope import actor_of
from tracker.services import saved_views as service

ADDRESS = "office@example.org"


def account_of(session: Session, center: Center, role: Role = Role.SUPERVISOR) -> Account:
    found = select(Account).where(Account.center_id == center.id, Account.name == str(role))
    return session.scalars(found).one()


def ended() -> Month:
    """The month of which reports are sent today."""
    return Month.of(clock.today()).later(-1)


def saved(
    session: Session,
    center: Center,
    name: str = "每月报表",
    *,
    page: str = "overview",
    args: str = "",
    span: Span = Span.LAST_MONTH,
    language: str = "zh_Hans_CN",
) -> SavedView:
    """A view of the center's supervisor."""
    actor = actor_of(account_of(session, center))
    view = service.save(session, actor, ViewDraft(name, span), page, args, language)
    session.commit()
    return view


def subscribed(
    session: Session,
    view: SavedView,
    *,
    form: FileForm = FileForm.XLSX,
    way: Way = Way.FOLDER,
    address: str = ADDRESS,
    active: bool = True,
) -> Subscription:
    draft = SubscriptionDraft(form, way, address, active)
    subscription = service.subscribe(session, actor_of(view.account), view, draft)
    session.commit()
    return subscription


def runs(session: Session) -> list[tuple[Any, ...]]:
    """(month, state, attempts, error, where it went) of every run."""
    found = session.scalars(
        select(ReportRun).order_by(ReportRun.year, ReportRun.month, ReportRun.id)
    )
    return [
        (str(one.of_month), str(one.state), one.attempts, one.error, one.sent_as) for one in found
    ]


def subscription_rows(session: Session, center: Center) -> dict[str, Any]:
    """What addresses name: a view that is subscribed."""
    view = saved(session, center, args="basis=closed")
    subscribed(session, view)
    return {"view": view}
