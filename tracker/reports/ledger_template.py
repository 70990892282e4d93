"""The empty ledger to fill in, with a second sheet that says how each column is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, BinaryIO

import xlsxwriter

from tracker.domain.ledger import COLUMNS, FURTHER_COLUMNS, LEDGER_COLUMNS, Column, Form
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Source, Word
from tracker.reports.ledger import SHEET
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

SEVERAL = "多人用顿号（、）隔开"
HOW: dict[str, str] = {
    "number": "已有案号照填；留空由系统按受理日期顺序编号",
    "registered_on": "如 2024-03-05；登记日期与受理日期至少填一项",
    "accepted_on": "留空视同登记日期；不予受理的留空",
    "dispute_type": "可带或不带“纠纷”二字；留空为未注明",
    "source": "留空为未注明",
    "difficulty": "留空为未注明",
    "organisation": "名单中没有的，导入时自动新增",
    "mediators": f"第一位为主办调解员；{SEVERAL}",
    "village": "名单中没有的，导入时自动新增",
    "applicant": SEVERAL,
    "applicant_id": "18位身份证号或统一社会信用代码，与姓名同序；单元格须为文本格式",
    "applicant_phone": "与姓名同序",
    "respondent": SEVERAL,
    "respondent_id": "同申请人证件号",
    "respondent_phone": "与姓名同序",
    "amount_claimed": "如 35000、35,000、3.5万；没有的留空",
    "closed_on": "未结案的留空",
    "outcome": "未结案的留空；不能只写“已办结”",
    "amount_agreed": "仅限达成协议的案件",
    "paid_on": "与已履行金额同时填写；多笔用顿号隔开，两栏同序",
    "paid": "与履行日期同时填写；多笔用顿号隔开，两栏同序",
    "judicial_confirmed_on": "仅限达成协议的案件",
    "visited_on": "结案之后的日期",
    "satisfaction": "填写满意度须有回访日期",
    "declined_reason": "填写后即为不予受理案件",
    "agreement_form": "结案方式只写“调解成功”时，用以注明书面或口头",
    "acceptance": "尚未受理的填“待受理”",
    "extended_to": "经当事人同意延长的调解期限",
    "due_on": "留空按本中心调解期限计算；延长过的与延长期限一致",
    "third_party": f"{SEVERAL}；证件号、电话栏同申请人",
    "agent": f"{SEVERAL}；证件号、电话栏同申请人",
}


def write_template(target: BinaryIO, dispute_types: Sequence[str]) -> None:
    """Write the workbook; ``dispute_types`` are the center's, by name."""
    workbook = xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": False})
    formats = formats_of(workbook)
    permitted = {
        "dispute_type": list(dispute_types),
        "source": _terms(Source),
        "difficulty": _terms(Difficulty),
        "satisfaction": _terms(Satisfaction),
        "outcome": [one.term for one in Outcome if one.is_chosen],
        "agreement_form": ["书面", "口头"],
        "acceptance": ["待受理"],
    }
    sheet = workbook.add_worksheet(SHEET)
    set_columns(sheet, list(LEDGER_COLUMNS), formats)
    set_paper(sheet, PAGES_WIDE, 0)
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.write_row(0, 0, [column.heading for column in LEDGER_COLUMNS], formats["heading"])
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(LEDGER_COLUMNS):
        words = permitted.get(column.key)
        if words and len(",".join(words)) <= LONGEST_LIST:
            sheet.data_validation(
                1,
                place,
                ROWS_PREPARED,
                place,
                {"validate": "list", "source": words, "error_type": "information"},
            )
    _write_guide(workbook.add_worksheet(GUIDE_SHEET), formats, permitted)
    workbook.close()


def _write_guide(sheet: Any, formats: dict[Any, Any], permitted: dict[str, list[str]]) -> None:
    sheet.set_column(0, 0, 18)
    words = formats["words"]
    sheet.set_column(1, 2, 2 * GUIDE_LINE + 4, words)
    set_paper(sheet, 1, 0)
    sheet.write_row(0, 0, ["栏目", "怎样填写", "可填内容"], formats["heading"])
    lines = [*LEDGER_COLUMNS, *(one for one in FURTHER_COLUMNS if one.key in HOW)]
    for row, column in enumerate(lines, start=1):
        name = column.name if column.key in _TEMPLATE_KEYS else f"{column.name}（可增设）"
        may_be = "、".join(permitted.get(column.key, ()))
        sheet.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(may_be) / GUIDE_LINE)))
        sheet.write_row(row, 0, [name, _how(column), may_be], words)


_TEMPLATE_KEYS = {column.key for column in LEDGER_COLUMNS}


def _how(column: Column) -> str:
    if column.key in HOW:
        return HOW[column.key]
    return "如 2024-03-05" if COLUMNS[column.key].form is Form.DATE else ""


def _terms(words: type[Word]) -> list[str]:
    return [word.term for word in words]
