"""My desk: what the person who signed in has to do today, by role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Role
from tracker.extensions import db
from tracker.indicators import definitions
from tracker.indicators.changes import Comparison
from tracker.indicators.compute import Asked, tally
from tracker.indicators.kinds import Indicator
from tracker.queries import desk, office, recent
from tracker.queries.reminders import reminders_for
from tracker.queries.transfers import offers_to
from tracker.views import calendar, navigation, transfers
from tracker.views.draft_lines import open_drafts
from tracker.views.figure_cards import Card, card, year_before
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.own_center import warned_until
from tracker.views.reminders import grouped
from tracker.views.trail_lines import lines_of

bp = Blueprint("desk", __name__)
bp.record_once(lambda state: navigation.init_app(state.app))

HEADLINES = (
    "caseload",
    "resolution_rate",
    "mediation_success_rate",
    "amount_agreed",
    "pending",
    "overdue",
)


@bp.get("/")
@permit()
def show() -> ResponseReturnValue:
    role: Role = current_user.role
    return render_template(f"desk/{role.value}.html", **DESKS[role]())


def _of_mediator() -> Mapping[str, Any]:
    session, scope = db.session(), current_scope()
    mediator, today = current_user.mediator, clock.today()
    own = desk.own_cases(session, scope, current_user.mediator_id, today, warned_until())
    reminders = reminders_for(session, scope, current_user.mediator_id, today)
    return {
        "groups": grouped(reminders, today),
        "calendar_address": calendar.address_of(mediator) if mediator else None,
        "own": own,
        "drafts": open_drafts(),
        "helped": desk.helped_cases(session, scope),
        "offers": offers_to(session, current_actor()),
        "address_of_offer": transfers.address,
        "recent_days": desk.RECENT_DAYS,
    }


def _of_supervisor() -> Mapping[str, Any]:
    """This year up to today: what the whole year holds nobody can know yet."""
    today = clock.today()
    period = Period(today.replace(month=1, day=1), today)
    return {
        "period": period,
        "cards": _headlines(period),
        "overdue": desk.overdue_cases(db.session(), current_scope(), today),
    }


def _headlines(period: Period) -> list[Card]:
    wanted = [definitions.BY_KEY[key] for key in HEADLINES]
    asked = Asked(current_scope(), [period, period.year_before()])
    found = tally(db.session(), asked, wanted).windows
    basis = Basis.CASELOAD

    def headline(one: Indicator) -> Card:
        figure = one.figure(found[0], basis)
        before = one.figure(found[1], basis) if found[1] else None
        return card(one, figure, period, basis, (), year_before(Comparison(figure, before)))

    return [headline(one) for one in wanted]


def _of_clerk() -> Mapping[str, Any]:
    return {"imports": recent.recent_imports(db.session(), current_actor().center_id)}


def _of_admin() -> Mapping[str, Any]:
    return {"sizes": office.sizes(db.session(), current_actor().center_id, clock.today())}


def _of_auditor() -> Mapping[str, Any]:
    session = db.session()
    rows = recent.recent_lines(session, current_scope())
    return {"lines": lines_of(session, current_actor(), rows)}


DESKS: Mapping[Role, Callable[[], Mapping[str, Any]]] = {
    Role.MEDIATOR: _of_mediator,
    Role.SUPERVISOR: _of_supervisor,
    Role.CLERK: _of_clerk,
    Role.ADMIN: _of_admin,
    Role.AUDITOR: _of_auditor,
}
