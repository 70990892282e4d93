"""Drafts as pages offer them: of which form, of which case, what was typed, the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from werkzeug.exceptions import HTTPException

from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.models import FormDraft
from tracker.queries.form_drafts import case_numbers, own_drafts
from tracker.views.case_steps import STEPS
from tracker.views.guard import current_actor, current_scope

LABELS = {"cases.create": N_("Register a case"), "cases.edit": N_("Edit the case")}
_CASE = re.compile(r"cases/([0-9]{1,16})/")
_NAMES = re.compile(r"parties-\d+-name")
_SHOWN = 30
"""Characters of what was typed by which a draft is known again."""


@dataclass(frozen=True)
class DraftLine:
    """``label`` is a message id; ``number`` is None for a new case and one without a number."""

    key: str
    label: str
    saved_at: datetime
    href: str
    says: str
    number: str | None = None

    @property
    def is_new(self) -> bool:
        return self.label == LABELS["cases.create"]


def open_drafts() -> list[DraftLine]:
    """All of the account, the newest first, with the numbers of their cases."""
    found = own_drafts(db.session(), current_actor())
    cases = {one.id: int(case[1]) for one in found if (case := _CASE.match(one.form))}
    numbers = case_numbers(db.session(), current_scope(), set(cases.values()))
    return [line_of(one, numbers.get(cases.get(one.id, 0))) for one in found]


def line_of(draft: FormDraft, number: str | None = None) -> DraftLine:
    page = draft.form.rpartition("/")[0]
    href = f"/{page}?draft={draft.id}"
    says = _says(draft.fields)
    return DraftLine(draft.form, label_of(page) or "", draft.saved_at, href, says, number)


def label_of(page: str) -> str | None:
    """What is done on that page of a case; None where no such page takes a form."""
    try:
        found = current_app.url_map.bind("").match(f"/{page}", "POST")[0]
    except HTTPException:
        return None
    steps = {f"cases.{step.name}": step.label for step in STEPS}
    return (LABELS | steps).get(found)


def _says(fields: Sequence[Sequence[str]]) -> str:
    """The names of the parties; without any, the beginning of the longest text."""
    names = [value for name, value in fields if _NAMES.fullmatch(name) and value.strip()]
    if names:
        return "、".join(names)
    texts = (value.strip() for _name, value in fields if not value.isascii())  # no ids, no words
    longest = max(texts, key=len, default="")
    return longest if len(longest) <= _SHOWN else f"{longest[:_SHOWN]}…"
