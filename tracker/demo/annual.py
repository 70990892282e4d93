"""The sample's annual report of its last whole year: what an office writes itself."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.demo.life import Office
from tracker.demo.subsidies import account_of
from tracker.demo.years import YEARS
from tracker.domain.periods import Period
from tracker.domain.report_fields import Field, Known, read_text
from tracker.domain.vocabulary import Basis, Role
from tracker.indicators.kept_values import values_of
from tracker.indicators.year import Summary, summarise
from tracker.queries.scope import Scope
from tracker.services import annual_texts
from tracker.services.annual_texts import Place

FIRST_WORDS = "示例镇扎实推进法治政府建设，全年化解各类矛盾纠纷{resolved}件。"
WRITTEN = (
    ("opening", FIRST_WORDS),
    (
        "opening",
        "示例镇坚持依法行政、源头治理，扎实推进法治政府建设，全年化解各类矛盾纠纷{resolved}件，"
        "化解率{resolution_rate}，采用应办口径。",
    ),
    (
        "duties",
        "党政主要负责人切实履行推进法治建设第一责任人职责，定期听取法治工作汇报，带头学法、带头依法决策，"
        "对重大合同、重大决策和规范性文件一律先审后签。",
    ),
    (
        "problems",
        "一是法治宣传的针对性还不够强，面向外来务工人员的普法形式较为单一。\n"
        "二是基层执法力量偏弱，企业合规指导不够经常。\n"
        "三是部分纠纷成因复杂，协议履行的跟踪督促还需加强。",
    ),
    (
        "plans",
        "一是突出重点人群，把普法送进企业、工地和出租房。\n"
        "二是加强执法培训，推动“三书同达”常态化。\n"
        "三是完善研判机制，做好协议履行回访，把矛盾纠纷化解在源头。",
    ),
)
"""Paragraph and text, in the order in which the clerk saved them."""


def write_report(session: Session, office: Office) -> None:
    clerk = account_of(session, office.center.id, Role.CLERK)
    year = YEARS[-1].year
    scope = Scope((office.center.id,))
    period = Period.year(year)
    summary = summarise(session, scope, office.center, period, Basis.CASELOAD, dimensions=())
    revisions: dict[str, int] = {}
    for paragraph, text in WRITTEN:
        values = values_of(summary, _bound(text, summary))
        based_on = revisions.get(paragraph, 0)
        row = annual_texts.write(session, clerk, Place(year, paragraph), text, values, based_on)
        revisions[paragraph] = row.number


def _bound(text: str, summary: Summary) -> list[str]:
    known = [Known(key, key, one.unit) for key, one in summary.figures.items()]
    pieces, _problems = read_text(text, known)
    return [one.key for one in pieces if isinstance(one, Field)]
