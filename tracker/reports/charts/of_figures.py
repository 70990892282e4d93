"""The office's charts, each made of what ``indicators/charted.py`` counted for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from tracker.indicators.charted import Charted
from tracker.indicators.dimensions import BY_KEY
from tracker.indicators.distributions import AGE, AMOUNT, DAYS
from tracker.reports.charts.chart import Chart
from tracker.reports.charts.months import months_of
from tracker.reports.charts.ranking import organisations_chart
from tracker.reports.charts.spread import by_classes, by_rows
from tracker.reports.charts.villages import villages_chart

CHARTS: Mapping[str, Callable[[Charted], Chart]] = {
    "caseload": lambda charted: months_of(charted, "caseload"),
    "resolved": lambda charted: months_of(charted, "resolved"),
    "types": lambda charted: by_rows(
        "types", _("Cases accepted by type"), charted, BY_KEY["dispute_type"], "accepted"
    ),
    "organisations": lambda charted: organisations_chart(
        "organisations", _("Organisations by resolution rate"), charted
    ),
    "days": lambda charted: by_classes(
        "days", _("Days from acceptance to closing"), charted, DAYS, "closed"
    ),
    "pending": lambda charted: by_classes(
        "pending", _("Age of the cases pending at the end of the period"), charted, AGE, "pending"
    ),
    "amounts": lambda charted: by_classes(
        "amounts",
        _("Agreed amounts by size"),
        charted,
        AMOUNT,
        "mediated_success",
        "amount_agreed",
    ),
    "villages": lambda charted: villages_chart(
        "villages", _("Cases accepted by village and type"), charted
    ),
}
"""By the key that an address names, in the order of the page."""
