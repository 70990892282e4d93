"""Papers of what was said: the inquiry record and the session record, one for each session."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.numerals import chinese_day
from tracker.domain.papers import PaperKind
from tracker.domain.problems import N_
from tracker.domain.record_words import SessionKind
from tracker.models import Case, MediationSession
from tracker.reports.papers.fields import Field, Fields, listed, name_of
from tracker.reports.papers.layout import Signature, Text, When, facts, numbered, written
from tracker.reports.papers.paper import Paper, Rows


def when_held(one: MediationSession) -> str:
    """``2024年3月10日14时30分``"""
    began = one.began_at
    return chinese_day(one.held_on) + (f"{began.hour}时{began.minute:02}分" if began else "")


def led_by(one: MediationSession) -> str:
    return listed([name_of(one.mediator), *(other.mediator.name for other in one.co_mediators)])


def _of(kind: SessionKind) -> Rows:
    def sessions(case: Case) -> Sequence[MediationSession]:
        return [one for one in case.sessions if one.kind is kind]

    return sessions


OF_SESSION: Fields = (
    Field("记录日期", lambda subject: subject.row.held_on),
    Field("时间", lambda subject: when_held(subject.row)),
    Field("地点", lambda subject: subject.row.place),
    Field("主持人", lambda subject: name_of(subject.row.mediator)),
    Field("调解人员", lambda subject: led_by(subject.row) or name_of(subject.case.mediator)),
    Field("参加人", lambda subject: subject.row.attended),
    Field("记录", lambda subject: subject.row.record),
    Field("结果", lambda subject: subject.row.result),
)

INQUIRY = Paper(
    kind=PaperKind.INQUIRY,
    own=OF_SESSION[:-1],
    of=_of(SessionKind.INQUIRY),
    told=lambda one: one.held_on,
    lacks=N_("No inquiry is recorded."),
    form=[
        Text("人民调解调查记录", "title"),
        numbered(),
        facts(
            ("调查时间", "{{ 时间 }}"),
            ("调查地点", "{{ 地点 }}"),
            ("调查人", "{{ 调解人员 }}", "纠纷类型", "{{ 纠纷类型 }}"),
            ("参加人", "{{ 参加人 }}"),
        ),
        Text("调查记录：", "heading"),
        written("记录", 60),
        Text("以上记录已经本人核对，与所述一致。", "line"),
        Signature("被调查人（签名、盖章或按指印）"),
        Signature("调查人（签名）"),
        Signature("记录人（签名）"),
        Text("{{ 记录日期 }}", "day"),
    ],
)
SESSION = Paper(
    kind=PaperKind.SESSION,
    own=OF_SESSION,
    of=_of(SessionKind.MEDIATION),
    told=lambda one: one.held_on,
    lacks=N_("No mediation session is recorded."),
    form=[
        Text("人民调解记录", "title"),
        numbered(),
        facts(
            ("调解时间", "{{ 时间 }}"),
            ("调解地点", "{{ 地点 }}"),
            ("调解员", "{{ 调解人员 }}", "纠纷类型", "{{ 纠纷类型 }}"),
            ("当事人", "{{ 当事人姓名 }}"),
            ("参加人", "{{ 参加人 }}"),
        ),
        Text("人民调解委员会已将人民调解的相关规定告知各方当事人。"),
        Text("调解记录：", "heading"),
        written("记录", 60),
        When("结果", [Text("调解结果：", "heading"), Text("{{ 结果 }}。")]),
        Text("以上记录已经本人核对，与所述一致。", "line"),
        Signature("当事人（签名、盖章或按指印）"),
        Signature("人民调解员（签名）"),
        Signature("记录人（签名）"),
        Text("{{ 记录日期 }}", "day"),
    ],
)
