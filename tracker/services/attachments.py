"""Attachments 附件 of a case: contents are kept first, then rows speak of them.

So a row never speaks of a content that is not there; a content that nobody speaks of, because the
work was cut off in between, does no harm and is named by ``tracker verify``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from tracker import clock, content_store
from tracker.domain.media import Media, kept_name
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.record_words import AttachmentKind
from tracker.models import Attachment, Case
from tracker.models.keys import hold_clock
from tracker.permissions import Actor
from tracker.services.case_writing import open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long
from tracker.services.media_check import detect

FIELD = "files"
"""The field of the form beside which the problems stand."""


@dataclass(frozen=True)
class Sent:
    """A file as it came, under the name that the sender gave it; the stream can be wound back."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Kept:
    """A content that lies in the store; ``name`` is fit to be shown and saved under."""

    name: str
    media: Media
    digest: str
    size: int


def keep(files: Sequence[Sent], limit: int) -> list[Kept]:
    """The files' contents in the store, all of them or none; needs no transaction.

    Raises Refused with a sentence for each file that is not taken; ``limit`` is in bytes.
    """
    if not files:
        raise Refused(Problem(FIELD, N_("Please choose a file.")))
    found, problems = [], []
    for one in files:
        try:
            _demand_size(one.stream, limit)
            found.append((one, detect(one.stream)))
        except Refused as refused:
            problems += [_of_file(one.name, problem) for problem in refused.problems]
    refuse_if(problems)
    return [
        Kept(kept_name(one.name, media), media, *content_store.store(one.stream, limit))
        for one, media in found
    ]


def add(
    session: Session,
    actor: Actor,
    case: Case,
    kind: AttachmentKind,
    note: str,
    kept: Sequence[Kept],
) -> list[Attachment]:
    """The rows of what was kept; whatever else was done to the case meanwhile, nothing of it is
    lost. What the case has already under that kind is passed over: the same upload sent twice
    attaches once.
    """
    hold_clock(session, case.center_id)
    session.refresh(case)
    open_for_writing(actor, case, case.version, by_helpers=True)
    refuse_if(too_long(Attachment, {"note": note}))
    there = {one.digest for one in standing(case) if one.kind is kind}
    new = {one.digest: one for one in kept if one.digest not in there}
    now = clock.now()
    rows = [
        Attachment(
            center_id=case.center_id,
            kind=kind,
            name=one.name,
            digest=one.digest,
            size=one.size,
            media_type=one.media.value,
            note=note,
            added_at=now,
            added_by=actor.name,
        )
        for one in new.values()
    ]
    case.attachments += rows
    changes = {"attachment": [None, [_facts(one) for one in rows]]} if rows else {}
    written(session, actor, case, "case.attach", changes=changes)
    return rows


def remove(
    session: Session, actor: Actor, case: Case, attachment: Attachment, reason: str, version: int
) -> Case:
    """One that was attached in error is not shown any more; its row and its content stay."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    if attachment.removed_at is not None:
        raise Refused(Problem("", N_("The attachment is removed already.")))
    attachment.removed_at, attachment.removed_reason = clock.now(), reason
    changes = {"attachment": [[_facts(attachment)], None]}
    return written(session, actor, case, "case.detach", reason=reason, changes=changes)


def standing(case: Case) -> list[Attachment]:
    """Those that were not removed, by their place in the file, then as they came."""
    order = list(AttachmentKind)
    found = [one for one in case.attachments if one.removed_at is None]
    return sorted(found, key=lambda one: (order.index(one.kind), one.added_at, one.id))


def _demand_size(stream: BinaryIO, limit: int) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limit:
        most = limit // content_store.MEGABYTE
        raise Refused(Problem("", N_("A file has at most %(most)s MB."), {"most": most}))


def _of_file(name: str, problem: Problem) -> Problem:
    values = {"file": name or "—", "reason": problem}
    return Problem(FIELD, N_("%(file)s: %(reason)s"), values)


def _facts(one: Attachment) -> dict[str, Any]:
    """What the trail says of it."""
    facts = {
        "attachment_name": one.name,
        "attachment_kind": one.kind.value,
        "size": one.size,
        "digest": one.digest,
    }
    return facts | ({"attachment_note": one.note} if one.note else {})
