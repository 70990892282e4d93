"""What published sentences state: values, places, days, and which indicator the words say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numerals import DIGITS, capital_amount
from tracker.domain.periods import Period
from tracker.reconcile.reading import plain, read, stated_figures

SENTENCES = {
    "全年共受理各类矛盾纠纷1372件，成功化解1366件，化解率达99.56%。": [
        ("受理各类矛盾纠纷1372件", "1372", "accepted"),
        ("成功化解1366件", "1366", "resolved"),
        ("化解率达99.56%", "99.56", "resolution_rate"),
    ],
    "社会治理中心成功调解七百六十五件，涉及金额９，１６０万元。": [
        ("成功调解七百六十五件", "765", "mediated_success"),
        ("涉及金额９，１６０万元", "91600000", "amount_agreed"),
    ],
    "组织召开涉稳信息研判会62次、专题研判会3次，分析研判化解问题553个。": [
        ("涉稳信息研判会62次", "62", "stability_meetings"),
        ("专题研判会3次", "3", "special_meetings"),
        ("分析研判化解问题553个", "553", "issues_resolved"),
    ],
    "受理来信来访78批次156人次，同比分别下降12%和15%。": [
        ("78批次", "78", None),
        ("156人次", "156", None),
    ],
    "其中婚姻家庭纠纷化解120件，邻里纠纷化解310件。": [
        ("化解120件", "120", None),
        ("化解310件", "310", None),
    ],
    "诉前调解案件312件，成功率85.4%。": [
        ("调解案件312件", "312", None),
        ("成功率85.4%", "85.4", None),
    ],
    "司法所受理纠纷326件，化解320件；全镇化解1366件。": [
        ("受理纠纷326件", "326", None),
        ("化解320件", "320", None),
        ("化解1366件", "1366", "resolved"),
    ],
    "办结12345政务服务热线工单2356件，满意率98.6%。": [
        ("2356件", "2356", None),
        ("98.6%", "98.6", None),
    ],
    "“三书同达”11起，“四所一庭”联动3次。": [
        ("三书同达”11起", "11", "three_documents"),
        ("3次", "3", None),
    ],
    "一次性办结率95%以上，最多跑一次改革持续深化。": [("一次性办结率95%以上", "95", None)],
    "当事人申请撤回26件，不予受理18件。": [
        ("撤回26件", "26", None),
        ("不予受理18件", "18", "declined"),
    ],
    "矛盾纠纷总量由1481件下降至1372件。": [("1372件", "1372", "caseload")],
    "受理矛盾纠纷275件，全部化解，零回流。": [
        ("受理矛盾纠纷275件", "275", "accepted"),
        ("全部化解", "275", "resolved"),
        ("零回流", "0", None),
    ],
    "国家交办重复件7件，化解率100％，无一起回流。": [
        ("国家交办重复件7件", "7", "assigned_petitions"),
        ("化解率100％", "100", "assigned_petitions_rate"),
        ("无一起回流", "0", "petitions_returned"),
    ],
    "下一步，力争化解率达到99.8%。": [("化解率达到99.8%", "99.8", None)],
    "制定三项制度，落实四个到位，第12期培训班开班。": [],
    "（龙政办〔2024〕12号）自2024年3月5日起施行。": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_each_figure_keeps_its_words_its_value_and_its_meaning(text):
    found = stated_figures(text, 2024)
    assert [(one.text, plain(one.value), one.indicator) for one in found] == SENTENCES[text]
    assert all(text[one.start : one.end] == one.text for one in found)


BOUNDS = {
    "化解纠纷两千余件": ("2000", "over"),
    "化解纠纷1.5万多件": ("15000", "over"),
    "化解纠纷300余起": ("300", "over"),
    "化解纠纷超1000件": ("1000", "over"),
    "化解纠纷近2000件": ("2000", "under"),
    "化解纠纷不足50件": ("50", "under"),
    "化解纠纷约1200件": ("1200", "about"),
    "化解纠纷1200件左右": ("1200", "about"),
    "化解纠纷1200件以上": ("1200", "at_least"),
    "化解纠纷不少于1200件": ("1200", "at_least"),
    "化解纠纷上千件": ("1000", "at_least"),
    "化解纠纷100至120件": ("100..120", "range"),
    "化解纠纷100—120件": ("100..120", "range"),
    "涉及金额近亿元": ("100000000", "under"),
    "涉及金额1.2亿余元": ("120000000", "over"),
    "涉及金额300余万元": ("3000000", "over"),
    "涉及金额人民币壹仟贰佰万元整": ("12000000", "exact"),
    "化解率九成五以上": ("95", "at_least"),
    "化解率百分之九十八点一六": ("98.16", "exact"),
    "化解率保持在98%—99%之间": ("98..99", "range"),
}


@pytest.mark.parametrize("text", BOUNDS)
def test_how_nearly_a_value_is_meant_is_told(text):
    (one,) = stated_figures(text, 2024)
    high = f"..{plain(one.high)}" if one.high is not None else ""
    assert (plain(one.value) + high, str(one.bound)) == BOUNDS[text]


DAYS = {
    "受理纠纷300件": (date(2024, 1, 1), date(2024, 12, 31)),
    "2023年受理纠纷300件": (date(2023, 1, 1), date(2023, 12, 31)),
    "去年受理纠纷300件": (date(2023, 1, 1), date(2023, 12, 31)),
    "1-11月受理纠纷300件": (date(2024, 1, 1), date(2024, 11, 30)),
    "截至11月底，受理纠纷300件": (date(2024, 1, 1), date(2024, 11, 30)),
    "上半年受理纠纷300件": (date(2024, 1, 1), date(2024, 6, 30)),
    "三季度受理纠纷300件": (date(2024, 7, 1), date(2024, 9, 30)),
    "前三季度受理纠纷300件": (date(2024, 1, 1), date(2024, 9, 30)),
    "2月份受理纠纷300件": (date(2024, 2, 1), date(2024, 2, 29)),
    "近三年受理纠纷300件": (date(2022, 1, 1), date(2024, 12, 31)),
    "上年结转12件": (date(2024, 1, 1), date(2024, 12, 31)),
}


@pytest.mark.parametrize("text", DAYS)
def test_a_figure_is_of_the_days_that_its_words_name(text):
    (one,) = stated_figures(text, 2024)
    assert one.period == Period(*DAYS[text])


def test_a_value_of_the_year_before_is_never_one_of_this_year():
    found = stated_figures(
        "受理纠纷1201件，较去年同期的1300件减少99件。化解率由上年的97.5%上升为99.1%。", 2024
    )
    assert [(one.value, one.period.start.year) for one in found] == [
        (Decimal(1201), 2024),
        (Decimal(1300), 2023),
        (Decimal("97.5"), 2023),
        (Decimal("99.1"), 2024),
    ]


def test_changes_are_no_values():
    text = (
        "受理纠纷同比下降8.3%，化解率提高1.2个百分点，办理时长由18.5天缩短至12天，比上年增加25件。"
    )
    assert [one.text for one in stated_figures(text, 2024)] == ["12天"]


def test_a_line_of_a_pdf_may_end_inside_of_a_number():
    found = stated_figures("受理纠纷27\n5件，化解2\n73\n件。", 2024)
    assert [one.value for one in found] == [275, 273]


UNITS = "零一二三四五六七八九"


def _in_chinese(number: int) -> str:
    """By way of the capitals, whose spelling is proved elsewhere."""
    capitals = capital_amount(Decimal(number)).removeprefix("人民币").removesuffix("元整")
    usual = dict(zip(DIGITS + "拾佰仟", UNITS + "十百千", strict=True))
    return capitals.translate(str.maketrans(usual))


@given(st.integers(10, 99_999_999))
def test_every_number_is_read_back_however_it_is_written(number):
    full_width = str(number).translate({ord(str(one)): chr(0xFF10 + one) for one in range(10)})
    capitals = capital_amount(Decimal(number)).removeprefix("人民币").removesuffix("元整")
    for written in (str(number), f"{number:,}", full_width, _in_chinese(number), capitals):
        (one,) = stated_figures(f"全镇受理纠纷{written}件。", 2024)
        assert one.value == number, written


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read(text):
    for one in stated_figures(text, 2024):
        assert text[one.start : one.end] == one.text


BEFORE = {
    "": "exact",
    "近": "under",
    "接近": "under",
    "不足": "under",
    "超": "over",
    "超过": "over",
    "逾": "over",
    "约": "about",
    "大约": "about",
    "至少": "at_least",
    "不低于": "at_least",
    "不少于": "at_least",
}
AFTER = {"以上": "at_least", "左右": "about", "上下": "about", "以内": "under", "以下": "under"}


@given(
    st.integers(1, 9_999_999), st.sampled_from(sorted(BEFORE)), st.sampled_from(["件", "起", "宗"])
)
def test_words_before_any_number_say_how_nearly_it_is_meant(number, before, unit):
    (one,) = stated_figures(f"全镇受理纠纷{before}{number}{unit}。", 2024)
    assert (one.value, one.bound, one.unit) == (number, BEFORE[before], unit)
    assert one.indicator == "accepted"


@given(st.integers(1, 9_999_999), st.sampled_from(sorted(AFTER)))
def test_words_behind_any_number_say_how_nearly_it_is_meant(number, after):
    (one,) = stated_figures(f"全镇受理纠纷{number:,}件{after}。", 2024)
    assert (one.value, one.bound) == (number, AFTER[after])


@given(st.integers(1, 99_999), st.sampled_from("余多"), st.sampled_from(["", "万"]), st.booleans())
def test_more_than_any_number_may_be_told_before_its_scale_or_behind_it(
    number, more, scale, inside
):
    written = f"{number}{more}{scale}" if inside else f"{number}{scale}{more}"
    (one,) = stated_figures(f"全镇受理纠纷{written}件。", 2024)
    assert (one.value, one.bound) == (number * (10_000 if scale else 1), "over")


@given(
    st.tuples(st.integers(1, 9_999), st.integers(1, 9_999)).filter(lambda one: one[0] < one[1]),
    st.sampled_from(["-", "—", "–", "~", "～", "至", "到", "－"]),
    st.booleans(),
    st.sampled_from(["件", "%"]),
)
def test_a_range_has_both_its_ends_whatever_joins_them(ends, dash, both, unit):
    low, high = ends
    words = "受理纠纷" if unit == "件" else "化解率"
    written = f"{low}{unit if both else ''}{dash}{high}{unit}"
    (one,) = stated_figures(f"全镇{words}{written}。", 2024)
    assert (one.value, one.high, one.bound, one.unit) == (low, high, "range", unit)


@given(st.decimals(Decimal("0.01"), 99_999, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_every_amount_is_read_in_yuan_to_the_last_digit(number, unit):
    scale = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[unit]
    (one,) = stated_figures(f"调解协议涉及金额{number:,}{unit}。", 2024)
    assert (one.value, one.step) == (number * scale, Decimal("0.01") * scale)
    assert one.indicator == "amount_agreed"


@given(st.decimals(0, 100, places=2), st.sampled_from(["%", "％", "﹪", "百分之"]))
def test_every_rate_is_read_however_it_is_marked(number, mark):
    written = f"{mark}{number}" if mark == "百分之" else f"{number}{mark}"
    (one,) = stated_figures(f"矛盾纠纷化解率达{written}。", 2024)
    assert (one.value, one.unit, one.indicator) == (number, "%", "resolution_rate")


WHOLE = (
    "全镇受理矛盾纠纷1,372件，成功化解1366件，化解率达99.56%，经法院司法确认42件，"
    "成功调解七百六十五件，调解协议涉及金额9160.5万元，其中邻里纠纷化解120件，同比下降8.3%。"
)


@given(st.sets(st.integers(1, len(WHOLE) - 2), max_size=12), st.sampled_from(["\n", "\r\n", " \n"]))
def test_lines_may_end_anywhere_in_a_sentence(ends, end):
    cut = sorted(
        ends - {place for place in ends if WHOLE[place] in "一二三四五六七八九十1234567890"}
    )
    pieces = [WHOLE[start:stop] for start, stop in zip([0, *cut], [*cut, len(WHOLE)], strict=True)]
    text = end.join(pieces)
    found, whole = stated_figures(text, 2024), stated_figures(WHOLE, 2024)
    assert [(one.value, one.unit, one.indicator) for one in found] == [
        (one.value, one.unit, one.indicator) for one in whole
    ]
    for one, other in zip(found, whole, strict=True):
        assert text[one.start : one.end] == one.text
        assert "".join(one.text.split()) == other.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("受理矛盾纠纷1372件（同比-7.36%）。", "-7.36"),
        ("受理矛盾纠纷1372件，同比+7.36%。", "7.36"),
        ("受理矛盾纠纷1372件（-7.36%）。", "-7.36"),
        ("受理矛盾纠纷1372件，同比－3.1个百分点。", "-3.1"),
    ],
)
def test_a_sign_makes_a_number_a_change(text, value):
    told = read(text, 2024)
    assert [str(one.value) for one in told.changes] == [value]
    assert [int(one.value) for one in told.figures] == [1372]


def test_a_heading_that_compares_says_nothing_of_the_days_and_is_no_part_of_a_change():
    (change,) = read("六、与上年同期比较\n受理矛盾纠纷同比下降15.2%。", 2024).changes
    assert change.text == "受理矛盾纠纷同比下降15.2%"
    assert change.period.start.year == 2024
