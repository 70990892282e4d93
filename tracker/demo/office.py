"""The invented center: who works there and where. Nobody and no place of it exists."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.vocabulary import OrganisationKind, Role

CODE, NAME, SHORT = "LS", "示例镇社会治理中心", "柳"

TOWN, TRADE, STUDIO, ENTERPRISE = "town", "trade", "studio", "enterprise"
AID, LAWYERS, SPRING, SUNRISE, RIVERSIDE = "aid", "lawyers", "spring", "sunrise", "riverside"

KINDS = OrganisationKind
ORGANISATIONS: dict[str, tuple[str, OrganisationKind]] = {
    TOWN: ("示例镇人民调解委员会", KINDS.TOWNSHIP_COMMITTEE),
    TRADE: ("示例镇电气行业调解中心", KINDS.TRADE_COMMITTEE),
    STUDIO: ("新乡亲调解工作室", KINDS.STUDIO),
    ENTERPRISE: ("星河电器园人民调解委员会", KINDS.ENTERPRISE_COMMITTEE),
    SPRING: ("春和村人民调解委员会", KINDS.VILLAGE_COMMITTEE),
    SUNRISE: ("朝霞社区人民调解委员会", KINDS.VILLAGE_COMMITTEE),
    RIVERSIDE: ("南浦社区人民调解委员会", KINDS.VILLAGE_COMMITTEE),
    AID: ("法律援助窗口", KINDS.LEGAL_AID_WINDOW),
    LAWYERS: ("律师咨询窗口", KINDS.LAWYER_WINDOW),
}

VILLAGES = (
    "春和村",
    "夏荷村",
    "秋实村",
    "冬青社区",
    "朝霞社区",
    "晚晴社区",
    "东篱村",
    "西畴村",
    "南浦社区",
    "北辰社区",
    "云溪村",
    "星河村",
)
OWN_VILLAGE = {SPRING: "春和村", SUNRISE: "朝霞社区", RIVERSIDE: "南浦社区"}
"""The village whose disputes a village committee mediates."""


@dataclass(frozen=True)
class RosterEntry:
    """``weight``: how many of the organisation's cases come to this person."""

    name: str
    organisation: str
    resident: bool
    weight: int = 1


ROSTER = (
    RosterEntry("吴和平", TOWN, True, 5),
    RosterEntry("单守诚", TOWN, True, 4),
    RosterEntry("郑知秋", TOWN, True, 4),
    RosterEntry("林若谷", TOWN, True, 3),
    RosterEntry("解春晖", TRADE, True, 3),
    RosterEntry("钱立言", TRADE, True, 2),
    RosterEntry("仇明礼", STUDIO, True, 3),
    RosterEntry("龙致远", STUDIO, False),
    RosterEntry("叶正清", AID, True),
    RosterEntry("顾闻道", LAWYERS, False),
    RosterEntry("章守信", ENTERPRISE, False),
    RosterEntry("陈有余", SPRING, False),
    RosterEntry("周如意", SUNRISE, False),
    RosterEntry("胡安之", RIVERSIDE, False),
)

DESK = "吴和平"
"""The mediator whose desk the account ``mediator`` sees."""


@dataclass(frozen=True)
class SampleAccount:
    """The words may stand here: the demo is served on this machine only, with invented data."""

    name: str
    role: Role
    password: str


ACCOUNTS = (
    SampleAccount("mediator", Role.MEDIATOR, "tiaojie-2024"),
    SampleAccount("supervisor", Role.SUPERVISOR, "fuzeren-2024"),
    SampleAccount("clerk", Role.CLERK, "neiqin-2024"),
    SampleAccount("admin", Role.ADMIN, "guanli-2024"),
    SampleAccount("auditor", Role.AUDITOR, "jiandu-2024"),
)
