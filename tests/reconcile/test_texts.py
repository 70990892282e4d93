"""The text of a report out of the files that offices write them in."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst
from docx import Document
from docx.oxml import parse_xml
from PIL import Image

from tests import files
from tracker.domain.problems import Refused
from tracker.reconcile.reading import stated_figures
from tracker.reconcile.texts import MOST_BYTES, text_of
from tracker.reports.papers.pdf import fonts

SENTENCE = "全年化解矛盾纠纷１，366件，化解率99.56%。"


def word_file(*, merged: bool = False) -> bytes:
    document = Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=3)
    texts = ("受理", "1372件", "备注", "化解", "1366件", "")
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text
    if merged:
        table.rows[0].cells[0].merge(table.rows[0].cells[1])
    document.add_paragraph("以上为全年情况。")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def printed(text: str) -> bytes:
    made = typst.Compiler(
        text.encode(), font_paths=fonts(), ignore_system_fonts=True, sys_inputs={}
    ).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def scanned() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(target, "PDF")
    return target.getvalue()


def locked() -> bytes:
    """Its key is derived from a password that nobody knows."""
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>] "
    return files.pdf().replace(b"trailer << ", b"trailer << " + encrypt % (b"00" * 32, b"00" * 32))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_text_file_is_read_in_the_encodings_of_offices(encoding):
    assert text_of(SENTENCE.encode(encoding), "报告.TXT") == SENTENCE


def test_a_word_file_gives_its_paragraphs_and_the_rows_of_its_tables_in_their_order():
    assert text_of(word_file(), "报告.docx").split("\n\n") == [
        *(SENTENCE, "受理\t1372件\t备注", "化解\t1366件\t", "以上为全年情况。")
    ]


def test_a_cell_of_several_columns_is_read_once():
    assert text_of(word_file(merged=True), "报告.docx").count("1372件") == 1


def test_a_pdf_gives_the_text_of_its_pages():
    content = printed(f'#set text(font: "Noto Sans CJK SC")\n{SENTENCE}\n#pagebreak()\n第二页。')
    text = text_of(content, "报告.pdf")
    assert text.rstrip().endswith("第二页。")
    assert [one.indicator for one in stated_figures(text, 2024)] == ["resolved", "resolution_rate"]


DOCUMENT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_body(xml: str) -> bytes:
    """A sound file whose main part is that."""
    target, part = io.BytesIO(), "word/document.xml"
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as sound,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for one in sound.namelist():
            made.writestr(one, xml if one == part else sound.read(one))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "报告.txt", "There is no text in"),
        (scanned(), "扫描.pdf", "A scanned report has to be typed or recognised"),
        (locked(), "加密.pdf", "broken or locked"),
        (b"%PDF-1.7 nothing", "坏.pdf", "broken or locked"),
        (b"PK\x03\x04 nothing", "坏.docx", "The Word document is damaged"),
        (
            files.damaged(word_file(), "word/document.xml"),
            "坏.docx",
            "The Word document is damaged",
        ),
        (with_body(f'<w:document xmlns:w="{DOCUMENT}"/>'), "空.docx", "damaged"),
        (with_body("<a/>"), "别.docx", "damaged"),
        (with_body("nothing"), "非.docx", "damaged"),
        (
            with_body(
                f'<w:document xmlns:w="{DOCUMENT}"><w:body>{"<w:p/>" * 150_000}'
                "</w:body></w:document>"
            ),
            "长.docx",
            "longer than",
        ),
        ("\u200b\u200b\n".encode(), "空.txt", "There is no text in"),
        (files.docm(), "宏.docx", "macros"),
        (b"\xff\xfe\x00", "报告.txt", "not a text file"),
        (b"\x81\x20\xff", "报告.txt", "not a text file"),
        (b"x", "报告.doc", "Only reports in the formats"),
        (b"x", "报告", "Only reports in the formats"),
        (b"x" * (MOST_BYTES + 1), "报告.txt", "larger than"),
        (b"x" * 200_001, "报告.txt", "longer than"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content, name, said):
    with pytest.raises(Refused) as refused:
        text_of(content, name)
    (problem,) = refused.value.problems
    assert said in problem.message


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_word_file_gives_what_stands_in_controls_insertions_and_tables_in_tables():
    document = Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    control = f"<w:sdt {W}><w:sdtContent><w:p>{run.format('控件')}</w:p></w:sdtContent></w:sdt>"
    tracked = (
        f'<w:p {W}>{run.format("受理")}<w:ins w:id="1" w:author="a">{run.format("12件")}</w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>13件</w:delText></w:r></w:del></w:p>'
    )
    for xml in (control, tracked):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "外"
    cell.add_table(rows=1, cols=1).rows[0].cells[0].text = "内"
    target = io.BytesIO()
    document.save(target)
    assert text_of(target.getvalue(), "报告.docx").split("\n\n") == ["控件", "受理12件", "外 内"]


def test_what_is_struck_out_in_a_word_file_is_not_read():
    struck = "<w:r><w:rPr><w:{}/></w:rPr><w:t>{}</w:t></w:r>"
    kept = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>化解11件</w:t></w:r>'
    xml = (
        f"<w:p {W}>{struck.format('strike', '受理12件')}{struck.format('dstrike', '受理13件')}"
        f"{kept}</w:p>"
    )
    document = Document()
    document.element.body.insert(0, parse_xml(xml))
    target = io.BytesIO()
    document.save(target)
    assert text_of(target.getvalue(), "报告.docx").strip() == "化解11件"
