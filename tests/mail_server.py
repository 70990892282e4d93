"""A real mail server on this machine, and what goes wrong with mail servers."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

TAKEN = "250 taken"
Answer = Callable[[SMTP], str | None]


@dataclass
class Post:
    """What has arrived. ``to`` and ``data`` say how the server answers an address and a message."""

    to: Answer = lambda _server: None
    data: Answer = lambda _server: TAKEN
    goodbye: Answer = lambda _server: None
    got: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    @property
    def one(self) -> EmailMessage:
        (message,) = self.got
        return message

    @property
    def attached(self) -> tuple[str, bytes]:
        """The name and the content of the one file of the one message."""
        (part,) = self.one.iter_attachments()
        return str(part.get_filename()), bytes(part.get_content())


class Handler:
    """What the server asks; its names are aiosmtpd's own."""

    def __init__(self, post: Post) -> None:
        self.post = post

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if refused := self.post.to(server):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.post.data(server)
        if answer == TAKEN or answer is None:
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            assert envelope.rcpt_tos == [message["To"]]
            self.post.got.append(message)
        return answer or "421 breaking off"

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, _session: Session, _envelope: Envelope
    ) -> str:
        return self.post.goodbye(server) or "221 bye"


def breaks_off(server: SMTP) -> None:
    """The connection is gone before the answer arrives."""
    assert server.transport is not None
    server.transport.abort()


@contextmanager
def mail_server(post: Post | None = None, **options: Any) -> Iterator[Post]:
    """``with mail_server() as post``: it listens on ``post.port`` while it lasts."""
    post = post or Post()
    post.port = free_port()
    controller = Controller(Handler(post), hostname="127.0.0.1", port=post.port, **options)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """That of a server called localhost, signed by itself, and what a server needs to show it."""
    key, shown = folder / "key.pem", folder / "certificate.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    places = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", shown]
    subprocess.run([*words.split(), *places], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    return shown, context


def knows(user: str, password: str) -> Callable[..., AuthResult]:
    """For ``authenticator``: that user with that password."""

    def check(
        _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        known = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=known)

    return check
