"""What a rule is, by which words say an indicator.

``words`` is a regular expression over folded text. Of the rules that find their words the one
nearest to the number says what it is. Units are those a figure is counted in: 26件 are no people,
whatever the words beside it say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.reconcile.units import Kind

SURE, LIKELY, GUESS, UNSURE, NEVER = 0.95, 0.8, 0.6, 0.5, 0.3
"""A guess is offered to a person, and never judged."""
UNCOUNTED = frozenset({"mediated", "found", "performed"})
"""What words say that is no indicator, and may still stand below or above a rate."""
COUNT, RATE, AMOUNT = Kind.COUNT, Kind.RATE, Kind.AMOUNT
DENIAL = re.compile("未|没|不[予能再]|不成功|无法|拒绝|拒不|退回|暂缓|暂不|免予")
FAILED = "未成功", "不成功", "未果", "未遂"
"""Right behind the words of a rule: it was not so either."""
_DENIED = (
    f"(?P<denied>(?:{DENIAL.pattern}|没有)(?:予|能|再|经|被|获|曾|得到|及时|成功|按期|全部|完全)*)"
)
"""Before the words of a rule: they say that it was not so."""


@dataclass(frozen=True)
class Rule:
    """``words`` within ``topic`` say an indicator, one of ``UNCOUNTED``, or, None, neither.

    ``denied_words`` say that it was not so (未受理), which is none of these, by their group
    ``denied``; without that they are the same words.
    """

    topic: str
    kind: Kind
    says: str | None
    words: re.Pattern[str]
    denied_words: re.Pattern[str]
    confidence: float
    units: frozenset[str]

    @property
    def denied(self) -> Rule:
        return replace(self, says=None, confidence=UNSURE)

    @property
    def indicator(self) -> str | None:
        return None if self.says in UNCOUNTED else self.says

    def takes(self, kind: Kind, unit: str) -> bool:
        return self.kind is kind and (not self.units or not unit or unit in self.units)


def units(written: str) -> frozenset[str]:
    return frozenset(written.split())


CASES = units("件 起 宗 笔 例 桩 件次 起次")
PERSONS, DAYS = units("人 名 位"), units("天 日 工作日 个工作日")
PAPERS, TIMES = units("份 册 本 张 套"), units("次 场 场次 期 个 批次 批")
VISITS = units("人次 次 人")
THINGS, ANY = units("个 件 项 起 条 份 次 处 件次"), frozenset[str]()


def rule(
    topic: str,
    kind: Kind,
    says: str | None,
    words: str,
    confidence: float = LIKELY,
    counted_in: frozenset[str] = ANY,
) -> Rule:
    either = re.compile(f"{_DENIED}?(?:{words})")
    return Rule(topic, kind, says, re.compile(words), either, confidence, counted_in)
