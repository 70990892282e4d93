"""Several entries in one cell."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.entries import joined, split

NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from('、；;"甲'),
    min_size=1,
    max_size=8,
)


def test_entries_are_split_by_the_marks_that_people_use():
    assert split("张三、李四；王五;赵六\n钱七") == ["张三", "李四", "王五", "赵六", "钱七"]


def test_a_blank_entry_keeps_its_place():
    assert split("、二、、四、") == ["", "二", "", "四", ""]


def test_one_entry_is_itself():
    assert split(" 张三 ") == ["张三"]


def test_an_entry_in_quotation_marks_is_one_entry():
    assert split('"甲、乙合伙"、张三') == ["甲、乙合伙", "张三"]


def test_quotation_marks_inside_a_name_mean_nothing():
    assert split('“老地方”饭店、老"字"号') == ["“老地方”饭店", '老"字"号']


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_joined_entries_come_apart_as_they_were(entries):
    assert split(joined(entries)) == entries


def test_only_blank_entries_are_a_blank_cell():
    assert joined(["", ""]) == ""
