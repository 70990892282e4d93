"""Personal data as those see it who need not know it: 张*三, 330382********1234, 138****5678."""

from __future__ import annotations

import re
from collections.abc import Iterable

# digits may be full-width (\d), and in groups as people write them
_ID = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXxＸｘ](?!\d)")
_MOBILE = re.compile(r"(?<!\d)[1１]\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)[0０]\d{2,3}[ -]?\d{7,8}(?!\d)")
_PIECE = re.compile(
    r"(?<![^\s、，,；;：:（()])[\u4e00-\u9fff·]{2,4}(?<![所院局会司厂村队处室站办镇])(?![^\s、，,；;）)])"
)
"""What stands by itself in a list, is as short as a name, and does not end as offices do."""


def mask_name(name: str) -> str:
    """张三 -> 张*, 张小三 -> 张*三, 欧阳小三 -> 欧**三. Organisations keep their names."""
    if len(name) < 2:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_id(number: str | None) -> str | None:
    """First 6 and last 4 characters stay; anything shorter is hidden whole."""
    return _keep(number, 6, 4)


def mask_phone(phone: str | None) -> str | None:
    """First 3 and last 4 digits stay; anything shorter is hidden whole."""
    return _keep(phone, 3, 4)


def _keep(text: str | None, head: int, tail: int) -> str | None:
    if not text:
        return text
    hidden = len(text) - head - tail
    if hidden <= 0:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[-tail:]


def mask_people(text: str) -> str:
    """A list of those present, in which anybody may be named: 张三、镇司法所 -> 张*、镇司法所."""
    return _PIECE.sub(lambda found: mask_name(found[0]), text)


def mask_text(text: str, names: Iterable[str]) -> str:
    """Free text with the named people, ID and phone numbers in it masked like the fields are."""
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    text = _ID.sub(lambda found: mask_id(found[0]) or "", text)
    for phone in (_MOBILE, _LANDLINE):
        text = phone.sub(lambda found: mask_phone(found[0]) or "", text)
    return text
