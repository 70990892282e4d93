"""Every command of the terminal, and what it needs to run."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker.cli import main

USE = {
    "annual": ("2024",),
    "backup": ("copy.sqlite",),
    "demo": ("--no-serve",),
    "export cases": ("-o", "out.xlsx"),
    "export register": ("penalties", "-o", "out.xlsx"),
    "export template": ("-o", "out.xlsx"),
    "freeze": ("2024", "--note", "年报"),
    "frozen": ("2024",),
    "import cases": ("in.csv",),
    "import list": (),
    "import register": ("penalties", "in.csv"),
    "import undo": ("1",),
    "init": (),
    "reconcile": ("2024", "report.txt"),
    "report run": (),
    "restore": ("old.sqlite", "--yes"),
    "serve": ("--port", "1"),
    "summary": ("2024",),
    "unfreeze": ("2024", "--reason", "重复"),
    "user add": ("陈静", "--role", "clerk", "--password-stdin"),
    "user disable": ("clerk",),
    "user enable": ("clerk",),
    "user list": (),
    "user password": ("clerk", "--password-stdin"),
    "verify": (),
}


def commands(group: click.Group, *above: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if not isinstance(command, click.Group):
            yield " ".join((*above, name))
        elif name != "db":
            yield from commands(command, *above, name)


def groups() -> list[str]:
    return [name for name, one in main.commands.items() if isinstance(one, click.Group)]
