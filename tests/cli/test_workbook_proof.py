"""``tracker verify FILE.xlsx``: a workbook is known again, and every number of it is held against
the frozen year.
"""

from __future__ import annotations

import re
import zipfile

import openpyxl
import pytest
from sqlalchemy import delete, select, update

from tests.factories import STUDIO
from tests.frozen import close_pending, freeze
from tests.libreoffice import recalculated
from tests.reports.workbook.books import ABOUT, ANNUAL, CASES, NOTHING, OVERVIEW, heading_of
from tracker import clock
from tracker.domain.frozen import fingerprint
from tracker.models import AuditLine, Center, FrozenCase, FrozenYear, Organisation
from tracker.permissions import Actor
from tracker.services import organisations

AGREE = "冻结的2024年第1版，"
LIVE = r'(<c r="{}\d+"[^>]*>)<f>[^<]*</f>'
"""A cell of that column with its formula."""


@pytest.fixture
def frozen(filled):
    with filled() as session:
        freeze(session, session.scalars(select(Center)).one())
    return filled


@pytest.fixture
def taken(tracker, tmp_path):
    """A workbook, as the terminal writes it."""

    def of(*more, name="summary.xlsx"):
        path = tmp_path / name
        said = tracker("summary", 2024, "-o", path, "--format", "xlsx", *more)
        assert (said.code, said.err) == (0, "")
        return path

    return of


@pytest.fixture
def tampered(tracker, frozen, taken):
    """The workbook's numbers as they were calculated, after somebody changed some by hand."""

    def with_(edit):
        path = taken()
        book = openpyxl.load_workbook(path, data_only=True)
        edit(book)
        book.save(path)
        return tracker("verify", path)

    return with_


def figures_line(said):
    return next(line for line in said.out.splitlines() if AGREE in line)


def find(sheet, text, column=2):
    return next(row[0].row for row in sheet.iter_rows() if row[column - 1].value == text)


@pytest.mark.parametrize("basis", ["caseload", "closed", "accepted"])
def test_the_workbook_of_a_frozen_year_agrees_on_every_basis(tracker, frozen, taken, basis):
    said = tracker("verify", taken("--basis", basis, name="改了名.bin"))
    assert (said.code, said.err) == (0, "")
    assert figures_line(said).startswith(f"√ {AGREE}")
    assert figures_line(said).endswith("个数字全部一致。")


def test_a_workbook_in_english_is_known_again_in_chinese(tracker, frozen, taken, monkeypatch):
    monkeypatch.setenv("TRACKER_LOCALE", "en")
    path = taken()
    assert tracker("verify", path).code == 0
    monkeypatch.setenv("TRACKER_LOCALE", "zh_Hans_CN")
    assert tracker("verify", path).code == 0


def test_a_workbook_saved_again_by_another_program_still_agrees(tracker, frozen, taken, tmp_path):
    """LibreOffice writes all formulas and numbers anew, in its own way."""
    (saved,) = recalculated([taken()], tmp_path / "again")
    said = tracker("verify", saved)
    assert (said.code, said.err) == (0, ""), said.out


def test_its_properties_say_which_version_it_is(frozen, taken):
    with frozen() as session:
        row = session.scalars(select(FrozenYear)).one()
        wanted = {"center": "LS", "year": 2024, "number": 1, "sha256": row.sha256}
    book = openpyxl.load_workbook(taken())
    assert {one.name: one.value for one in book.custom_doc_props.props} == {
        f"tracker.{name}": value for name, value in wanted.items()
    }
    about = [cell.value for row in book.worksheets[0].iter_rows(max_col=2) for cell in row]
    assert f"LS 2024 v1 {wanted['sha256']}" in about


