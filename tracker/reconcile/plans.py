"""Which passages of a text are plans: under a heading that says so, up to the next heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADING = re.compile(
    r"^[ ]*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章))[^。\n]{2,40}$", re.M
)
_PLANS = re.compile(
    "下一步|下步|计划|打算|思路|展望|谋划|(?:明年|来年|新一年).{0,6}(?:工作|安排)|工作安排"
)
AIMS = re.compile(
    "力争|争取|目标|计划|预计|下一步|下步|要达到|将达|确保(?!了)|拟|应完成|任务(?!完成|落实)"
    r"|指标(?:为|[ ]?\d)|要求|须达|不得|打算|规划|预期"
    "|有望|明年|来年"
)
"""A figure that is hoped for is none of what was."""
DONE = re.compile("实际|已完成|完成了|已达|超额|目前|截至|全年(?:共|累计)")
"""Behind this a sentence speaks of what was again."""


_BACKGROUND = re.compile(
    "(?:按照|根据|围绕|对照|对标|依据|遵循|落实)[^，。；]{0,40}?"
    f"(?:{AIMS.pattern}|任务|部署|标准)[^，。；]{{0,8}}，"
)
"""Behind it the sentence tells what was done."""


def plans(text: str) -> list[tuple[int, int]]:
    """Places from and to, of a folded text."""
    return list(_plans(text))


def _plans(text: str) -> Iterator[tuple[int, int]]:
    headings = list(_HEADING.finditer(text))
    for place, found in enumerate(headings):
        if _PLANS.search(found[0]):
            last = place + 1 == len(headings)
            yield found.start(), len(text) if last else headings[place + 1].start()


def is_hoped_for(words: str) -> bool:
    """Whether the words before a number, from its sentence's beginning, tell an aim."""
    words = _BACKGROUND.sub("", words)
    aims = [found.start() for found in AIMS.finditer(words)]
    return bool(aims) and not DONE.search(words, aims[-1])
