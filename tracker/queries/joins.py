"""What a row of a center has to do with the case at hand: their keys are pairs of center and id."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_

from tracker.models import Case


def of_case(model: Any) -> ColumnElement[bool]:
    """The row of ``model`` belongs to the case."""
    return and_(model.center_id == Case.center_id, model.case_id == Case.id)
