"""Texts held against themselves: rates with counts, parts with totals, changes with values."""

from __future__ import annotations

import pytest

from tracker.reconcile.agreement import agreements, readings
from tracker.reconcile.reading import read

HOLD = {
    "受理275件，化解273件，化解率99.27%。": ("fraction", (273, 275)),
    "受理275件，已办结270件，化解成功268件，化解率99.26%。": ("fraction", (268, 270)),
    "上年结转12件，新收263件，化解273件，化解率99.27%。": ("fraction", (273, 275)),
    "调解案件1372件，调解成功1366件，成功率为99.56%。": ("fraction", (1366, 1372)),
    "劳动争议受理73件，化解71件，化解率97.26%。": ("fraction", (71, 73)),
    "国家交办重复信访件7件，实质性化解7件，化解率100%。": ("fraction", (7, 7)),
    "化解率99.3%（273/275）。": ("fraction", (273, 275)),
    "行政处罚731宗，其中简易程序512件、罚款2.7万元，普通程序219件。": (
        "parts",
        (731, 512, 219),
    ),
    "成功调解180件（书面协议120件、口头协议60件），当场履行75件。": ("parts", (180, 120, 60)),
    "受理矛盾纠纷275件，其中人民调解180件、行政调解60件、信访35件。": (
        "parts",
        (275, 180, 60, 35),
    ),
    "书面协议420件，口头协议345件，合计成功调解765件。": ("parts", (765, 420, 345)),
    "登记矛盾纠纷1390件，其中不予受理18件，受理1372件。": ("parts", (1390, 18, 1372)),
    "应办1372件，办结1369件，未结3件。": ("parts", (1372, 1369, 3)),
    "受理纠纷1372件，较去年的1481件下降7.36%。": ("change", (1481, 1372, "-7.36")),
    "受理1372件（去年同期1481件），减少109件。": ("change", (1481, 1372, -109)),
    "化解率由2023年的98.9%提升至99.56%，提高0.66个百分点。": ("change", ("98.9", "99.56", "0.66")),
    "涉及金额由2023年的8800万元增至9160万元，增长4.09%。": (
        "change",
        (88000000, 91600000, "4.09"),
    ),
    "化解纠纷1366件，同比增加36件，增长2.7%。": ("change", (1330, 1366, "2.7")),
}
FAIL = {
    "上年结转12件，新收263件，化解273件，化解率99.57%。": ("fraction", (273, 275)),
    "受理275件，化解273件，化解率99.2%。": ("fraction", (273, 275)),
    "化解率99.2%（273/275）。": ("fraction", (273, 275)),
    "调解案件1372件，调解成功1366件，成功率为98.56%。": ("fraction", (1366, 1372)),
    "应办1372件，化解1366件，化解率99.65%。": ("fraction", (1366, 1372)),
    "受理275件，化解276件，化解率100.36%。": ("over_100", ()),
    "作出行政处罚731宗，其中简易程序512件，普通程序229件。": ("parts", (731, 512, 229)),
    "受理纠纷326件，其中婚姻纠纷400件。": ("parts", (326, 400)),
    "书面协议420件，口头协议355件，合计成功调解765件。": ("parts", (765, 420, 355)),
    "办结1369件，其中化解1366件，未化解13件。": ("parts", (1369, 1366, 13)),
    "受理纠纷1372件，较去年的1481件下降8.36%。": ("change", (1481, 1372, "-8.36")),
    "受理纠纷1372件，较去年的1481件上升7.36%。": ("change", (1481, 1372, "7.36")),
    "化解率由98.9%提升至99.56%，提高0.86个百分点。": ("change", ("98.9", "99.56", "0.86")),
    "化解纠纷1366件，同比增加36件，增长3.7%。": ("change", (1330, 1366, "3.7")),
}


@pytest.mark.parametrize(
    ("text", "holds"), [(one, True) for one in HOLD] + [(one, False) for one in FAIL]
)
def test_a_text_is_held_against_itself(text, holds):
    told = read(text, 2024)
    (found,) = agreements(told.figures, told.changes)
    check, numbers = (HOLD if holds else FAIL)[text]
    assert (found.check.value, found.numbers, found.holds) == (check, numbers, holds)


@pytest.mark.parametrize(
    "text",
    [
        "常驻人民调解员8名，设调解室5个，品牌工作室3家。",
        "受理纠纷326件，涉及金额900万元，其中欠薪纠纷12件。",
        "受理纠纷1372件，其中婚姻纠纷310件、邻里纠纷405件。",
        "化解纠纷1366件，法院收案1320件，同比下降6.2%。",
        "受理1346件，化解1366件，化解率99.56%。",
        "受理1360件，化解1366件，化解率99.56%，较上年提高。",
    ],
)
def test_what_may_lack_a_number_that_is_not_stated_is_no_contradiction(text):
    told = read(text, 2024)
    assert list(agreements(told.figures, told.changes)) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("化解1366件，化解率99.56%。", [(1366, 1372), (1360, 1366)]),
        ("成功调解765件，调解成功率98.08%。", [(765, 780)]),
        ("受理1346件，化解1340件，化解率98.24%。", [(1340, 1364)]),
        ("受理275件，化解273件，化解率99.27%。", []),
        ("化解1366件，化解率99%以上。", []),
    ],
)
def test_every_way_in_which_counts_give_a_rate_is_listed(text, pairs):
    found = readings(read(text, 2024).figures)
    assert [(one.numerator, one.denominator) for one in found] == pairs
