"""``tracker demo``: the sample ledger, made when it is not there, and served on this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import make_url

from tracker import create_app
from tracker.cli.progress import bar
from tracker.cli.serve import bound
from tracker.cli.words import sentence, speak, spoken
from tracker.config import demo_settings
from tracker.demo.files import Found, look, make
from tracker.demo.office import ACCOUNTS
from tracker.demo.years import YEARS
from tracker.domain.problems import N_

HOST = "127.0.0.1"
"""Never another one: everybody may know the passwords."""

OUTCOMES = {
    Found.NOTHING: N_("The sample ledger is made: %(file)s"),
    Found.OLD: N_("The sample ledger had an older schema and is made anew: %(file)s"),
    Found.BROKEN: N_("The sample ledger was not complete and is made anew: %(file)s"),
}
ANEW = N_("The sample ledger is made anew: %(file)s")
KEPT = N_("The sample ledger is kept as it was; --reset makes it anew: %(file)s")


@click.command(help=N_("Try the program on a sample ledger of invented people and cases."))
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=N_("Port to listen on."),
)
@click.option("--no-serve", is_flag=True, help=N_("Only make the ledger."))
@click.option("--reset", is_flag=True, help=N_("Make the ledger anew, whatever was done in it."))
@click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
def demo(port: int, no_serve: bool, reset: bool, as_json: bool) -> None:
    app = _demo_app({})
    speak(app.config["LOCALE"])
    server = None if no_serve else bound(app, HOST, port)
    said = _made(reset)
    address = f"http://{HOST}:{port}/"
    click.echo(said, err=as_json)
    if as_json:
        click.echo(json.dumps({"address": address, "accounts": _accounts()}, ensure_ascii=False))
    else:
        _introduce(address, served=server is not None)
    if server is not None:
        sys.stdout.flush()
        server.run()


def _demo_app(settings: dict[str, object]) -> Flask:
    return create_app({**demo_settings(), **settings})


def _made(reset: bool) -> str:
    """See that the ledger is there; a sentence about what was done for it."""
    path = Path(str(make_url(str(demo_settings()["DATABASE_URI"])).database))
    found = look(_demo_app, path)
    if found is Found.WHOLE and not reset:
        return sentence(KEPT, file=path)
    with bar(N_("Making the sample ledger")) as tell:
        make(_demo_app, path, tell)
    return sentence(ANEW if reset and found is Found.WHOLE else OUTCOMES[found], file=path)


def _introduce(address: str, served: bool) -> None:
    """What a person needs to begin: where, as whom, and that nothing of it is real."""
    chinese = spoken().startswith("zh")
    lines = [
        sentence(N_("Every person and case in it is invented.")),
        sentence(N_("Address: %(address)s"), address=address),
        sentence(
            N_("The summary of %(year)s: %(address)s"),
            year=YEARS[-1].year,
            address=f"{address}summaries/{YEARS[-1].year}",
        ),
        sentence(N_("Accounts (name, password, role):")),
    ]
    for account in ACCOUNTS:
        role = account.role.term if chinese else account.role.label
        lines.append(f"  {account.name:<12}{account.password:<16}{role}")
    if served and sys.stdout.isatty():
        lines.append(sentence(N_("Ctrl+C stops it.")))
    click.echo("\n".join(lines))


def _accounts() -> list[dict[str, str]]:
    return [
        {"name": one.name, "role": one.role.value, "password": one.password} for one in ACCOUNTS
    ]
