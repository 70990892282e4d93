"""A place in a list, as it stands in an address: signed, so that only places of ours are read."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from tracker.queries.paging import Cursor, Order


def written(cursor: Cursor | None, order_name: str) -> str | None:
    """The cursor's text; it is worth something in the order of that name only."""
    return None if cursor is None else str(_serializer(order_name).dumps(cursor.plain()))


def read(text: str | None, order_name: str, order: Order) -> Cursor | None:
    """None, which is the first page, for no text and for one that is not ours."""
    if not text:
        return None
    try:
        plain = _serializer(order_name).loads(text)
    except BadData:
        return None
    return Cursor.read(plain, order)


def _serializer(order_name: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"cursor {order_name}")
