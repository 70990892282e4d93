"""Passwords are kept as argon2id hashes; making and trying one takes its time on purpose."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
"""With the work that the library recommends today."""


def hashed(password: str) -> str:
    return HASHER.hash(password)


def verify(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """It was made with other work than is recommended today."""
    return HASHER.check_needs_rehash(password_hash)


@cache
def nobodys() -> str:
    """Verified where no account is, so that the answer takes as long as for a known one."""
    return hashed("nobody's password")
