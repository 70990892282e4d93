"""A summary as JSON: the form that scripts, the terminal and the API rely on.

Counts are whole numbers, rates and money decimal texts, and what is absent is null.
"""

from __future__ import annotations

from typing import Any

from tracker.indicators.changes import Comparison
from tracker.indicators.dimensions import MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.frozen_years import FrozenState
from tracker.indicators.kinds import Unit
from tracker.indicators.year import Figures, Summary


def summary_json(summary: Summary) -> dict[str, Any]:
    """Plain values only, the figures of the registers among those of the cases.

    ``frozen`` is null unless exactly these figures are frozen.

    ``organisation`` is there only where no more than its cases are seen.
    """
    limited = {"organisation": summary.organisation} if summary.organisation else {}
    return {
        "center": {"code": summary.center.code, "name": summary.center.name},
        **limited,
        "period": {
            "start": summary.period.start.isoformat(),
            "end": summary.period.end.isoformat(),
        },
        "basis": summary.basis.value,
        "sample": summary.sample,
        "frozen": _frozen(summary.frozen),
        "indicators": _figures(summary.figures)
        | _figures({key: one.now for key, one in summary.registers.items()}),
        "breakdowns": {
            name: [
                {"key": row.key, "label": row.label, "indicators": _figures(row.figures)}
                for row in rows
            ]
            for name, rows in summary.breakdowns.items()
        },
        "year_on_year": {
            key: _compared(one)
            for key, one in {**summary.year_on_year, **summary.registers}.items()
        },
        "resolution_rate_by_basis": {
            basis.value: _figure(figure) for basis, figure in summary.readings.items()
        },
        "amounts_stated": {
            key: {"stated": figure.rows, "asked": figure.asked}
            for key, figure in summary.figures.items()
            if figure.asked is not None
        },
        "caseload_shares": {
            name: {row.key: _figure(summary.caseload_share(row)) for row in rows}
            for name, rows in summary.breakdowns.items()
            if name != MONTH
        },
    }


def _frozen(frozen: FrozenState | None) -> dict[str, Any] | None:
    """``unchanged``: whether these are the figures that were frozen."""
    if frozen is None:
        return None
    return {
        "number": frozen.number,
        "at": frozen.at.isoformat(),
        "by": frozen.by,
        "note": frozen.note,
        "sha256": frozen.sha256,
        "definitions": frozen.definitions,
        "unchanged": frozen.unchanged,
    }


def _figures(figures: Figures) -> dict[str, dict[str, Any]]:
    return {key: _figure(figure) for key, figure in figures.items()}


def _figure(figure: Figure) -> dict[str, Any]:
    if figure.denominator is None:
        return {"value": figure.plain}
    return {
        "value": figure.plain,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
    }


def _compared(compared: Comparison) -> dict[str, Any]:
    """A rate's change is told in percentage points, and its fraction of then with it; everything
    else's change in percent.
    """
    change = compared.change_percent
    plain: dict[str, Any] = {
        "previous": compared.before.plain if compared.before else None,
        "change_percent": None if change is None else str(change),
    }
    if compared.now.unit == Unit.PERCENT.value:
        points = compared.change_points
        plain["change_points"] = None if points is None else str(points)
        for part in ("numerator", "denominator"):
            plain[f"previous_{part}"] = getattr(compared.before, part) if compared.before else None
    return plain
