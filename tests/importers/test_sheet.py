"""Files that are ledgers, and files that only say so: each of those gets one clear sentence."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlwt

from tests.importers.ledgers import case, plan_of, sentences, table, text, xls, xlsx
from tracker.domain.problems import Refused
from tracker.importers import grid
from tracker.importers.grid import address
from tracker.importers.sheet import read_sheets

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


def told(path: Path, name: str | None = None) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(Refused) as refused:
        read_sheets(path, name or path.name)
    return str(refused.value)


def with_sheet(path: Path, content: bytes) -> Path:
    """A workbook whose first sheet is this XML."""
    book = xlsx(path, [["a"]])
    parts = {}
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, content if name == SHEET else part)
    return book


def sheet_of(cells: bytes) -> bytes:
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + cells + b"</sheetData></worksheet>"
    )


def test_cells_have_the_names_that_spreadsheets_show():
    assert [address(0, 0), address(11, 18), address(0, 26), address(0, 701), address(0, 702)] == [
        "A1",
        "S12",
        "AA1",
        "ZZ1",
        "AAA1",
    ]


def test_the_same_ledger_reads_the_same_from_xlsx_xls_and_csv(tmp_path):
    rows = table(case(登记日期=date(2024, 3, 5), 备注="第一行\n第二行"))
    plans = [
        plan_of(xlsx(tmp_path / "a.xlsx", rows)),
        plan_of(xls(tmp_path / "a.xls", rows)),
        plan_of(text(tmp_path / "a.csv", rows)),
    ]
    assert [sentences(one) for one in plans] == [[]] * 3
    assert plans[0].rows[0].record == plans[1].rows[0].record == plans[2].rows[0].record


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_the_encodings_and_delimiters_that_offices_programs_write(
    tmp_path, encoding, delimiter
):
    path = text(tmp_path / "a.csv", table(case(申请人="张三、李四")), encoding, delimiter)
    plan = plan_of(path)
    assert [one.name for one in plan.rows[0].record.parties] == ["张三", "李四", "李四"]


def test_a_line_break_inside_a_csv_cell_does_not_shift_the_row_numbers(tmp_path):
    rows = table(case(备注="一\n二\n三"), case(登记日期="什么"))
    assert plan_of(text(tmp_path / "a.csv", rows)).problems[0].row == 3


@pytest.mark.parametrize(
    ("made", "name"), [(xlsx, "a.xls"), (xlsx, "a.XLSM"), (xls, "a.xlsx"), (xls, "waiting.ledger")]
)
def test_an_excel_workbook_may_bear_the_other_excel_ending(tmp_path, made, name):
    path = made(tmp_path / name, table(case()))
    assert read_sheets(path, "台账.XLS")[0].name == "台账"


def test_a_few_cells_full_of_other_delimiters_do_not_mislead(tmp_path):
    rows = table(case(申请人=";".join(["张三"] * 40), 备注="a,b,c," * 20))
    for delimiter in ",;\t":
        plan = plan_of(text(tmp_path / "a.csv", rows, delimiter=delimiter))
        assert (plan.read, sentences(plan)) == (1, [])
        assert len(plan.rows[0].record.parties) == 41


def test_a_quotation_mark_left_open_does_not_swallow_the_rows_below_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('登记日期,申请人,备注\n2024-3-5,张三,"一\n2024-3-6,李四,\n2024-3-7,王五,\n')
    assert told(path).startswith("Row 2 cannot be read: a quotation mark is missing")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.ods", "ledger"])
def test_other_formats_are_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    assert told(path) == "Only ledgers in the formats xlsx, xls and csv can be imported."


@pytest.mark.parametrize("content", [b"hello", "登记日期,申请人\n".encode(), b"<html><table>"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_a_text_file_named_xlsx_is_told_so(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert told(path).startswith(f"The file is named {path.suffix} but is not an Excel workbook.")


def test_a_workbook_named_csv_is_told_so(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", table(case()))
    assert told(path, "a.csv").startswith("The file is named .csv but is not a text file.")


def test_bytes_named_csv_are_told_so(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\x00\x01\x80" * 50)
    assert told(path).startswith("The file is not a text file in UTF-8 or GB 18030.")


def test_an_empty_file_is_told_so(tmp_path):
    path = tmp_path / "a.csv"
    path.touch()
    assert told(path) == "The file is empty."


def test_a_file_that_is_too_large_is_told_so_before_it_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(grid.MAX_FILE_BYTES + 1)
    assert told(path) == "The file is larger than 50 MB. Please split it."


def test_a_password_protected_workbook_is_told_so(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLE + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    said = "The workbook is protected by a password. Please save it without one."
    assert told(path) == told(path, "a.xls") == said


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "waiting.ledger"])
def test_an_old_workbook_with_a_password_is_told_so(tmp_path, name):
    path = xls(tmp_path / name, table(case()))
    content = path.read_bytes()
    # BOF of the globals, then a FILEPASS record in place of the next record's first bytes
    start = content.index(bytes.fromhex("0908"))
    after = start + 4 + struct.unpack_from("<H", content, start + 2)[0]
    locked = bytearray(content)
    locked[after : after + 2] = struct.pack("<H", 0x2F)
    path.write_bytes(bytes(locked))
    assert (
        told(path, "a.xls")
        == "The workbook is protected by a password. Please save it without one."
    )


def test_a_zip_bomb_is_refused_without_being_opened(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/media/{number}", bytes(8 * 1024 * 1024))
    said = "The workbook unpacks to more than a ledger can hold and was not opened."
    assert path.stat().st_size < 100_000
    assert told(path) == said


def test_a_part_that_lies_about_its_size_is_damage(tmp_path):
    path = with_sheet(tmp_path / "a.xlsx", sheet_of(b" " * 1_000_000))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<I", archive.getinfo(SHEET).file_size)
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, struct.pack("<I", 200)))
    assert told(path).startswith("The workbook is damaged")


def test_a_zip_that_is_no_workbook_is_told_so(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert told(path) == "This is not an Excel workbook. Please save the ledger as xlsx."


@pytest.mark.parametrize("cut", [10, 300, 2000])
def test_a_workbook_that_was_cut_off_is_damage(tmp_path, cut):
    path = xlsx(tmp_path / "a.xlsx", table(case()))
    path.write_bytes(path.read_bytes()[:-cut])
    assert told(path).startswith("The workbook is damaged")


def test_bytes_after_the_mark_of_an_old_workbook_are_damage(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + b"\xff" * 4096)
    assert told(path).startswith("The workbook is damaged")


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r = 'XFD1048576' s='1' t=\">\"><!-- - --><v>1</v></c></row>",
        b'<row r="1048576"><c r="A1048576"/><c><v>1</v></c></row>',
        b'<row r="2"><c r="XFD2"><v>1</v></c></row>',
    ],
)
def test_a_value_far_outside_is_refused_because_the_reader_would_ask_for_all_memory(
    tmp_path, cells
):
    path = with_sheet(tmp_path / "a.xlsx", sheet_of(cells))
    assert told(path).startswith("The sheet reaches to ")


def test_far_cells_that_carry_only_a_format_are_harmless(tmp_path):
    cells = b'<row r="1048576" s="1"><c r="XFD1048576" s="1"/><c r="A1048576" s="1"></c></row>'
    path = with_sheet(tmp_path / "a.xlsx", sheet_of(cells))
    assert read_sheets(path, path.name)[0].rows == [[1.0]]


def test_an_old_workbook_with_a_far_cell_ends_its_own_process_only(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    sheet.write(0, 0, 1.5)
    sheet.write(1, 1, 2.1234567)
    stream = io.BytesIO()
    book.save(stream)
    near, far = struct.pack("<HHHH", 0x203, 14, 1, 1), struct.pack("<HHHH", 0x203, 14, 65535, 65535)
    assert stream.getvalue().count(near) == 1
    path = tmp_path / "a.xls"
    path.write_bytes(stream.getvalue().replace(near, far))
    assert told(path).startswith("The workbook is damaged")


def test_too_many_rows_or_columns_are_refused(tmp_path):
    said = "The file has more than 100000 rows or 100 columns. Please split it."
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 100_001, "utf-8")
    assert told(path) == said
    assert told(text(tmp_path / "b.csv", [["a"] * 101])) == said
    assert told(xls(tmp_path / "c.xls", [["a"] * 101])) == said


def test_a_cell_larger_than_a_spreadsheets_is_told_with_its_row(tmp_path):
    path = text(tmp_path / "a.csv", [["a"], ["长" * 40_000]])
    assert told(path).startswith("Row 2 cannot be read")


def test_hidden_sheets_are_not_read(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("台账").write(0, 0, "a")
    hidden = book.add_sheet("旧")
    hidden.write(0, 0, "b")
    hidden.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    assert [one.name for one in read_sheets(tmp_path / "a.xls", "a.xls")] == ["台账"]
