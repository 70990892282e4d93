"""A whole report: headings, other offices' figures, years before, plans, and a table at its end."""

from __future__ import annotations

import pytest

from tracker.reconcile.comparing import SURE_ENOUGH
from tracker.reconcile.reading import plain, read
from tracker.reconcile.result import period_text

REPORT = """柳河镇2024年法治政府建设年度报告

2024年，柳河镇认真落实《法治政府建设实施纲要（2021—2025年）》，现将有关情况报告如下：

一、2024年主要工作
（一）坚持依法决策。全年召开党委会42次，完成合法性审查90件，聘请法律顾问6名，审查合同86份。
（二）规范行政执法。综合行政执法队作出行政处罚731件，其中简易程序512件，罚款2.7万元；
普通程序219件，罚款294.65万元。“三书同达”11件，三书同达率100%。
（三）化解矛盾纠纷。健全“1+5+N”多元化解体系，镇社会治理中心常驻人民调解员8名。与派出所、司法所、
人民法庭建立“四所一庭”联动机制。全年共化解各类矛盾纠纷1366件，化解率99.56%；成功调解765件，涉及金
额9160万元。电气行业调解中心全年受理行业纠纷73件，成功化解71件，挽回损失2160万元。
深化警调衔接，派出所移送纠纷86件，调解成功84件。全县化解纠纷12306件。
（四）抓实信访工作。国家交办重复件7件，化解率100%，零回流。全镇信访总量68件，同比下降22.7%。
召开涉稳信息研判会62次、专题研判会3次，分析研判化解问题553个。
（五）加强法治宣传。开展法治宣传活动14场，分发资料3万余册，受众1.2万人次。组织镇村干部专题法治培训4
次、法律明白人培训2次，法律知识考试参考率、合格率均为100%。

二、存在的问题
一是矛盾纠纷总量仍处高位，2023年受理1481件，2022年受理1520件。二是诉讼收案1320件。

三、2025年工作计划
（一）持续化解矛盾。矛盾纠纷化解率达到99.6%以上，调解成功率达到98.5%。
（二）开展普法活动20场，培训法律明白人200名。

附表：
指标　2023年　2024年　增减
受理件数　1481　1372　-7.36%
化解率　98.92%　99.56%　0.64
"""
STATED = [
    ("90", "2024", "legality_reviews"),
    ("731", "2024", "penalties"),
    ("512", "2024", "penalties_simple"),
    ("27000", "2024", "penalties_simple_amount"),
    ("219", "2024", "penalties_ordinary"),
    ("2946500", "2024", "penalties_ordinary_amount"),
    ("11", "2024", "three_documents"),
    ("100", "2024", "three_documents_rate"),
    ("8", "2024", "resident_mediators"),
    ("1366", "2024", "resolved"),
    ("99.56", "2024", "resolution_rate"),
    ("765", "2024", "mediated_success"),
    ("91600000", "2024", "amount_agreed"),
    ("7", "2024", "assigned_petitions"),
    ("100", "2024", "assigned_petitions_rate"),
    ("0", "2024", "petitions_returned"),
    ("62", "2024", "stability_meetings"),
    ("3", "2024", "special_meetings"),
    ("553", "2024", "issues_resolved"),
    ("14", "2024", "publicity_activities"),
    ("30000", "2024", "materials_distributed"),
    ("4", "2024", "cadre_trainings"),
    ("2", "2024", "citizen_trainings"),
    ("100", "2024", "exam_attendance_rate"),
    ("100", "2024", "exam_pass_rate"),
    ("1481", "2023", "accepted"),
    ("1520", "2022", "accepted"),
    ("1320", "2024", "lawsuits"),
    ("1481", "2023", "accepted"),
    ("1372", "2024", "accepted"),
    ("98.92", "2023", "resolution_rate"),
    ("99.56", "2024", "resolution_rate"),
]
"""Every figure of the office in it, and no other."""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_whole_report_states_the_offices_figures_and_no_others(end):
    text = REPORT.replace("\n", end)
    found = [
        one for one in read(text, 2024).figures if one.indicator and one.confidence >= SURE_ENOUGH
    ]
    assert [(plain(one.value), period_text(one.period), one.indicator) for one in found] == STATED
    assert all(text[one.start : one.end] == one.text for one in found)


def test_a_text_of_the_county_alone_speaks_of_the_county():
    (one,) = read("全县化解矛盾纠纷12306件。", 2024).figures
    assert one.indicator == "resolved"
    county, town = read("全县化解矛盾纠纷12306件。全镇化解矛盾纠纷1366件。", 2024).figures
    assert (county.indicator, town.indicator) == (None, "resolved")


def test_what_was_said_of_a_year_before_ends_with_its_sentence():
    told = read("去年受理纠纷1481件，化解1465件。受理纠纷1372件。", 2024).figures
    assert [period_text(one.period) for one in told] == ["2023", "2023", "2024"]
