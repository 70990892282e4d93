"""``/calendar.ics``: a mediator's appointments and due dates, for the calendar on a phone.

Calendars cannot sign in, so the address itself is the key: center, mediator and epoch, signed. It
shows no more than masked names, and ends when it is replaced or the account is disabled.
"""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from tracker import clock
from tracker.extensions import db
from tracker.models import Mediator
from tracker.permissions import Permission
from tracker.queries.calendar import entries_of, owner_of
from tracker.reports.calendar_file import POLLED_EVERY, calendar_file
from tracker.services.calendars import replace_address
from tracker.views.guard import current_actor, open_to_all, permit

bp = Blueprint("calendar", __name__)


@bp.get("/calendar.ics")
@open_to_all
def show() -> ResponseReturnValue:
    session = db.session()
    named = _named(request.args.get("key", ""))
    mediator = owner_of(session, *named) if named else None
    if mediator is None:
        told = _("This calendar address is not valid any more. The desk shows the present one.")
        return Response(f"{told}\n", 404, mimetype="text/plain")
    name = str(_("Mediation: %(name)s", name=mediator.name))
    content = calendar_file(name, entries_of(session, mediator, clock.today()), clock.zone())
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.cache_control.private = True
    answer.cache_control.max_age = int(POLLED_EVERY.total_seconds())
    answer.add_etag()
    return answer.make_conditional(request)


@bp.post("/calendar/replace")
@permit(Permission.WRITE_CASES)
def replace() -> ResponseReturnValue:
    if current_user.mediator_id is None:
        abort(404)
    replace_address(db.session(), current_actor())
    db.session.commit()
    flash(_("The calendar has a new address; the old one does not work any more."), "success")
    return redirect(url_for("desk.show", _anchor="calendar"))


def address_of(mediator: Mediator) -> str:
    """The whole address at which the mediator's calendar opens."""
    return url_for("calendar.show", key=key_of(mediator), _external=True)


def key_of(mediator: Mediator) -> str:
    named = [mediator.center_id, mediator.id, mediator.calendar_epoch]
    return str(_signer().dumps(named))


def _named(key: str) -> tuple[int, int, int] | None:
    """Center, mediator and epoch of a key that we signed."""
    try:
        center_id, mediator_id, epoch = _signer().loads(key)
    except BadSignature:
        return None
    return center_id, mediator_id, epoch


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="calendar")
