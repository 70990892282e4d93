"""Every command explains itself, in the office's language."""

from __future__ import annotations

import re

import pytest

from tests.cli.uses import USE, commands, groups
from tracker.cli import main

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_command_is_tried_here():
    assert sorted(commands(main)) == sorted(USE)


@pytest.mark.parametrize("name", [*USE, *groups(), ""])
def test_every_command_explains_itself_in_chinese(tracker, name):
    said = tracker(*name.split(), "--help")
    assert (said.code, said.err) == (0, "")
    assert "用法：" in said.out
    if name != "db":
        explanation = said.out.split("\n\n")[1]
        assert HAN.search(explanation)


@pytest.mark.parametrize("name", [*USE, *groups(), ""])
def test_every_command_explains_itself_in_english(tracker, english, name):
    said = tracker(*name.split(), "--help")
    assert (said.code, said.err) == (0, "")
    assert "Usage:" in said.out
    its_own = re.sub(r"--help\s+[^\n]+\n", "", said.out)  # click keeps that line from before
    assert HAN.sub("", its_own) == its_own.replace("柳", "")


def test_a_process_explains_itself_in_one_language(process, english):
    said = process("user", "add", "--help")
    assert "Show this message and exit." in said.out
    assert not HAN.search(said.out)


@pytest.mark.parametrize("name", groups())
def test_a_group_without_a_command_shows_what_there_is(home, tracker, name):
    said = tracker(name)
    assert said.code == 2
    assert all(command in said.err for command in main.commands[name].commands)


def test_the_version_is_told(tracker):
    assert re.search(r"\d+\.\d+", tracker("--version").out)
