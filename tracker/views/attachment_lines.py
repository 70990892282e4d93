"""The attachments of a case as its page shows them: by their place in the file 卷宗."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.domain.media import Look, Media, media_of
from tracker.domain.record_words import AttachmentKind
from tracker.models import Attachment, Case
from tracker.services.attachments import standing


@dataclass(frozen=True)
class Line:
    """One of them with how it can be looked at."""

    row: Attachment
    media: Media

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture of it."""
        return self.media.look in (Look.PAGES, Look.PICTURE)

    @property
    def is_heard(self) -> bool:
        return self.media.look is Look.SOUND


@dataclass(frozen=True)
class Shelf:
    kind: AttachmentKind
    lines: Sequence[Line]


@dataclass(frozen=True)
class Attachments:
    shelves: Sequence[Shelf]
    removed: Sequence[Attachment]

    def __bool__(self) -> bool:
        return bool(self.shelves or self.removed)


def attachments_of(case: Case) -> Attachments:
    rows = groupby(standing(case), key=lambda one: one.kind)
    return Attachments(
        [Shelf(kind, [line_of(one) for one in group]) for kind, group in rows],
        [one for one in case.attachments if one.removed_at is not None],
    )


def line_of(row: Attachment) -> Line:
    return Line(row, media_of(row.media_type))
