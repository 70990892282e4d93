"""Files as answers: those that are taken along are on record before they leave."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from tracker import database
from tracker.extensions import db


def attachment(content: bytes, media_type: str, filename: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def taken_along(
    content: bytes, media_type: str, filename: str, record: Callable[[], object]
) -> Response:
    """The file, once ``record`` has written the line in the trail that says who took it.

    Writing begins only here: to count and to draw takes its time, and keeps nobody waiting.
    """
    database.begin_writing()
    record()
    db.session.commit()
    return attachment(content, media_type, filename)
