"""What went wrong, as one clear line for the person at the terminal, with the exit code."""

from __future__ import annotations

import errno
import sqlite3

import click
from sqlalchemy.exc import DBAPIError

from tracker.cli.words import sentence, told
from tracker.config import BrokenSettings
from tracker.domain.problems import N_, Refused
from tracker.services.postgres_files import Unable
from tracker.services.schema import OldSchema

OF_SQLITE = {
    "database is locked": N_(
        "The ledger is held by another program that writes in it. Please try again later."
    ),
    "unable to open database file": N_(
        "The ledger cannot be opened: is its folder there, and may you write in it?"
    ),
    "attempt to write a readonly database": N_(
        "The ledger can only be read: you have no right to write in it."
    ),
    "disk I/O error": N_("The disk of the ledger does not answer."),
    "database or disk is full": N_("The disk of the ledger is full."),
}
DAMAGED = ("file is not a database", "malformed")


class DataProblem(click.ClickException):
    """The data had problems: exit 1."""

    exit_code = 1


class WrongUse(click.ClickException):
    """The command was used wrongly, or cannot work here: exit 2."""

    exit_code = 2


def in_one_line(error: click.UsageError) -> click.ClickException:
    """What click says over several lines; a group without a command still shows its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    said = " ".join(error.format_message().split())
    if error.ctx is None:
        return WrongUse(said)
    hint = sentence(N_("Try '{command} {option}' for help."))
    return WrongUse(f"{said} {hint.format(command=error.ctx.command_path, option='--help')}")


def explained(error: Exception) -> click.ClickException | None:
    """The line that says it; None for what nobody foresaw."""
    if isinstance(error, Refused):
        return DataProblem(" ".join(told(problem) for problem in error.problems))
    if isinstance(error, (BrokenSettings, OldSchema, Unable)):
        return WrongUse(told(error.problem))
    if isinstance(error, DBAPIError):
        return _of_database(str(error.orig), error.connection_invalidated or not error.statement)
    if isinstance(error, sqlite3.Error):
        return _of_database(str(error), unreachable=False)
    if isinstance(error, OSError) and error.errno != errno.EPIPE:
        return WrongUse(_of_system(error))
    return None


def _of_database(said: str, unreachable: bool) -> click.ClickException | None:
    if any(words in said for words in DAMAGED):
        return DataProblem(
            sentence(N_("The ledger's file is damaged, or it is no ledger; put back a copy of it."))
        )
    for words, message in OF_SQLITE.items():
        if words in said:
            return WrongUse(sentence(message))
    if unreachable:
        return WrongUse(
            sentence(
                N_("The database server does not answer: %(reason)s"),
                reason=said.strip().partition("\n")[0],
            )
        )
    return None


def _of_system(error: OSError) -> str:
    reason = reason_of(error)
    if error.filename is None:
        return reason
    return sentence(N_("%(file)s: %(reason)s"), file=error.filename, reason=reason)


def reason_of(error: OSError) -> str:
    """The system's reason, in the office's language where it is a usual one."""
    known = {
        errno.ENOENT: N_("there is no such file or folder"),
        errno.EACCES: N_("you have no right to it"),
        errno.EPERM: N_("you have no right to it"),
        errno.EISDIR: N_("this is a folder"),
        errno.ENOTDIR: N_("this is no folder"),
        errno.ENOSPC: N_("the disk is full"),
        errno.EROFS: N_("the disk can only be read"),
    }
    if error.errno in known:
        return sentence(known[error.errno])
    return error.strerror or str(error)
