"""Saved views of the statistics and their subscriptions, kept by the account that owns them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem
from tracker.domain.saved_views import (
    SubscriptionDraft,
    ViewDraft,
    Way,
    check_subscription,
    check_view,
)
from tracker.models import ReportRun, SavedView, Subscription
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long

MOST_VIEWS = 100
"""Of one account: a list that is longer is read by nobody."""


def save(
    session: Session, actor: Actor, draft: ViewDraft, page: str, args: str, language: str
) -> SavedView:
    """``args`` are those of the page as an address has them, without days unless they are fixed.

    Raises Refused for a name that is blank, too long or used, and for one view too many.
    """
    demand(actor, Permission.SUBSCRIBE)
    if actor.account_id is None:
        raise Forbidden("views belong to accounts")
    # of two that save at once the second waits here, and then finds the name of the first
    hold_clock(session, actor.center_id)
    refuse_if(_problems(session, actor, draft, None))
    refuse_if(too_long(SavedView, {"args": args}, {"args": ""}))
    view = SavedView(
        center_id=actor.center_id,
        account_id=actor.account_id,
        name=draft.name,
        span=draft.span,
        page=page,
        args=args,
        language=language,
        created_at=clock.now(),
    )
    session.add(view)
    changes = {"name": [None, draft.name], "span": [None, draft.span]}
    audit.record(session, actor, "view.save", view, changes=changes)
    return view


def change(session: Session, actor: Actor, view: SavedView, draft: ViewDraft) -> None:
    """Its name and its days."""
    _demand(actor, view)
    hold_clock(session, actor.center_id)
    refuse_if(_problems(session, actor, draft, view.id))
    view.name, view.span = draft.name, draft.span
    if changes := audit.changes_of(view):
        audit.record(session, actor, "view.change", view, changes=changes)


def remove(session: Session, actor: Actor, view: SavedView) -> None:
    """With its subscription and what is known of its reports; the trail keeps what was sent."""
    _demand(actor, view)
    hold_clock(session, actor.center_id)
    subscription = _subscription_of(session, view)
    if subscription is not None:
        session.execute(
            delete(ReportRun).where(
                ReportRun.center_id == view.center_id,
                ReportRun.subscription_id == subscription.id,
            )
        )
        session.delete(subscription)
        session.flush()
    audit.record(session, actor, "view.remove", view, changes={"name": [view.name, None]})
    session.delete(view)


def subscribe(
    session: Session, actor: Actor, view: SavedView, draft: SubscriptionDraft
) -> Subscription:
    """The subscription of the view as it should be from now on."""
    _demand(actor, view)
    hold_clock(session, actor.center_id)
    refuse_if(check_subscription(draft))
    subscription = _subscription_of(session, view)
    is_new = subscription is None
    if subscription is None:
        subscription = Subscription(center_id=view.center_id, view_id=view.id)
        session.add(subscription)
    subscription.form, subscription.way = draft.form, draft.way
    subscription.address = draft.address if draft.way is Way.MAIL else ""
    subscription.active = draft.active
    changes = audit.first_values(subscription) if is_new else audit.changes_of(subscription)
    changes.pop("view_id", None)
    if changes:
        audit.record(session, actor, "view.subscribe", view, changes=changes)
    return subscription


def record_download(session: Session, actor: Actor, view: SavedView, form: str) -> None:
    """The audit line of a report that its owner took along."""
    _demand(actor, view)
    demand(actor, Permission.EXPORT_CASES)
    audit.record(session, actor, "view.export", view, changes={"format": form})


def _demand(actor: Actor, view: SavedView) -> None:
    demand(actor, Permission.SUBSCRIBE)
    if (view.center_id, view.account_id) != (actor.center_id, actor.account_id):
        raise Forbidden("another account's view")


def _problems(
    session: Session, actor: Actor, draft: ViewDraft, view_id: int | None
) -> Iterator[Problem]:
    yield from check_view(draft)
    own = session.execute(
        select(SavedView.id, SavedView.name).where(
            SavedView.center_id == actor.center_id, SavedView.account_id == actor.account_id
        )
    ).all()
    if any(name == draft.name and id_ != view_id for id_, name in own):
        yield Problem("name", N_("You have a view of this name already."))
    if view_id is None and len(own) >= MOST_VIEWS:
        message = N_("At most %(most)s views are kept; remove one first.")
        yield Problem("", message, {"most": MOST_VIEWS})


def _subscription_of(session: Session, view: SavedView) -> Subscription | None:
    return session.scalar(
        select(Subscription).where(
            Subscription.center_id == view.center_id, Subscription.view_id == view.id
        )
    )
