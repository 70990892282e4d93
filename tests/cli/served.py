"""A served ledger, asked over HTTP."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from subprocess import Popen
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.pages import form_of

PATIENCE_SECONDS = 120


def free_port() -> int:
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


@contextmanager
def taken_port() -> Iterator[int]:
    """A port on which another program listens."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def get(address: str, browser: OpenerDirector | None = None) -> str:
    with (browser or build_opener()).open(address, timeout=30) as answer:
        assert answer.status == 200
        said: str = answer.read().decode()
        return said


def wait_for(address: str, server: Popen[str]) -> str:
    """The answer of ``/healthz`` as soon as the process gives one."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return get(f"{address}healthz")
        except (URLError, ConnectionError):
            assert server.poll() is None, server.communicate()
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)


def signed_in(address: str, name: str, password: str) -> str:
    """The page that somebody sees after signing in as a browser would."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = form_of(get(f"{address}login", browser), "password")
    sent = urlencode({**form, "name": name, "password": password}).encode()
    with browser.open(f"{address}login", sent, timeout=30) as answer:
        assert answer.url == address, "still at the door"
        page: str = answer.read().decode()
        return page
