"""A table to fill in, with a second sheet that says how each column is written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import BinaryIO

import xlsxwriter

from tracker.domain.ledger import Column, Form
from tracker.domain.vocabulary import Word
from tracker.reports.ledger_files import (
    HEADING_HEIGHT,
    OPTIONS,
    PAGES_WIDE,
    formats_of,
    set_columns,
    set_paper,
)

GUIDE_SHEET = "填写说明"
GUIDE_LINE = 28
"""Chinese characters that stand beside each other in a cell of the guide."""
LINE_HEIGHT = 16
ROWS_PREPARED = 2000
LONGEST_LIST = 255
"""Characters of a list of permitted values that a spreadsheet keeps beside a cell."""
A_DAY = "如 2024-03-05"


def write_empty(
    target: BinaryIO,
    name: str,
    columns: Sequence[Column],
    how: Mapping[str, str],
    permitted: Mapping[str, Sequence[str]],
    further: Sequence[Column] = (),
) -> None:
    """Write the workbook, its first sheet under that name. By the key of a column: ``how`` it is
    written, and the values that are ``permitted``; ``further`` columns may be added by hand.
    """
    workbook = xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": False})
    formats = formats_of(workbook)
    sheet = workbook.add_worksheet(name)
    set_columns(sheet, list(columns), formats)
    set_paper(sheet, PAGES_WIDE, 0)
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.write_row(0, 0, [column.heading for column in columns], formats["heading"])
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        words = permitted.get(column.key)
        if words and len(",".join(words)) <= LONGEST_LIST:
            sheet.data_validation(
                1,
                place,
                ROWS_PREPARED,
                place,
                {"validate": "list", "source": list(words), "error_type": "information"},
            )
    guide = workbook.add_worksheet(GUIDE_SHEET)
    guide.set_column(0, 0, 18)
    guide.set_column(1, 2, 2 * GUIDE_LINE + 4, formats["words"])
    set_paper(guide, 1, 0)
    guide.write_row(0, 0, ["栏目", "怎样填写", "可填内容"], formats["heading"])
    lines = [(one, one.name) for one in columns]
    lines += [(one, f"{one.name}（可增设）") for one in further]
    for row, (column, told) in enumerate(lines, start=1):
        may_be = "、".join(permitted.get(column.key, ()))
        said = how.get(column.key, A_DAY if column.form is Form.DATE else "")
        guide.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(may_be) / GUIDE_LINE)))
        guide.write_row(row, 0, [told, said, may_be], formats["words"])
    workbook.close()


def terms_of(words: type[Word]) -> list[str]:
    return [word.term for word in words]
