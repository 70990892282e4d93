"""How the workbooks look when they are opened and printed: A4 across, headings on each page."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.ledger import ledger_table
from tracker.reports.ledger_files import write_xlsx
from tracker.reports.ledger_template import write_template
from tracker.reports.summary_files import summary_file

A4 = 9


@pytest.fixture
def workbooks(
    session: Session, filled_center: Center, tmp_path: Path
) -> dict[str, list[Worksheet]]:
    """The sheets of the ledger, of its template and of the summary of 2024."""
    center = filled_center
    scope = Scope((center.id,))
    summary = summarise(session, scope, center, Period.year(2024), Basis.CASELOAD)
    ledger, template, year = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write_xlsx(ledger_table(session, scope.holds(), unmasked=False), ledger)
    write_template(template, ["婚姻家庭", "邻里"])
    summary_file(session, scope, summary, "xlsx", year)
    files = {"ledger": ledger, "template": template, "summary": year}
    return {name: openpyxl.load_workbook(file).worksheets for name, file in files.items()}


def test_every_sheet_is_printed_on_a4_across_in_a_few_pages_beside_each_other(workbooks):
    for sheets in workbooks.values():
        for sheet in sheets:
            setup = sheet.page_setup
            assert (setup.paperSize, setup.orientation) == (A4, "landscape"), sheet.title
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert int(setup.fitToWidth or 1) <= 4, sheet.title
            assert setup.fitToHeight == 0, sheet.title


def test_the_row_that_stays_in_sight_is_the_row_repeated_on_each_page(workbooks):
    about = workbooks["summary"].pop(0)
    assert about.freeze_panes is None
    guide = workbooks["template"].pop()
    assert guide.print_title_rows == "$1:$1"
    for sheets in workbooks.values():
        for sheet in sheets:
            below = int(sheet.freeze_panes.lstrip("BCD"))
            assert sheet.print_title_rows == f"${below - 1}:${below - 1}", sheet.title
            assert sheet.cell(below - 1, 1).font.bold, sheet.title
            assert sheet.cell(below - 1, 2).value, sheet.title


def test_headings_of_several_lines_have_the_room_for_them(workbooks):
    *figures, annual = workbooks["summary"][1:-2]
    assert annual.title == "年度报告"
    for sheet in figures:
        headings = [row[0].row for row in sheet.iter_rows() if row[0].alignment.wrap_text]
        assert headings, sheet.title
        assert all(sheet.row_dimensions[row].height > 40 for row in headings), sheet.title


def test_the_guide_shows_long_lists_of_what_may_stand_in_a_cell_in_full(workbooks):
    guide = workbooks["template"][-1]
    longest = max(guide.iter_rows(min_row=2), key=lambda row: len(row[2].value or ""))
    assert longest[2].alignment.wrap_text
    assert guide.row_dimensions[longest[0].row].height > guide.row_dimensions[2].height


def test_every_sheet_of_the_summary_can_be_filtered_and_is_printed_with_its_name(workbooks):
    for sheet in workbooks["summary"][1:]:
        heading = int(sheet.freeze_panes.lstrip("BCD")) - 1
        assert sheet.auto_filter.ref.startswith(f"A{heading}:"), sheet.title
    for sheet in workbooks["summary"]:
        assert sheet.print_area, sheet.title
        header = sheet.oddHeader.left
        assert (header.size, header.text.split("　")[0].strip()) == (9, "2024年度汇总"), sheet.title
        assert "柳市镇社会治理中心" in header.text
        assert sheet.oddFooter.left.text.endswith("&A")


def test_what_the_program_counted_is_folded_away_and_not_printed(workbooks):
    *figures, annual = workbooks["summary"][1:-2]
    assert annual.title == "年度报告"
    for sheet in figures:
        heading = int(sheet.freeze_panes.lstrip("BCD")) - 1
        folded = [one for one in sheet[heading] if str(one.value).startswith("程序统计：")]
        assert folded, sheet.title
        dimensions = sheet.column_dimensions
        assert dimensions[folded[0].column_letter].hidden, sheet.title
        last = sheet[sheet.print_area.split("!")[1].replace("$", "").split(":")[1]]
        assert last.column == folded[0].column - 1, sheet.title


def test_the_keys_of_the_annual_reports_sheet_are_folded_away_and_not_printed(workbooks):
    sheet = workbooks["summary"][-3]
    keyed = next(row for row in sheet.iter_rows() if row[-1].value == "annual")
    first = next(one for one in keyed if one.value == "D value")
    assert sheet.column_dimensions[first.column_letter].hidden
    last = sheet[sheet.print_area.split("!")[1].replace("$", "").split(":")[1]]
    assert last.column == first.column - 1


def test_the_figures_are_drawn_beneath_their_tables(workbooks):
    drawn = {sheet.title for sheet in workbooks["summary"] if sheet._charts}
    assert drawn >= {"分月", "分类", "分来源", "分组织", "分调解员", "分村", "同比"}
