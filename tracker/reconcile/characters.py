"""Characters as a report's author may have typed them, folded to one form, place by place.

A folded text is as long as the text itself, so that every place in it is the same place there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OWN = {
    **dict.fromkeys("·•∙・﹒", "."),
    "．": ".",
    "—": "-",
    "–": "-",
    "―": "-",
    "−": "-",
    "－": "-",
    "~": "-",
    "～": "-",
    "〜": "-",
    **dict.fromkeys("\t\r\u200b\ufeff\u00ad", " "),
    "﹪": "%",
    "〇": "零",
    "○": "零",
    "Ｏ": "零",
    "萬": "万",
    "億": "亿",
    "圆": "元",
}
_KEPT = set("，。；：！？（）、“”‘’")
"""Marks that say where a clause ends; their half-width kin do so too."""
_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}


_CELLS = re.compile(r"(?<=\d)[\t\u3000](?=\d)")
"""Between two numbers of a table; no blank inside of one."""
_WIDE = re.compile(r"(?<=\s{4})\s{12,}(?=\s{4})")
_ASIDE = re.compile("（(社区|居|街道|场|乡|镇|区|市|县|所)）")


def folded(text: str) -> str:
    """Full-width digits and letters as ASCII, all dashes as ``-``, all blanks as one, marks in
    their full-width form.
    """
    return "".join(_fold(one) for one in _CELLS.sub("|", text))


def without_asides(even: str) -> str:
    """村（社区） is one word: its brackets end no clause."""
    return _ASIDE.sub(r"〔\1〕", even)


def without_wide_blanks(even: str) -> str:
    """With a cover over the middle of wide blanks, which no words stand together across: the
    patterns of days try every way to divide a blank.
    """
    return _WIDE.sub(lambda found: "□" * len(found[0]), even)


@lru_cache(4096)
def _fold(one: str) -> str:
    if one in _OWN:
        return _OWN[one]
    if one in _KEPT or one == "\n":
        return one
    kind = unicodedata.category(one)
    if kind == "Zs":
        return " "
    if kind == "No":  # ① and ² count nothing
        return one
    plain = unicodedata.normalize("NFKC", one)
    plain = plain if len(plain) == 1 else one
    return _MARKS.get(plain, plain)
