"""``tracker backup``, ``restore``, ``verify``: copies of the ledger, and the proof of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.cli import workbook_proof
from tracker.cli.context import WrongUse
from tracker.cli.words import say, sentence, told
from tracker.database import begin_reading, only_read
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import db
from tracker.formatting import file_size
from tracker.queries.findings import Check
from tracker.services import ledger_contents, ledger_files, ledger_proof, schema

FILE = click.Path(path_type=Path)


@click.command(help=N_("Copy the ledger into FILE while it is in use; the copy is checked."))
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help=N_("Replace FILE if it is there."))
@with_appcontext
def backup(file: Path, force: bool) -> None:
    if file.exists() and not force:
        raise WrongUse(
            sentence(N_("%(file)s is there already; add --force to replace it."), file=file)
        )
    ledger_files.announce(db.session(), "ledger.backup", file.name)
    db.session.commit()
    ledger_files.back_up(file)
    begin_reading()
    taken = ledger_contents.take_along(db.session(), file)
    say(N_("%(file)s holds the ledger. Keep it as safe as the ledger itself."), file=file)
    if taken.files:
        said = N_("%(folder)s holds the contents of its attachments: %(files)s, %(size)s.")
        folder = ledger_contents.beside(file)
        say(said, folder=folder, files=taken.files, size=file_size(taken.size))
    _demand_all(taken.problems)


@click.command(help=N_("Put the copy in FILE in the ledger's place; the replaced one is kept."))
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help=N_("Replace the ledger without asking."))
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    if sys.stdin.isatty() and not yes:
        asked = N_("This replaces the ledger by the copy %(file)s. Go on?")
        click.confirm(sentence(asked, file=file), abort=True)
    brought = ledger_contents.bring_back(file)
    kept = ledger_files.restore(file)
    ledger_files.announce(db.session(), "ledger.restore", file.name)
    db.session.commit()
    say(N_("The ledger is that of %(file)s now."), file=file)
    if kept is not None:
        say(N_("The replaced one is kept as %(file)s."), file=kept)
    if brought.files:
        said = N_("Its attachments have their contents: %(files)s, %(size)s.")
        say(said, files=brought.files, size=file_size(brought.size))
    _demand_all(ledger_contents.lacking(db.session()))


def _demand_all(problems: list[Problem]) -> None:
    """What was done is done; that something is missing is said all the same, with exit 1."""
    if problems:
        said = N_("Attachments without their content: %(count)s. %(first)s")
        raise Refused(Problem("", said, {"count": len(problems), "first": problems[0]}))


VERIFY = N_(
    "Prove the ledger, or the copy in FILE: file, schema, trail, numbers. A summary's workbook is"
    " held against the frozen year that it states."
)


@click.command(help=VERIFY)
@click.argument("file", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
@click.pass_context
@with_appcontext
def verify(context: click.Context, file: Path | None, as_json: bool) -> None:
    only_read(True)
    checks = _proved(file)
    if as_json:
        click.echo(json.dumps(_plain(checks), ensure_ascii=False))
    else:
        for check in checks:
            _show(check)
    if not all(check.holds for check in checks):
        context.exit(1)


def _proved(file: Path | None) -> list[Check]:
    """What the file is, its content says."""
    if file is None:
        return ledger_proof.prove_ledger(db.session())
    if workbook_proof.is_workbook(file):
        schema.demand_current()
        return workbook_proof.prove_workbook(db.session(), file)
    return ledger_proof.prove_file(file)


def _show(check: Check) -> None:
    """A line each: what holds, or what does not, and the notes."""
    title = sentence(check.title, **check.values)
    if check.holds:
        click.echo(f"√ {title}")
    else:
        said = sentence(N_("This does not hold: %(title)s"), title=title)
        click.echo(f"× {said}")
    for problem in check.errors:
        click.echo(f"  × {told(problem)}")
    for note in check.notes:
        click.echo(f"  · {told(note)}")


def _plain(checks: list[Check]) -> dict[str, object]:
    return {
        "ok": all(check.holds for check in checks),
        "checks": [
            {
                "name": check.name,
                "ok": check.holds,
                "problems": [told(problem) for problem in check.errors],
                "notes": [told(note) for note in check.notes],
            }
            for check in checks
        ],
    }
