"""A ledger that has everything in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.factories import extend, make_case, named
from tests.importers.imported import FULL, import_rows
from tests.importers.ledgers import CREDIT_CODE, GOOD_ID, OTHER_ID, case
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.vocabulary import Outcome, PartyKind, Side
from tracker.models import Center, Mediator
from tracker.permissions import Actor
from tracker.services import performance


@pytest.fixture
def busy(session: Session, center: Center, tmp_path: Path) -> Center:
    """Cases of every kind: open, closed, declined, waiting, paid in parts, with helpers."""
    actor = Actor.system(center.id)
    import_rows(session, actor, tmp_path, FULL, FULL | {"案号": None, "序号": None, "批示": "阅"},
                case(不予受理原因="不属于受理范围", 登记日期="2023-12-30"))  # fmt: skip
    helper = named(session, Mediator, "解春晖", center)
    parties = [
        PartyDraft(Side.APPLICANT, "甲、乙合伙"),
        PartyDraft(Side.APPLICANT, '"老地方"饭店'),
        PartyDraft(Side.APPLICANT, "张小三", id_number=GOOD_ID, phone="13812345678"),
        PartyDraft(Side.RESPONDENT, "某厂", PartyKind.ORGANISATION, credit_code=CREDIT_CODE),
        PartyDraft(Side.THIRD_PARTY, "王五", phone="+86 577"),
        PartyDraft(Side.AGENT, "赵六", id_number=OTHER_ID),
    ]
    make_case(session, center, parties=parties)
    paid = make_case(session, center, parties=parties, accepted=date(2024, 3, 6),
                     closed=date(2024, 12, 31), agreed=Decimal("0.03"), summary="=1+1\n张小三",
                     claims="@赔偿", co_mediator_ids=(helper.id,))  # fmt: skip
    for day in (date(2025, 1, 2), date(2025, 1, 2), date(2025, 2, 1)):
        performance.record_payment(
            session, actor, paid, PaymentDraft(day, Decimal("0.01")), paid.version
        )
    late = make_case(session, center, registered_on=date(2023, 10, 31),
                     accepted=date(2023, 11, 1))  # fmt: skip
    extend(session, late, date(2024, 2, 1), actor)
    make_case(session, center, registered_on=date(2024, 1, 5),
              accepted=date(2024, 1, 5), closed=date(2024, 1, 6),
              outcome=Outcome.FAILED)  # fmt: skip
    session.commit()
    return center
