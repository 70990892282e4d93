"""The words of the records that a case gathers: sessions, agreement, visits, transfers, files.

Source: the Ministry of Justice's people's-mediation forms, except where a word only orders our own
work (a transfer's state, a link's kind).
"""

from __future__ import annotations

from tracker.domain.vocabulary import Word


class SessionKind(Word):
    """What is recorded: 调解记录 or 调查记录."""

    MEDIATION = "mediation", "调解", "Mediation session"
    INQUIRY = "inquiry", "调查", "Inquiry"


class SessionResult(Word):
    AGREED = "agreed", "达成一致", "Agreed"
    CONTINUES = "continues", "继续调解", "To be continued"
    FAILED = "failed", "未达成一致", "No agreement"
    ABSENT = "absent", "当事人未到场", "A party was absent"


class Purpose(Word):
    """What an appointment is for."""

    MEDIATION = "mediation", "调解", "Mediation session"
    INQUIRY = "inquiry", "调查", "Inquiry"
    SIGNING = "signing", "签订协议", "Signing the agreement"
    VISIT = "visit", "回访", "Return visit"
    OTHER = "other", "其他", "Other"

    @property
    def ends_with_the_case(self) -> bool:
        """Whether a closed case needs no such appointment any more."""
        return self in (Purpose.MEDIATION, Purpose.INQUIRY)


class AppointmentState(Word):
    """What became of an appointment; derived, never stored. ``stands``: somebody has to come."""

    PLANNED = "planned", "待进行", "Planned", "active"
    PAST = "past", "已过期待记录", "Past, not noted", "due"
    KEPT = "kept", "已进行", "Kept", "resolved"
    CANCELLED = "cancelled", "已取消", "Cancelled", "muted"
    LAPSED = "lapsed", "结案后失效", "Lapsed with the case", "muted"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone

    @property
    def stands(self) -> bool:
        return self in (AppointmentState.PLANNED, AppointmentState.PAST)


class AgreementForm(Word):
    WRITTEN = "written", "书面协议", "Written agreement"
    ORAL = "oral", "口头协议", "Oral agreement"


class NonPerformanceStep(Word):
    """What was done about an agreement that is not kept."""

    URGED = "urged", "督促履行", "Urged to perform"
    GUIDED = "guided", "引导诉讼", "Guided to court"


class ConfirmationResult(Word):
    """What became of the application; blank while the court decides."""

    CONFIRMED = "confirmed", "确认有效", "Confirmed"
    REFUSED = "refused", "驳回申请", "Refused"
    WITHDRAWN = "withdrawn", "撤回申请", "Withdrawn"


class VisitManner(Word):
    PHONE = "phone", "电话回访", "By phone"
    IN_PERSON = "in_person", "上门回访", "In person"


class PerformanceSeen(Word):
    """What the visit found of the agreement's performance."""

    PERFORMED = "performed", "已履行", "Performed"
    PARTLY = "partly", "部分履行", "Partly performed"
    NOT = "not", "未履行", "Not performed"
    NOT_DUE = "not_due", "未到履行期", "Not yet due"
    NOTHING_TO_DO = "nothing_to_do", "无需履行", "Nothing to perform"


class TransferState(Word):
    ASKED = "asked", "待接收", "Asked"
    TAKEN = "taken", "已接收", "Taken"
    REFUSED = "refused", "不予接收", "Refused"
    TAKEN_BACK = "taken_back", "已收回", "Taken back"


class Elsewhere(Word):
    """What became of a case in the center that took it over; derived, never stored."""

    REGISTERED = "registered", "对方待受理", "Not yet accepted there", "due"
    DECLINED = "declined", "对方不予受理", "Declined there", "overdue"
    OPEN = "open", "对方调解中", "In mediation there", "active"
    RESOLVED = "resolved", "对方已化解", "Resolved there", "resolved"
    UNRESOLVED = "unresolved", "对方结案未化解", "Ended there unresolved", "overdue"
    REFERRED = "referred", "对方已转办", "Referred on from there", "active"
    MERGED = "merged", "对方已并案", "Merged into another case there", "muted"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


class LinkKind(Word):
    """How a case came from another one."""

    TRANSFER = "transfer", "转办", "Transferred from"
    SPLIT = "split", "分案", "Split from"


class AttachmentKind(Word):
    """Where in the file 卷宗 a paper belongs."""

    IDENTITY = "identity", "身份证明", "Identity paper"
    AUTHORISATION = "authorisation", "授权委托书", "Power of attorney"
    EVIDENCE = "evidence", "证据材料", "Evidence"
    SIGNED = "signed", "签字扫描件", "Signed scan"
    PERFORMANCE = "performance", "履行凭证", "Proof of performance"
    CONFIRMATION = "confirmation", "司法确认材料", "Judicial confirmation"
    OTHER = "other", "其他材料", "Other"


class Retention(Word):
    """保管期限 of an archived file."""

    SHORT = "short", "短期", "Short"
    LONG = "long", "长期", "Long"
    PERMANENT = "permanent", "永久", "Permanent"
