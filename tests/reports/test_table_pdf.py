"""Tables for print: upright or lying A4, a sample's mark on every page, nothing read as markup."""

from __future__ import annotations

import pypdfium2
import pytest

from tracker.indicators.kinds import Unit
from tracker.reports.content import Cell, Column, Table
from tracker.reports.table_pdf import UPRIGHT_COLUMNS, print_tables

ABOVE = ["示例数据", "每月报表", "柳市镇  2024-03", "应办口径"]
A4 = (595, 842)
ODD = '#panic("x") $a_b$ *粗* <label> \\ @cite //没有'


def table(columns=3, rows=4, caption="按月份"):
    count = Unit.CASES.value
    heads = [Column("月份"), *(Column(f"第{n}列", count) for n in range(1, columns))]
    lines = [
        [Cell(f"第{row}行"), *(Cell(row * 1000 + n, count) for n in range(1, columns))]
        for row in range(rows)
    ]
    return Table("made", caption, heads, lines, lines[-1] if lines else None)


@pytest.fixture
def printed(app):
    def pages(*tables, above=ABOVE):
        with app.test_request_context():
            document = pypdfium2.PdfDocument(print_tables(above, tables))
        found = [
            (tuple(map(round, page.get_size())), page.get_textpage().get_text_range())
            for page in document
        ]
        document.close()
        return found

    return pages


def test_a_wide_table_lies_on_pages_of_its_own(printed):
    wide = table(UPRIGHT_COLUMNS + 1, caption="很宽")
    pages = printed(table(UPRIGHT_COLUMNS), table(), wide, table())
    assert [size for size, _text in pages] == [A4, A4[::-1], A4]
    assert "很宽" in pages[1][1]


def test_every_page_of_many_says_what_it_is_of_and_repeats_the_heads(printed):
    pages = printed(table(rows=200))
    assert len(pages) > 2
    for number, (_size, text) in enumerate(pages, 1):
        assert "示例数据" in text
        assert "每月报表" in text
        assert "柳市镇" in text
        assert "第 1 列" in text, "with a little room between the scripts"
        assert f"{number} / {len(pages)}" in text
    assert "199,002" in pages[-1][1]


def test_nothing_is_read_as_markup(printed):
    odd = Table("odd", ODD, [Column(ODD)], [[Cell(ODD)]])
    ((_size, text),) = printed(odd, above=["每月报表", ODD, ODD])
    assert text.count('#panic("x") $a_b$ *粗* <label>') == 5


def test_a_rate_has_its_fraction_beneath_and_nothing_is_told_of_what_is_unknown(printed):
    count, rate = Unit.CASES.value, Unit.PERCENT.value
    parts = [Cell(2, count), Cell(3, count), Cell(1, count)]
    row = [Cell("三月"), Cell("66.67", rate, parts=parts), Cell(None, count), Cell(None)]
    heads = [Column("月份"), Column("化解率", rate), Column("件数", count), Column("备注")]
    ((_size, text),) = printed(Table("rates", "比率", heads, [row]))
    assert "66.67" in text
    assert "2 / 3" in text
    assert text.count("—") == 1
    assert "None" not in text


def test_a_table_without_rows_says_so(printed):
    ((_size, text),) = printed(table(rows=0))
    assert "没有案件" in text
