"""From the page of a case an entry that stands in a register already is linked to it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.registers import LinkForm
from tracker.permissions import Permission
from tracker.queries.registers import entry_called
from tracker.services import registers as service
from tracker.views.case_finding import found
from tracker.views.guard import current_actor, permit
from tracker.views.register_finding import register_of
from tracker.views.register_links import Linkable, linkable
from tracker.views.registers import bp


@bp.route("/<kind>/link/<int:case_id>", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def link_case(kind: str, case_id: int) -> ResponseReturnValue:
    """The entry is named by its number; one that is linked to another case is changed there."""
    register, case = register_of(kind, keeps=True), found(case_id)
    place = next((one for one in linkable(case) if one.kind == kind and one.known), None)
    form = LinkForm()
    if place is None:
        abort(404)
    if form.validate_on_submit():
        try:
            row = _link(place, case.id, form)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            flash(_("The entry is linked to the case."), "success")
            return redirect(url_for(".show", kind=kind, row_id=row.id))
    page = render_template("registers/link.html", register=register, case=case, form=form)
    return page, 422 if form.errors or form.form_errors else 200


def _link(place: Linkable, case_id: int, form: LinkForm) -> Any:
    """Raises Refused beside the number."""
    actor, register = current_actor(), place.register
    row = entry_called(db.session(), register, actor.center_id, form.entry.data or "")
    return service.link(db.session(), actor, register, row, place.field, case_id, "entry")
