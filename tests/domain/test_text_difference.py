"""How one text became another is told so that both can be read out of it."""

import time

import pytest

from tracker.domain.text_difference import Fate, difference

BEFORE = "宣传不够深入。基层力量不足，{化解率}有待提高。"


@pytest.mark.parametrize(
    "after",
    ["", BEFORE, "宣传还不够深入。{化解率}有待提高。", "力量不足。", f"{BEFORE}\n又一段。"],
)
def test_both_texts_can_be_read_out_of_the_difference(after):
    runs = difference(BEFORE, after)
    assert "".join(text for fate, text in runs if fate is not Fate.COME) == BEFORE
    assert "".join(text for fate, text in runs if fate is not Fate.GONE) == after


def test_a_word_that_is_changed_is_told_alone():
    assert difference("坚持以人民为中心。", "坚持以群众为中心。") == [
        (Fate.KEPT, "坚持以"),
        (Fate.GONE, "人民"),
        (Fate.COME, "群众"),
        (Fate.KEPT, "为中心。"),
    ]


def test_a_bound_figure_is_looked_at_whole():
    runs = difference("共{化解件数}件。", "共{化解率}件。")
    assert (Fate.GONE, "{化解件数}") in runs
    assert (Fate.COME, "{化解率}") in runs


def test_another_sentence_is_no_change_of_the_old_one():
    runs = difference("宣传不够深入。", "明年将增设四个窗口。")
    assert [fate for fate, _text in runs] == [Fate.GONE, Fate.COME]


@pytest.mark.parametrize(
    "after", ["的" * 9_999, "之" * 10_000, "的。" * 5_000], ids=["shorter", "other", "cut up"]
)
def test_long_texts_are_compared_in_no_time(after):
    began = time.perf_counter()
    runs = difference("的" * 10_000, after)
    assert time.perf_counter() - began < 3
    assert "".join(text for fate, text in runs if fate is not Fate.GONE) == after
