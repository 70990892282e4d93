"""Words that make a number a change (同比下降8.3%, 提高1.2个百分点) instead of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tracker.reconcile.units import POINTS

_UP = "上升|上涨|↑|增长|增加|提高|提升|攀升|跃升|增"
_DOWN = "下降|下跌|↓|减少|降低|回落|缩短|下滑|压降|压减|压缩|(?<!核)减|降"
CHANGES_TO = re.compile(f"(?:{_UP}|{_DOWN}|升|调整|变)了?(?:至|到|为)")
_RIGHT_BEFORE = re.compile(
    rf"(?:(?P<up>{_UP}|升|多出|多)|(?P<down>{_DOWN}|少)|同比|环比)"
    r"(?:了|约|近|超过|超|逾|分别|均|量|数|(?:率|幅度|幅)(?:约?为|达到?|约)?)*[ \n]*"
    r"(?:(?P<minus>-)|\+)?$"
)
_SIGNED = re.compile(r"(?:^（|(?:较|比)(?:上年|去年)度?(?:同期)?)[ ]*(?:(?P<minus>-)|\+)[ ]*$")
"""受理1372件（-7.36%）."""
_MORE = re.compile(
    r"(?:较|比)[^，；。]{0,10}(?:(?P<up>多|增|新增)|(?P<down>少|减))[一-鿿]{0,5}[ \n]*$"
)
_MORE_DONE = re.compile(
    r"^[ \n]*(?:(?P<up>多)|(?P<down>少))(?:受理|化解|调解|调处|办结|登记|排查)[一-鿿]{0,5}[ \n]*$"
)
"""同比多受理32件，多化解30件."""
_BEYOND = re.compile(
    r"(?:(?P<up>超出|高出|多出)|(?P<down>少了))"
    r"(?:去年|上一?年|前年|(?:19|20)\d{2}年)(?:度)?(?:同期)?[ \n]*$"
)
_APART = re.compile(r"(?:(?P<up>高)|(?P<down>低))(?:出|了)?[ \n]*$")
"""Between two rates."""
_OTHER = re.compile(
    "环比|年均|年初|期初|月初|季初|前年|年前|上月|上季|目标|全[市县省国区]平均|平均水平|高于|低于|计划"
)


@dataclass(frozen=True)
class Move:
    """``sign`` 1 up, -1 down; ``against_other``: not against a year before; ``then``: from what."""

    sign: int
    against_other: bool
    then: Decimal | None = None


def moved(words: str, unit: str) -> Move | None:
    """None where the number behind the words, which begin with a bracket if they stand in one, is
    a value.
    """
    found = _RIGHT_BEFORE.search(words) or _BEYOND.search(words) or _SIGNED.search(words)
    found = found or (_APART if unit == POINTS else _MORE).search(words)
    found = found or _MORE_DONE.search(words)
    if found is None:
        return None
    told = found.groupdict()
    below = told.get("down") or told.get("minus")
    sign = -1 if below else 1
    if not told.get("up") and not below:
        sign = -1 if re.search(_DOWN, words) else 1
    return Move(sign, is_against_other(words))


def is_against_other(words: str) -> bool:
    """Whether the words compare with something else than a year before."""
    return bool(_OTHER.search(words))
