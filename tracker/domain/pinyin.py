"""How Chinese names are spelled by their sounds: ``lljf`` for 邻里纠纷, ``sxm`` for 单小明.

Many characters have several readings, and some are read otherwise as a surname (单 shàn, not dān).
All plausible readings count, because who looks for somebody types the one they know.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice, product

MOST_READINGS = 16
"""Of one name. A long name of many-voiced characters keeps its likeliest readings."""

_OF_ONE_CHARACTER = 2
_COMPOUND = {
    "万俟": ("mo", "qi"),
    "尉迟": ("yu", "chi"),
    "令狐": ("ling", "hu"),
    "单于": ("chan", "yu"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "宰父": ("zai", "fu"),
    "皇甫": ("huang", "fu"),
}
_SINGLE = {
    "不": ("fou",),
    "谌": ("chen", "shen"),
    "种": ("chong",),
    "都": ("du",),
    "费": ("fei", "bi"),
    "盖": ("ge", "gai"),
    "句": ("gou",),
    "炅": ("gui",),
    "黑": ("he",),
    "郇": ("xun", "huan"),
    "圈": ("juan",),
    "阚": ("kan",),
    "隗": ("wei", "kui"),
    "乐": ("yue", "le"),
    "缪": ("miao",),
    "秘": ("bi",),
    "牟": ("mou", "mu"),
    "佴": ("nai",),
    "能": ("nai",),
    "区": ("ou",),
    "朴": ("piao",),
    "繁": ("po",),
    "覃": ("qin", "tan"),
    "仇": ("qiu",),
    "单": ("shan",),
    "召": ("shao",),
    "折": ("she",),
    "莘": ("shen", "xin"),
    "郗": ("xi", "chi"),
    "洗": ("xian",),
    "解": ("xie",),
    "员": ("yun",),
    "曾": ("zeng",),
    "查": ("zha",),
    "翟": ("zhai", "di"),
    "祭": ("zhai",),
}


@lru_cache(maxsize=8192)
def readings_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The plausible readings, likeliest first, each a syllable for every character, without tones.

    Letters and digits stand for themselves in small letters; everything else is passed over.
    """
    written = [one for one in unicodedata.normalize("NFKC", name) if one.isalnum()]
    ways = list(islice(product(*_choices(written)), MOST_READINGS)) if written else []
    compound = _COMPOUND.get("".join(written[:2]))
    if compound:
        # 单于飞 may also be Mr 单 with the given name 于飞
        ways = [*(compound + way[2:] for way in ways), *ways]
    return tuple(dict.fromkeys(ways))


def initials_of(name: str) -> tuple[str, ...]:
    """The first letters of every plausible reading: 单小乐 is ``sxl sxy dxl dxy``."""
    spelled = ("".join(syllable[0] for syllable in way) for way in readings_of(name))
    return tuple(dict.fromkeys(spelled))


def _choices(written: list[str]) -> list[list[str]]:
    """The readings of each character; the first may be read as a surname."""
    choices = [list(_readings(one)) for one in written]
    if choices:
        surname = _SINGLE.get(written[0], ())
        choices[0] = list(dict.fromkeys((*surname, *choices[0])))[: _OF_ONE_CHARACTER + 1]
    return choices


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    """The commonest readings of one character; a letter or digit is its own."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes 0.25 s; most commands need none

    known = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(one.lower() for one in known[:_OF_ONE_CHARACTER])
