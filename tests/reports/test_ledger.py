"""The ledger as a file: its columns, its cells, and that it runs nothing."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
from sqlalchemy import select

from tests.factories import make_case
from tests.importers.imported import import_rows
from tests.importers.ledgers import GOOD_ID, case
from tests.reports.ledgers import of, rows_of
from tests.statements import noted
from tracker.domain.ledger import LEDGER_COLUMNS
from tracker.domain.periods import Period
from tracker.extensions import db
from tracker.models import Case, Organisation, Party
from tracker.permissions import Actor
from tracker.queries.ledger import touched_in
from tracker.reports.ledger import ledger_table
from tracker.reports.ledger_files import csv_lines, write_xlsx


def test_the_columns_of_the_template_come_first_and_further_ones_where_needed(session, busy):
    headings = ledger_table(session, of(busy), unmasked=True).headings
    own = [column.heading for column in LEDGER_COLUMNS]
    assert headings[: len(own)] == own
    assert headings[len(own) :] == [
        "受理状态", "延长期限至", "申请事项", "第三人", "第三人证件号", "第三人电话", "代理人",
        "代理人证件号", "代理人电话", "序号", "批示",
    ]  # fmt: skip


def test_a_plain_ledger_has_the_columns_of_the_template_only(session, center):
    make_case(session, center, accepted=date(2024, 3, 6))
    assert ledger_table(session, of(center)).headings == [
        column.heading for column in LEDGER_COLUMNS
    ]


def test_a_further_column_named_like_one_of_the_ledgers_own_is_set_apart(session, center, tmp_path):
    import_rows(session, Actor.system(center.id), tmp_path, case() | {"受理日期": "2024-03-05"})
    found = session.query(Case).one()
    session.execute(Case.__table__.update().values(extra_columns={"备注": "旧"}))
    session.expire_all()
    assert found.extra_columns == {"备注": "旧"}
    row = rows_of(session, center, unmasked=True)[0]
    assert (row["备注"], row["备注（附）"]) == ("", "旧")


def test_several_payments_stand_in_both_cells_in_the_same_order(session, busy):
    row = next(row for row in rows_of(session, busy, unmasked=True) if row["申请事项"])
    assert row["履行日期"] == "2025-01-02、2025-01-02、2025-02-01"
    assert row["已履行金额(元)"] == "0.01、0.01、0.01"
    assert row["调解员"] == "解春晖"


def test_a_workbooks_texts_are_texts_and_its_dates_and_amounts_are_such(session, busy, tmp_path):
    path = tmp_path / "out.xlsx"
    with path.open("wb") as target:
        write_xlsx(ledger_table(session, of(busy), unmasked=True), target)
    sheet = openpyxl.load_workbook(path).active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert cells["=1+1\n张小三"].data_type == "s"
    assert cells["=cmd|'/c calc'!A1"].data_type == "s"
    assert cells["@赔偿"].data_type == "s"
    ids = [value for value in cells if isinstance(value, str) and GOOD_ID in value]
    assert cells[ids[0]].number_format == "@"
    assert sheet["B2"].is_date
    assert cells[35000].number_format == "#,##0.00"


def test_csv_starts_with_the_mark_and_guards_what_a_spreadsheet_would_run(session, busy):
    text = "".join(csv_lines(ledger_table(session, of(busy), unmasked=True)))
    assert text.startswith("\ufeff案号,登记日期,")
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert "'=cmd|'/c calc'!A1" in cells
    assert "'=1+1\n张小三" in cells
    assert "'@赔偿" in cells
    assert "'+86 577" in cells
    assert "35000.00" in cells
    assert not any(cell.startswith(("=", "+", "@", "-", "\t")) for cell in cells)


def test_the_number_of_statements_does_not_grow_with_the_cases(session, busy, tmp_path):
    with noted(db.engine) as few:
        list(ledger_table(session, of(busy), unmasked=True).rows)
    import_rows(session, Actor.system(busy.id), tmp_path,
                *[case(申请人=f"甲{place}", 第三人="乙") for place in range(40)])  # fmt: skip
    with noted(db.engine) as many:
        assert len(list(ledger_table(session, of(busy), unmasked=True).rows)) > 40
    assert len(many) == len(few) <= 10


def test_the_ledger_of_a_year_leaves_other_years_out(session, center):
    make_case(session, center, accepted=date(2022, 3, 5), registered_on=date(2022, 3, 5),
              closed=date(2022, 4, 5))  # fmt: skip
    table = ledger_table(session, of(center) & touched_in(Period.year(2024)))
    assert list(table.rows) == []


def test_a_condition_may_speak_of_the_same_tables(session, busy):
    wanted = select(Party.case_id).where(Party.name == "王五")
    named_so = select(Organisation.id).where(Organisation.name.contains("人民"))
    condition = of(busy) & Case.id.in_(wanted) & Case.organisation_id.in_(named_so)
    assert len(list(ledger_table(session, condition).rows)) == 4
