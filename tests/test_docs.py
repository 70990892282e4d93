"""What a person can set, run or read off stands in the documents."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tracker.cli import main
from tracker.config import NAMES, PREFIX
from tracker.indicators import EXPLAINED
from tracker.indicators.register_figures import declared

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = (ROOT / "docs/operations.md").read_text("utf-8")
FIGURES = (ROOT / "docs/figures.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, *names: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group) and name != "db":
            yield from commands(command, *names, name)
        else:
            yield " ".join((*names, name))


@pytest.mark.parametrize("setting", [PREFIX + name for name in NAMES])
def test_every_setting_stands_in_the_operations_page(setting):
    assert f"`{setting}`" in OPERATIONS


@pytest.mark.parametrize("command", sorted(commands(main)))
def test_every_command_stands_in_the_operations_page(command):
    assert f"{command}`" in OPERATIONS or f"{command} " in OPERATIONS


@pytest.mark.parametrize("key", sorted((*(one.key for one in EXPLAINED), *declared())))
def test_every_figure_is_defined_in_the_documents(key):
    assert f"`{key}`" in FIGURES


def test_the_readme_names_the_two_commands():
    assert ".venv/bin/pip install -e . && .venv/bin/tracker demo" in README
    assert ".venv/bin/pip install -e '.[test]' && .venv/bin/pytest" in README
