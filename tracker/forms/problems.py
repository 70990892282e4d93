"""Problems of the services shown where the forms show their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.domain.problems import Problem
from tracker.i18n import told


def put_beside(form: Any, problems: Iterable[Problem]) -> None:
    """Each sentence beside its field; what concerns no field of the form goes to the top."""
    for problem in problems:
        field = _field(form, problem.field)
        if field is None:
            form.form_errors.append(told(problem))
        else:
            field.errors = [*field.errors, told(problem)]


def _field(form: Any, name: str) -> Any | None:
    """``parties-0-id_number`` reaches into the list and its entry."""
    here: Any = form
    for step in name.split("-") if name else ():
        if step.isdigit() and int(step) < len(getattr(here, "entries", ())):
            here = here.entries[int(step)]
        elif step in getattr(here, "_fields", getattr(getattr(here, "form", None), "_fields", {})):
            here = here[step]
        else:
            return None
    return here if name else None
