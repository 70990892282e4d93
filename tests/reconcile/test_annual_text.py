"""The annual report that the program wrote agrees with the ledger, and with itself."""

from __future__ import annotations

import pytest

from tests.reconcile.own_annual_text import contradictions, held_report
from tests.registers.entries import entry
from tests.small_year import fill
from tracker.domain.verdicts import Verdict
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.services import registers


@pytest.mark.parametrize("form", ["text", "docx"])
def test_the_report_of_a_small_ledger_agrees_in_every_figure(session, center, form):
    fill(session, center)
    for register in REGISTERS.values():
        registers.add(session, Actor.system(center.id), register, entry(register))
    session.commit()
    result = held_report(session, center, 2024, form)
    assert sum(one.verdict is Verdict.EQUAL for one in result.held) > 20
    assert contradictions(result) == []
