"""``tracker reconcile``: a report's figures beside the ledger's, for people and for programs."""

from __future__ import annotations

import os

import openpyxl
import pytest
from sqlalchemy import select

from tests import files
from tests.phrases import chosen_phrase
from tracker.models import AuditLine, Center

KEYS = {"text", "start", "end", "kind", "value", "unit", "bound", "period", "indicator",
        "confidence", "verdict", "ledger", "readings"}  # fmt: skip


@pytest.fixture
def report(tmp_path):
    """A report of that text."""

    def written(text, name="报告.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.fixture
def truth(figures):
    """Figures of the ledger, and a sentence that states them rightly."""
    found = {key: one["value"] for key, one in figures()["indicators"].items()}
    said = "应办矛盾纠纷{caseload}件，成功化解{resolved}件，化解率{resolution_rate}%。"
    return found, said


def test_a_true_report_is_told_line_by_line(truth, tracker, report):
    found, said = truth
    told = tracker("reconcile", 2024, report(said.format(**found)))
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert [line.split()[0] for line in lines if "台账" in line] == ["√"] * 3
    assert f"√ 应办矛盾纠纷{found['caseload']}件  一致  台账：{found['caseload']}" in lines


def test_a_false_figure_ends_with_1_and_stands_beside_the_ledgers(truth, tracker, report):
    found, said = truth
    told = tracker("reconcile", 2024, report(said.format(**found | {"resolved": 4711})))
    assert (told.code, told.err) == (1, "")
    assert f"× 成功化解4711件  不一致  台账：{found['resolved']}" in told.out


def test_a_text_that_contradicts_itself_ends_with_1(home, tracker, report):
    text = "行政处罚731起，其中简易程序512起、普通程序210起。"
    told = tracker("reconcile", 2024, report(text), "--no-ledger")
    assert told.code == 1
    assert "731 / 512 / 210" in told.out


def test_the_json_has_the_shape_that_scripts_rely_on(truth, tracker, report):
    found, said = truth
    text = said.format(**found)
    told = tracker("reconcile", 2024, report(text), "--json")
    assert (told.code, told.err) == (0, "")
    assert {"stated", "internal"} <= told.json.keys()
    for one in told.json["stated"]:
        assert one.keys() >= KEYS
        assert text[one["start"] : one["end"]] == one["text"]
        assert one["verdict"] == "equal"
    counts = [one["ledger"]["value"] for one in told.json["stated"]]
    assert counts == [found["caseload"], found["resolved"], found["resolution_rate"]]
    for one in told.json["internal"]:
        assert one.keys() >= {"check", "holds"}


def test_another_basis_is_held_against_where_it_is_asked(truth, tracker, report, figures):
    closed = figures(2024, "--basis", "closed")["indicators"]["resolution_rate"]["value"]
    assert closed != truth[0]["resolution_rate"]
    path = report(f"矛盾纠纷化解率{closed}%。")
    (one,) = tracker("reconcile", 2024, path, "--json").json["stated"]
    assert (one["verdict"], one["ledger"]["basis"]) == ("other_basis", "closed")
    (one,) = tracker("reconcile", 2024, path, "--basis", "closed", "--json").json["stated"]
    assert one["verdict"] == "equal"


def test_another_places_report_is_read_without_any_ledger(home, tracker, report):
    text = "2024年化解矛盾纠纷1366件，化解率99.56%。"
    told = tracker("reconcile", 2024, report(text), "--no-ledger", "--json")
    assert (told.code, told.err) == (0, "")
    assert not (home / "tracker.sqlite").exists()
    assert {one["verdict"] for one in told.json["stated"]} == {"not_computable"}
    assert len(told.json["stated"][1]["readings"]) == 2
    told = tracker("reconcile", 2024, report(text), "--no-ledger")
    assert told.out.splitlines()[0] == "· 化解矛盾纠纷1366件  1,366件"
    assert "可理解为1360/1366" in told.out


def test_a_text_may_come_through_a_pipe(truth, tracker):
    found, said = truth
    told = tracker("reconcile", 2024, "-", "--json", typed=said.format(**found))
    assert [one["verdict"] for one in told.json["stated"]] == ["equal"] * 3


def test_a_text_without_figures_says_so(filled, tracker, report):
    told = tracker("reconcile", 2024, report("全年工作平稳有序。"))
    assert (told.code, told.out.strip()) == (0, "文字中没有读到数字。")


@pytest.mark.parametrize(
    ("name", "words", "code", "said"),
    [
        ("报告.doc", (), 1, "仅支持 txt、docx 和 pdf 格式的报告。"),
        ("空.txt", (), 1, "空.txt 中没有文字"),
        ("报告.txt", ("--center", "XX"), 2, "没有代码为 XX"),
        ("报告.txt", ("--center", "LS", "--no-ledger"), 2, "不与台账核对时无须选择中心"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(
    filled, tracker, report, name, words, code, said
):
    path = report("" if name.startswith("空") else "化解纠纷5件。", name)
    told = tracker("reconcile", 2024, path, *words)
    assert (told.code, told.out) == (code, "")
    assert said in told.error


def test_a_missing_file_is_wrong_use(filled, tracker):
    told = tracker("reconcile", 2024, "没有.txt")
    assert told.code == 2
    assert "没有.txt" in told.error


def test_what_a_clerk_chose_for_words_is_used_on_the_terminal(filled, tracker, report, figures):
    with filled() as session:
        chosen_phrase(session, session.scalars(select(Center)).one())
    text = f"妥处矛盾纠纷{figures()['indicators']['resolved']['value']}件。"
    (one,) = tracker("reconcile", 2024, report(text), "--json").json["stated"]
    assert (one["indicator"], one["confidence"], one["verdict"]) == ("resolved", 1, "equal")
    assert one["chosen"]["by"] == "tracker"
    assert "由tracker于" in tracker("reconcile", 2024, report(text)).out


@pytest.fixture
def folder(tmp_path):
    """Reports of other places: two that can be read, one of them in a folder below, and others."""
    home = tmp_path / "reports"
    (home / "东乡").mkdir(parents=True)
    (home / "西镇.txt").write_text("化解矛盾纠纷1366件，化解率99.56%。", "utf-8")
    parts = "行政处罚731起，其中简易程序512起、普通程序210起。"
    (home / "东乡" / "报告.docx").write_bytes(files.docx(parts))
    (home / "扫描.pdf").write_bytes(b"%PDF-1.7")
    (home / "旧.doc").write_bytes(b"x")
    (home / "~$报告.docx").write_bytes(b"x")
    (home / ".hidden").write_bytes(b"x")
    return home


def sheets(path):
    """Of each sheet its headings and the rows beneath."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows = [[cell for cell in row if cell is not None] for row in sheet.values]
        heading = next(n for n, row in enumerate(rows) if row[:1] == ["文件"] and len(row) > 1)
        found[sheet.title] = rows[heading:]
    return found


def test_a_folder_of_reports_becomes_one_workbook(home, tracker, folder, tmp_path):
    out = tmp_path / "汇总.xlsx"
    told = tracker("reconcile", 2024, folder, "--no-ledger", "-o", out)
    assert (told.code, told.err) == (1, ""), "two files cannot be read, one contradicts itself"
    assert told.out.strip() == f"2份报告已写入 {out}，2个文件未能读取。"
    found = sheets(out)
    assert list(found) == ["文件", "数字", "自查", "读法"]
    files_ = {row[0]: row[1:] for row in found["文件"][1:]}
    assert files_["扫描.pdf"][-1:] == ["PDF 文件已损坏或加密。"]
    assert files_["旧.doc"][-1:] == ["仅支持 txt、docx 和 pdf 格式的报告。"]
    assert files_["西镇.txt"][1:4] == [2, 0, 0]
    assert files_["东乡/报告.docx"][2:4] == [1, 1]
    assert len(files_) == 4
    assert [found["自查"][1][n] for n in (0, 3)] == ["东乡/报告.docx", "731 / 512 / 210"]
    assert [row[3:] for row in found["读法"][1:]] == [[1366, 1372], [1360, 1366]]


def test_a_folder_against_the_ledger_tells_the_verdicts_and_is_on_record(
    filled, tracker, folder, tmp_path
):
    out = tmp_path / "汇总.xlsx"
    tracker("reconcile", 2024, folder, "-o", out)
    assert {"一致", "不一致", "含义待定"} <= set(sheets(out)["文件"][0])
    with filled() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
        assert (line.action, line.changes["format"]) == ("export.reconciliation", "xlsx")


@pytest.mark.parametrize("form", ["docx", "xlsx", "json"])
def test_one_report_is_written_to_a_file(filled, tracker, report, tmp_path, form):
    out = tmp_path / f"核对.{form}"
    told = tracker("reconcile", 2024, report("化解矛盾纠纷4711件。"), "-o", out)
    assert (told.code, told.out.strip()) == (1, f"核对结果已写入 {out}。")
    assert out.stat().st_size > 500


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "须以工作簿输出：请加 -o FILE.xlsx"),
        (("-o", "out.docx"), "须以工作簿输出：请加 -o FILE.xlsx"),
        (("-o", "out.pdf"), "文件名须以 .docx、.xlsx 或 .json 结尾"),
    ],
)
def test_what_a_folder_cannot_become_is_wrong_use(home, tracker, folder, words, said):
    told = tracker("reconcile", 2024, folder, "--no-ledger", *words)
    assert (told.code, told.out) == (2, "")
    assert said in told.error


def test_a_folder_without_a_report_is_wrong_use(home, tracker, tmp_path):
    (tmp_path / "empty").mkdir()
    out = tmp_path / "found.xlsx"
    told = tracker("reconcile", 2024, tmp_path / "empty", "--no-ledger", "-o", out)
    assert told.code == 2
    assert not out.exists()


def test_json_is_not_written_into_a_workbook(home, tracker, report, tmp_path):
    out = tmp_path / "found.xlsx"
    told = tracker("reconcile", 2024, report("化解纠纷5件。"), "--no-ledger", "--json", "-o", out)
    assert told.code == 2
    assert not out.exists()


def test_what_is_no_file_has_a_row_in_the_workbook_too(home, tracker, folder, tmp_path):
    out = tmp_path / "汇总.xlsx"
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    told = tracker("reconcile", 2024, folder, "--no-ledger", "-o", out)
    assert told.code == 1
    names = {row[0] for row in sheets(out)["文件"]}
    assert {"lost.txt", "pipe.txt"} <= names
