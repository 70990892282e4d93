"""What helps while a case is being typed: people of earlier cases, common disputes."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from tracker.domain.vocabulary import Word
from tracker.extensions import db
from tracker.forms.fields import row_id
from tracker.models import CaseTemplate
from tracker.permissions import Permission
from tracker.queries.case_forms import find_template
from tracker.queries.people import people_like
from tracker.views.cases import bp
from tracker.views.guard import current_actor, current_scope, permit

__all__ = ["bp"]
OF_TEMPLATE = ("dispute_type_id", "source", "difficulty", "summary", "claims")


@bp.get("/cases/people")
@permit(Permission.WRITE_CASES)
def people() -> ResponseReturnValue:
    """``?q=``: those of the own organisation's cases whose name, number or initials begin so."""
    found = people_like(db.session(), current_scope(), request.args.get("q", ""))
    return jsonify(people=[_written(vars(one)) for one in found])


@bp.get("/cases/templates/<int:template_id>")
@permit(Permission.WRITE_CASES)
def template(template_id: int) -> ResponseReturnValue:
    """What a case that begins from this common dispute has at first."""
    row = template_asked_for(template_id) or abort(404)
    return jsonify(_written(values_of(row)))


def template_asked_for(given: Any) -> CaseTemplate | None:
    """The template in use that an address names; None for any other text."""
    try:
        template_id = row_id(given)
    except ValueError:
        return None
    if template_id is None:
        return None
    return find_template(db.session(), current_actor().center_id, template_id)


def values_of(row: CaseTemplate) -> dict[str, Any]:
    """What the template states; a blank says nothing."""
    values = {name: getattr(row, name) for name in OF_TEMPLATE}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """As the form's fields hold them."""
    return {name: _text(value) for name, value in values.items() if value}


def _text(value: Any) -> Any:
    if isinstance(value, Word):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool) else str(value)
