"""Names by their sounds: what somebody types who knows how a name is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.pinyin import MOST_READINGS, initials_of, readings_of

SURNAMES = [
    *(("单", "s"), ("解", "x"), ("仇", "q"), ("区", "o"), ("查", "z"), ("曾", "z"), ("盖", "g")),
    *(("朴", "p"), ("任", "r"), ("翟", "z"), ("乐", "y"), ("乐", "l"), ("员", "y"), ("种", "c")),
    *(("秘", "b"), ("繁", "p"), ("缪", "m"), ("覃", "q"), ("覃", "t"), ("费", "b"), ("郗", "x")),
]


@pytest.mark.parametrize(("surname", "letter"), SURNAMES)
def test_a_surname_is_found_by_its_reading_as_a_surname(surname: str, letter: str) -> None:
    assert f"{letter}xm" in initials_of(f"{surname}小明")


@pytest.mark.parametrize(
    ("name", "initials"),
    [("尉迟恭", "ycg"), ("万俟卨", "mqx"), ("令狐冲", "lhc"), ("单于小明", "cyxm")],
)
def test_a_surname_of_two_characters_is_read_as_one_first_of_all(name: str, initials: str) -> None:
    assert initials_of(name)[0] == initials


def test_two_characters_of_such_a_surname_may_also_be_two_words() -> None:
    assert "syf" in initials_of("单于飞")


def test_a_surname_in_the_middle_of_a_name_is_an_ordinary_character() -> None:
    assert "wd" in initials_of("王单")
    assert readings_of("王单")[0] == ("wang", "dan")


def test_the_likeliest_reading_comes_first_and_the_ordinary_one_counts_too() -> None:
    assert initials_of("单小明") == ("sxm", "dxm", "cxm")
    assert readings_of("单小明")[0] == ("shan", "xiao", "ming")


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("邻里纠纷", "lljf"),
        ("拖欠农民工工资", "tqnmggz"),
        ("重庆路社区", "cqlsq"),
        ("长埭村", "cdc"),
        ("张　三", "zs"),
        ("３号楼 A 座", "3hlaz"),
        ("吕律", "ll"),
    ],
)
def test_texts_are_found_by_the_first_letters_of_their_syllables(text: str, initials: str) -> None:
    assert initials in initials_of(text)


def test_every_standard_type_can_be_typed_by_its_initials() -> None:
    for _code, name, _parent in STANDARD_TYPES:
        assert initials_of(name), name
        assert all(one.isascii() for one in initials_of(name))


def test_nothing_to_read_has_no_reading() -> None:
    assert initials_of("") == initials_of(" ·（）") == readings_of("——") == ()


@given(st.text(alphabet="单解乐行重长大会 石A9·红和丽", max_size=14))
def test_each_reading_spells_every_character_and_there_are_never_too_many(name: str) -> None:
    letters = sum(one.isalnum() for one in name)
    found = readings_of(name)
    assert len(found) <= MOST_READINGS
    assert bool(found) == bool(letters)
    assert all(len(way) == letters for way in found)
    assert all(len(one) == letters for one in initials_of(name))