def test_every_number_on_the_sheets_is_held_against_what_was_frozen(tampered):
    """Whichever is changed is named with its cell, and no other."""

    def change(book):
        for title, row in ((OVERVIEW, "化解件数"), ("分月", "3月"), ("分类", "全期")):
            sheet = book[title]
            place = find(sheet, row)
            column = 6 if title == "分月" else 5 if title == OVERVIEW else 4
            sheet.cell(place, column).value = 4321

    said = tampered(change)
    assert said.code == 1
    wrong = [line for line in said.out.splitlines() if "4321" in line]
    assert [line.split()[1] for line in wrong] == [OVERVIEW, "分月", "分类"]
    assert "resolved.value" in wrong[0]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda book: _swap(book[OVERVIEW], "办结件数", "化解件数"), "resolved"),
        (lambda book: _headings(book["分月"], 6, 7), "registered.value"),
        (lambda book: book.remove(book["分村"]), "个冻结的数字"),
        (lambda book: book["分月"].delete_rows(find(book["分月"], "3月")), "个冻结的数字"),
        (lambda book: _more(book["分月"]), "并无冻结"),
        (lambda book: _set(book[OVERVIEW], "化解率", 6, NOTHING), "resolution_rate"),
        (lambda book: _set(book[ANNUAL], "行政处罚", 4, 731), "penalties.value"),
        (lambda book: _swap(book[ANNUAL], "诉讼收案", "政务公开"), "lawsuits"),
        (lambda book: book.remove(book[ANNUAL]), "个冻结的数字"),
    ],
)
def test_no_number_passes_for_another(tampered, edit, said):
    found = tampered(edit)
    assert found.code == 1
    assert said in found.out


def _swap(sheet, one, other):
    """The names change places, the numbers stay."""
    places = find(sheet, one), find(sheet, other)
    for place, name in zip(places, (other, one), strict=True):
        sheet.cell(place, 2).value = name


def _headings(sheet, one, other):
    top = heading_of(sheet)
    cells = sheet.cell(top, one), sheet.cell(top, other)
    cells[0].value, cells[1].value = cells[1].value, cells[0].value


def _more(sheet):
    place = find(sheet, "3月")
    sheet.insert_rows(place)
    sheet.cell(place, 2).value, sheet.cell(place, 6).value = "13月", 7


def _set(sheet, name, column, value):
    sheet.cell(find(sheet, name), column).value = value


@pytest.fixture
def forged(tracker, frozen, taken):
    """The workbook with its formulas and the numbers they gave, after its text was edited."""

    def with_(sheet, old, new):
        path = taken()
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        names = openpyxl.load_workbook(path).sheetnames
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        text = parts[part].decode()
        parts[part] = re.sub(old, new, text, count=1).encode()
        assert parts[part] != text.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return tracker("verify", path)

    return with_


@pytest.mark.parametrize(
    ("sheet", "old", "new", "said"),
    [
        (OVERVIEW, LIVE.format("E"), r"\1", "× 汇总：有1个数字背后不是程序所写的公式，首个在 E"),
        (OVERVIEW, LIVE.format("E"), r"\1<f>1+1</f>", "× 汇总：有1个数字背后不是程序所写的公式"),
        (
            "分月",
            LIVE.format("F"),
            r"\1<f>9</f>",
            "× 分月：有1个数字背后不是程序所写的公式，首个在 F",
        ),
        ("分类", LIVE.format("D"), r"\1", "× 分类：有1个数字背后不是程序所写的公式，首个在 D"),
        ("分月", r"<v>45292</v>", "<v>45000</v>", "× 分月 D"),
        (ABOUT, "2024-12-31", "2024-06-30", "× 说明：表上没有"),
        (ABOUT, r"<v>45292</v>", "<v>45000</v>", "“起始日期”旁所载为 2023-03-15，应为 2024-01-01"),
        (OVERVIEW, "2024年度", "2023年度", "× 汇总：表上没有"),
        (ABOUT, "应办口径", "办结口径", "× 说明：表上没有“化解率统计口径：应办口径”"),
        (OVERVIEW, "应办口径", "办结口径", "× 汇总：表上没有"),
    ],
)
def test_a_number_that_agrees_does_not_hide_what_was_forged(forged, sheet, old, new, said):
    found = forged(sheet, old, new)
    assert found.code == 1
    assert said in found.out


