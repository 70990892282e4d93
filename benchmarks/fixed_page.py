"""A page of fixed rows, drawn as the pages of cases are: what a page costs without a ledger."""

from __future__ import annotations

from flask import Flask, render_template_string, request
from flask.typing import ResponseReturnValue

from tracker.views.guard import permit

PAGE = """{% extends "base.html" %}{% from "components/table.html" import table %}
{% block heading %}{{ _("Cases") }}{% endblock %}
{% block content %}{{ table(columns, rows) }}{% endblock %}"""


def add_fixed_page(app: Flask) -> None:
    """``/fixed?rows=50``, for anybody signed in."""
    app.add_url_rule("/fixed", "fixed", permit()(_fixed_page))


def _fixed_page() -> ResponseReturnValue:
    columns = [{"label": f"column {place}", "numeric": place > 5} for place in range(8)]
    rows = [
        {"cells": [f"cell {row}-{place}" for place in range(8)], "href": f"/cases/{row}"}
        for row in range(int(request.args["rows"]))
    ]
    return render_template_string(PAGE, columns=columns, rows=rows)
