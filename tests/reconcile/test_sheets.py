"""Tables pasted as text, or out of a Word file: what their rows and columns say of each number."""

from __future__ import annotations

import pytest

from tracker.reconcile.agreement import agreements
from tracker.reconcile.reading import plain, read
from tracker.reconcile.result import period_text

BY_YEARS = """指标\t2023年\t2024年\t增减
受理件数\t1481\t1372\t-7.36%
化解件数\t1465\t1366\t-6.76%
化解率\t98.92%\t99.56%\t0.64
涉及金额（万元）\t8800\t9160.5\t4.1%"""
BY_PLACES = """单位\t受理\t化解件数\t化解率（%）
柳江村\t46\t45\t97.83
河东社区\t112\t112\t100
合计\t1372\t1366\t99.56"""
THIS_YEAR = [("1372", "accepted"), ("1366", "resolved"), ("99.56", "resolution_rate")]


def _read(text):
    return [(plain(one.value), period_text(one.period), one.indicator) for one in _figures(text)]


def _figures(text):
    found = read(text, 2024).figures
    assert all(text[one.start : one.end] == one.text for one in found)
    return found


@pytest.mark.parametrize("between", ["\t", "　", "   "])
@pytest.mark.parametrize("below", ["\n", "\n\n", "\r\n"])
def test_a_row_names_the_figure_and_a_column_its_year(between, below):
    text = BY_YEARS.replace("\t", between).replace("\n", below)
    assert _read(text) == [
        ("1481", "2023", "accepted"),
        ("1372", "2024", "accepted"),
        ("1465", "2023", "resolved"),
        ("1366", "2024", "resolved"),
        ("98.92", "2023", "resolution_rate"),
        ("99.56", "2024", "resolution_rate"),
        ("88000000", "2023", "amount_agreed"),
        ("91605000", "2024", "amount_agreed"),
    ]


@pytest.mark.parametrize("between", ["\t", "　", "   "])
def test_only_the_row_of_the_total_states_figures_of_all_cases(between):
    found = _read(BY_PLACES.replace("\t", between))
    assert [(value, key) for value, _days, key in found if key] == THIS_YEAR
    assert len(found) == 9


def test_one_table_ends_where_the_next_begins():
    found = _read(f"{BY_YEARS}\n\n{BY_PLACES}\n\n以上共化解纠纷1366件。")
    assert len(found) == 18
    assert found[-1] == ("1366", "2024", "resolved")


def test_the_counts_of_a_row_are_held_against_its_rate():
    wrong = BY_PLACES.replace("99.56", "99.96")
    for text, holds in ((BY_PLACES, True), (wrong, False)):
        checks = list(agreements(read(text, 2024).figures))
        assert [one.holds for one in checks] == [True, True, holds]


def test_numbers_beside_each_other_are_never_one_number():
    assert [value for value, _days, _key in _read("柳江村　46　145件")] == ["145"]


def test_an_ordinal_number_before_a_row_is_not_its_name():
    found = _read(
        "序号\t村（社区）\t受理数\t化解数\n1\t前街社区\t120\t118\n2\t柳江村\t30\t29\n合计\t\t150\t147"
    )
    assert [key for _value, _days, key in found] == [None] * 4 + ["accepted", "resolved"]
    found = _read("序号\t指标\t数量\n1\t受理件数\t275\n2\t化解件数\t273")
    assert found == [("275", "2024", "accepted"), ("273", "2024", "resolved")]


def test_of_rows_without_a_name_no_single_one_is_of_all_cases():
    heading, row = "受理数\t化解数", "275\t273"
    assert [key for _value, _days, key in _read(f"{heading}\n{row}")] == ["accepted", "resolved"]
    assert [key for _value, _days, key in _read(f"{heading}\n{row}\n30\t29")] == [None] * 4


def test_a_row_may_be_named_by_its_year():
    found = _read("年份\t受理数\n2023\t250\n2024\t275")
    assert found == [("250", "2023", "accepted"), ("275", "2024", "accepted")]


def test_a_cell_is_of_the_year_at_the_head_of_its_column_below_a_row_of_rates_too():
    rows = (
        "指标\t2024年\t2023年\t增减",
        "化解率\t99.56% 1366/1372\t96.29% 1426/1481\t上升3.27个百分点",
        "调解成功件数\t765\t741\t上升3.24%",
    )
    told = read("\n".join(rows), 2024)
    found = [(one.text, one.says, one.period.start.year) for one in told.figures if one.unit]
    assert found == [
        ("99.56%", "resolution_rate", 2024),
        ("96.29%", "resolution_rate", 2023),
        ("765", "mediated_success", 2024),
        ("741", "mediated_success", 2023),
    ]
    assert all(one.holds for one in agreements(told.figures))
    assert [plain(one.value) for one in told.changes] == ["3.27", "3.24"]


def test_columns_of_changes_tell_by_how_much_their_rows_moved():
    text = (
        "指标\t2024年\t2023年\t增减\t排名\n受理件数\t1372\t1481\t-7.36%\t2\n"
        "办结件数\t1369\t1473\t-104\t3\n化解率\t99.56%\t98.92%\t↑0.64个百分点\t1\n"
    )
    told = read(text, 2024)
    assert [(one.text, plain(one.value), one.unit, one.indicator) for one in told.changes] == [
        ("-7.36%", "-7.36", "%", "accepted"),
        ("-104", "-104", "件", "closed"),
        ("↑0.64个百分点", "0.64", "个百分点", "resolution_rate"),
    ]
    assert all(text[one.start : one.end] == one.text for one in told.changes)
    assert [one.holds for one in agreements(told.figures, told.changes)] == [True, True, True]


def test_a_column_that_falls_has_no_signs():
    (change,) = read("指标\t2024年\t降幅\n受理件数\t1372\t7.36%\n", 2024).changes
    assert plain(change.value) == "-7.36"
