"""The empty ledger of cases to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from tracker.domain.ledger import FURTHER_COLUMNS, LEDGER_COLUMNS
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Source
from tracker.reports.empty_table import terms_of, write_empty
from tracker.reports.ledger import SHEET

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
    permitted = {
        "dispute_type": list(dispute_types),
        "source": terms_of(Source),
        "difficulty": terms_of(Difficulty),
        "satisfaction": terms_of(Satisfaction),
        "outcome": [one.term for one in Outcome if one.is_chosen],
        "agreement_form": ["书面", "口头"],
        "acceptance": ["待受理"],
    }
    further = [one for one in FURTHER_COLUMNS if one.key in HOW]
    write_empty(target, SHEET, LEDGER_COLUMNS, HOW, permitted, further)
