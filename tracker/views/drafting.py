"""What a page with a form of a case does about drafts: begin from one, name its own, drop it.

Each opening of a page keeps a draft of its own (``cases/12/edit/<token>``), so that two tabs, or a
new start beside an older draft, never write over each other.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from tracker.extensions import db
from tracker.models import FormDraft
from tracker.queries.form_drafts import own_drafts
from tracker.services import form_drafts
from tracker.views.draft_lines import DraftLine, line_of
from tracker.views.guard import current_actor

TOKEN = re.compile(r"[0-9a-f]{12,32}")


@dataclass(frozen=True)
class Drafting:
    """``key`` names the draft of this very opening; ``others`` are those that wait; ``account`` is
    whose they are.

    ``missing``: the address asked for a draft that is not there any more.
    """

    key: str
    account: int | None
    others: Sequence[DraftLine]
    continued: DraftLine | None = None
    missing: bool = False

    @property
    def token(self) -> str:
        return self.key.rpartition("/")[2]


def begin(values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the page's form: what was sent, a draft to be continued, or ``values``."""
    if request.method == "POST":
        return {}
    draft = _asked_for(_waiting())
    if draft is None:
        return {"data": dict(values)}
    return {"formdata": MultiDict((name, value) for name, value in draft.fields)}


def drafting() -> Drafting:
    """For the page that is shown."""
    waiting, account = _waiting(), current_actor().account_id
    draft = _asked_for(waiting)
    if draft is not None:
        others = [line_of(one) for one in waiting if one is not draft]
        return Drafting(draft.form, account, others, line_of(draft))
    key = f"{_page()}/{_sent_token() or secrets.token_hex(6)}"
    missing = request.method == "GET" and "draft" in request.args
    return Drafting(key, account, [line_of(one) for one in waiting], missing=missing)


def forget() -> None:
    """The form that was sent needs its draft no more; the caller commits."""
    if token := _sent_token():
        form_drafts.discard(db.session(), current_actor(), f"{_page()}/{token}")


def _waiting() -> Sequence[FormDraft]:
    """The drafts of this page; while a form is being sent nobody asks for them."""
    if request.method == "POST":
        return []
    return own_drafts(db.session(), current_actor(), _page())


def _asked_for(waiting: Sequence[FormDraft]) -> FormDraft | None:
    """The one that the address names."""
    wanted = request.args.get("draft")
    return next((one for one in waiting if str(one.id) == wanted), None)


def _page() -> str:
    return request.path.strip("/")


def _sent_token() -> str | None:
    given = request.form.get("draft", "")
    return given if TOKEN.fullmatch(given) else None
