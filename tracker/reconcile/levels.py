"""Of which place a text's 全镇, 全县, 全市 speak: its own is the lowest that it names."""

from __future__ import annotations

import re

LEVELS = ("[镇乡]|街道", "[县区旗]", "市", "省")
_SAID = tuple(re.compile(f"(?:全|本|我)(?:{level})") for level in LEVELS)


def foreign_covered(text: str) -> str:
    """The text with 全省 for the names of places above its own, as long as before."""
    own = next((place for place, said in enumerate(_SAID) if said.search(text)), len(LEVELS))
    for said in _SAID[own + 1 :]:
        text = said.sub("全省", text)
    return text
