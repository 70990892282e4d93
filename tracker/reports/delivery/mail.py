"""A report as a message to one address, over the office's mail server."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from tracker import clock
from tracker.config import PREFIX
from tracker.domain.problems import N_
from tracker.domain.saved_views import is_address
from tracker.reports.delivery import NotDelivered, in_one_line

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class MailServer:
    """``timeout`` is in seconds, for each answer of the server."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    timeout: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> MailServer:
        """As it is set; NotDelivered says what is missing."""
        for name in ("SMTP_HOST", "SMTP_FROM"):
            if not config[name]:
                raise NotDelivered(
                    N_("No mail can be sent: the setting %(name)s is missing."), name=PREFIX + name
                )
        if not is_address(config["SMTP_FROM"]):
            raise NotDelivered(
                N_("No mail can be sent: %(name)s is no e-mail address."), name=f"{PREFIX}SMTP_FROM"
            )
        security = config["SMTP_SECURITY"]
        if config["SMTP_USER"] and security == "none":
            raise NotDelivered(
                N_("A password is never sent openly: set %(name)s to starttls or tls."),
                name=f"{PREFIX}SMTP_SECURITY",
            )
        return cls(
            config["SMTP_HOST"],
            int(config["SMTP_PORT"] or PORTS[security]),
            security,
            config["SMTP_USER"],
            config["SMTP_PASSWORD"],
            config["SMTP_FROM"],
            float(config["SMTP_TIMEOUT"]),
        )


@dataclass(frozen=True)
class Letter:
    """``content`` is the attached file; its ``media_type`` is ``type/subtype``."""

    to: str
    subject: str
    text: str
    message_id: str
    file_name: str
    media_type: str
    content: bytes


def send(server: MailServer, letter: Letter) -> None:
    """Returns once the server has taken it. Raises NotDelivered.

    Where the connection breaks just as the server answers, nobody can tell whether it has taken the
    message; then it counts as not delivered, and the second copy has the same Message-ID.
    """
    message = _message(server, letter)
    try:
        with _connected(server) as connection:
            connection.send_message(message, server.sender, [letter.to])
    except NotDelivered:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered(
            N_("The mail server refuses the user or the password: %(reason)s"),
            reason=_answer(error.smtp_code, error.smtp_error),
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise NotDelivered(
            N_("The mail server refuses the address %(address)s: %(reason)s"),
            address=letter.to,
            reason=_answer(*next(iter(error.recipients.values()))),
        ) from error
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(
            N_("The mail server refuses the message: %(reason)s"),
            reason=_answer(error.smtp_code, error.smtp_error),
        ) from error
    except smtplib.SMTPException as error:
        raise NotDelivered(
            N_("The mail server broke off: %(reason)s"), reason=in_one_line(error)
        ) from error
    except ssl.SSLError as error:
        raise NotDelivered(
            N_("No secure connection to the mail server: %(reason)s"), reason=in_one_line(error)
        ) from error
    except OSError as error:
        raise NotDelivered(
            N_("The mail server %(host)s does not answer: %(reason)s"),
            host=f"{server.host}:{server.port}",
            reason=in_one_line(error.strerror or error),
        ) from error


def _message(server: MailServer, letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = server.sender
    message["To"] = letter.to
    message["Subject"] = in_one_line(letter.subject)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    kind, _slash, subkind = letter.media_type.partition("/")
    message.add_attachment(
        letter.content, maintype=kind, subtype=subkind, filename=letter.file_name
    )
    return message


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that may send. How it ends says nothing about what was taken before."""
    context = ssl.create_default_context()
    here = socket.getfqdn() if socket.getfqdn().isascii() else "localhost"
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, here, timeout=server.timeout, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, here, timeout=server.timeout)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        yield connection
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()


def _answer(code: int, said: bytes | str) -> str:
    return f"{code} {in_one_line(said)}"
