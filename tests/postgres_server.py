"""A throw-away PostgreSQL server for tests; it refuses root, so root runs it as ``postgres``."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

INSTALL = "apt install postgresql, then pip install -e '.[test,postgres]'"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off the PATH."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return Path(folders[-1]) if folders else None


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The URI of a server whose data lie in ``folder``; skips the test where it cannot run."""
    where = binaries()
    if where is None:
        pytest.skip(f"PostgreSQL is not installed: {INSTALL}")
    pytest.importorskip("psycopg", reason=f"psycopg is not installed: {INSTALL}")
    data = folder / "data"
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
        for parent in folder.parents:  # pytest keeps its folders to their owner
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(where / program), *arguments],
            check=True,
            cwd="/",
            capture_output=True,
            text=True,
        )

    run("initdb", "-D", str(data), "-U", "tracker", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    # the server must not inherit the pipe that captures pg_ctl's words
    subprocess.run(
        [
            *as_user,
            str(where / "pg_ctl"),
            "-D",
            str(data),
            "-o",
            options,
            "-w",
            "-l",
            str(folder / "log"),
            "start",
        ],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"postgresql+psycopg://tracker@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
