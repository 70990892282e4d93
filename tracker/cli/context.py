"""What every command needs: the application, a current schema, the center, one clear error line."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from tracker import registers
from tracker.cli.failures import DataProblem, WrongUse, explained, in_one_line
from tracker.cli.words import sentence, speak, translate_help
from tracker.database import only_read
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers.declaring import Register
from tracker.services import schema

__all__ = ["DataProblem", "TrackerGroup", "WrongUse", "center_option", "chosen_center", "operator"]
P = ParamSpec("P")
R = TypeVar("R")


class TrackerGroup(click.Group):
    """Speaks the office's language and turns what the program refuses into one line on stderr."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        speak(None)
        translate_help(self)
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise in_one_line(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise in_one_line(error) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            line = explained(error)
            if line is None:
                raise
            raise line from error


def with_ledger(command: Callable[P, R]) -> Callable[P, R]:
    """The command runs inside the application, on a ledger whose schema is current."""

    @with_appcontext
    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        schema.demand_current()
        return command(*args, **kwargs)

    return run


def reads_ledger(command: Callable[P, R]) -> Callable[P, R]:
    """As ``with_ledger``, for a command that keeps nobody from writing and waits for no writer.

    ``database.begin_writing`` ends this where it has something to put on record.
    """
    inside = with_ledger(command)

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        only_read(True)
        try:
            return inside(*args, **kwargs)
        finally:
            only_read(False)

    return run


def chosen_center(code: str | None) -> Center:
    """The center of that code; without a code the only one there is."""
    centers = db.session.scalars(
        select(Center).where(Center.code == code) if code else select(Center)
    ).all()
    if code and not centers:
        raise WrongUse(sentence(N_("There is no center with the code %(code)s."), code=code))
    if not centers:
        raise WrongUse(
            sentence(
                N_(
                    "There is no center yet; run: "
                    "tracker init --center CODE --name NAME --short NAME_IN_CASE_NUMBERS"
                )
            )
        )
    if len(centers) > 1:
        codes = ", ".join(sorted(center.code for center in centers))
        raise WrongUse(
            sentence(
                N_("There are several centers; add --center with one of: %(codes)s"), codes=codes
            )
        )
    return centers[0]


def chosen_register(named: str) -> Register:
    """The register of that kind or that word."""
    found = registers.named(named)
    if found is None:
        known = "、".join(f"{one.kind} {one.term}" for one in registers.REGISTERS.values())
        said = N_("There is no register %(kind)s; there are: %(known)s.")
        raise WrongUse(sentence(said, kind=named, known=known))
    return found


def operator(center: Center) -> Actor:
    """Whoever sits at the terminal."""
    return Actor.system(center.id)


center_option = click.option(
    "--center",
    "center_code",
    metavar="CODE",
    help=N_("The center; may be left out where there is only one."),
)
