"""Fields read what is typed, and show it again exactly when they cannot."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, FormField
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.domain.vocabulary import Difficulty
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    RowField,
    RowList,
    RowsField,
    TimeField,
    WordField,
)


class Row(Form):
    name = LongTextField()


class Sample(Form):
    day = DateField("day", [Required("a day, please")])
    money = MoneyField()
    at = TimeField()
    text = LongTextField()
    word = WordField(words=Difficulty, only=lambda one: one is not Difficulty.MAJOR)
    village = RowField()
    mediators = RowsField()
    rows = RowList(FormField(Row))


@pytest.fixture
def send(app):
    """The form as it was sent; in a page in Chinese."""

    def sent(*pairs, **values):
        form = Sample(MultiDict([*pairs, *values.items()]))
        form.village.offer([SelectChoice("7", "前街社区")])
        form.mediators.offer([SelectChoice("1", "吴和平"), SelectChoice("2", "解春晖")])
        form.validate()
        return form

    with app.test_request_context():
        yield sent


def test_a_day_is_read_and_shown_as_it_was_typed(send):
    form = send(day="昨天")
    assert form.day.data == clock.today() - timedelta(days=1)
    assert 'value="昨天"' in str(form.day())


def test_a_time_is_read_and_what_cannot_be_read_stays_beside_its_sentence(send):
    form = send(day="昨天", at="下午2点")
    assert form.at.data == time(14)
    assert 'value="下午2点"' in str(form.at())
    wrong = send(day="昨天", at="2点")
    assert wrong.at.data is None
    assert 'value="2点"' in str(wrong.at())
    assert "02:00" in wrong.at.errors[0]
    assert Sample(data={"at": time(9, 5)}).at._value() == "09:05"


@pytest.mark.parametrize("typed", ["2024.13.5", " 明年 ", "<b>"])
def test_an_unreadable_day_is_kept_and_gets_one_sentence(send, typed):
    form = send(day=typed)
    assert form.day.data is None
    assert form.day._value() == typed
    assert len(form.day.errors) == 1
    assert "a day, please" not in form.day.errors


def test_a_missing_day_gets_the_sentence_of_the_field(send):
    assert send(day="  ").day.errors == ["a day, please"]


def test_an_amount_is_exact_and_shown_plainly_when_it_comes_from_the_ledger(app):
    with app.test_request_context():
        assert 'value="35000.00"' in str(Sample(data={"money": Decimal(35000)}).money())


@pytest.mark.parametrize(
    ("typed", "yuan"), [("3.5万", "35000"), ("￥３５，０００", "35000"), ("", None), ("无", None)]
)
def test_amounts_are_read_as_people_write_them(send, typed, yuan):
    form = send(money=typed)
    assert not form.money.errors
    assert form.money.data == (None if yuan is None else Decimal(yuan))


def test_three_decimals_are_refused_and_never_rounded(send):
    form = send(money="1.005")
    assert "两位小数" in form.money.errors[0]
    assert form.money._value() == "1.005"


def test_text_loses_blanks_at_its_ends_and_control_characters_and_nothing_else(send):
    assert send(text=" a\x00b\x1b\r\nc\td \ud800 ").text.data == "ab\nc\td"


def test_a_word_is_chosen_by_its_value(send):
    assert send(word="complex").word.data is Difficulty.COMPLEX
    assert send(word="").word.data is None
    assert "疑难复杂" in str(send(word="complex").word())


@pytest.mark.parametrize("forged", ["major", "none_such", "<b>"])
def test_a_word_that_is_not_offered_is_refused(send, forged):
    assert "请从列表中选择" in send(word=forged).word.errors[0]


def test_a_row_is_chosen_by_its_id(send):
    assert send(village="7").village.data == 7
    assert send(village="").village.data is None


@pytest.mark.parametrize("forged", ["8", "x", "7.0", "-7", "９", "9" * 5000])
def test_a_row_that_is_not_offered_is_refused(send, forged):
    assert "请从列表中选择" in send(village=forged).village.errors[0]


def test_several_rows_are_chosen_and_forged_ones_refused(send):
    assert send(("mediators", "1"), ("mediators", "2")).mediators.data == [1, 2]
    assert send(("mediators", "1"), ("mediators", "9")).mediators.errors


def test_rows_are_read_in_the_order_of_their_positions_and_closed_up(send):
    form = send(**{"rows-5-name": "b", "rows-2-name": "a", "rows-x-name": "c", "rows-²-name": "d"})
    assert [entry.form.name.data for entry in form.rows.entries] == ["a", "b"]
    assert [entry.form.name.name for entry in form.rows.entries] == ["rows-0-name", "rows-1-name"]


def test_taking_a_row_out_leaves_the_others_as_typed(send):
    form = send(**{f"rows-{place}-name": str(place) for place in range(3)})
    form.rows.drop(1)
    form.rows.drop(99)
    assert [entry.form.name.data for entry in form.rows.entries] == ["0", "2"]
