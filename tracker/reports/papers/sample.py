"""An invented case in which every field has something to say, for trying out templates."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.record_words import (
    AgreementForm,
    ConfirmationResult,
    PerformanceSeen,
    Retention,
    SessionKind,
    SessionResult,
    VisitManner,
)
from tracker.domain.vocabulary import (
    Difficulty,
    Outcome,
    PartyKind,
    Satisfaction,
    Sex,
    Side,
    Source,
)
from tracker.models import (
    Case,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Party,
    Payment,
    Village,
)
from tracker.models.afterwards import Confirmation, Visit
from tracker.models.agreements import Agreement, Instalment, Term
from tracker.models.sessions import MediationSession
from tracker.models.time_limits import Extension
from tracker.reports.papers.fields import Part, Subject

if TYPE_CHECKING:
    from tracker.reports.papers.paper import Paper

CONTENTS = (Part("人民调解申请书"), Part("录音.m4a", "见电子卷"))


def sample_subject(paper: Paper) -> Subject:
    """What the paper would be about in a case that has everything; of no database."""
    case = _case(AgreementForm.ORAL if paper.key == "oral_agreement" else AgreementForm.WRITTEN)
    return Subject(case, paper.of(case)[0], CONTENTS)


def _case(form: AgreementForm) -> Case:
    mediator = Mediator(name="吴和平")
    case = Case(
        number="（2024）柳人调字第0001号",
        registered_on=date(2024, 3, 5),
        accepted_on=date(2024, 3, 6),
        closed_on=date(2024, 3, 20),
        outcome=Outcome.WRITTEN_AGREEMENT,
        source=Source.APPLICATION,
        channel="窗口登记",
        difficulty=Difficulty.ORDINARY,
        summary="楼上住户卫生间漏水，致申请人家中天花板及墙面受损，双方就赔偿数额协商未果。",
        claims="请求被申请人修复漏水点，并赔偿装修损失。",
        remarks="双方系同一单元上下层邻居。",
        amount_claimed=Decimal("12000.00"),
        amount_agreed=Decimal("8000.50"),
        organisation=Organisation(name="镇人民调解委员会"),
        mediator=mediator,
        dispute_type=DisputeType(name="邻里纠纷"),
        village=Village(name="前街社区"),
        parties=_parties(),
        archived_on=date(2024, 5, 6),
        archived_by="吴和平",
        retention=Retention.LONG,
        payments=[Payment(paid_on=date(2024, 4, 1), amount=Decimal("4000.00"))],
        sessions=_sessions(mediator),
        agreements=[_agreement(form)],
        **_followed(mediator),
    )
    case.center = Center(name="柳市镇社会治理中心", short_name="柳")
    return case


def _parties() -> list[Party]:
    return [
        Party(
            side=Side.APPLICANT,
            kind=PartyKind.PERSON,
            name="张小三",
            id_number="330382198005121234",
            sex=Sex.MALE,
            birth_date=date(1980, 5, 12),
            ethnic_group="汉族",
            phone="13800005678",
            occupation="个体经营",
            address="前街社区1幢101室",
        ),
        Party(
            side=Side.RESPONDENT,
            kind=PartyKind.ORGANISATION,
            name="某电器有限公司",
            credit_code="91330382MA00000000",
            legal_representative="李四",
            phone="057700000000",
            address="前街社区1幢201室",
        ),
    ]


def _sessions(mediator: Mediator) -> list[MediationSession]:
    return [
        MediationSession(
            kind=kind,
            held_on=day,
            began_at=time(14, 30),
            place="调解室",
            mediator=mediator,
            attended="双方当事人",
            record="调解员：请双方陈述。\n申请人：要求修复并赔偿。\n被申请人：愿意承担责任。",
            result=result,
        )
        for kind, day, result in (
            (SessionKind.INQUIRY, date(2024, 3, 8), None),
            (SessionKind.MEDIATION, date(2024, 3, 15), SessionResult.AGREED),
        )
    ]


def _agreement(form: AgreementForm) -> Agreement:
    return Agreement(
        form=form,
        agreed_on=date(2024, 3, 20),
        effective_on=date(2024, 3, 20),
        facts="被申请人房屋漏水，致申请人装修受损。",
        manner="银行转账",
        place="申请人指定账户",
        perform_by=date(2024, 4, 30),
        copies=3,
        terms=[Term(position=1, text="被申请人修复漏水点", in_kind=True, due_on=date(2024, 4, 1))],
        instalments=[Instalment(due_on=date(2024, 4, 30), amount=Decimal("8000.50"))],
    )


def _followed(mediator: Mediator) -> dict[str, list[object]]:
    return {
        "extensions": [
            Extension(
                agreed_on=date(2024, 3, 18),
                until=date(2024, 4, 20),
                due_before=date(2024, 4, 4),
                reason="需委托评估",
                consent="双方书面同意",
            )
        ],
        "confirmations": [
            Confirmation(
                applied_on=date(2024, 3, 25),
                court="人民法院",
                result=ConfirmationResult.CONFIRMED,
                decided_on=date(2024, 4, 2),
                document_number="（2024）民特1号",
            )
        ],
        "visits": [
            Visit(
                visited_on=date(2024, 5, 6),
                manner=VisitManner.IN_PERSON,
                mediator=mediator,
                performance=PerformanceSeen.PARTLY,
                satisfaction=Satisfaction.SATISFIED,
                tension="余款待付",
                note="漏水点已修复，当事人表示满意。",
            )
        ],
    }
