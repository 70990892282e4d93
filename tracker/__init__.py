"""The mediation tracker: ``create_app`` is the table of contents."""

from __future__ import annotations

from flask import Flask

from tracker import api, config, database, formatting, i18n, views
from tracker.addresses import LazyRule
from tracker.extensions import csrf, login_manager, migrate
from tracker.extensions import db as _db
from tracker.views import errors, guard


def create_app(overrides: dict[str, object] | None = None) -> Flask:
    """An application; ``overrides`` win over environment and ``instance/config.py``."""
    given = overrides or {}
    app = Flask(
        __name__,
        instance_path=str(given.get("INSTANCE_PATH") or config.instance_path()),
        instance_relative_config=True,
        template_folder=config.template_folder(),
    )
    app.url_rule_class = LazyRule
    config.configure(app, overrides)
    database.init_app(app)
    migrate.init_app(app, _db, directory=config.migrations_folder(), render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    i18n.init_app(app)
    formatting.init_app(app)
    guard.init_app(app)
    errors.init_app(app)
    views.init_app(app)
    api.init_app(app)
    return app
