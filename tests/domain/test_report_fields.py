"""Figures are bound into a text by their names, and nothing that was typed is lost."""

import pytest

from tracker.domain.report_fields import (
    Field,
    Form,
    Known,
    forms_of,
    lines_of,
    read_text,
    stored,
    written,
)

KNOWN = (
    Known("resolved", "化解件数", "cases"),
    Known("resolution_rate", "化解率", "percent"),
    Known("amount_agreed", "协议涉及金额", "yuan"),
)


def told(text):
    return [str(one) for one in read_text(text, KNOWN)[1]]


def test_a_figure_stands_as_its_name_and_is_kept_by_its_key():
    pieces, problems = read_text("化解{化解件数}件，同比{化解件数:同比}。", KNOWN)
    assert not problems
    assert pieces == [
        "化解",
        Field("resolved"),
        "件，同比",
        Field("resolved", (Form.CHANGE,)),
        "。",
    ]
    assert stored(pieces) == "化解{resolved}件，同比{resolved:change}。"


@pytest.mark.parametrize(
    "typed",
    ["{协议涉及金额:上年:万元}", "｛协议涉及金额：万元：上年｝", "{ 协议涉及金额 : before : wan }"],
)
def test_forms_may_come_in_any_order_and_braces_from_a_chinese_keyboard(typed):
    pieces, problems = read_text(typed, KNOWN)
    assert not problems
    assert stored(pieces) == "{amount_agreed:before:wan}"
    assert written(pieces, KNOWN) == "{协议涉及金额:上年:万元}"


def test_what_is_kept_is_written_as_it_was_typed():
    typed = "全年{化解件数}件\n\n上年{化解件数:上年}件"
    pieces, _problems = read_text(typed, KNOWN)
    again, problems = read_text(stored(pieces), KNOWN)
    assert not problems
    assert written(again, KNOWN) == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{化解}件", "There is no figure called “化解”. Is it {化解率}、{化解件数}?"),
        ("{天气}", "There is no figure called “天气”."),
        ("{}", "Between { and } stands no figure's name."),
        ("化解{化解件数件", "The brace before “化解件数件” is not closed."),
        ("化解化解件数}件", "The brace after “化解化解件数” was never opened."),
        ("{化解件数:去年}", "“去年” says nothing about “化解件数”; it may be: 上年、同比."),
        ("{化解件数:万元}", "“万元” does not fit “化解件数”."),
        ("{化解率:上年:同比}", "“上年:同比” does not fit “化解率”."),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_as_it_was_typed(typed, said):
    pieces, _problems = read_text(typed, KNOWN)
    assert told(typed) == [said]
    assert written(pieces, KNOWN) == typed


def test_everything_wrong_is_told_at_once():
    assert len(told("{天气}，{气温}，{化解率")) == 3


def test_a_figure_that_there_is_no_more_keeps_its_key():
    pieces, problems = read_text("{gone}", KNOWN)
    assert problems
    assert written(pieces, KNOWN) == "{gone}"


def test_each_figure_offers_the_forms_that_fit_it():
    offered = {one.key: "、".join(form.term for form in forms_of(one)) for one in KNOWN}
    assert offered == {
        "resolved": "上年、同比",
        "resolution_rate": "上年、同比、分子、分母",
        "amount_agreed": "上年、同比、万元、元",
    }


def test_a_line_is_a_paragraph_and_blank_ones_are_none():
    pieces, _problems = read_text("　全年{化解件数}\n\n {化解率} \n", KNOWN)
    assert list(lines_of(pieces)) == [["全年", Field("resolved")], [Field("resolution_rate")]]
