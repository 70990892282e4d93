"""Values of figures as plain JSON, kept to be held against those of a later day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from tracker.indicators.changes import Comparison
from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary

PARTS = ("numerator", "denominator")
Parts = Mapping[str, int | str | None]
"""A figure's value, and what stands beside it, as JSON has them."""


def values_of(summary: Summary, keys: Iterable[str]) -> dict[str, Any]:
    """Of these figures, this year's and last year's, and of which centers they are."""
    figures = {key: Comparison(one, None) for key, one in summary.figures.items()}
    known = {**figures, **summary.year_on_year, **summary.registers}
    return {
        "centers": sorted(center.code for center in summary.centers),
        "values": {key: _plain(known[key]) for key in dict.fromkeys(keys) if key in known},
    }


def _plain(compared: Comparison) -> dict[str, Parts | None]:
    before = compared.before
    return {"now": _parts_of(compared.now), "before": _parts_of(before) if before else None}


def _parts_of(figure: Figure) -> Parts:
    told: dict[str, int | str | None] = {"value": figure.plain}
    if figure.denominator is not None:
        told |= {name: getattr(figure, name) for name in PARTS}
    return told


def compared_then(key: str, unit: str, kept: Mapping[str, Any]) -> Comparison | None:
    """The figure as it is ``kept``; None where it is not."""
    found = kept.get("values", {}).get(key)
    if found is None:
        return None
    now, before = found["now"], found["before"]
    return Comparison(_figure(key, unit, now), _figure(key, unit, before) if before else None)


def _figure(key: str, unit: str, parts: Mapping[str, Any]) -> Figure:
    value = parts.get("value")
    number = Decimal(value) if isinstance(value, str) else value
    return Figure(key, unit, number, **{name: parts.get(name) for name in PARTS})
