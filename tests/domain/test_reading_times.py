"""Times of day as people write them; a bare 2点 is asked about, never guessed."""

import contextlib
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.reading import Unreadable, read_time

NUMERALS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789:", "０１２３４５６７８９：")
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def in_words(number):
    """Up to fifty-nine: 零, 七, 十, 十二, 二十, 四十五."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def by_the_small_dial(at):
    """下午2点05分, as spoken."""
    part = "凌晨" if at.hour < 7 else "上午" if at.hour < 12 else "下午" if at.hour < 19 else "晚上"
    part = "中午" if at.hour == 12 else part
    return f"{part}{at.hour % 12 or 12}点{at:%M}分"


@given(
    minutes,
    st.sampled_from(["{0.hour}:{0:%M}", "{0:%H:%M}", "{0:%H%M}", " {0:%H} : {0:%M} "]),
)
def test_every_way_of_counting_all_hours_is_that_minute(at, pattern):
    written = pattern.format(at)
    assert read_time(written) == at
    assert read_time(written.translate(FULL_WIDTH)) == at


@given(minutes)
def test_every_minute_of_the_day_can_be_said_by_the_small_dial(at):
    assert read_time(by_the_small_dial(at)) == at


@given(minutes.filter(lambda at: not 0 < at.hour < 7))
def test_numerals_say_the_same_as_digits(at):
    assert read_time(f"{in_words(at.hour)}点{in_words(at.minute)}分") == at


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("9点半", time(9, 30)),
        ("9点", time(9)),
        ("9点整", time(9)),
        ("九点一刻", time(9, 15)),
        ("下午2点", time(14)),
        ("下午两点三刻", time(14, 45)),
        ("下午2:30", time(14, 30)),
        ("下午14点", time(14)),
        ("中午12点", time(12)),
        ("中午1点", time(13)),
        ("上午12点", time(12)),
        ("凌晨12点", time(0)),
        ("晚上八点零五分", time(20, 5)),
        ("傍晚6点", time(18)),
        ("15时05分", time(15, 5)),
        ("10点5分", time(10, 5)),
    ],
)
def test_what_people_say_is_understood(written, at):
    assert read_time(written) == at


@pytest.mark.parametrize("written", ["", "  ", "无", "/"])
def test_where_nothing_stands_there_is_no_time(written):
    assert read_time(written) is None


@pytest.mark.parametrize("written", ["2点", "六点半", "1点20分"])
def test_an_hour_of_night_and_afternoon_alike_is_asked_about(written):
    with pytest.raises(Unreadable, match="上午"):
        read_time(written)


@pytest.mark.parametrize(
    "written",
    [
        *("24:00", "9:60", "9:5", "9:", "9:半", "930", "25点", "上午2点70分", "上午14点"),
        *("晚上12点", "早上1点", "十十点", "下午", "明天", "九点半多", "9点半" * 9),
    ],
)
def test_anything_else_is_asked_about(written):
    with pytest.raises(Unreadable):
        read_time(written)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_asked_about(text):
    with contextlib.suppress(Unreadable):
        assert read_time(text) is None or isinstance(read_time(text), time)
