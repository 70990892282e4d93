"""The only case of a ledger, and the steps that are taken with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.importers.ledgers import GOOD_ID
from tests.pages import form_of
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Side
from tracker.models import Case

AGREED = {"closed": date(2024, 3, 20), "agreed": Decimal("800.50")}
EXTENDED = {
    "agreed_on": "2024-4-1",
    "until": "20240501",
    "consent": "双方当事人书面同意",
    "reason": "等待鉴定结论",
}
PERSON = PartyDraft(
    Side.APPLICANT, "张小三", id_number=GOOD_ID, phone="13812345678", address="和平路"
)

STEPS = ("accept", "decline", "close", "extend", "pay", "visit", "reopen", "payments/1/remove")


def only_case(session: Session) -> Case:
    return session.scalars(select(Case)).one()


def take(browser: FlaskClient, case_id: int, step: str, **typed: str) -> Any:
    """Open the step's page and send it with what was typed."""
    sent = form_of(browser.get(f"/cases/{case_id}/{step}").text, "version")
    return browser.post(f"/cases/{case_id}/{step}", data=sent | typed)
