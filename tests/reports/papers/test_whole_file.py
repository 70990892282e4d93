"""The file as one: everything in its order, pages numbered throughout, nothing left behind."""

import io
import tempfile
import zipfile
from pathlib import Path

from tests import files
from tracker.reports.papers.whole_file import file_pdf, file_zip, fit_name

ORDER = [
    "卷宗封面",
    "卷内目录",
    "人民调解申请书",
    "人民调解受理登记表",
    "人民调解权利义务告知书",
    "身份证明：身份证.jpg",
    "人民调解调查记录",
    "证据材料：现场照片.pdf",
    "人民调解记录（2024年3月12日）",
    "人民调解记录（2024年3月20日）",
    "人民调解协议书",
    "人民调解回访记录",
    "案件情况报告",
    "其他材料：说明.docx",
    "卷宗封底",
]


def test_the_print_has_every_part_in_order_with_bookmarks(case_with_attachments, bookmarks_of):
    found = bookmarks_of(file_pdf(case_with_attachments))
    assert [title for title, _page in found] == [
        name for name in ORDER if not name.endswith("说明.docx")
    ]


def test_the_contents_name_the_page_on_which_each_part_begins(
    case_with_attachments, pages_of, bookmarks_of
):
    printed = file_pdf(case_with_attachments)
    pages = pages_of(printed)
    for place, (title, page) in enumerate(bookmarks_of(printed)[2:-1], start=1):
        line = f"{place}{''.join(title.split())}{page}"
        assert line in pages[1], line
    assert "其他材料：说明.docx见电子卷" in pages[1]


def test_pages_are_numbered_throughout_and_counted_on_the_back(case_with_attachments, pages_of):
    pages = pages_of(file_pdf(case_with_attachments))
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"—{number}—")
    assert f"共{len(pages)}页" in pages[-1]


def test_every_page_of_a_scan_is_printed(case_with_attachments, bookmarks_of):
    pages = dict(bookmarks_of(file_pdf(case_with_attachments)))
    following = pages["人民调解记录（2024年3月12日）"]
    assert following - pages["证据材料：现场照片.pdf"] == 2


def test_the_archive_holds_both_forms_and_what_was_attached_as_it_came(case_with_attachments):
    target = io.BytesIO()
    file_zip(case_with_attachments, {}, target)
    archive = zipfile.ZipFile(target)
    expected = []
    for place, name in enumerate(ORDER, start=1):
        stem = f"{place:02} {fit_name(name)}"
        attached = "：" in name
        expected += [stem] if attached else [f"{stem}.docx", f"{stem}.pdf"]
    assert archive.namelist() == expected
    assert archive.read("06 身份证明：身份证.jpg") == files.jpeg(600, 400)
    assert archive.testzip() is None


def test_a_damaged_attachment_costs_its_page_and_nothing_else(case_with_attachments, pages_of):
    printed = file_pdf(case_with_attachments, pages=lambda _one: ())
    assert "身份证明：身份证.jpg见电子卷" in pages_of(printed)[1]


def test_no_file_is_left_where_files_are_put_for_a_while(case_with_attachments):
    before = set(Path(tempfile.gettempdir()).glob("tracker-print-*"))
    file_pdf(case_with_attachments)
    assert set(Path(tempfile.gettempdir()).glob("tracker-print-*")) <= before


def test_names_are_fit_for_every_folder():
    assert fit_name("甲/乙:丙?.pdf") == "甲_乙_丙_.pdf"
    long = fit_name("长" * 200 + ".pdf")
    assert len(long) == 120
    assert long.endswith(".pdf")
