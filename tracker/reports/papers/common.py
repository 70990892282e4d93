"""The fields that every paper of a case knows: the case, its people, its money."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tracker.domain.numerals import chinese_day
from tracker.domain.record_words import Retention
from tracker.domain.vocabulary import PartyKind, Side
from tracker.models import Case, Party
from tracker.reports.papers.fields import Field, Fields, Lines, both, capitals, listed, name_of

NO_DAY = "　　年　月　日"
"""To be filled in by hand."""


def _of_case(ask: Callable[[Case], object]) -> Callable[[Any], object]:
    return lambda subject: ask(subject.case)


def _names(*sides: Side) -> Callable[[Any], object]:
    return lambda subject: listed(
        party.name for party in subject.case.parties if party.side in sides
    )


def _mediators(case: Case) -> str:
    further = [one.mediator.name for one in case.co_mediators]
    return listed([name_of(case.mediator), *further])


def _opinion(case: Case) -> str:
    if case.declined_reason:
        return f"不予受理。理由：{case.declined_reason}"
    return "经审查，符合人民调解受理条件，予以受理。" if case.accepted_on else ""


def _archived(case: Case) -> str:
    return chinese_day(case.archived_on) if case.archived_on else NO_DAY


def _retention(case: Case) -> str:
    """A box for each period, the chosen one ticked; by hand before the file is archived."""
    boxes = (f"{'☑' if one is case.retention else '□'} {one.term}" for one in Retention)
    return "　　".join(boxes)


def _period(case: Case) -> str:
    if case.accepted_on is None:
        return ""
    end = chinese_day(case.closed_on) if case.closed_on else NO_DAY
    return f"{chinese_day(case.accepted_on)}至{end}"


def paid(case: Case) -> Decimal | None:
    return sum((one.amount for one in case.payments), Decimal(0)) if case.payments else None


def agreed(case: Case) -> Decimal | None:
    """What the closing says, before it what the agreement's instalments add up to."""
    if case.amount_agreed is not None or case.agreement is None:
        return case.amount_agreed
    return case.agreement.amount


def _described(party: Party) -> str:
    """Who it is, as the head of an agreement says after 申请人."""
    person = party.kind is PartyKind.PERSON
    code = "公民身份号码" if person else "统一社会信用代码"
    said = (
        party.name,
        party.sex and party.sex.term,
        party.ethnic_group,
        party.birth_date and f"{chinese_day(party.birth_date)}出生",
        (number := party.id_number or party.credit_code) and f"{code}{number}",
        party.legal_representative and f"法定代表人{party.legal_representative}",
        party.occupation and f"职业{party.occupation}",
        party.address and f"{'住' if person else '住所地'}{party.address}",
        party.phone and f"联系电话{party.phone}",
    )
    return f"{'，'.join(one for one in said if one)}。"


PARTY = (
    Field("身份", lambda party: party.side),
    Field("姓名", lambda party: party.name),
    Field("性别", lambda party: party.sex),
    Field("民族", lambda party: party.ethnic_group),
    Field("出生日期", lambda party: party.birth_date and chinese_day(party.birth_date)),
    Field("证件号码", lambda party: party.id_number or party.credit_code),
    Field("法定代表人", lambda party: party.legal_representative),
    Field("职业", lambda party: party.occupation),
    Field("住址", lambda party: party.address),
    Field("联系电话", lambda party: party.phone),
    Field("情况", _described),
    Field("基本情况", lambda party: f"{party.side.term}：{_described(party)}"),
)

COMMON: Fields = (
    Field("案号", _of_case(lambda case: case.number)),
    Field("中心", _of_case(lambda case: case.center.name)),
    Field("调解组织", _of_case(lambda case: name_of(case.organisation) or "人民调解委员会")),
    Field("纠纷类型", _of_case(lambda case: name_of(case.dispute_type))),
    Field("案件来源", _of_case(lambda case: case.source)),
    Field("办理渠道", _of_case(lambda case: case.channel)),
    Field("难易程度", _of_case(lambda case: case.difficulty)),
    Field("村社区", _of_case(lambda case: name_of(case.village))),
    Field("登记日期", _of_case(lambda case: case.registered_on)),
    Field("受理日期", _of_case(lambda case: case.accepted_on and chinese_day(case.accepted_on))),
    Field("结案日期", _of_case(lambda case: case.closed_on and chinese_day(case.closed_on))),
    Field("结案方式", _of_case(lambda case: case.outcome)),
    Field("立卷人", _of_case(lambda case: case.archived_by)),
    Field("立卷日期", _of_case(_archived)),
    Field("保管期限", _of_case(_retention)),
    Field("调解起止", _of_case(_period)),
    Field("受理意见", _of_case(_opinion)),
    Field("调解员", _of_case(lambda case: name_of(case.mediator))),
    Field("全部调解员", _of_case(_mediators)),
    Field("简要情况", _of_case(lambda case: case.summary)),
    Field("申请事项", _of_case(lambda case: case.claims)),
    Field("备注", _of_case(lambda case: case.remarks)),
    Field("诉求金额", _of_case(lambda case: case.amount_claimed)),
    Field("诉求金额大写", _of_case(lambda case: capitals(case.amount_claimed))),
    Field("诉求金额及大写", _of_case(lambda case: both(case.amount_claimed))),
    Field("协议金额", _of_case(agreed)),
    Field("协议金额大写", _of_case(lambda case: capitals(agreed(case)))),
    Field("协议金额及大写", _of_case(lambda case: both(agreed(case)))),
    Field("已履行金额", _of_case(paid)),
    Field("已履行金额大写", _of_case(lambda case: capitals(paid(case)))),
    Field("已履行金额及大写", _of_case(lambda case: both(paid(case)))),
    Field("申请人", _names(Side.APPLICANT)),
    Field("被申请人", _names(Side.RESPONDENT)),
    Field("当事人姓名", _names(Side.APPLICANT, Side.RESPONDENT, Side.THIRD_PARTY)),
    Lines("当事人", lambda subject: subject.case.parties, PARTY),
)
