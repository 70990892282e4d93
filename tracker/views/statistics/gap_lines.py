"""The missing case numbers on their page: a hundred runs at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from tracker.indicators.quality.gaps import Gap
from tracker.views.figure_pages import same_page

PAGE_SIZE = 100
AFTER = "after"
"""The argument that says after how many runs the page begins."""


@dataclass(frozen=True)
class GapPage:
    """``numbers`` and ``total`` are of all runs; ``first`` is the place of the first one shown."""

    runs: Sequence[Gap]
    first: int
    total: int
    numbers: int
    earlier: str | None
    later: str | None

    @property
    def last(self) -> int:
        return self.first + len(self.runs) - 1


def page_of_gaps(gaps: Sequence[Gap]) -> GapPage:
    """What the address asks for; the first page for anything beyond the last."""
    after = request.args.get(AFTER, 0, type=int)
    if not 0 <= after < len(gaps):
        after = 0
    end = after + PAGE_SIZE
    return GapPage(
        gaps[after:end],
        first=after + 1,
        total=len(gaps),
        numbers=sum(gap.count for gap in gaps),
        earlier=_from(max(after - PAGE_SIZE, 0)) if after else None,
        later=_from(end) if end < len(gaps) else None,
    )


def _from(after: int) -> str:
    return same_page(**{AFTER: str(after) if after else None}) + "#gaps"
