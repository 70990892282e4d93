"""HTTP only: parse, ask a query or a service, render. Each module exposes its blueprint ``bp``.

Several modules may share one blueprint (the pages of a case), so all are imported before any
blueprint is registered.
"""

from __future__ import annotations

import importlib

from flask import Flask

BLUEPRINTS = (
    "accounts",
    "admin",
    "admin_accounts",
    "admin_frozen",
    "admin_lists",
    "admin_templates",
    "admin_papers",
    "admin_settings",
    "admin_subsidies",
    "admin_types",
    "calendar",
    "alike_cases",
    "annual",
    "annual_text",
    "annual_writing",
    "attachment_pages",
    "case_entry",
    "case_pages",
    "case_papers",
    "case_step_pages",
    "cases",
    "desk",
    "drafts",
    "exports",
    "health",
    "help",
    "imports",
    "patterns",
    "statistics.bases",
    "statistics.cohorts",
    "statistics.comparison",
    "statistics.declines",
    "statistics.overview",
    "statistics.saved_views",
    "statistics.subsidies",
    "statistics.quality",
    "statistics.charts",
    "statistics.target_forms",
    "statistics.targets",
    "statistics.workload",
    "phrases",
    "reconcile",
    "meeting_issues",
    "register_case_links",
    "register_watches",
    "registers",
    "summaries",
    "frozen_years",
    "trail",
    "transfers",
)


def init_app(app: Flask) -> None:
    found = [importlib.import_module(f"tracker.views.{name}").bp for name in BLUEPRINTS]
    for blueprint in dict.fromkeys(found):
        app.register_blueprint(blueprint)
