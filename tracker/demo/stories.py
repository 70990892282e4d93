"""What people fall out about: for each dispute type its share, its money and its words.

The words are put together to a 纠纷简要情况 of 30 to 80 characters: what happened, what is
disputed, how the two stand to each other. They name nobody, so that masking has nothing to miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tracker.demo.office import AID, ENTERPRISE, LAWYERS, STUDIO, TOWN, TRADE
from tracker.demo.people import Firm

VILLAGE = "village"
"""In ``Story.organisations``: whichever village committee there is."""

FAMILY_DESKS = {TOWN: 5, VILLAGE: 5, LAWYERS: 1, AID: 1}
TRADE_DESKS = {TRADE: 8, TOWN: 3, ENTERPRISE: 1}
LABOUR_DESKS = {TOWN: 5, STUDIO: 4, AID: 2, ENTERPRISE: 2, TRADE: 1}
TOWN_DESKS = {TOWN: 8, VILLAGE: 2, LAWYERS: 1}


@dataclass(frozen=True)
class Money:
    """``often``: the share of disputes that are about money; ``median`` in yuan, ``spread`` as the
    sigma of a log-normal."""

    often: float
    median: int
    spread: float


class Scene(NamedTuple):
    """What happened, what is disputed about it, and what the applicant asks for."""

    event: str
    troubles: tuple[str, str]
    wish: str


@dataclass(frozen=True)
class Story:
    """``agrees``: how readily such a dispute ends in an agreement, ``hard`` how hard it is."""

    code: str
    share: float
    money: Money
    scenes: Sequence[Scene]
    organisations: dict[str, int] = field(default_factory=lambda: TOWN_DESKS)
    applicant: Firm | None = None
    respondent: Firm | None = None
    firms: float = 1.0
    out_of_town: float = 0.05
    agrees: float = 1.0
    hard: float = 1.0


STANCES = (
    "双方各执一词",
    "双方多次协商未果",
    "经村干部劝说愿意到中心调解",
    "双方均表示愿意接受调解",
    "因沟通不畅矛盾逐步加深",
    "双方情绪激动，存在激化可能",
    "申请人要求尽快处理",
    "对方一度拒绝沟通",
    "网格员走访时发现并上报",
    "双方对事实无异议但对金额有争议",
)


def summary_of(scene: Scene, rng: Random) -> str:
    """Such as 楼上住户卫生间漏水…，对修复费用意见不一，双方各执一词。"""
    return f"{scene.event}，{rng.choice(scene.troubles)}，{rng.choice(STANCES)}。"
