"""Administration: the overview, and what its pages share.

The pages themselves stand in ``admin_accounts``, ``admin_lists``, ``admin_templates`` and
``admin_types``, on the same blueprint.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import db
from tracker.forms.admin import in_order
from tracker.forms.problems import put_beside
from tracker.i18n import told
from tracker.permissions import Permission
from tracker.queries import office
from tracker.queries.paging import LARGEST
from tracker.views.guard import current_actor, permit

bp = Blueprint("admin", __name__, url_prefix="/admin")
Row = TypeVar("Row")


@bp.get("/")
@permit(Permission.MANAGE_ACCOUNTS, Permission.MANAGE_ORGANISATIONS, Permission.MANAGE_CODE_LISTS)
def index() -> ResponseReturnValue:
    sizes = office.sizes(db.session(), current_actor().center_id, clock.today())
    return render_template("admin/index.html", sizes=sizes)


def own(model: type[Row], row_id: int) -> Row:
    """The row of that id in the actor's center; 404 where there is none."""
    key = (current_actor().center_id, row_id)
    return (db.session.get(model, key) if row_id <= LARGEST else None) or abort(404)


def written(form: Any, write: Callable[[], object], done: str) -> bool:
    """Whether the form was right and the service did it: then it is committed and said."""
    if not form.validate_on_submit():
        return False
    try:
        write()
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        put_beside(form, refused.problems)
        return False
    except IntegrityError:  # somebody else was quicker with the same name
        db.session.rollback()
        put_beside(form, [Problem("name", N_("This name is already used."))])
        return False
    flash(done, "success")
    return True


def done(write: Callable[[], object], said: str) -> None:
    """A single step that needs no form."""
    try:
        write()
    except Refused as refused:
        db.session.rollback()
        for problem in refused.problems:
            flash(told(problem), "error")
        return
    db.session.commit()
    flash(said, "success")


def form_page(template: str, form: Any, **values: Any) -> ResponseReturnValue:
    """The form's page; 422 when it comes back with errors."""
    page = render_template(template, form=form, fields=in_order(form), **values)
    return page, 422 if form.errors else 200
