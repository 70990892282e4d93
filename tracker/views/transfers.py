"""Transfers: what others ask this organisation to take, and what it asks others to take."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from tracker.domain.problems import Refused
from tracker.domain.record_words import TransferState
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.transfers import RefuseForm
from tracker.i18n import told
from tracker.models import Case, Center, Transfer
from tracker.permissions import Forbidden, Permission, may_receive
from tracker.queries.transfers import (
    find_offer,
    offers_from,
    offers_to,
    receiver_of,
    stands_with,
)
from tracker.services import transfers
from tracker.views.case_finding import address as address_of_case
from tracker.views.case_sheet import sheet_of
from tracker.views.guard import current_actor, permit

bp = Blueprint("transfers", __name__)


@bp.get("/transfers")
@permit(Permission.WRITE_CASES)
def index() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    return render_template(
        "transfers/index.html",
        to_us=offers_to(session, actor),
        from_us=offers_from(session, actor),
        address=address,
    )


@bp.get("/transfers/<int:transfer_id>")
@permit(Permission.WRITE_CASES)
def show(transfer_id: int) -> ResponseReturnValue:
    """The offer, and until it is answered its case, the people masked."""
    return _page(_found(transfer_id), RefuseForm())


@bp.post("/transfers/<int:transfer_id>/take")
@permit(Permission.WRITE_CASES)
def take(transfer_id: int) -> ResponseReturnValue:
    offer = _answerable(transfer_id)
    try:
        case = transfers.take(db.session(), current_actor(), offer)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return _not_done(refused)
    flash(_("The case is yours now."), "success")
    return redirect(address_of_case(case))


@bp.post("/transfers/<int:transfer_id>/refuse")
@permit(Permission.WRITE_CASES)
def refuse(transfer_id: int) -> ResponseReturnValue:
    offer, form = _answerable(transfer_id), RefuseForm()
    if form.validate():
        try:
            transfers.refuse(db.session(), current_actor(), offer, form.reason.data)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            if offer.state is not TransferState.ASKED:
                return _not_done(refused)
            put_beside(form, refused.problems)
        else:
            flash(_("The case stays where it is; the reason is on record."), "success")
            return redirect(url_for("transfers.index"))
    return _page(offer, form), 422


def _not_done(refused: Refused) -> ResponseReturnValue:
    """Back to the list, which says how the transfers stand now."""
    flash(" ".join(map(told, refused.problems)), "warning")
    return redirect(url_for("transfers.index"))


def _found(transfer_id: int) -> Transfer:
    """The transfer of the own center, or of ``?center=CODE``; 404 for whom it does not concern."""
    session, actor = db.session(), current_actor()
    code, center_id = request.args.get("center"), actor.center_id
    if code:
        center_id = session.scalar(select(Center.id).where(Center.code == code)) or 0
    return find_offer(session, actor, transfer_id, center_id) or abort(404)


def _answerable(transfer_id: int) -> Transfer:
    offer = _found(transfer_id)
    if not may_receive(current_actor(), offer.to_center_id, offer.to_organisation_id):
        raise Forbidden("WRITE_CASES")
    return offer


def address(offer: Any, endpoint: str = "show") -> str:
    """A page of the transfer; the center of its case is named where it is not the own one."""
    values: dict[str, Any] = {}
    if offer.center_id != current_actor().center_id:
        values["center"] = db.session.get_one(Center, offer.center_id).code
    return url_for(f"transfers.{endpoint}", transfer_id=offer.id, **values)


def _page(offer: Transfer, form: RefuseForm) -> str:
    session, actor = db.session(), current_actor()
    case = session.get_one(Case, (offer.center_id, offer.case_id))
    asked = may_receive(actor, offer.to_center_id, offer.to_organisation_id)
    waits = offer.state is TransferState.ASKED
    return render_template(
        "transfers/show.html",
        offer=offer,
        case=case,
        sheet=sheet_of(session, case, unmasked=False),
        receiver=" · ".join(receiver_of(session, offer).values()),
        center=session.get_one(Center, offer.center_id).name,
        answers=asked and waits,
        shows_case=waits or stands_with(actor, case),
        form=form,
        address=address,
    )
