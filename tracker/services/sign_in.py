"""Signing in: the password is tried first, without holding the database, then it is recorded.

Nobody learns from the answer, nor from the time it takes, whether a name is known: unknown name,
wrong password and disabled account get one and the same sentence after the same work.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Account, Center
from tracker.permissions import Actor
from tracker.services import audit, passwords


@dataclass(frozen=True)
class Attempt:
    """A name and whether its password was right; ``epoch`` is that of the account as tried."""

    center_id: int | None
    account_id: int | None = None
    epoch: int = 0
    right: bool = False


def attempt(session: Session, name: str, password: str) -> Attempt:
    """Try name and password; only reads, because hashing takes its time on purpose.

    ``name@CODE`` where a name is used in several centers.
    """
    nobody = passwords.nobodys()
    plain, _, code = name.strip().partition("@")
    query = (
        select(
            Account.center_id,
            Account.id,
            Account.session_epoch,
            Account.password_hash,
            Account.active,
        )
        .join(Center, Center.id == Account.center_id)
        .where(Account.name == plain)
    )
    center = select(Center.id).order_by(Center.id).limit(1)
    if code:
        query = query.where(Center.code == code)
        center = center.where(Center.code == code)
    found = session.execute(query).all()
    found = [row for row in found if row.active] or found
    account = found[0] if len(found) == 1 else None
    right = passwords.verify(account.password_hash if account else nobody, password)
    if account is None:
        return Attempt(session.scalar(center))
    return Attempt(account.center_id, account.id, account.session_epoch, right)


def sign_in(session: Session, tried: Attempt, password: str) -> Account:
    """Record the attempt; the account it was right for. Raises Refused, whatever was wrong."""
    account = None
    if tried.account_id is not None:
        account = session.get(Account, (tried.center_id, tried.account_id))
    ok = account is not None and account.active and account.session_epoch == tried.epoch
    if account is None or not ok or not tried.right:
        _record_refused(session, tried, account)
        raise Refused(Problem("", _refusal(session)))
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    actor = Actor(account.center_id, account.name, account.role, account.id)
    audit.record(session, actor, "account.sign_in", account)
    return account


def _refusal(session: Session) -> str:
    """Where there are several centers the sentence says so to everybody, known name or not."""
    if (session.scalar(select(func.count()).select_from(Center)) or 0) > 1:
        return N_(
            "Name or password is not right. A name that is used in several centers is written as"
            " name@center code."
        )
    return N_("Name or password is not right.")


def _record_refused(session: Session, tried: Attempt, account: Account | None) -> None:
    """An unknown name is not kept: people type their password there by mistake."""
    if tried.center_id is None:
        return
    actor = Actor.system(tried.center_id, "?")
    if account is not None:
        actor = Actor(account.center_id, account.name, account.role, account.id)
    audit.record(session, actor, "account.sign_in_refused", account)
