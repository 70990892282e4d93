"""The ledger as a file: it comes back the same, shows nobody more than it may, and runs nothing."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from tests.factories import make_case, named, open_office
from tests.importers.imported import FULL, counts, import_file, import_rows
from tests.importers.ledgers import CREDIT_CODE, GOOD_ID, OTHER_ID, case
from tracker.domain.content import fingerprint
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.ledger import LEDGER_COLUMNS
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Outcome, PartyKind, Role, Side
from tracker.indicators.year import summarise
from tracker.models import Case, Center, Mediator, Organisation, Party
from tracker.permissions import Actor
from tracker.queries.ledger import stored_records, touched_in
from tracker.queries.scope import Scope
from tracker.reports.ledger import SAMPLE_NOTE, ledger_table
from tracker.reports.ledger_files import csv_lines, write_csv, write_xlsx
from tracker.services import audit, cases

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def of(center):
    return Case.center_id == center.id


def rows_of(session, center, **options):
    """The table as dictionaries."""
    table = ledger_table(session, of(center), **options)
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def contents(session, center):
    """What the cases say, whatever their ids are."""
    return sorted(fingerprint(record) for _place, record in stored_records(session, of(center)))


def figures(session, center, *years):
    found = []
    for year in years:
        for basis in Basis:
            summary = summarise(session, Scope((center.id,)), center, Period.year(year), basis)
            found.append({key: figure.plain for key, figure in summary.figures.items()})
    return found


@pytest.fixture
def busy(session, center, tmp_path):
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
        cases.record_payment(session, actor, paid, PaymentDraft(day, Decimal("0.01")), paid.version)
    late = make_case(session, center, registered_on=date(2023, 10, 31),
                     accepted=date(2023, 11, 1))  # fmt: skip
    cases.extend(session, actor, late, date(2024, 2, 1), "当事人同意", late.version)
    make_case(session, center, registered_on=date(2024, 1, 5),
              accepted=date(2024, 1, 5), closed=date(2024, 1, 6),
              outcome=Outcome.FAILED)  # fmt: skip
    session.commit()
    return center


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_unmasked_export_imported_into_an_empty_ledger_gives_the_same_figures(
    session, busy, tmp_path, form
):
    path = tmp_path / f"out.{form}"
    with path.open("wb") as target:
        count = WRITERS[form](ledger_table(session, of(busy), unmasked=True), target)
    # the other center has the same name in case numbers, so that all numbers are of its series
    other = open_office(session, "QJ", "柳")
    assert counts(import_file(session, Actor.system(other.id), path)) == (count, count, 0, 0)
    years = (2023, 2024, 2025)
    assert figures(session, other, *years) == figures(session, busy, *years)
    assert figures(session, busy, 2024)[0]["caseload"] == 5


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_unmasked_export_imported_into_its_own_ledger_adds_nothing(
    session, busy, tmp_path, form
):
    path = tmp_path / f"out.{form}"
    with path.open("wb") as target:
        count = WRITERS[form](ledger_table(session, of(busy), unmasked=True), target)
    report = import_file(session, Actor.system(busy.id), path)
    assert counts(report) == (count, 0, 0, count)


def test_a_second_export_is_the_first_one_again(session, busy, tmp_path):
    path = tmp_path / "out.csv"
    first = "".join(csv_lines(ledger_table(session, of(busy), unmasked=True)))
    path.write_text(first, "utf-8", newline="")
    other = open_office(session, "QJ", "柳")
    import_file(session, Actor.system(other.id), path)
    again = "".join(csv_lines(ledger_table(session, of(other), unmasked=True)))
    assert sorted(again.splitlines()[1:]) == sorted(first.splitlines()[1:])


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


def test_an_export_is_masked_unless_asked_otherwise(session, busy):
    rows = rows_of(session, busy)
    paid = next(row for row in rows if row["申请事项"])
    assert paid["申请人"] == '甲***伙、"""*****店"、张*三'
    assert paid["申请人证件号"] == "、、110105********002X"
    assert paid["申请人电话"] == "、、138****5678"
    assert paid["被申请人"] == "某厂"
    assert paid["被申请人证件号"] == CREDIT_CODE
    assert paid["纠纷简要情况"] == "=1+1\n张*三"
    assert "张小三" not in str(rows)
    assert GOOD_ID not in str(rows)


