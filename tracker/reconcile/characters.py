"""Characters as a report's author may have typed them, folded to one form, place by place.

A folded text is as long as the text itself, so that every place in it is the same place there.
"""

from __future__ import annotations

import unicodedata

_OWN = {
    "·": ".",
    "．": ".",
    "—": "-",
    "–": "-",
    "―": "-",
    "−": "-",
    "－": "-",
    "~": "-",
    "～": "-",
    "〜": "-",
    "\u2009": " ",
    "\u202f": " ",
    "\u00a0": " ",
    "\u3000": " ",
    "\t": " ",
    "\r": " ",
    "﹪": "%",
    "〇": "零",
    "○": "零",
    "Ｏ": "零",
    "万": "万",
    "萬": "万",
    "億": "亿",
    "圆": "元",
}
_KEPT = set("，。；：！？（）、“”‘’")
"""Marks that say where a clause ends; their half-width kin do so too."""
_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}


def folded(text: str) -> str:
    """Full-width digits and letters as ASCII, all dashes as ``-``, all blanks as one, marks in
    their full-width form.
    """
    return "".join(_fold(one) for one in text)


def _fold(one: str) -> str:
    if one in _OWN:
        return _OWN[one]
    if one in _KEPT or one == "\n":
        return one
    plain = unicodedata.normalize("NFKC", one)
    plain = plain if len(plain) == 1 else one
    return _MARKS.get(plain, plain)
