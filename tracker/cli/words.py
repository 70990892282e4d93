"""What the terminal says, in the office's language, also where no application could be made.

A command inside an application may as well use ``flask_babel.gettext``; this is for messages that
must be told when settings are broken, and for the words of click itself.
"""

from __future__ import annotations

import gettext as standard
import os
from functools import cache
from pathlib import Path
from typing import Any

import click
from babel.support import NullTranslations, Translations

from tracker.config import DEFAULT_LOCALE, LOCALES, PREFIX
from tracker.domain.problems import N_, Problem

FOLDER = Path(__file__).resolve().parent.parent / "translations"
CLICKS_OWN = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("Choose from:\n\t{choices}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Aborted!"),
)
"""Sentences of click that a person at the terminal meets; click looks them up in our catalogue."""

CLICKS_PLURALS = (
    standard.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    standard.ngettext(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
        1,
    ),
    standard.ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    standard.ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
)
"""The same in singular and plural."""

_spoken: list[str] = []
_english: dict[int, str] = {}


def speak(locale: str | None) -> None:
    """From now on in that language; None: the one of the environment."""
    _spoken[:] = [locale] if locale in LOCALES else []
    standard.bindtextdomain("messages", str(FOLDER))
    os.environ["LANGUAGE"] = spoken()


def spoken() -> str:
    wanted = _spoken[0] if _spoken else os.environ.get(f"{PREFIX}LOCALE")
    return wanted if wanted in LOCALES else DEFAULT_LOCALE


def sentence(message: str, **values: object) -> str:
    """The message with its ``%(name)s`` places filled, in the office's language."""
    text = str(_catalogue(spoken()).gettext(message))
    return text % values if values else text


def told(problem: Problem) -> str:
    """The problem's sentence, with what another one says inside of it."""
    values = {
        name: told(value) if isinstance(value, Problem) else value
        for name, value in problem.values.items()
    }
    return sentence(problem.message, **values)


def say(message: str, **values: object) -> None:
    """One line on stdout."""
    click.echo(sentence(message, **values))


def translate_help(command: Any) -> None:
    """Put the help of a command, its options and its subcommands into the office's language."""
    for thing in (command, *command.params):
        if help_text := getattr(thing, "help", None):
            thing.help = sentence(_english.setdefault(id(thing), help_text))
    for further in getattr(command, "commands", {}).values():
        translate_help(further)


@cache
def _catalogue(locale: str) -> NullTranslations:
    return Translations.load(str(FOLDER), [locale])
