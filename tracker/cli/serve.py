"""``tracker serve``: the real ledger on a production server."""

from __future__ import annotations

import errno
from typing import Any

import click
import waitress
from flask import Flask, current_app

from tracker.cli.context import WrongUse, with_ledger
from tracker.cli.words import sentence
from tracker.domain.problems import N_

THREADS = 8
TOLD_BY_A_PROXY = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")


@click.command(help=N_("Serve the ledger; refuses to start on an old schema."))
@click.option("--host", default="127.0.0.1", show_default=True, help=N_("Address to listen on."))
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=N_("Port to listen on."),
)
@click.option(
    "--trusted-proxy",
    metavar="ADDRESS",
    help=N_("The reverse proxy whose X-Forwarded headers are believed (it speaks https)."),
)
@with_ledger
def serve(host: str, port: int, trusted_proxy: str | None) -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the proxy's own method
    run(app, host, port, trusted_proxy)


def run(app: Flask, host: str, port: int, trusted_proxy: str | None = None) -> None:
    """Block and serve with waitress, on Windows and Linux alike."""
    server = bound(app, host, port, trusted_proxy)
    click.echo(f"http://{host}:{port}/")
    server.run()


def bound(app: Flask, host: str, port: int, trusted_proxy: str | None = None) -> Any:
    """A server that holds its port and answers once it is ``run``."""
    behind = {
        "trusted_proxy": trusted_proxy,
        "trusted_proxy_headers": set(TOLD_BY_A_PROXY),
        "clear_untrusted_proxy_headers": True,
    }
    try:
        return waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            **behind if trusted_proxy else {},
        )
    except OSError as error:
        raise WrongUse(_unbound(error, host, port)) from error


def _unbound(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return sentence(
            N_("Port %(port)s is used by another program; choose another with --port."), port=port
        )
    if error.errno == errno.EACCES:
        return sentence(
            N_("You have no right to port %(port)s; choose one above 1023 with --port."), port=port
        )
    return sentence(
        N_("The address %(host)s cannot be used: %(reason)s."),
        host=host,
        reason=error.strerror or error,
    )
