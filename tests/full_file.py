"""A case whose file has everything, made through the services, with awkward names in it."""

from __future__ import annotations

import io
from datetime import date, time
from decimal import Decimal

from sqlalchemy.orm import Session

from tests import files
from tests.factories import make_case, named
from tracker.domain.agreements import AgreementDraft, InstalmentDraft, TermDraft
from tracker.domain.drafts import (
    Closing,
    ConfirmationDraft,
    PartyDraft,
    PaymentDraft,
    SessionDraft,
    VisitDraft,
)
from tracker.domain.record_words import (
    AgreementForm,
    AttachmentKind,
    PerformanceSeen,
    SessionKind,
    SessionResult,
    VisitManner,
)
from tracker.domain.vocabulary import Outcome, PartyKind, Satisfaction, Sex, Side, Source
from tracker.models import Case, Center, Mediator
from tracker.permissions import Actor
from tracker.services import (
    agreements,
    attachments,
    cases,
    confirmations,
    performance,
    sessions,
    visits,
)
from tracker.services.attachments import Sent

AWKWARD = "张{{ 7*7 }}三<w:p/>&#x4e00;#import*粗*"
"""A name that would be a program or markup, were it read as one."""

PARTIES = [
    PartyDraft(
        Side.APPLICANT,
        AWKWARD,
        id_number="110101199003078515",
        sex=Sex.MALE,
        birth_date=date(1990, 3, 7),
        ethnic_group="汉族",
        phone="13800005678",
        occupation="个体经营",
        address="前街社区1幢101室",
    ),
    PartyDraft(
        Side.RESPONDENT,
        "欧阳小四",
        sex=Sex.FEMALE,
        phone="13900001234",
        address="前街社区1幢201室",
    ),
    PartyDraft(Side.THIRD_PARTY, "某物业服务有限公司", kind=PartyKind.ORGANISATION),
]
RECORD = (
    "调解员：请双方陈述事实。\n申请人：楼上漏水三个月，天花板脱落。\n"
    "被申请人：愿意修复，赔偿数额过高。"
)
PAPERS = AgreementDraft(
    form=AgreementForm.WRITTEN,
    agreed_on=date(2024, 3, 20),
    terms=(
        TermDraft("被申请人一次性赔偿申请人装修损失"),
        TermDraft("被申请人修复卫生间防水层", True, date(2024, 4, 15)),
    ),
    instalments=(
        InstalmentDraft(date(2024, 4, 1), Decimal("5000.00")),
        InstalmentDraft(date(2024, 5, 1), Decimal("3000.50")),
    ),
    facts="被申请人卫生间防水层老化渗漏，致申请人装修受损。",
    manner="银行转账",
    place="申请人指定账户",
    perform_by=date(2024, 5, 1),
    effective_on=date(2024, 3, 20),
    copies=4,
)


def full_case(session: Session, center: Center) -> Case:
    """Two sessions, an inquiry, a written agreement, payments, a court's answer, a visit, papers.

    Its attachments need the application's instance folder.
    """
    actor, mediator = Actor.system(center.id), named(session, Mediator, "吴和平", center)
    case = make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        parties=PARTIES,
        mediator_id=mediator.id,
        source=Source.APPLICATION,
        claims="请求修复漏水点并赔偿装修损失。",
        amount_claimed=Decimal("12000.00"),
    )
    for draft in _held(mediator.id):
        sessions.record_session(session, actor, case, draft, case.version)
    closing = Closing(date(2024, 3, 20), Outcome.WRITTEN_AGREEMENT, PAPERS.amount)
    cases.close(session, actor, case, closing, case.version)
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    payment = PaymentDraft(date(2024, 4, 1), Decimal("5000.00"))
    performance.record_payment(session, actor, case, payment, case.version)
    wanted = ConfirmationDraft(date(2024, 3, 25), "柳河市人民法院")
    confirmations.apply_for(session, actor, case, wanted, case.version)
    visits.record(session, actor, case, _visit(mediator.id), case.version)
    session.commit()
    return case


def attach_all(session: Session, case: Case) -> None:
    """A photo, a PDF of two pages, and a Word document, which is not printed."""
    actor = Actor.system(case.center_id)
    for kind, name, content in (
        (AttachmentKind.IDENTITY, "身份证.jpg", files.jpeg(600, 400)),
        (AttachmentKind.EVIDENCE, "现场照片.pdf", files.pdf(2, "evidence")),
        (AttachmentKind.OTHER, "说明.docx", files.docx()),
    ):
        kept = attachments.keep([Sent(name, io.BytesIO(content))], 10**7)
        attachments.add(session, actor, case, kind, "", kept)
    session.commit()


def _held(mediator_id: int) -> list[SessionDraft]:
    inquiry, mediation = SessionKind.INQUIRY, SessionKind.MEDIATION
    return [
        SessionDraft(kind, day, RECORD, time(14, 30), "调解室", mediator_id, (), "双方", result)
        for kind, day, result in (
            (inquiry, date(2024, 3, 8), None),
            (mediation, date(2024, 3, 12), SessionResult.CONTINUES),
            (mediation, date(2024, 3, 20), SessionResult.AGREED),
        )
    ]


def _visit(mediator_id: int) -> VisitDraft:
    return VisitDraft(
        date(2024, 5, 6),
        VisitManner.IN_PERSON,
        mediator_id,
        PerformanceSeen.PARTLY,
        Satisfaction.SATISFIED,
        "余款待付",
        "漏水点已修复。",
    )
