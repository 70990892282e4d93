"""The entries of a register that came with one import."""

from __future__ import annotations

from flask import abort
from werkzeug.datastructures import MultiDict

from tracker.extensions import db
from tracker.forms.whole_numbers import whole
from tracker.models import ImportBatch
from tracker.queries.imports import find_batch
from tracker.registers.declaring import Register
from tracker.views.guard import current_actor

BATCH = "batch"


def asked_batch(register: Register, args: MultiDict[str, str]) -> ImportBatch | None:
    """The import that the address names; 404 for none of the reader's own into this register."""
    if BATCH not in args:
        return None
    if (number := whole(args[BATCH])) is None:
        abort(404)
    batch = find_batch(db.session(), current_actor().center_id, number)
    return batch if batch is not None and batch.kind == register.kind else abort(404)
