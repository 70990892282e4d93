"""Units of a report's numbers, and the words beside them that say how nearly they are meant."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"


KINDS = {"元": Kind.AMOUNT, "%": Kind.RATE}
"""Unit -> kind; all others count."""


class Bound(StrEnum):
    """How nearly a value is meant."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    AT_LEAST = "at_least"
    RANGE = "range"


class Nearness(StrEnum):
    """What a bound says beside its direction: that the value lies near, that it is the end itself
    or beyond it, or that it is beyond it alone.
    """

    NEAR = "near"
    UP_TO = "up_to"
    STRICT = "strict"


POINTS = "个百分点"
"""Unit of what two rates differ by; it is never a rate itself."""


LIMITS = ("未超过", "不超过", "不高于", "不多于", "以内", "以下")
"""They say what was not passed, and not that it was nearly reached, as 近 does."""
BELOW = ("不足", "不到", "低于", "少于", "小于")
"""They say what was not even reached, and nothing of how nearly."""
BEYOND = ("超过", "突破", "逾", "超", "高于", "多于", "大于")
"""They say what was passed, and nothing of how far, as 余 does."""
BEFORE_WORDS = {
    **dict.fromkeys(("将近", "接近", "近乎", "逼近", "近"), Bound.UNDER),
    **dict.fromkeys((*LIMITS, *BELOW), Bound.UNDER),
    **dict.fromkeys(BEYOND, Bound.OVER),
    **dict.fromkeys(("大约", "约为", "约", "大概"), Bound.ABOUT),
    **dict.fromkeys(("不少于", "不低于", "至少", "最少", "不下于", "不下", "上"), Bound.AT_LEAST),
}
AFTER_WORDS = {
    **dict.fromkeys(("以上", "及以上"), Bound.AT_LEAST),
    **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
    **dict.fromkeys(("以内", "以下"), Bound.UNDER),
    **dict.fromkeys(("余", "多"), Bound.OVER),
}
MORE = "余|多|几|来"
UNITS = {
    **dict.fromkeys(("人次", "件次", "场次", "户次", "起次", "批次", "车次", "课时"), ""),
    **dict.fromkeys(("宗", "笔", "册", "户", "张", "本", "套", "篇", "幅", "封", "则", "辆"), ""),
    "件": "套",
    "起": "诉(?!讼)|草|来|到|止|步",
    "份": "额|量",
    "场": "所|地|景",
    "次": "年|日|月|性|序|要|生",
    "人": "均|民|口|格|社|事|大代表|员",
    "个": "亿|百分点|月|工作日|小时|季度|别|人(?!民)|性|体|多月",
    "名": "单|称|义|列",
    "家": "庭|长|属|园|暴|访",
    "条": "例|件|款",
    "例": "会|行|外|如",
    "批": "准|评|示|复",
    "期": "间|末|初|内|限|满",
    "支": "持|付|撑|出",
    "项": "目",
    "处": "罚|置|理|室|于|以|分|级",
    "部": "门|分|署|委|级",
    "位": "于|居|置|列",
    "所": "有|在|属|长",
    "组": "织|成|建|长|员",
    "对": "于|象|外|接|比|照|策",
    "单": "位|独|一",
    "台": "账|阶",
    "只": "有|要|能|是",
    "块": "",
    "轮": "",
    "桩": "",
    "班": "子|组|长",
}
"""Unit of a count -> what must not follow it, since then it is another word."""
WEAK = {
    "个",
    "条",
    "项",
    "处",
    "部",
    "位",
    "所",
    "组",
    "对",
    "单",
    "台",
    "只",
    "块",
    "家",
    "支",
    "班",
    "轮",
}
"""Units that Chinese digits stand before in names (四所一庭, 三项制度), not in statistics."""
DURATIONS = ("个工作日", "工作日", "天")


def nearness_of(said: str) -> Nearness:
    """Of a quantity with the words of its bound."""
    if said.startswith(LIMITS) or said.endswith(LIMITS):
        return Nearness.UP_TO
    return Nearness.STRICT if said.startswith((*BELOW, *BEYOND)) else Nearness.NEAR
