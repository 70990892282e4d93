"""A figure of a register on a page: each of its numbers a link to the entries that it counts."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for

from tracker.domain.periods import Period
from tracker.indicators.figures import Figure
from tracker.indicators.register_figures import MISSING, declared
from tracker.views.figure_tables import PageCell


def with_links(cell: PageCell, figure: Figure, period: Period, center: str | None) -> PageCell:
    """``cell`` is the figure's without links; ``center`` the code of the chosen one."""
    register, one = declared()[figure.key]

    def href(part: str) -> str:
        asked = {
            "part": None if part == "value" else part,
            "center": center,
            "from": period.start.isoformat(),
            "to": period.end.isoformat(),
        }
        return url_for("registers.index_of", kind=register.kind, figure=figure.key, **asked)  # type: ignore[arg-type] # None is left out

    if not cell.parts:
        return replace(cell, href=href("value"), figure=figure.key, value=str(figure.plain))
    names = ("numerator", "denominator", MISSING)
    parts = [
        replace(
            part, href=href(name), figure=f"{figure.key}.{name}", value=part.text.replace(",", "")
        )
        if name != MISSING or one.part.of is None  # else people or amounts are added up
        else part
        for name, part in zip(names, cell.parts, strict=True)
    ]
    return replace(cell, parts=parts)
