"""How a figure stands to that of a year before, in words."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext as _

from tracker.indicators.changes import Comparison


def change_words(compared: Comparison) -> str:
    """``下降7.36%``, ``上升3.27个百分点`` of a rate, ``持平``, ``无法比较``."""
    if compared.direction is None:
        return str(_("cannot tell"))
    if compared.direction == "level":
        return str(_("level"))
    if compared.change_points is not None:
        return _in_points(compared.change_points)
    return _in_percent(compared.change_percent)


def _in_points(points: Decimal) -> str:
    if points < 0:
        return str(_("down by %(points)s percentage points", points=abs(points)))
    return str(_("up by %(points)s percentage points", points=points))


def _in_percent(percent: Decimal | None) -> str:
    if percent is None:
        return str(_("up from nothing"))
    if percent == 0:
        return str(_("almost level"))
    if percent < 0:
        return str(_("down by %(percent)s%%", percent=abs(percent)))
    return str(_("up by %(percent)s%%", percent=percent))