def test_what_is_not_proved_of_a_file_is_said(tracker, frozen, taken):
    out = tracker("verify", taken()).out
    assert "未作比对：公式所统计的明细和对照表、上述以外的文字，以及工作表：明细、履行明细。" in out


def test_a_part_that_declares_a_document_type_is_not_read(forged):
    found = forged(OVERVIEW, r"<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    assert (found.code, found.out) == (1, "")
    assert "损坏" in found.error


def test_the_rows_of_a_file_are_not_read(forged):
    """However many they are, and whatever stands among them."""
    assert forged(CASES, r"</sheetData>", '<row r="1048576"><c r="A1048576"/></row>').code == 0


def test_a_file_of_another_kind_is_told_which_one_states_a_version(tracker, frozen, tmp_path):
    path = tmp_path / "年度工作报告.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    said = tracker("verify", path)
    assert (said.code, said.out) == (1, "")
    assert "只有年度汇总的 xlsx 工作簿载有可供核验的冻结版次" in said.error


def edit_the_ledger(ledger):
    with ledger() as session:
        close_pending(session, session.scalars(select(Center)).one())


def test_a_file_made_after_a_change_names_what_differs(tracker, frozen, taken):
    edit_the_ledger(frozen)
    said = tracker("verify", taken())
    assert said.code == 1
    assert "× 不成立：文件中每个数字都与2024年第1版相同。" in said.out
    assert "closed.value" in said.out
    assert "（accepted.value）" not in said.out


def test_a_file_made_before_the_change_still_agrees(tracker, frozen, taken):
    path = taken()
    edit_the_ledger(frozen)
    assert tracker("verify", path).code == 0


def test_a_file_made_between_two_renamings_still_agrees(tracker, frozen, taken):
    """Whatever an organisation was called when it was taken; a name that it never had is told."""

    def rename(name):
        with frozen() as session:
            row = session.scalars(select(Organisation).where(Organisation.name == called[-1])).one()
            actor = Actor.system(row.center_id)
            organisations.change_organisation(session, actor, row, name, row.kind)
            session.commit()
        called.append(name)

    called = [STUDIO]
    rename("老街调解室")
    path = taken()
    rename("新街调解室")
    assert tracker("verify", path).code == 0
    book = openpyxl.load_workbook(path, data_only=True)
    sheet = book["分组织"]
    sheet.cell(find(sheet, "老街调解室"), 2).value = "别家调解室"
    book.save(path)
    said = tracker("verify", path)
    assert said.code == 1
    assert "别家调解室" in said.out


def test_a_file_made_after_somebody_joined_the_roster_still_agrees(tracker, frozen, taken):
    """People of today are no figure of the year; that they are not compared is told."""
    with frozen() as session:
        center = session.scalars(select(Center)).one()
        actor = Actor.system(center.id)
        organisations.add_mediator(session, actor, "新来的人", None, resident=True)
        session.commit()
    said = tracker("verify", taken())
    assert said.code == 0
    assert "名册上的人数没有期间，未作比对。" in said.out


def test_the_file_of_a_withdrawn_version_says_since_when_and_why(tracker, frozen, taken):
    path = taken()
    tracker("unfreeze", 2024, "--reason", "两件重复登记")
    said = tracker("verify", path)
    assert said.code == 1
    assert "撤销：两件重复登记" in said.out
    assert figures_line(said).startswith("√")


def test_a_file_that_states_no_version_says_what_to_do(tracker, filled, taken):
    said = tracker("verify", taken())
    assert (said.code, said.out) == (1, "")
    assert "没有注明冻结版次" in said.error


def test_the_file_of_another_ledger_is_not_known(tracker, frozen, taken):
    path = taken()
    with frozen() as session:
        row = session.scalars(select(FrozenYear)).one()
        session.execute(update(FrozenYear).values(sha256="0" * 64))
        session.commit()
        assert row.sha256
    said = tracker("verify", path)
    assert said.code == 1
    assert "从未冻结过" in said.out


def test_a_broken_or_strange_file_gets_a_sentence(tracker, frozen, taken, tmp_path):
    path = taken()
    path.write_bytes(path.read_bytes()[:4000])
    said = tracker("verify", path)
    assert (said.code, said.out) == (1, "")
    assert said.error
    strange = tmp_path / "notes.zip"
    with zipfile.ZipFile(strange, "w") as archive:
        archive.writestr("a.txt", "漏水")
    assert tracker("verify", strange).code == 1


@pytest.mark.parametrize(
    "change",
    [
        update(FrozenYear).values(content='{"figures":{}}'),
        update(FrozenYear).values(number=2),
        update(FrozenCase).where(FrozenCase.version == 3).values(version=4),
    ],
)
def test_what_is_changed_by_hand_in_the_ledger_breaks_the_proof(tracker, frozen, taken, change):
    path = taken()
    assert tracker("verify").code == 0
    with frozen() as session:
        session.execute(change)
        session.commit()
    said = tracker("verify")
    assert said.code == 1
    assert "× 2024年" in said.out
    assert tracker("verify", path).code == 1


def reseal(session):
    """Other figures, with the fingerprint that belongs to them."""
    row = session.scalars(select(FrozenYear)).one()
    row.content = row.content.replace('"value":', '"value": ', 1)
    values = {"content": row.content, "sha256": fingerprint(row.content)}
    session.expunge(row)
    session.execute(update(FrozenYear).values(**values))


def of_nothing(session):
    values = {"content": "{}", "sha256": fingerprint("{}")}
    session.execute(update(FrozenYear).values(**values))


def erase(session):
    session.execute(delete(FrozenCase))
    session.execute(delete(FrozenYear))


def withdraw(session):
    by_hand = {"unfrozen_by": "admin", "unfrozen_reason": "重复", "unfrozen_at": clock.now()}
    session.execute(update(FrozenYear).values(**by_hand))


def another_hand(session):
    session.execute(update(FrozenYear).values(frozen_by="supervisor"))


def no_line(session):
    session.execute(delete(AuditLine).where(AuditLine.action == "year.freeze"))


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (reseal, "× 2024年第1版：留存的与留痕所记的冻结不是同一回事。"),
        (of_nothing, "× 2024年第1版：留存的数字与指纹不符。"),
        (another_hand, "× 2024年第1版：留存的与留痕所记的冻结不是同一回事。"),
        (no_line, "× 2024年第1版：留存的与留痕所记的冻结不是同一回事。"),
        (withdraw, "× 2024年第1版：是否撤销，留存的与留痕所记的不一致。"),
        (erase, "× 留痕中有2024年第1版的冻结，台账中却没有这一版。"),
    ],
)
def test_a_frozen_year_is_what_the_trail_says_was_frozen(tracker, frozen, taken, forge, said):
    path = taken()
    with frozen() as session:
        forge(session)
        session.commit()
    proof = tracker("verify")
    assert proof.code == 1
    assert said in proof.out
    assert tracker("verify", path).code == 1


def test_withdrawing_and_freezing_anew_leaves_nothing_to_find(tracker, frozen):
    tracker("unfreeze", 2024, "--reason", "两件重复登记")
    tracker("freeze", 2024, "--note", "更正后")
    assert tracker("verify").code == 0


def test_programs_read_the_proof_as_json(tracker, frozen, taken):
    said = tracker("verify", taken(), "--json").json
    assert said["ok"] is True
    assert [one["name"] for one in said["checks"]] == [
        "states",
        "seal",
        "standing",
        "figures",
        "formulas",
        "about",
    ]
    assert "frozen" in [one["name"] for one in tracker("verify", "--json").json["checks"]]
