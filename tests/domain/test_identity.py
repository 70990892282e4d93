"""ID numbers and credit codes: the check character catches what a hand mistypes."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain.identity import (
    credit_check_character,
    id_check_digit,
    is_credit_code,
    read_resident_id,
)
from tracker.domain.vocabulary import Sex

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def id_numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), date(2030, 12, 31)))
    area = draw(st.integers(110000, 659999))
    first = f"{area}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + id_check_digit(first)


credit_codes = st.text(ALPHABET, min_size=17, max_size=17).map(
    lambda first: first + credit_check_character(first)
)


def test_the_example_of_the_standard_is_read():
    read = read_resident_id("11010519491231002X")
    assert (read.birth_date, read.sex) == (date(1949, 12, 31), Sex.FEMALE)


@pytest.mark.parametrize("typed", [" 11010519491231002x ", "11010519491231002x"])
def test_blanks_around_and_a_small_x_do_no_harm(typed):
    assert read_resident_id(typed).number == "11010519491231002X"


@given(id_numbers())
def test_a_right_number_says_birth_date_and_sex(number):
    read = read_resident_id(number)
    assert read.birth_date.strftime("%Y%m%d") == number[6:14]
    assert read.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


@given(id_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_single_mistyped_character_passes(number, place, other):
    assume(number[place] != other)
    assert read_resident_id(number[:place] + other + number[place + 1 :]) is None


@given(id_numbers(), st.integers(0, 15))
def test_no_two_exchanged_digits_pass(number, place):
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert read_resident_id(swapped) is None


@given(st.text(max_size=30))
def test_any_text_at_all_is_judged_without_an_error(text):
    assert read_resident_id(text) is None or len(text.strip()) == 18
    assert isinstance(is_credit_code(text), bool)


def test_a_day_that_does_not_exist_is_no_birth_date():
    first = "11010519490230002"
    assert read_resident_id(first + id_check_digit(first)) is None


def test_nobody_has_an_id_before_the_day_of_birth():
    assert read_resident_id("11010519491231002X", date(1949, 12, 31)) is not None
    assert read_resident_id("11010519491231002X", date(1949, 12, 30)) is None


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91350100m000100y43"])
def test_the_example_of_the_credit_code_standard_is_right(code):
    assert is_credit_code(code)


@given(credit_codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_mistyped_character_of_a_credit_code_passes(code, place, other):
    assert is_credit_code(code)
    assume(code[place] != other)
    assert not is_credit_code(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_digits_are_in_no_credit_code(letter):
    assert not is_credit_code(f"9135010{letter}M000100Y43")
