"""The field's own words, each a value, its official Chinese term, and what it counts as.

``value`` is stored and sent; ``term`` stands in ledgers and on screen; ``label`` is the English
word for readers of English. Source: the Ministry of Justice's people's-mediation forms.
"""

from __future__ import annotations

from enum import Enum
from typing import Self


class Word(str, Enum):  # noqa: UP042 - StrEnum takes no further columns beside the value
    """A closed list of terms. ``Word("written_agreement")`` finds by value."""

    term: str
    label: str

    def __new__(cls, value: str, *_words: object) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, _value: str, term: str, label: str) -> None:
        self.term = term
        self.label = label

    def __str__(self) -> str:
        return str(self.value)


class Role(Word):
    """What an account may do; see ``tracker.permissions``."""

    MEDIATOR = "mediator", "调解员", "Mediator"
    SUPERVISOR = "supervisor", "负责人", "Supervisor"
    CLERK = "clerk", "内勤", "Clerk"
    ADMIN = "admin", "管理员", "Administrator"
    AUDITOR = "auditor", "监督", "Auditor"


class OrganisationKind(Word):
    TOWNSHIP_COMMITTEE = "township_committee", "镇街调委会", "Township mediation committee"
    VILLAGE_COMMITTEE = "village_committee", "村(社区)调委会", "Village mediation committee"
    ENTERPRISE_COMMITTEE = "enterprise_committee", "企事业单位调委会", "Enterprise committee"
    TRADE_COMMITTEE = "trade_committee", "行业性专业性调委会", "Trade or professional committee"
    STUDIO = "studio", "个人品牌工作室", "Mediator's studio"
    LEGAL_AID_WINDOW = "legal_aid_window", "法律援助窗口", "Legal aid window"
    LAWYER_WINDOW = "lawyer_window", "律师咨询窗口", "Lawyer's window"


class Status(Word):
    """Where a case stands; derived from its dates, never stored."""

    REGISTERED = "registered", "待受理", "Registered", "due"
    DECLINED = "declined", "不予受理", "Declined", "muted"
    OPEN = "open", "调解中", "In mediation", "active"
    CLOSED = "closed", "已结案", "Closed", "resolved"
    MERGED = "merged", "已并案", "Merged", "muted"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


class Source(Word):
    """案件来源. The three groups (主动, 申请, 委托移送) add up to the total."""

    INITIATIVE = "initiative", "主动调解", "Own initiative"
    APPLICATION = "application", "当事人申请", "Parties' application"
    COURT = "court", "法院委托移送", "Delegated by a court"
    PROCURATORATE = "procuratorate", "检察院委托移送", "Delegated by a procuratorate"
    POLICE = "police", "公安机关委托移送", "Delegated by the police"
    PETITION_OFFICE = "petition_office", "信访部门委托移送", "Delegated by a petition office"
    OTHER_OFFICE = "other_office", "其他部门委托移送", "Delegated by another office"


class Difficulty(Word):
    SIMPLE = "simple", "简易", "Simple"
    ORDINARY = "ordinary", "一般", "Ordinary"
    COMPLEX = "complex", "疑难复杂", "Complex"
    MAJOR = "major", "重大", "Major"


class Outcome(Word):
    """结案方式. 化解 (``resolved``) is wider than 调解成功 (``mediated``): keep them apart."""

    resolved: bool
    mediated: bool
    concluded: bool
    import_only: bool
    by_transfer: bool

    def __init__(self, value: str, term: str, label: str, counts: str = "") -> None:
        super().__init__(value, term, label)
        words = counts.split()
        self.resolved = "resolved" in words
        self.mediated = "mediated" in words
        self.concluded = "concluded" in words
        self.import_only = "import_only" in words
        self.by_transfer = "by_transfer" in words

    @property
    def is_chosen(self) -> bool:
        """Whether a person closes a case with it; others come of an import or a transfer."""
        return not (self.import_only or self.by_transfer)

    WRITTEN_AGREEMENT = (
        "written_agreement",
        "书面协议",
        "Written agreement",
        "resolved mediated concluded",
    )
    ORAL_AGREEMENT = "oral_agreement", "口头协议", "Oral agreement", "resolved mediated concluded"
    SETTLED_PRIVATELY = "settled_privately", "自行和解", "Settled between themselves", "resolved"
    EXPLAINED = "explained", "释法说理息诉", "Explained and accepted", "resolved"
    RESOLVED_ELSEWHERE = (
        "resolved_elsewhere",
        "转办化解",
        "Referred and resolved elsewhere",
        "resolved",
    )
    REFERRED = "referred", "转办(待化解)", "Referred, not yet resolved elsewhere", "by_transfer"
    FAILED = "failed", "调解不成", "Mediation failed", "concluded"
    GUIDED_TO_COURT = (
        "guided_to_court",
        "引导诉讼仲裁",
        "Guided to court or arbitration",
        "concluded",
    )
    WITHDRAWN = "withdrawn", "撤回申请", "Withdrawn"
    TERMINATED = "terminated", "终止", "Terminated"
    AGREEMENT_FORM_UNSTATED = (
        "agreement_form_unstated",
        "达成协议(形式未注明)",
        "Agreement, form not stated",
        "resolved mediated concluded import_only",
    )
    RESOLVED_MANNER_UNSTATED = (
        "resolved_manner_unstated",
        "化解(方式未注明)",
        "Resolved, manner not stated",
        "resolved import_only",
    )

    @property
    def is_agreement(self) -> bool:
        """Every agreement is a successful mediation, and nothing else is."""
        return self.mediated


class Satisfaction(Word):
    VERY_SATISFIED = "very_satisfied", "非常满意", "Very satisfied"
    SATISFIED = "satisfied", "满意", "Satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意", "Fairly satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意", "Very dissatisfied"

    @property
    def counts_as_satisfied(self) -> bool:
        return self in (Satisfaction.VERY_SATISFIED, Satisfaction.SATISFIED)


class Side(Word):
    """A party's role in the case."""

    APPLICANT = "applicant", "申请人", "Applicant"
    RESPONDENT = "respondent", "被申请人", "Respondent"
    THIRD_PARTY = "third_party", "第三人", "Third party"
    AGENT = "agent", "代理人", "Agent"


class PartyKind(Word):
    PERSON = "person", "自然人", "Person"
    ORGANISATION = "organisation", "单位", "Organisation"


class Sex(Word):
    MALE = "male", "男", "Male"
    FEMALE = "female", "女", "Female"


class Basis(Word):
    """统计口径: the denominator of the resolution rate, always printed beside it."""

    CASELOAD = "caseload", "应办口径", "Of the caseload"
    CLOSED = "closed", "办结口径", "Of the closed cases"
    ACCEPTED = "accepted", "受理口径", "Of the accepted cases"


MEDIATION_DAYS = 30
"""Mediation ends within 30 days of acceptance by custom (calendar days)."""

WARNING_DAYS = 3
"""Working days before the due date on which a desk begins to warn."""
