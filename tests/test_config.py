"""Settings: the environment before ``instance/config.py`` before the defaults; kept keys."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import create_app
from tracker.config import NAMES, PREFIX, BrokenSettings, default_instance, kept_key

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An instance folder that the environment names, and nothing else set."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}INSTANCE_PATH", str(tmp_path / "instance"))
    return tmp_path / "instance"


@pytest.fixture
def written(folder):
    """Write ``instance/config.py``."""

    def write(text: str) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "config.py").write_text(text, "utf-8")

    return write


def test_with_nothing_set_the_defaults_hold(folder):
    config = create_app().config
    assert config["DATABASE_URI"] == f"sqlite:///{folder / 'tracker.sqlite'}"
    assert (config["LOCALE"], config["TIMEZONE"]) == ("zh_Hans_CN", "Asia/Shanghai")
    assert (config["DEMO"], config["DEBUG"], config["TESTING"]) == (False, False, False)
    assert config["SESSION_COOKIE_HTTPONLY"]
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_instance_folder_is_the_checkouts_unless_named(folder, monkeypatch):
    assert create_app().instance_path == str(folder)
    assert default_instance() == str(CHECKOUT / "instance")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv(f"{PREFIX}INSTANCE_PATH", "beside")
    assert create_app().instance_path == str(folder.parent / "beside")


@pytest.mark.parametrize("prefix", [PREFIX, ""])
def test_the_file_comes_before_the_defaults(written, prefix):
    written(f"{prefix}LOCALE = 'en'\n{prefix}TIMEZONE = 'Asia/Urumqi'\n")
    config = create_app().config
    assert (config["LOCALE"], config["TIMEZONE"]) == ("en", "Asia/Urumqi")
    assert (config["BABEL_DEFAULT_LOCALE"], config["BABEL_DEFAULT_TIMEZONE"]) == (
        "en",
        "Asia/Urumqi",
    )


@pytest.mark.parametrize(
    ("name", "in_file", "in_environment"),
    [
        ("DATABASE_URI", "sqlite:////tmp/a.sqlite", "sqlite:////tmp/b.sqlite"),
        ("SECRET_KEY", "the file's", "the environment's"),
        ("FIELD_KEY", "the file's", "the environment's"),
        ("LOCALE", "zh_Hans_CN", "en"),
        ("TIMEZONE", "Asia/Shanghai", "Asia/Urumqi"),
        ("ATTACHMENT_MB", "20", "80"),
        ("REPORT_FOLDER", "/srv/reports", "/srv/others"),
        ("SMTP_HOST", "mail.example.org", "localhost"),
        ("SMTP_PORT", "2525", "25"),
        ("SMTP_SECURITY", "tls", "none"),
        ("SMTP_USER", "reports", "office"),
        ("SMTP_PASSWORD", "willow-bank", "river-side"),
        ("SMTP_FROM", "reports@example.org", "office@example.org"),
        ("SMTP_TIMEOUT", "5", "60"),
    ],
)
def test_the_environment_comes_before_the_file(written, monkeypatch, name, in_file, in_environment):
    written(f"{PREFIX}{name} = {in_file!r}\n")
    assert create_app().config[name] == in_file
    monkeypatch.setenv(PREFIX + name, in_environment)
    assert create_app().config[name] == in_environment
    monkeypatch.setenv(PREFIX + name, "")
    assert create_app().config[name] == in_file, "an empty setting says nothing"


def test_every_setting_was_tried():
    marks = test_the_environment_comes_before_the_file.pytestmark
    assert [one[0] for one in marks[0].args[1]] == list(NAMES)


def test_attachments_are_bounded_one_by_one_and_together(written):
    config = create_app().config
    assert config["MAX_ATTACHMENT"] == 50 * 1024 * 1024
    assert config["MAX_CONTENT_LENGTH"] == 50 * 1024 * 1024, "of every other request"
    written("ATTACHMENT_MB = 3\n")
    config = create_app().config
    assert config["MAX_ATTACHMENT"] == 3 * 1024 * 1024
    assert config["MAX_ATTACHED"] == 13 * 1024 * 1024, "four of them, and the rest of the form"


def test_the_secret_key_is_made_once_and_for_its_owner_only(folder):
    first = create_app().config["SECRET_KEY"]
    path = folder / "secret_key"
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(bytes.fromhex(first)) == 32
    assert create_app().config["SECRET_KEY"] == first


def test_no_two_instances_have_the_same_key_so_none_is_built_in(folder, monkeypatch):
    first = create_app().config["SECRET_KEY"]
    monkeypatch.setenv(f"{PREFIX}INSTANCE_PATH", str(folder.parent / "another"))
    assert create_app().config["SECRET_KEY"] != first


def test_a_key_that_is_given_is_not_written_down(folder, monkeypatch):
    monkeypatch.setenv(f"{PREFIX}SECRET_KEY", "the office's own")
    assert create_app().config["SECRET_KEY"] == "the office's own"
    assert not (folder / "secret_key").exists()


def test_processes_that_start_together_share_one_key(folder):
    """Whoever makes the file first; the others read what it wrote."""
    program = (
        "import sys; from pathlib import Path; from tracker.config import kept_key;"
        "sys.stdin.readline(); print(kept_key(Path(sys.argv[1])))"
    )
    folder.mkdir()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder / "key")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    keys = []
    for one in started:
        one.stdin.write("\n")
        one.stdin.flush()
    for one in started:
        keys.append(one.communicate(timeout=60)[0].strip())
    assert len(set(keys)) == 1
    assert keys[0] == (folder / "key").read_text()


def test_an_empty_key_file_is_no_key(tmp_path):
    (tmp_path / "secret_key").touch()
    with pytest.raises(BrokenSettings, match="remove it, and a new key is made"):
        kept_key(tmp_path / "secret_key")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LOCALE", "fr", "TRACKER_LOCALE is fr; it can be: zh_Hans_CN, en."),
        ("TIMEZONE", "Mars/Olympus", "TRACKER_TIMEZONE is Mars/Olympus, which is no time zone"),
        ("TIMEZONE", "../../etc/passwd", "TRACKER_TIMEZONE is ../../etc/passwd, which is no time"),
        ("ATTACHMENT_MB", "0", "TRACKER_ATTACHMENT_MB is 0; it can be: 1-1024."),
        ("ATTACHMENT_MB", "2000", "TRACKER_ATTACHMENT_MB is 2000; it can be: 1-1024."),
        ("ATTACHMENT_MB", "-5", "TRACKER_ATTACHMENT_MB is -5; it can be: 1-1024."),
        ("ATTACHMENT_MB", "many", "TRACKER_ATTACHMENT_MB is many; it can be: 1-1024."),
        ("DATABASE_URI", "nonsense", "TRACKER_DATABASE_URI names no database"),
        ("DATABASE_URI", "nosuch://me:secret@host/x", "TRACKER_DATABASE_URI names no database"),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_one_sentence(
    folder, monkeypatch, name, value, sentence
):
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(BrokenSettings) as broken:
        create_app()
    assert sentence in str(broken.value)
    assert "\n" not in str(broken.value)
    assert "secret" not in str(broken.value), "an address may hold a password"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("LOCALE = \n", "SyntaxError"),
        ("import nowhere_at_all\n", "nowhere_at_all"),
        ("raise RuntimeError('first line\\nsecond line')\n", "RuntimeError: first line"),
        ("raise ValueError\n", "ValueError"),
    ],
)
def test_a_file_that_does_not_run_is_named_with_the_reason(folder, written, text, reason):
    written(text)
    with pytest.raises(BrokenSettings) as broken:
        create_app()
    assert str(folder / "config.py") in str(broken.value)
    assert reason in str(broken.value)
    assert "\n" not in str(broken.value)


@pytest.mark.parametrize("value", ["5", "None", "['Asia/Shanghai']"])
def test_a_time_zone_that_is_no_text_is_refused_too(written, value):
    written(f"{PREFIX}TIMEZONE = {value}\n")
    with pytest.raises(BrokenSettings, match="TRACKER_TIMEZONE"):
        create_app()


def test_an_instance_folder_that_cannot_be_made_is_named(folder, monkeypatch):
    folder.write_text("a file")
    with pytest.raises(BrokenSettings, match="cannot be used") as broken:
        create_app()
    assert str(folder) in str(broken.value)


def test_what_the_caller_gives_comes_before_all(folder, written, monkeypatch):
    written(f"{PREFIX}LOCALE = 'zh_Hans_CN'\n")
    monkeypatch.setenv(f"{PREFIX}LOCALE", "zh_Hans_CN")
    assert create_app({"LOCALE": "en"}).config["LOCALE"] == "en"
