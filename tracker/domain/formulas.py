"""Texts that a spreadsheet would run as a formula when it opens a CSV file.

A text such as ``=cmd|…`` gets an apostrophe in front, which spreadsheets read as "this is text".
Texts that already look guarded get one more, so that ``unguarded(guarded(text)) == text`` always.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
