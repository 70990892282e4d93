"""The terminal: ``tracker COMMAND``; each module brings its commands."""

from __future__ import annotations

import importlib

import click
from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate.cli import db as migrations

from tracker import create_app
from tracker.cli.context import TrackerGroup
from tracker.cli.words import speak
from tracker.config import demo_settings
from tracker.domain.problems import N_

MODULES: dict[str, tuple[str, ...]] = {
    "accounts": ("user",),
    "annual": ("annual",),
    "centers": ("init",),
    "demo": ("demo",),
    "exports": ("export",),
    "frozen_years": ("freeze", "frozen", "unfreeze"),
    "imports": ("import_",),
    "ledger_files": ("backup", "restore", "verify"),
    "reconcile": ("reconcile_",),
    "report": ("report",),
    "serve": ("serve",),
    "summary": ("summary",),
}
"""Module -> the commands it brings."""


@click.group(
    cls=TrackerGroup, help=N_("Dispute-mediation case tracker for social governance centers.")
)
@click.option("--demo", is_flag=True, help=N_("Use the sample ledger instead of the real one."))
@click.version_option(package_name="mediation-tracker")
@click.pass_context
def main(context: click.Context, demo: bool) -> None:
    def open_app() -> Flask:
        app = create_app(demo_settings() if demo else None)
        speak(app.config["LOCALE"])
        return app

    context.obj = ScriptInfo(create_app=open_app, set_debug_flag=False)


main.add_command(migrations)
for _module, _commands in MODULES.items():
    _loaded = importlib.import_module(f"tracker.cli.{_module}")
    for _command in _commands:
        main.add_command(getattr(_loaded, _command))
