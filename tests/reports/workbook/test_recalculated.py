"""What a spreadsheet calculates is what the program counted, also after a change by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from openpyxl.workbook import Workbook
from sqlalchemy.orm import Session

from tests.factories import make_case
from tests.indicators.conftest import examples
from tests.indicators.ledgers import ledgers, periods, write
from tests.indicators.test_random_ledgers import scopes
from tests.libreoffice import recalculated
from tests.reports.workbook.books import (
    ABOUT,
    AGREES,
    CASES,
    COMPARED,
    OVERVIEW,
    PAYMENTS,
    SHEETS,
    cell_in,
    edited,
    expected_of,
    formulas_of,
    heading_of,
    lines_of,
    make,
    opened,
    shown_in,
    summary_of,
    without_results,
)
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import Summary
from tracker.models import Center
from tracker.queries.scope import Scope

NUMBER = "（2024）柳人调字第0004号"
"""Closed on 2024-06-08 by a written agreement, paid in full, confirmed and visited."""


def check_every_formula(written: Path, anew: Path) -> int:
    """Each formula gives what the program wrote beside it; how many there are."""
    ours, theirs = opened(written), opened(anew)
    number = 0
    for sheet, cell in formulas_of(written):
        number += 1
        expected, found = ours[sheet][cell].value, theirs[sheet][cell].value
        assert (found or None) == (expected or None), (sheet, cell)
    return number


@pytest.fixture
def anew(tmp_path: Path):
    """The workbook as LibreOffice calculates it."""
    return lambda path: recalculated([path], tmp_path / "anew")[0]


def test_every_number_stands_there_before_anything_is_calculated(book: Path, year: Summary) -> None:
    assert shown_in(opened(book)) == expected_of(year)


def test_every_formula_without_its_result_gives_the_programs_figure(
    book: Path, year: Summary, anew: Any
) -> None:
    bare = without_results(book)
    assert opened(bare)[OVERVIEW]["E6"].value is None
    found = anew(bare)
    assert check_every_formula(book, found) > 1500
    assert shown_in(opened(found)) == expected_of(year)


def test_wrong_results_in_the_file_do_not_last(book: Path, anew: Any) -> None:
    """The check beside a row is a check: a number that the program did not count is told."""

    def wrong(workbook: Workbook) -> None:
        sheet = workbook[OVERVIEW]
        folded = next(one for one in sheet[5] if one.value == "程序统计：数值")
        sheet.cell(6, folded.column).value = 999

    found = opened(anew(edited(book, wrong)))
    assert [line["核对"] for line in lines_of(found[OVERVIEW])][:2] == ["不一致", AGREES]
    assert "不一致" in verdict(found)


def verdict(book: Workbook) -> str:
    return next(str(row[1]) for row in book[ABOUT].iter_rows(values_only=True) if row[0] == "核对")


def test_the_first_sheet_says_that_all_agree(book: Path, anew: Any) -> None:
    assert verdict(opened(book)).startswith("全部")
    assert verdict(opened(anew(without_results(book)))) == verdict(opened(book))


def test_a_ledger_of_one_case_or_of_none_agrees_too(
    session: Session, center: Center, scope: Scope, tmp_path: Path
) -> None:
    none = make(session, scope, summary_of(session, scope), tmp_path / "none.xlsx")
    make_case(session, center, accepted=date(2024, 3, 6))
    one = make(session, scope, summary_of(session, scope), tmp_path / "one.xlsx")
    for path, anew in zip((none, one), recalculated([none, one], tmp_path / "anew"), strict=True):
        check_every_formula(path, anew)
        assert shown_in(opened(anew)).overview["median_days"] == (None, None, None)


def test_a_row_put_in_by_hand_beneath_the_others_counts(book: Path, anew: Any) -> None:
    def add(workbook: Workbook) -> None:
        rows = workbook[CASES]
        top = heading_of(rows)
        places = {str(cell.value): cell.column for cell in rows[top]}
        row = top + len(lines_of(rows)) + 1
        for heading in ("登记日期", "受理日期"):
            rows.cell(row, places[heading]).value = date(2024, 12, 30)

    before, after = shown_in(opened(book)), shown_in(opened(anew(edited(book, add))))
    for key in ("registered", "accepted", "caseload", "pending"):
        assert after.overview[key][0] == (before.overview[key][0] or 0) + 1, key


def test_random_ledgers_give_the_same_in_the_spreadsheet(
    four_centers: Session, tmp_path: Path
) -> None:
    written: list[tuple[Path, Any]] = []

    @examples(10)
    @given(ledger=ledgers, scope=scopes, period=periods)
    def collect(ledger: list[dict[str, Any]], scope: Scope, period: tuple[date, date]) -> None:
        basis = list(Basis)[len(written) % 3]
        with four_centers.begin_nested() as savepoint:
            write(four_centers, ledger)
            summary = summary_of(four_centers, scope, Period(*period), basis)
            path = tmp_path / f"random-{len(written)}.xlsx"
            make(four_centers, scope, summary, path)
            savepoint.rollback()
        written.append((path, expected_of(summary)))

    collect()
    found = recalculated([path for path, _expected in written], tmp_path / "anew")
    for (path, expected), anew in zip(written, found, strict=True):
        check_every_formula(path, anew)
        assert shown_in(opened(anew)) == expected
        assert verdict(opened(anew)).startswith("全部")


def test_another_outcome_in_a_row_changes_every_sheet(book: Path, anew: Any) -> None:
    def fail(workbook: Workbook) -> None:
        cell_in(workbook, CASES, NUMBER, "结案方式").value = "调解不成"

    before, after = shown_in(opened(book)), shown_in(opened(anew(edited(book, fail))))
    assert after.overview["closed"] == before.overview["closed"]
    for key, change in (("resolved", -1), ("unresolved", 1), ("mediated_success", -1)):
        assert after.overview[key][0] == (before.overview[key][0] or 0) + change
    assert after.overview["resolution_rate"] == (Decimal("45.45"), 5, 11)
    june = after.breakdowns["month"][5], before.breakdowns["month"][5]
    assert [one["resolved"][0] for one in june] == [0, 1]
    assert after.before["resolved"][1] != before.before["resolved"][1]


def test_another_day_in_a_row_moves_the_case(book: Path, anew: Any) -> None:
    def reopen(workbook: Workbook) -> None:
        cell_in(workbook, CASES, NUMBER, "结案日期").value = None
        cell_in(workbook, CASES, "（2024）柳人调字第0005号", "受理日期").value = date(2023, 7, 3)
        cell_in(workbook, CASES, "（2024）柳人调字第0005号", "登记日期").value = date(2023, 7, 3)

    before, after = shown_in(opened(book)), shown_in(opened(anew(edited(book, reopen))))
    moved = {"registered": -1, "accepted": -1, "carried_over": 1, "closed": -1, "pending": 1}
    for key, change in moved.items():
        assert after.overview[key][0] == (before.overview[key][0] or 0) + change, key
    assert after.before["accepted"][0] == (before.before["accepted"][0] or 0) + 1
    assert after.overview["median_days"] != before.overview["median_days"]


def test_another_amount_in_a_row_changes_the_sums(book: Path, anew: Any) -> None:
    def pay_more(workbook: Workbook) -> None:
        cell_in(workbook, CASES, NUMBER, "协议金额(元)").value = 2000.07
        cell_in(workbook, PAYMENTS, NUMBER, "履行金额(元)").value = 1500.01

    before, after = shown_in(opened(book)), shown_in(opened(anew(edited(book, pay_more))))
    agreed, paid = Decimal("2000.07") - Decimal("1005.55"), Decimal("1500.01") - Decimal("1005.55")
    for key, change in (("amount_agreed", agreed), ("amount_performed", paid)):
        assert after.overview[key][0] == (before.overview[key][0] or 0) + change
        assert after.breakdowns["month"][5][key][0] == (
            (before.breakdowns["month"][5][key][0] or 0) + change
        )
    assert after.overview["performance_rate"] == (Decimal(50), 2, 4)


def test_a_case_moves_to_another_row_of_a_breakdown_with_its_number(book: Path, anew: Any) -> None:
    def move(workbook: Workbook) -> None:
        cell = cell_in(workbook, CASES, NUMBER, "调解员序号")
        cell.value = 1 if cell.value == 2 else 2

    before, after = shown_in(opened(book)), shown_in(opened(anew(edited(book, move))))
    paid_before, paid_after = (
        [one["amount_performed"][0] or 0 for one in shown.breakdowns["mediator"]]
        for shown in (before, after)
    )
    assert sum(paid_after[:-1]) == paid_after[-1] == paid_before[-1]
    assert abs(paid_before[0] - paid_after[0]) == Decimal("1005.55")


def test_every_sheet_of_figures_checks_each_of_its_rows(book: Path) -> None:
    workbook = opened(book)
    for title in (OVERVIEW, *SHEETS.values(), COMPARED):
        checks = [line["核对"] for line in lines_of(workbook[title])]
        assert set(checks) <= {AGREES, "名册"}, title
        assert len(checks) > 1
