"""The report of a saved view: its question asked anew, with what its owner may see now."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker.domain.months import Month
from tracker.domain.periods import Period
from tracker.domain.problems import N_
from tracker.domain.saved_views import period_args
from tracker.models import Account, SavedView
from tracker.permissions import Permission, allows
from tracker.queries.scope import actor_of, scope_of
from tracker.reports.delivery import NotDelivered
from tracker.reports.page_reports import PAGE_REPORTS, Report
from tracker.reports.question import ARGS, PERIOD_ARGS, Question, question_of

NEEDED = (Permission.SUBSCRIBE, Permission.SEE_FIGURES, Permission.EXPORT_CASES)


def view_report(session: Session, account: Account, view: SavedView, ended: Month) -> Report:
    """``ended`` is the month from which its days are told.

    Raises NotDelivered where the account may not have it (any more).
    """
    actor = actor_of(account)
    if not account.active:
        raise NotDelivered(N_("The account %(name)s is disabled."), name=account.name)
    if not all(allows(actor, one) for one in NEEDED):
        raise NotDelivered(N_("The account %(name)s has no right to reports."), name=account.name)
    page = PAGE_REPORTS.get(view.page)
    if page is None:
        raise NotDelivered(N_("This page is not offered any more."))
    asked = question_of(session, scope_of(session, actor), actor.center_id, view_args(view, ended))
    if asked is None:
        raise NotDelivered(
            N_("The center of this view is none that %(name)s may see."), name=account.name
        )
    return page.make(session, asked)


def view_args(view: SavedView, ended: Month) -> MultiDict[str, str]:
    """The arguments of its page with its days."""
    kept = parse_qsl(view.args)
    period = view.span.period(ended)
    if period is not None:
        kept = [*period_args(period).items(), *(one for one in kept if one[0] not in PERIOD_ARGS)]
    return MultiDict(kept)


def kept_args(question: Question, own: Sequence[str], period: Period) -> str:
    """What a view keeps of a question: nothing blank, nothing unknown, always in the same order."""
    names = (ARGS - PERIOD_ARGS) | set(own)
    kept = [(name, text) for name, text in question.args.items(multi=True) if name in names]
    days = list(period_args(period).items())
    return urlencode(sorted(one for one in [*kept, *days] if one[1]))
