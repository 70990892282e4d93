"""Whatever goes wrong at the terminal is one clear line in the office's language."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from tests.cli.uses import USE
from tests.importers.ledgers import case, table, text
from tracker.cli.failures import explained

NEW = "spring-2024"
HAN = re.compile(r"[\u4e00-\u9fff]")
LOCALES = ("zh_Hans_CN", "en")
OF_A_CENTER = tuple(
    name for name in USE if name.split()[0] in ("user", "import", "summary") or "cases" in name
)
OF_THE_LEDGER = (*OF_A_CENTER, "backup", "serve")
READING = ("import list", "summary", "user list", "verify")
WRITING = (
    "backup", "export cases", "import cases", "init", "user add", "user disable", "user password",
)  # fmt: skip


@pytest.fixture(params=LOCALES)
def locale(request, monkeypatch):
    monkeypatch.setenv("TRACKER_LOCALE", request.param)
    return request.param


@pytest.fixture
def use(tracker, tmp_path, monkeypatch):
    """Run a command of the table; the files it names lie in an empty folder."""
    monkeypatch.chdir(tmp_path)
    text(tmp_path / "in.csv", table(case()))

    def run(name: str, *more: str):
        return tracker(*name.split(), *USE[name], *more, typed=NEW)

    return run


def assert_one_line(said, code: int, locale: str) -> None:
    assert said.code == code, said
    assert said.out == ""
    begins = {"en": "Error: ", "zh_Hans_CN": "错误："}[locale]
    assert said.error.startswith(begins)
    assert bool(HAN.search(said.error)) == (locale != "en"), said.error


@pytest.mark.parametrize("name", OF_A_CENTER)
def test_a_center_that_is_not_there_is_wrong_use(ledger, use, locale, name):
    said = use(name, "--center", "XX")
    assert_one_line(said, 2, locale)
    assert "XX" in said.error


@pytest.mark.parametrize("name", OF_THE_LEDGER)
def test_without_a_ledger_a_command_says_how_to_make_one(home, use, locale, name):
    said = use(name)
    assert_one_line(said, 2, locale)
    assert "tracker init --center" in said.error


@pytest.mark.parametrize("name", OF_THE_LEDGER)
def test_a_file_that_is_no_ledger_is_told_from_one(home, use, locale, name):
    (home / "tracker.sqlite").write_bytes(b"no ledger at all " * 100)
    assert_one_line(use(name), 1, locale)


@pytest.mark.parametrize("name", WRITING)
def test_a_ledger_held_by_somebody_else_is_left_for_later(
    ledger, use, home, locale, monkeypatch, name
):
    monkeypatch.setattr("tracker.database.BUSY_SECONDS", 0)  # the patience, not the lock
    with closing(sqlite3.connect(home / "tracker.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = use(name)
        assert_one_line(said, 2, locale)
    assert not (home.parent / "out.xlsx").exists()
    assert not (home.parent / "copy.sqlite").exists()
    assert use(name).code == 0, "and it works once the other one is done"


@pytest.mark.parametrize("name", READING)
def test_who_only_reads_waits_for_nobody_who_writes(ledger, use, home, monkeypatch, name):
    monkeypatch.setattr("tracker.database.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(home / "tracker.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = use(name)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "cases", "-o"),
        ("export", "template", "-o"),
        ("summary", "2024", "-o"),
        ("backup",),
        ("import", "cases", "in.csv", "--rejects"),
    ],
)
def test_a_file_for_which_there_is_no_folder_is_wrong_use(
    ledger, tracker, use, tmp_path, locale, words
):
    if "--rejects" in words:
        text(tmp_path / "in.csv", table(case(登记日期="2024.13.5"), case()))
    said = tracker(*words, "nowhere/out.xlsx")
    assert_one_line(said, 2, locale)
    assert "nowhere" in said.error
    with ledger() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM cases").scalar() == 0


@pytest.mark.parametrize(
    "words",
    [("import", "cases"), ("restore", "--yes"), ("verify",)],
)
@pytest.mark.parametrize("name", ["nowhere.xlsx", "."])
def test_a_file_that_is_not_there_or_a_folder_cannot_be_read(
    ledger, tracker, use, locale, words, name
):
    assert_one_line(tracker(*words, name), 2, locale)


@pytest.mark.parametrize("words", [("restore", "--yes"), ("verify",)])
def test_a_file_that_is_no_copy_is_a_problem_of_the_data(ledger, tracker, use, locale, words):
    assert_one_line(tracker(*words, "in.csv"), 1, locale)


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "--nonsense",
        "user nonsense",
        "user add x",
        "user add x --role king",
        "export cases",
        "import undo x",
        "serve --port 0",
        "summary",
        "summary x",
        "summary 1",
        "summary 2024 more",
        "summary 2024 --basis x",
        "summary 2024 --from yesterday",
    ],
)
def test_wrong_words_are_answered_in_one_line_with_where_to_read_on(home, tracker, locale, words):
    said = tracker(*words.split())
    assert_one_line(said, 2, locale)
    assert "--help" in said.error


@pytest.mark.parametrize("name", OF_THE_LEDGER)
def test_broken_settings_are_one_line(home, use, locale, monkeypatch, name):
    monkeypatch.setenv("TRACKER_TIMEZONE", "Mars/Olympus")
    said = use(name)
    assert_one_line(said, 2, locale)
    assert "TRACKER_TIMEZONE" in said.error


def test_an_instance_folder_that_is_none_is_one_line(tmp_path, tracker, locale, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path / "file"))
    assert_one_line(tracker("user", "list"), 2, locale)


def test_a_process_ends_with_the_code_and_the_line(home, process):
    said = process("summary", "2024")
    assert (said.code, said.out, said.error[:3]) == (2, "", "错误：")


def test_what_nobody_foresaw_is_not_explained_away():
    assert explained(ZeroDivisionError()) is None
