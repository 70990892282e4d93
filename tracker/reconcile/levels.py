"""Of which place a text's 全镇, 全县, 全市 speak: its own is the lowest that it names."""

from __future__ import annotations

import re

LEVELS = ("[镇乡]|街道", "[县区旗]", "市", "省")
_TOWN = re.compile(
    r"(?:^|(?<=[，；。：、\n（]))[ \d年]{0,8}(?:其中)?"
    r"(?P<name>(?![全本我各该两在向对将把为以和与由从到经]|[一-鿿]{0,3}乡镇)[一-鿿]{1,4}?(?:镇|乡|街道))"
    r"(?![村级域办\n]|社区|两级|党委|政府)(?=[^，；。\n]{0,24}\d)"
)
"""A town that a clause begins with and tells a number of."""
_SAID = tuple(re.compile(f"(?:全|本|我)(?:{level})") for level in LEVELS)


def foreign_covered(text: str) -> str:
    """The text with 全省 for the names of places above its own, as long as before."""
    own = next((place for place, said in enumerate(_SAID) if said.search(text)), len(LEVELS))
    for said in _SAID[own + 1 :]:
        text = said.sub("全省", text)
    return _towns_covered(text)


def own_said(text: str, bare: str) -> str:
    """``bare`` with 全镇 for the name of the town that the text is of: one that its heading names,
    or that it begins with and comes back to.
    """
    for name in {found["name"] for found in _TOWN.finditer(text)}:
        heading, end, _rest = text.lstrip().partition("\n")
        own = (end and name in heading) or (text.startswith(name) and text.count(name) > 1)
        bare = bare.replace(name, "全镇".ljust(len(name))) if own and len(name) > 2 else bare
    return bare


def _towns_covered(text: str) -> str:
    """Where several towns are told of, each is one part of a wider place, unless the text begins
    with its name, and comes back to it.
    """
    names = {found["name"] for found in _TOWN.finditer(text)}
    others = {name for name in names if not (text.startswith(name) and text.count(name) > 1)}
    return text if len(names) < 2 else _TOWN.sub(lambda found: _covered(found, others), text)


def _covered(found: re.Match[str], others: set[str]) -> str:
    name = found["name"]
    return found[0].replace(name, "全省".ljust(len(name), "□")) if name in others else found[0]
