"""The entries of the registers stand in the year's workbook, a sheet for each that has any."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from tests.registers.entries import entry
from tests.small_year import fill
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.reports.summary_files import summary_file
from tracker.services import registers


def test_the_years_entries_stand_on_sheets_of_their_own(session, center):
    fill(session, center)
    actor, exams, votes = Actor.system(center.id), REGISTERS["exams"], REGISTERS["votes"]
    registers.add(session, actor, exams, entry(exams, held_on=date(2024, 12, 31)))
    registers.add(session, actor, exams, entry(exams, held_on=date(2025, 1, 1)))
    registers.add(session, actor, votes, entry(votes, held_on=date(2023, 5, 1)))
    voided = registers.add(session, actor, exams, entry(exams))
    registers.void(session, actor, exams, voided, "登错")
    session.commit()
    scope = Scope((center.id,))
    summary = summarise(session, scope, center, Period.year(2024), Basis.CASELOAD)
    target = io.BytesIO()
    summary_file(session, scope, summary, "xlsx", target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[-1] == exams.term
    assert votes.term not in book.sheetnames
    headings, *rows = book[exams.term].iter_rows(values_only=True)
    assert headings[:2] == ("考试日期", "考试名称")
    assert [row[0].date() for row in rows] == [date(2024, 12, 31)]


def test_one_organisations_workbook_has_none(session, center):
    fill(session, center)
    register = REGISTERS["exams"]
    registers.add(session, Actor.system(center.id), register, entry(register))
    session.commit()
    scope = Scope((center.id,), 1)
    whole = summarise(session, Scope((center.id,)), center, Period.year(2024), Basis.CASELOAD)
    target = io.BytesIO()
    summary_file(session, scope, whole, "xlsx", target)
    assert register.term not in openpyxl.load_workbook(target).sheetnames
