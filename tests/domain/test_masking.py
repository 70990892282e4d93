"""Personal data as outsiders see it."""

import pytest

from tracker.domain.masking import mask_id, mask_name, mask_people, mask_phone, mask_text


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张小三", "张*三"),
        ("张三", "张*"),
        ("欧阳小三", "欧**三"),
        ("张", "张"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_first_and_last_character(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("33038219800512001X", "330382********001X"),
        ("123456", "******"),
        (None, None),
        ("", ""),
    ],
)
def test_an_id_keeps_six_and_four_characters(number, masked):
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800005678", "138****5678"),
        ("5678", "****"),
        (None, None),
    ],
)
def test_a_phone_keeps_three_and_four_digits(phone, masked):
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("电话138-1234-5678", "电话138******5678"),
        ("电话138 1234 5678", "电话138******5678"),
        ("电话１３８１２３４５６７８", "电话１３８****５６７８"),
        ("座机0577-66551111", "座机057******1111"),
        ("身份证33038219800512001x", "身份证330382********001x"),
        ("身份证330382 19800512 001X", "身份证330382**********001X"),
        ("欠款20240305元，第0001号，2024-03-05", "欠款20240305元，第0001号，2024-03-05"),
    ],
)
def test_numbers_in_a_text_are_masked_however_they_are_written(written, read):
    assert mask_text(written, ()) == read


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("张三、李四", "张*、李*"),
        ("张三，证人：赵小六；欧阳小三", "张*，证人：赵*六；欧**三"),
        ("镇司法所、派出所、王五", "镇司法所、派出所、王*"),
        ("张*三、村民代表十余人", "张*三、村民代表十余人"),
        ("", ""),
    ],
)
def test_of_a_list_of_those_present_everybody_named_is_masked(written, seen):
    assert mask_people(written) == seen
