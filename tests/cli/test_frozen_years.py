"""``tracker freeze``, ``frozen`` and ``unfreeze``: a year is kept, looked at, and withdrawn."""

from __future__ import annotations

import hashlib
import json

import pytest
from sqlalchemy import select

from tests.frozen import close_pending
from tracker import clock
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import organisations

NOTE = "年度报告"
FREEZE = ("freeze", 2024, "--note", NOTE)


@pytest.fixture
def version(tracker, filled):
    said = tracker(*FREEZE, "--json")
    assert (said.code, said.err) == (0, "")
    return said.json


@pytest.fixture
def edited(filled, version):
    """A case that was open when the year ended turns out to have been closed in it."""
    with filled() as session:
        return close_pending(session, session.scalars(select(Center)).one())


def test_freezing_says_which_version_and_fingerprint(tracker, filled):
    said = tracker(*FREEZE)
    assert said.code == 0
    assert said.out.startswith("2024年数字已冻结为第1版，指纹 ")
    again = tracker(*FREEZE)
    assert (again.code, again.error) == (1, "错误：2024年已经冻结：第1版，冻结人 tracker。")


def test_a_year_that_runs_is_not_frozen(tracker, filled):
    year = clock.today().year
    said = tracker("freeze", year, "--note", NOTE)
    assert (said.code, said.error) == (
        1,
        f"错误：{year}年尚未结束，自{year + 1}年1月1日起可以冻结。",
    )


def test_the_json_is_enough_to_recompute_the_fingerprint(tracker, version):
    content = tracker("frozen", 2024, "--json").json["compared"]["content"]
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(plain.encode("utf-8")).hexdigest() == version["sha256"]


def test_what_is_frozen_is_the_summary(tracker, version):
    summary = tracker("summary", 2024, "--format", "json").json
    content = tracker("frozen", 2024, "--json").json["compared"]["content"]
    frozen = content["figures"]
    told = {key: one["value"] for key, one in summary["indicators"].items()}
    assert told == {key: (frozen.get(key) or frozen[f"{key}:caseload"])["value"] for key in told}
    assert {key.partition(":")[0] for key in frozen} == told.keys()
    assert summary["frozen"] == {
        "number": 1,
        "at": version["at"],
        "by": "tracker",
        "note": NOTE,
        "sha256": version["sha256"],
        "definitions": version["definitions"],
        "unchanged": True,
    }


def test_nothing_has_changed_as_long_as_nothing_has(tracker, version):
    said = tracker("frozen", 2024)
    assert said.code == 0
    assert version["sha256"] in said.out
    assert "各项数字与冻结时一致。" in said.out


def test_who_joins_the_roster_later_changes_no_frozen_year(tracker, filled, version):
    """The roster keeps no dates: what it says today is no figure of the year."""
    with filled() as session:
        center = session.scalars(select(Center)).one()
        actor = Actor.system(center.id)
        organisations.add_mediator(session, actor, "新来的人", None, resident=True)
        session.commit()
    found = tracker("frozen", 2024, "--json").json["compared"]
    assert (found["unchanged"], found["figures"]) == (True, [])
    assert found["content"]["figures"]["resident_mediators"]["value"] == 1
    assert tracker("summary", 2024, "--format", "json").json["frozen"]["unchanged"] is True


def test_what_changed_since_is_told_with_its_cases(tracker, version, edited):
    said = tracker("frozen", 2024)
    assert said.code == 0
    assert "  办结件数  9 → 10  (+1)  新计入 1" in said.out
    assert f"计入方式不同的案件和台账记录：1件\n  {edited}" in said.out
    found = tracker("frozen", 2024, "--json").json["compared"]
    assert found["unchanged"] is False
    by_figure = {one["figure"]: one for one in found["figures"]}
    assert by_figure["pending"]["then"] == {"value": 2, "rows": 2}
    assert by_figure["pending"]["now"] == {"value": 1, "rows": 1}
    (case,) = found["cases"]
    assert (case["number"], case["then"], case["now"]) == (edited, 2, 3)
    assert "pending" in case["no_longer_counted"]
    assert {"closed", "resolved"} <= set(case["counted_since"])
    assert [(one["by"], one["action"]) for one in case["edits"]] == [("tracker", "case.close")]
    who, did = said.out.split(edited)[1].splitlines()[:2]
    assert "不再计入：" in who
    assert did.endswith("tracker  案件结案")
    assert tracker("summary", 2024, "--format", "json").json["frozen"]["unchanged"] is False


def test_the_lines_of_the_cases_are_those_of_their_fingerprint(tracker, version, edited):
    """Also after an edit: they are the cases as they were frozen."""
    said = tracker("frozen", 2024, "--cases")
    assert said.code == 0
    cases = tracker("frozen", 2024, "--json").json["compared"]["content"]["cases"]
    assert len(said.out.splitlines()) == cases["count"]
    assert hashlib.sha256(said.out.encode()).hexdigest() == cases["sha256"]
    assert tracker("frozen", 2024, "--cases", "--json").code == 2
    assert tracker("frozen", 2023, "--cases").out == "2023年从未冻结。\n"


def test_every_file_says_what_it_is(tracker, version, edited):
    """The same sentence above the text and the table; nothing above a part of the year."""
    for form in ("text", "csv"):
        out = tracker("summary", 2024, "--format", form).out
        assert "与冻结第1版（" in out
        assert version["sha256"][:12] in out
        part = tracker("summary", 2024, "--format", form, "--to", "2024-06-30").out
        assert "冻结" not in part


def test_the_version_that_is_to_be_withdrawn_can_be_named(tracker, version):
    other = tracker("unfreeze", 2024, "--number", 2, "--reason", "重复登记")
    assert (other.code, other.error) == (1, "错误：2024年第2版不是有效版；有效的是第1版。")
    said = tracker("unfreeze", 2024, "--number", 1, "--reason", "重复登记")
    assert (said.code, said.out) == (0, "2024年第1版已撤销。\n")


def test_a_withdrawn_version_is_kept_and_told(tracker, version):
    said = tracker("unfreeze", 2024, "--reason", "重复登记")
    assert (said.code, said.out) == (0, "2024年第1版已撤销。\n")
    assert tracker("summary", 2024, "--format", "json").json["frozen"] is None
    assert tracker(*FREEZE, "--json").json["number"] == 2
    out = tracker("frozen", 2024).out
    assert "撤销：重复登记" in out
    versions = tracker("frozen", 2024, "--json").json["versions"]
    assert [one["number"] for one in versions] == [2, 1]
    assert versions[1]["withdrawn"]["reason"] == "重复登记"
    assert "第1版与现有台账相比：" in tracker("frozen", 2024, "--number", 1).out


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("frozen", 2024, "--number", 7), 2, "错误：2024年没有第7版。"),
        (("unfreeze", 2024, "--reason", "x"), 1, "错误：2024年没有冻结。"),
        (("unfreeze", 2024, "--reason", " "), 1, "错误：请填写理由。"),
        (("freeze", 2024, "--note", " "), 1, "错误：请写明为何冻结这些数字。"),
    ],
)
def test_what_cannot_be_done_is_one_line(tracker, filled, words, code, error):
    said = tracker(*words)
    assert (said.code, said.error) == (code, error)


def test_a_year_that_was_never_frozen_says_so(tracker, filled):
    assert tracker("frozen", 2023).out == "2023年从未冻结。\n"
    said = tracker("frozen", 2023, "--json").json
    assert (said["versions"], said["compared"]) == ([], None)