def test_who_acts_for_an_organisation_is_masked_in_texts(session, center):
    firm = PartyDraft(
        Side.APPLICANT, "柳市电器厂", PartyKind.ORGANISATION, legal_representative="钱多多"
    )
    make_case(session, center, parties=[firm], summary="柳市电器厂钱多多称货款未付")
    assert rows_of(session, center)[0]["纠纷简要情况"] == "柳市电器厂钱*多称货款未付"


def test_a_masked_export_leaves_out_columns_of_which_nobody_knows_what_they_hold(session, busy):
    assert "批示" not in ledger_table(session, of(busy)).headings


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


def test_a_sample_ledger_says_so_in_every_file_and_still_comes_back(session, tmp_path):
    center = open_office(session, "LS", "柳", is_sample=True)
    make_case(session, center, accepted=date(2024, 3, 6))
    path = tmp_path / "out.csv"
    with path.open("wb") as target:
        assert write_csv(ledger_table(session, of(center), unmasked=True), target) == 1
    assert path.read_text("utf-8-sig").startswith(SAMPLE_NOTE)
    other = open_office(session, "QJ", "虹")
    assert counts(import_file(session, Actor.system(other.id), path)) == (1, 1, 0, 0)


def test_the_number_of_statements_does_not_grow_with_the_cases(session, busy, tmp_path):
    seen: list[str] = []

    def note(*call):
        seen.append(call[2])

    event.listen(session.get_bind(), "before_cursor_execute", note)
    list(ledger_table(session, of(busy), unmasked=True).rows)
    event.remove(session.get_bind(), "before_cursor_execute", note)
    few = len(seen)
    import_rows(session, Actor.system(busy.id), tmp_path,
                *[case(申请人=f"甲{place}", 第三人="乙") for place in range(40)])  # fmt: skip
    seen.clear()
    event.listen(session.get_bind(), "before_cursor_execute", note)
    assert len(list(ledger_table(session, of(busy), unmasked=True).rows)) > 40
    event.remove(session.get_bind(), "before_cursor_execute", note)
    assert len(seen) == few <= 10


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_ledger_of_a_year_gives_the_figures_of_that_year(session, busy, tmp_path, year):
    path = tmp_path / "year.xlsx"
    condition = of(busy) & touched_in(Period.year(year))
    with path.open("wb") as target:
        write_xlsx(ledger_table(session, condition, unmasked=True), target)
    other = open_office(session, "QJ", "柳")
    import_file(session, Actor.system(other.id), path)
    assert figures(session, other, year) == figures(session, busy, year)


def test_the_ledger_of_a_year_leaves_other_years_out(session, center):
    make_case(session, center, accepted=date(2022, 3, 5), registered_on=date(2022, 3, 5),
              closed=date(2022, 4, 5))  # fmt: skip
    table = ledger_table(session, of(center) & touched_in(Period.year(2024)))
    assert list(table.rows) == []


def test_a_condition_may_speak_of_the_same_tables(session, busy, actors):
    wanted = select(Party.case_id).where(Party.name == "王五")
    named_so = select(Organisation.id).where(Organisation.name.contains("人民"))
    condition = of(busy) & Case.id.in_(wanted) & Case.organisation_id.in_(named_so)
    assert len(list(ledger_table(session, condition).rows)) == 4
    assert actors[Role.CLERK]


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("、；;'=\"甲"),
    min_size=1, max_size=6,
).filter(lambda name: name not in ("无", "/"))  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("\n'=+甲"), max_size=20)


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(names=st.lists(NAMES, min_size=1, max_size=3), text=TEXTS)
def test_whatever_names_and_texts_a_case_has_they_come_back(session, center, tmp_path, names, text):
    for one in session.query(Case):
        session.delete(one)
    audit.record(session, Actor.system(center.id), "test.clear")
    session.commit()
    make_case(session, center, accepted=date(2024, 3, 6), summary=text.strip(),
              parties=[PartyDraft(Side.APPLICANT, name) for name in names])  # fmt: skip
    for form, write in WRITERS.items():
        path = tmp_path / f"out.{form}"
        with path.open("wb") as target:
            write(ledger_table(session, of(center), unmasked=True), target)
        assert counts(import_file(session, Actor.system(center.id), path)) == (1, 0, 0, 1)
    assert session.get(Center, center.id)
