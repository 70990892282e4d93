"""The words that other ledgers use for this ledger's columns.

Only words that can mean one thing. 涉及金额 is left out on purpose: some offices mean what was
claimed, others what was agreed. So is 当事人 alone, which does not say whose side it is.
"""

from __future__ import annotations

from itertools import product

IDS = ("证件号", "证件号码", "身份证", "身份证号", "身份证号码", "证件")
PHONES = ("电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码")
"""These words alone belong to the party whose column stands before them."""

_PEOPLE = {
    "applicant": (
        "申请人",
        "申请方",
        "甲方",
        "甲方当事人",
        "当事人甲",
        "当事人甲方",
        "当事人(甲方)",
    ),
    "respondent": (
        "被申请人",
        "被申请方",
        "乙方",
        "乙方当事人",
        "当事人乙",
        "当事人乙方",
        "当事人(乙方)",
    ),
    "third_party": ("第三人",),
    "agent": ("代理人", "委托代理人"),
}
_NAME_ENDINGS = ("", "姓名", "名称", "姓名(名称)", "姓名或名称")


def _joined(words: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word + ending for word, ending in product(words, endings))


ALIASES: dict[str, tuple[str, ...]] = {
    "number": ("案件编号", "案件号", "编号", "调解案号", "卷号"),
    "registered_on": ("登记时间", "申请日期", "申请时间"),
    "accepted_on": ("受理时间", "立案日期", "立案时间", "收案日期", "收案时间"),
    "dispute_type": (
        "类型",
        "类别",
        "纠纷类别",
        "纠纷种类",
        "案件类型",
        "案件类别",
        "案由",
        "矛盾类型",
        "矛盾纠纷类型",
        "矛盾纠纷类别",
    ),
    "source": ("来源", "纠纷来源", "受理来源"),
    "channel": ("渠道", "受理渠道", "受理方式"),
    "difficulty": ("难易", "难度", "难易等级", "难易情况", "案件难度"),
    "organisation": (
        "调解机构",
        "调解委员会",
        "人民调解委员会",
        "调委会",
        "调解组织名称",
        "承办组织",
        "承办单位",
        "办理单位",
        "受理单位",
        "调解单位",
    ),
    "mediators": (
        "调解人",
        "调解人员",
        "人民调解员",
        "调解员姓名",
        "承办人",
        "承办调解员",
        "经办人",
    ),
    "village": (
        "村社区",
        "村、社区",
        "村/社区",
        "村居",
        "村(居)",
        "所属村社",
        "所属村",
        "所属社区",
        "所属村(社区)",
        "所属村社区",
        "所在村",
        "所在村社",
        "所在村(社区)",
        "村社",
    ),
    "summary": (
        "纠纷情况",
        "纠纷概况",
        "纠纷简况",
        "纠纷简介",
        "简要情况",
        "简要案情",
        "案情",
        "案情简介",
        "案件简介",
        "案情摘要",
        "纠纷内容",
        "矛盾纠纷简要情况",
    ),
    "claims": ("诉求", "诉求事项", "主要诉求", "请求事项"),
    "amount_claimed": (
        "涉案金额",
        "涉案标的",
        "申请金额",
        "标的额",
        "标的金额",
        "争议金额",
        "诉求标的",
    ),
    "closed_on": (
        "结案时间",
        "办结日期",
        "办结时间",
        "调结日期",
        "调结时间",
        "化解日期",
        "化解时间",
        "终结日期",
    ),
    "outcome": ("调解结果", "办理结果", "处理结果", "调处结果", "结案结果", "办结方式", "结果"),
    "agreement_form": ("协议类型", "协议书形式", "调解协议形式"),
    "amount_agreed": ("协议涉及金额", "协议标的", "协议标的额", "达成协议金额", "调解协议金额"),
    "paid_on": ("履行时间", "支付日期", "支付时间", "付款日期", "付款时间"),
    "paid": ("履行金额", "实际履行金额", "已支付金额", "已付金额", "履行到位金额"),
    "judicial_confirmed_on": ("司法确认时间",),
    "visited_on": ("回访时间",),
    "satisfaction": ("回访满意度", "当事人满意度", "群众满意度", "满意情况", "满意程度"),
    "declined_reason": ("不予受理理由", "不受理原因", "不受理理由"),
    "remarks": ("说明", "备注说明"),
    "extended_to": ("延期至", "延长至"),
}
for _side, _words in _PEOPLE.items():
    ALIASES[_side] = _joined(_words, _NAME_ENDINGS)
    ALIASES[f"{_side}_id"] = _joined(_words, IDS)
    ALIASES[f"{_side}_phone"] = _joined(_words, PHONES)
