"""The annual rule-of-law report 法治政府建设年度报告: which paragraphs it has, in their order.

A paragraph is declared here and nowhere else. What the program drafts is a list of sentences, each
of clauses in which figures are bound (``domain.report_fields``); the report is Chinese, in whatever
language the pages are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Word

Sentence = tuple[str, ...]
"""Clauses, without the signs between them. One is left out where its figures tell nothing."""


class Writer(Enum):
    """Who has the first word."""

    OFFICE = "office"
    PROGRAM = "program"


class Chapter(Word):
    """A heading under which several paragraphs stand."""

    WORK = "work", "推进法治政府建设的主要举措和成效", "What was done for the rule of law"


@dataclass(frozen=True)
class Paragraph:
    """``key`` stands in addresses; ``term`` is its heading in the report unless it has none.

    ``hint`` says what belongs there: a message of the catalogue.
    """

    key: str
    term: str
    label: str
    writer: Writer
    hint: str
    chapter: Chapter | None = None
    headed: bool = True
    draft: tuple[Sentence, ...] = ()


def _section(key: str, term: str, label: str, *draft: Sentence) -> Paragraph:
    return Paragraph(
        key,
        term,
        label,
        Writer.PROGRAM,
        N_("What was done, after the figures: how, with whom, and one example."),
        Chapter.WORK,
        draft=draft,
    )


def _own(key: str, term: str, label: str, hint: str, *, headed: bool = True) -> Paragraph:
    return Paragraph(key, term, label, Writer.OFFICE, hint, headed=headed)


PARAGRAPHS: Mapping[str, Paragraph] = {
    one.key: one
    for one in (
        _own(
            "opening",
            "引言",
            "Opening words",
            N_("By what the year's work was guided, and the year in one sentence."),
            headed=False,
        ),
        _section(
            "publicity",
            "普法宣传教育",
            "Publicity of law",
            ("全年开展法治宣传活动{publicity_activities}次", "分发资料{materials_distributed}册"),
            (
                "组织镇村干部专题法治培训{cadre_trainings}次",
                "法律明白人培训{citizen_trainings}次",
            ),
            (
                "组织法律知识考试，参考率{exam_attendance_rate}",
                "合格率{exam_pass_rate}",
            ),
        ),
        _section(
            "enforcement",
            "行政执法规范化",
            "Enforcement",
            ("全年作出行政处罚{penalties}件", "同比{penalties:change}"),
            (
                "适用简易程序{penalties_simple}件",
                "简易程序罚款{penalties_simple_amount}",
            ),
            (
                "适用普通程序{penalties_ordinary}件",
                "普通程序罚款{penalties_ordinary_amount}",
            ),
            ("对企业作出的处罚应三书同达{three_documents}件", "三书同达率{three_documents_rate}"),
        ),
        _section(
            "review",
            "合法性审查",
            "Legality review",
            ("全年完成合法合规审查{legality_reviews}件", "同比{legality_reviews:change}"),
        ),
        _section(
            "sources",
            "矛盾纠纷化解",
            "Disputes at their source",
            ("全年应办矛盾纠纷{caseload}件", "同比{caseload:change}"),
            ("化解矛盾纠纷{resolved}件", "化解率{resolution_rate}，采用应办口径"),
            ("调解成功{mediated_success}件", "协议涉及金额{amount_agreed}"),
            ("社会治理中心常驻人民调解员{resident_mediators}名",),
            ("人民法院诉讼收案{lawsuits}件", "同比{lawsuits:change}"),
        ),
        _section(
            "petitions",
            "信访工作法治化",
            "Petitions",
            (
                "收到国家交办重复件{assigned_petitions}件",
                "国家交办重复件实质化解{assigned_petitions_resolved}件",
                "国家交办重复件化解率{assigned_petitions_rate}",
            ),
            ("信访件回流{petitions_returned}件",),
            ("年末信访积案{petition_backlog}件", "同比{petition_backlog:change}"),
            ("领导干部接访下访{receptions}次",),
        ),
        _section(
            "assessment",
            "分析研判",
            "Assessment",
            (
                "全年召开涉稳信息研判会{stability_meetings}次",
                "专题研判会{special_meetings}次",
                "分析研判化解问题{issues_resolved}个",
            ),
        ),
        _section(
            "supervision",
            "行政权力监督",
            "Supervision",
            ("全年监督发现问题{supervision_findings}个",),
            ("监督发现并推动解决问题{supervision_findings_resolved}个",),
            ("开展票决与测评{votes}次", "测评满意率{survey_satisfaction_rate}"),
        ),
        _section(
            "service",
            "公共法律服务",
            "Legal service",
            ("公共法律服务窗口服务群众{window_services}人次", "同比{window_services:change}"),
        ),
        _section(
            "disclosure",
            "政务公开",
            "Disclosure",
            ("全年主动公开政务信息{disclosures}条", "同比{disclosures:change}"),
        ),
        _own(
            "duties",
            "党政主要负责人履行推进法治建设第一责任人职责情况",
            "Duties of the first responsible person",
            N_("What the heads of party and government themselves studied, decided and led."),
        ),
        _own(
            "problems",
            "存在的问题",
            "Problems",
            N_("What falls short, and why; name figures that show it."),
        ),
        _own(
            "plans",
            "下一步工作打算",
            "Plans",
            N_("What is to be done about each of the problems, by whom and by when."),
        ),
    )
}
"""By their keys, in the order of the report."""

TOLD_OF_NOTHING = frozenset({"petitions_returned"})
"""Figures of which even none is worth saying."""
