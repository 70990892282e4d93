"""Code points that are no characters: Unicode keeps 66 for programs, and XML refuses some."""

from __future__ import annotations

import re

_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NONE = re.compile(f"[\ufdd0-\ufdef{_ENDS}]")


def without_noncharacters(text: str) -> str:
    return _NONE.sub("", text)
