"""A long list that is at hand already, shown page by page; the address says which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

Row = TypeVar("Row")


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """``rows`` of ``total``; the addresses of the pages before and after, None where none is."""

    rows: Sequence[Row]
    total: int
    before: str | None
    after: str | None


def slice_of(rows: Sequence[Row], size: int, name: str) -> Slice[Row]:
    """The page that the argument ``name`` asks for, from 1; the last where there are fewer.

    ``name`` is also the id of the section to which the addresses lead.
    """
    last = max(1, -(-len(rows) // size))
    page = min(max(1, request.args.get(name, 1, type=int)), last)
    start = (page - 1) * size

    def address(number: int) -> str | None:
        if not 1 <= number <= last:
            return None
        args = {**request.args.to_dict(), **(request.view_args or {}), name: number}
        return url_for(request.endpoint or "", _anchor=name, **args)

    return Slice(rows[start : start + size], len(rows), address(page - 1), address(page + 1))
