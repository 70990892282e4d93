"""The written agreement 人民调解协议书 and the register of an oral one 口头协议登记表."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.numerals import chinese_day
from tracker.domain.papers import PaperKind
from tracker.domain.problems import N_
from tracker.domain.record_words import AgreementForm
from tracker.models import Agreement, Case, Instalment, Term
from tracker.reports.papers.fields import Field, Fields, Lines, capitals
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
    seal_row,
    written,
)
from tracker.reports.papers.paper import Paper, Rows


def _standing(form: AgreementForm) -> Rows:
    """The agreement that stands, where it has this form."""

    def of(case: Case) -> Sequence[Agreement | None]:
        agreement = case.agreement
        return (agreement,) if agreement is not None and agreement.form is form else ()

    return of


def _copies(agreement: Agreement, case: Case) -> int:
    """As the agreement says, else one for each party and one for the committee."""
    return agreement.copies or len(case.parties) + 1


def _until(term: Term) -> str:
    return f"（{chinese_day(term.due_on)}前）" if term.due_on else ""


def _by(agreement: Agreement) -> object:
    """The day by which all is to be performed."""
    last = max((one.due_on for one in agreement.instalments), default=None)
    return agreement.perform_by or last or ""


def _manner(agreement: Agreement) -> str:
    """``履行方式：银行转账；履行地点：…；履行期限：…。``"""
    by = _by(agreement)
    said = (
        ("履行方式", agreement.manner),
        ("履行地点", agreement.place),
        ("履行期限", by and f"{chinese_day(by)}前"),  # type: ignore[arg-type] # blank or a date
    )
    return "；".join(f"{name}：{value}" for name, value in said if value)


INSTALMENTS = (
    Field("日期", lambda one: one.due_on),
    Field("金额", lambda one: one.amount),
    Field("金额大写", lambda one: capitals(one.amount)),
)


def _instalments(subject: object) -> Sequence[Instalment]:
    return subject.row.instalments  # type: ignore[attr-defined,no-any-return] # a Subject


OF_AGREEMENT: Fields = (
    Field("协议日期", lambda subject: subject.row.agreed_on),
    Field("生效日期", lambda subject: subject.row.effective_on or ""),
    Field("纠纷事实", lambda subject: subject.row.facts or subject.case.summary),
    Field("履行方式", lambda subject: subject.row.manner),
    Field("履行地点", lambda subject: subject.row.place),
    Field("履行期限", lambda subject: _by(subject.row)),
    Field("履行约定", lambda subject: _manner(subject.row)),
    Field("份数", lambda subject: _copies(subject.row, subject.case)),
    Lines(
        "协议内容",
        lambda subject: subject.row.terms,
        (
            Field("内容", lambda term: term.text.rstrip("。；; ")),
            Field("期限", lambda term: term.due_on and chinese_day(term.due_on)),
            Field("期限说明", _until),
        ),
    ),
    Lines("分期", _instalments, INSTALMENTS),
)

PAYMENTS = Table(
    head=[heads(("期次", 1), ("给付日期", 3), ("金额", 3), ("金额大写", 5))],
    rows=[
        Each(
            "分期",
            [
                Row(
                    [
                        Cell("{{ 项.序号 }}", 1, center=True),
                        Cell("{{ 项.日期 }}", 3, center=True),
                        Cell("{{ 项.金额 }}", 3, center=True),
                        Cell("{{ 项.金额大写 }}", 5),
                    ]
                )
            ],
        ),
    ],
)

AGREEMENT = Paper(
    kind=PaperKind.AGREEMENT,
    own=OF_AGREEMENT,
    of=_standing(AgreementForm.WRITTEN),
    lacks=N_("No written agreement is drawn up."),
    form=[
        Text("人民调解协议书", "title"),
        numbered(),
        Each("当事人", [Text("{{ 项.基本情况 }}", "line")]),
        Text("一、纠纷主要事实、争议事项：", "heading"),
        written("纠纷事实", 40),
        Text("二、经调解，自愿达成如下协议：", "heading"),
        Each("协议内容", [Text("{{ 项.序号 }}、{{ 项.内容 }}{{ 项.期限说明 }}。")]),
        When("协议金额", [Text("协议金额合计：{{ 协议金额及大写 }}。")]),
        When("分期", [Text("上述款项按下表给付：", "line"), PAYMENTS]),
        Text("三、履行方式、地点、期限：", "heading"),
        Text("{{ 履行约定 or '按上述约定履行' }}。"),
        Text("四、本协议一式{{ 份数 }}份，当事人、人民调解委员会各持一份。", "heading"),
        Text("双方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。"),
        Each("当事人", [Signature("{{ 项.身份 }}　{{ 项.姓名 }}（签名、盖章或按指印）")]),
        Signature("人民调解员（签名）"),
        Signature("记录人（签名）"),
        Seal("{{ 调解组织 }}", "{{ 协议日期 }}"),
    ],
)
ORAL_AGREEMENT = Paper(
    kind=PaperKind.ORAL_AGREEMENT,
    own=OF_AGREEMENT,
    of=_standing(AgreementForm.ORAL),
    lacks=N_("No oral agreement is recorded."),
    form=[
        Text("人民调解口头协议登记表", "title"),
        numbered(),
        Table(
            rows=[
                fact_row("纠纷类型", "{{ 纠纷类型 }}", "协议日期", "{{ 协议日期 }}"),
                Each("当事人", [fact_row("{{ 项.身份 }}", "{{ 项.情况 }}")]),
                fact_row("纠纷主要事实\n争议事项", "{{ 纠纷事实 }}", height=45),
                Each(
                    "协议内容",
                    [fact_row("协议第{{ 项.序号 }}项", "{{ 项.内容 }}{{ 项.期限说明 }}")],
                ),
                fact_row("协议金额", "{{ 协议金额及大写 }}"),
                Each(
                    "分期",
                    [
                        fact_row(
                            "第{{ 项.序号 }}期", "{{ 项.日期 }}　{{ 项.金额 }}（{{ 项.金额大写 }}）"
                        )
                    ],
                ),
                fact_row("履行方式\n地点、期限", "{{ 履行约定 }}", height=14),
                fact_row("备注", "{{ 备注 }}"),
            ],
            ending=[
                fact_row("人民调解员\n签名", "", "记录人签名", "", height=16),
                seal_row("{{ 调解组织 }}", "{{ 协议日期 }}"),
            ],
        ),
    ],
)
