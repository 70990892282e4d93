"""Papers of what follows: the return-visit record and the report on the case."""

from __future__ import annotations

from tracker.domain.numerals import BLANK_DAY, chinese_day
from tracker.domain.papers import PaperKind
from tracker.domain.problems import N_
from tracker.domain.record_words import SessionKind
from tracker.models import Confirmation
from tracker.reports.papers.fields import Field, Fields, Lines, capitals, name_of
from tracker.reports.papers.forms.talks import when_held
from tracker.reports.papers.layout import (
    Cell,
    Each,
    Row,
    Seal,
    Signature,
    Table,
    Text,
    When,
    fact_row,
    heads,
    numbered,
)
from tracker.reports.papers.paper import Paper

OF_VISIT: Fields = (
    Field("回访日期", lambda subject: subject.row.visited_on),
    Field("回访方式", lambda subject: subject.row.manner),
    Field("回访人", lambda subject: name_of(subject.row.mediator or subject.case.mediator)),
    Field("履行情况", lambda subject: subject.row.performance),
    Field("满意度", lambda subject: subject.row.satisfaction),
    Field("遗留问题", lambda subject: subject.row.tension or "无"),
    Field("回访情况", lambda subject: subject.row.note),
)

VISIT = Paper(
    kind=PaperKind.VISIT,
    own=OF_VISIT,
    of=lambda case: case.visits,
    told=lambda one: one.visited_on,
    lacks=N_("No return visit is recorded."),
    form=[
        Text("人民调解回访记录", "title"),
        numbered(),
        Table(
            [
                fact_row("当事人", "{{ 当事人姓名 }}"),
                fact_row("调解协议编号", "{{ 案号 }}"),
                fact_row("纠纷类型", "{{ 纠纷类型 }}"),
                fact_row("回访事由", "了解调解协议履行情况及当事人意见"),
                fact_row("回访时间", "{{ 回访日期 }}", "回访方式", "{{ 回访方式 }}"),
                fact_row("履行情况", "{{ 履行情况 }}", "满意度", "{{ 满意度 }}"),
                fact_row("已履行金额", "{{ 已履行金额及大写 }}"),
                fact_row("回访情况", "{{ 回访情况 }}", height=60),
                fact_row("遗留问题", "{{ 遗留问题 }}", height=24),
            ]
        ),
        Signature("被回访人（签名）"),
        Signature("回访人（签名）"),
        Seal("{{ 调解组织 }}", "{{ 回访日期 }}"),
    ],
)


def _decided(one: Confirmation) -> str:
    if one.result is None:
        return "审查中"
    number = f"，文书编号{one.document_number}" if one.document_number else ""
    return f"{chinese_day(one.decided_on)}{one.result.term}{number}"


COURSE = Lines(
    "调解经过",
    lambda subject: subject.case.sessions,
    (
        Field("时间", when_held),
        Field("类别", lambda one: one.kind),
        Field("地点", lambda one: one.place),
        Field("结果", lambda one: one.result or ("—" if one.kind is SessionKind.INQUIRY else "")),
    ),
)
OF_REPORT: Fields = (
    COURSE,
    Lines(
        "延期",
        lambda subject: subject.case.extensions,
        (
            Field("同意日期", lambda one: one.agreed_on),
            Field("延至", lambda one: one.until),
            Field("理由", lambda one: one.reason.rstrip("。")),
            Field("同意情况", lambda one: one.consent.rstrip("。")),
        ),
    ),
    Lines(
        "付款",
        lambda subject: subject.case.payments,
        (
            Field("日期", lambda one: one.paid_on),
            Field("金额", lambda one: one.amount),
            Field("金额大写", lambda one: capitals(one.amount)),
        ),
    ),
    Lines(
        "司法确认",
        lambda subject: subject.case.confirmations,
        (
            Field("申请日期", lambda one: one.applied_on),
            Field("法院", lambda one: one.court),
            Field("审查结果", _decided),
        ),
    ),
    Lines(
        "回访",
        lambda subject: subject.case.visits,
        (
            Field("日期", lambda one: one.visited_on),
            Field("方式", lambda one: one.manner),
            Field("履行情况", lambda one: one.performance),
            Field("满意度", lambda one: one.satisfaction),
        ),
    ),
)


def _row(*cells: tuple[str, int]) -> Row:
    return Row([Cell(text, span, center=True) for text, span in cells])


REPORT = Paper(
    kind=PaperKind.REPORT,
    own=OF_REPORT,
    of=lambda case: (None,) if case.closed_on else (),
    lacks=N_("The case is not closed yet."),
    form=[
        Text("人民调解案件情况报告", "title"),
        numbered(),
        Text("一、当事人", "heading"),
        Each("当事人", [Text("{{ 项.基本情况 }}", "line")]),
        Text("二、案件由来和纠纷情况", "heading"),
        Text(
            "本案于{{ 登记日期 }}登记、{{ 受理日期 }}受理，"
            "{% if 纠纷类型 %}纠纷类型为{{ 纠纷类型 }}，{% endif %}"
            "{% if 案件来源 %}案件来源为{{ 案件来源 }}，{% endif %}"
            "由{{ 全部调解员 or '人民调解员' }}负责调解。"
        ),
        When("简要情况", [Text("{{ 简要情况 }}")]),
        When("申请事项", [Text("申请事项：{{ 申请事项 }}")]),
        When("诉求金额", [Text("诉求金额：{{ 诉求金额及大写 }}。")]),
        Text("三、调解经过", "heading"),
        When(
            "调解经过",
            [
                Table(
                    head=[heads(("时间", 5), ("类别", 2), ("地点", 3), ("结果", 2))],
                    rows=[
                        Each(
                            "调解经过",
                            [
                                _row(
                                    ("{{ 项.时间 }}", 5),
                                    ("{{ 项.类别 }}", 2),
                                    ("{{ 项.地点 }}", 3),
                                    ("{{ 项.结果 }}", 2),
                                )
                            ],
                        ),
                    ],
                )
            ],
            [Text("尚无调查、调解记录。")],
        ),
        Each(
            "延期",
            [
                Text(
                    "{{ 项.同意日期 }}，因{{ 项.理由 }}，经当事人同意（{{ 项.同意情况 }}），"
                    "调解期限延长至{{ 项.延至 }}。"
                )
            ],
        ),
        Text("四、调解结果", "heading"),
        Text("本案于{{ 结案日期 }}结案，结案方式为{{ 结案方式 }}。"),
        When("协议金额", [Text("协议金额：{{ 协议金额及大写 }}。")]),
        Each(
            "司法确认", [Text("{{ 项.申请日期 }}向{{ 项.法院 }}申请司法确认，{{ 项.审查结果 }}。")]
        ),
        Text("五、履行和回访情况", "heading"),
        Each("付款", [Text("{{ 项.日期 }}履行{{ 项.金额 }}（{{ 项.金额大写 }}）。")]),
        When(
            "付款",
            [Text("已履行合计：{{ 已履行金额及大写 }}。")],
            [When("回访", [], [Text("尚无履行和回访记录。")])],
        ),
        Each(
            "回访",
            [
                Text(
                    "{{ 项.日期 }}{{ 项.方式 }}"
                    "{% if 项.履行情况 %}，履行情况：{{ 项.履行情况 }}{% endif %}"
                    "{% if 项.满意度 %}，满意度：{{ 项.满意度 }}{% endif %}。"
                )
            ],
        ),
        Signature("报告人（人民调解员签名）"),
        Text(BLANK_DAY, "day"),
    ],
)
