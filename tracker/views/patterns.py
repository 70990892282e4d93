"""``/patterns``: every component of the pages on one page, with invented content.

For those who build pages and for looking at them in a browser; the real ledger does not show it.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.forms.patterns import PatternForm
from tracker.indicators.kinds import Unit
from tracker.reports.charts.months import months_chart
from tracker.reports.content import Cell
from tracker.views.drawn_charts import PageChart, page_chart
from tracker.views.guard import permit

bp = Blueprint("patterns", __name__)


@bp.get("/patterns")
@permit()
def show() -> ResponseReturnValue:
    config = current_app.config
    if not config.get("SHOW_PATTERNS", current_app.testing or current_app.debug or config["DEMO"]):
        abort(404)
    form = PatternForm(formdata=None)
    form.registered.errors = ["This is not a date of the calendar."]
    form.name.errors = ["Please give a name."]
    today = clock.today()
    return render_template(
        "patterns.html",
        form=form,
        figures=_figures(),
        table=_table(),
        months=_months(),
        dates=[today + timedelta(days=days) for days in (-5, 0, 1, 3, 20)],
        amount=Decimal("91600000"),
    )


def _part(key: str, label: str, value: int) -> dict[str, Any]:
    return {"key": key, "label": label, "text": f"{value:,}", "value": value, "href": "#figures"}


def _figures() -> list[dict[str, Any]]:
    return [
        {**_part("caseload", "应办件数", 1372), "unit": "件"},
        {
            **_part("resolution_rate", "化解率", 0),
            "text": "99.56",
            "unit": "%",
            "href": None,
            "note": "应办口径",
            "numerator": _part("resolved", "化解件数", 1366),
            "denominator": _part("caseload", "应办件数", 1372),
            "missing": _part("unresolved", "未化解", 6),
            "trends": [{"text": "上年 98.92%", "direction": "up"}],
        },
        {**_part("amount_agreed", "协议涉及金额", 0), "text": "9,160", "unit": "万元"},
        {**_part("median_days", "办理天数中位数", 0), "text": "—", "href": None, "unit": "天"},
    ]


def _table() -> dict[str, Any]:
    columns = [
        {"label": "案号", "card": "title", "sort_href": "#table", "sorted": "down"},
        {"label": "当事人", "key": "parties", "card": "line"},
        {"label": "纠纷类型", "key": "type", "card": "line"},
        {"label": "诉求金额(元)", "key": "amount", "numeric": True},
        {"label": "登记日期", "key": "registered", "numeric": True, "card": "hide"},
    ]
    names = ("王*明 / 李*", "赵* / 某物业公司", "孙*华 / 周*")
    rows = [
        {
            "cells": [
                f"（2024）柳人调字第000{one}号",
                name,
                "邻里",
                f"{one * 12500:,}.00",
                f"2024-03-0{one}",
            ],
            "href": "#table",
            "tone": "overdue" if one == 2 else None,
        }
        for one, name in enumerate(names, 1)
    ]
    return {"columns": columns, "rows": rows, "totals": ["合计", "", "", "75,000.00", ""]}


def _months() -> PageChart:
    values = [112, 84, 131, 118, 125, 109, 121, 117, 98, 104, 126, None]
    before = [120, 96, 128, 131, 119, 127, 134, 122, 115, 118, 132, 119]
    labels = [f"{month}月" for month in range(1, 13)]
    cells = [[Cell(value, Unit.CASES.value) for value in row] for row in (values, before)]
    return page_chart(months_chart("accepted", "受理件数", labels, *cells))
