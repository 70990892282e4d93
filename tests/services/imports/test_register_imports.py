"""Importing into a register: nothing twice, nothing lost, nothing brought back unasked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import make_case, open_office
from tests.importers.imported import counts
from tests.importers.ledgers import table, xlsx
from tests.registers.imported import import_file
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, ImportBatch
from tracker.permissions import Actor, Forbidden
from tracker.queries.imports import batches, find_batch
from tracker.registers import REGISTERS
from tracker.services import registers
from tracker.services.import_undo import undo_import

PENALTIES, PUBLICITY = REGISTERS["penalties"], REGISTERS["publicity"]
PETITIONS = REGISTERS["petitions"]


def penalty(number=1, **cells):
    return {
        "处罚决定书文号": f"〔2024〕{number}号",
        "处罚日期": "2024-3-5",
        "处罚程序": "普通程序",
        "罚款金额": 500,
        "是否企业": "是",
    } | cells


def activity(theme="宪法宣传", **cells):
    return {"活动日期": "2024-3-5", "活动主题": theme, "受众人数": 30} | cells


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


@pytest.fixture
def load(session, clerk, tmp_path):
    def now(kind, *rows, actor=clerk, **options):
        path = xlsx(tmp_path / "register.xlsx", table(*rows))
        return import_file(session, actor, kind, path, **options)

    return now


def entries(session, register):
    return list(session.scalars(select(register.model).order_by(register.model.id)))


def change(session, clerk, register, row, **values):
    held = {name: getattr(row, name) for name in register.fields}
    registers.change(session, clerk, register, row, held | values, row.version)
    session.commit()


def told(report):
    return [(one.row, one.column, str(one.problem)) for one in report.problems]


def test_good_rows_go_in_with_their_lines_and_bad_ones_do_not(load, session, center):
    report = load("penalties", penalty(1), penalty(2, 罚款金额="?"), penalty(3, 备注="好"))
    assert counts(report) == (3, 2, 1, 0)
    first, second = entries(session, PENALTIES)
    assert (first.number, second.remarks, first.enterprise) == ("〔2024〕1号", "好", True)
    batch = session.scalars(select(ImportBatch)).one()
    assert (batch.kind, batch.created["entries"]) == ("penalties", [first.id, second.id])
    assert batch.problems[0]["cell"] == "D3"
    line, *others = session.scalars(
        select(AuditLine)
        .where(AuditLine.action.in_(["import.register", "register.import"]))
        .order_by(AuditLine.id)
    ).all()
    assert line.changes["register"] == "penalties"
    assert line.changes["accepted"] == [0, 2]
    assert [one.subject_id for one in others] == [first.id, second.id]
    assert others[0].changes["entry"] == "〔2024〕1号"
    assert others[0].changes["amount"] == [None, "500.00"]
    assert others[0].changes["procedure"] == [None, "ordinary"]
    assert others[0].changes["import_batch_id"] == [None, batch.id]


@pytest.mark.parametrize(("kind", "row"), [("penalties", penalty()), ("publicity", activity())])
def test_the_same_file_twice_adds_nothing(load, session, kind, row):
    load(kind, row)
    assert counts(load(kind, row)) == (1, 0, 0, 1)
    assert len(entries(session, REGISTERS[kind])) == 1


def test_two_equal_rows_of_one_file_are_two_entries_and_stay_two(load, session):
    assert counts(load("publicity", activity(), activity())) == (2, 2, 0, 0)
    assert counts(load("publicity", activity(), activity(), activity())) == (3, 1, 0, 2)
    assert len(entries(session, PUBLICITY)) == 3


def test_an_entry_that_was_typed_in_is_known_when_a_file_brings_it(load, session, clerk):
    load("publicity", activity())
    row = entries(session, PUBLICITY)[0]
    values = {name: getattr(row, name) for name in PUBLICITY.fields}
    registers.add(session, clerk, PUBLICITY, values)
    session.commit()
    assert counts(load("publicity", activity(), activity())) == (2, 0, 0, 2)


def test_an_entry_corrected_since_is_known_by_what_it_came_with(load, session, clerk):
    load("publicity", activity(), activity("禁毒宣传"))
    change(session, clerk, PUBLICITY, entries(session, PUBLICITY)[0], audience=300)
    report = load("publicity", activity(), activity("禁毒宣传"), activity(受众人数=300))
    assert counts(report) == (3, 1, 0, 2)


def test_the_same_number_with_other_content_is_a_problem(load, session):
    load("penalties", penalty())
    report = load("penalties", penalty(罚款金额=600), penalty(2), penalty(2, 罚款金额=7))
    assert counts(report) == (3, 1, 2, 0)
    assert told(report) == [
        (2, "处罚决定书文号", "The register has this 处罚决定书文号 with other content."),
        (4, "处罚决定书文号", "Row 3 has the same 处罚决定书文号 with other content."),
    ]


def test_a_file_that_says_less_of_a_known_number_contradicts_nothing(load):
    load("penalties", penalty(备注="好"))
    assert counts(load("penalties", penalty())) == (1, 0, 0, 1)


@pytest.mark.parametrize(("kind", "row"), [("penalties", penalty()), ("publicity", activity())])
def test_a_voided_entry_does_not_come_back_by_itself(load, session, clerk, kind, row):
    load(kind, row)
    register = REGISTERS[kind]
    registers.void(session, clerk, register, entries(session, register)[0], "登错")
    session.commit()
    report = load(kind, row)
    assert counts(report) == (1, 0, 1, 0)
    assert "voided by clerk: 登错" in told(report)[0][2]
    assert len(entries(session, register)) == 1


def test_a_file_that_says_less_than_a_voided_entry_does_not_bring_it_back(load, session, clerk):
    load("penalties", penalty(备注="好"))
    registers.void(session, clerk, PENALTIES, entries(session, PENALTIES)[0], "登错")
    session.commit()
    assert counts(load("penalties", penalty())) == (1, 0, 1, 0)


def test_an_entry_whose_number_was_corrected_since_is_known_by_the_one_it_came_with(
    load, session, clerk
):
    load("penalties", penalty(1))
    change(session, clerk, PENALTIES, entries(session, PENALTIES)[0], number="〔2024〕01号")
    assert counts(load("penalties", penalty(1), penalty("01"))) == (2, 0, 0, 2)


def test_the_number_of_a_voided_entry_is_free_for_what_is_right(load, session, clerk):
    load("penalties", penalty())
    registers.void(session, clerk, PENALTIES, entries(session, PENALTIES)[0], "登错")
    session.commit()
    assert counts(load("penalties", penalty(罚款金额=600))) == (1, 1, 0, 0)


def test_another_centers_entries_are_none_of_ones_own(load, session):
    other = open_office(session, "QJ", "虹")
    load("penalties", penalty(), actor=Actor.system(other.id))
    assert counts(load("penalties", penalty())) == (1, 1, 0, 0)


@pytest.mark.parametrize("options", [{"dry_run": True}, {"strict": True}])
def test_a_dry_run_and_a_strict_one_write_nothing(load, session, options):
    report = load("penalties", penalty(), penalty(2, 处罚日期="?"), **options)
    assert report.batch_id is None
    assert entries(session, PENALTIES) == []
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CLERK], ids=str)
def test_only_who_keeps_the_register_imports_into_it(load, actors, role):
    with pytest.raises(Forbidden):
        load("penalties", penalty(), actor=actors[role])


def undo(session, actor, report):
    undone = undo_import(session, actor, find_batch(session, actor.center_id, report.batch_id))
    session.commit()
    return undone


def test_an_import_is_undone_and_the_trail_stays(load, session, clerk, center):
    load("penalties", penalty(7))
    report = load("penalties", penalty(1), penalty(2))
    assert undo(session, clerk, report).rows == 2
    assert [one.number for one in entries(session, PENALTIES)] == ["〔2024〕7号"]
    gone = session.scalars(select(AuditLine).where(AuditLine.action == "register.undo_import"))
    assert [one.changes["entry"] for one in gone] == ["〔2024〕1号", "〔2024〕2号"]
    assert next(iter(batches(session, center.id))).undone_at is not None
    assert counts(load("penalties", penalty(1))) == (1, 1, 0, 0)


def test_an_import_of_nothing_new_is_undone_and_takes_nothing_along(load, session, clerk):
    load("penalties", penalty())
    assert undo(session, clerk, load("penalties", penalty())).rows == 0
    assert len(entries(session, PENALTIES)) == 1


@pytest.mark.parametrize("does", ["changed", "voided"])
def test_an_import_whose_entries_were_changed_since_stays(load, session, clerk, does):
    report = load("penalties", penalty(1), penalty(2))
    row = entries(session, PENALTIES)[1]
    if does == "changed":
        change(session, clerk, PENALTIES, row, remarks="补记")
    else:
        registers.void(session, clerk, PENALTIES, row, "登错")
    with pytest.raises(Refused, match=r"1 entries of this import were changed .* 〔2024〕2号"):
        undo(session, clerk, report)
    assert len(entries(session, PENALTIES)) == 2


def test_nobody_elses_import_is_undone(load, session, clerk, actors):
    other = open_office(session, "QJ", "虹")
    theirs = load("penalties", penalty(), actor=Actor.system(other.id))
    batch = find_batch(session, other.id, theirs.batch_id)
    for actor in (clerk, actors[Role.SUPERVISOR]):
        with pytest.raises(Forbidden):
            undo_import(session, actor, batch)


def petition(number, **cells):
    return {"信访件编号": number, "收件日期": "2024-3-5", "交办层级": "国家交办"} | cells


CAME_BACK = {"实质化解日期": "2024-3-9", "回流日期": "2024-4-1"}
BACK = {"收件日期": "2024-4-1", "原信访件": "甲1"}


def test_links_lead_to_cases_and_to_entries_of_the_same_file(load, session, center, clerk):
    made = make_case(session, center, accepted=date(2024, 3, 5))
    session.commit()
    twice = {"实质化解日期": "2024-5-1", "回流日期": "2024-6-1"}
    again = petition("甲2", 关联案件=made.number, **BACK, **twice)
    rows = [again, petition("甲1", **CAME_BACK)]
    report = load("petitions", *rows)
    assert counts(report) == (2, 2, 0, 0)
    found = {one.number: one for one in entries(session, PETITIONS)}
    assert (found["甲2"].earlier_id, found["甲2"].case_id) == (found["甲1"].id, made.id)
    assert counts(load("petitions", *rows)) == (2, 0, 0, 2)
    third = petition("甲3", 收件日期="2024-6-1", 原信访件="甲2")
    assert counts(load("petitions", third)) == (1, 1, 0, 0)
    with pytest.raises(Refused, match=r"Something else refers to 1 entries .* 甲2"):
        undo(session, clerk, report)


def test_of_two_rows_that_claim_one_earlier_petition_the_second_is_a_problem(load):
    rows = [petition("甲1", **CAME_BACK), petition("甲2", **BACK), petition("甲3", **BACK)]
    report = load("petitions", *rows)
    assert counts(report) == (3, 2, 1, 0)
    assert told(report) == [
        (4, "原信访件", "甲2 is linked to that one already; only one entry can be.")
    ]
    assert counts(load("petitions", petition("甲4", **BACK))) == (1, 0, 1, 0)


def test_a_file_counts_no_month_of_a_court_twice(load, session):
    def count(day):
        return {"统计截止日": day, "法院": "甲法院", "收案数": 10, "数据来源": "月报"}

    assert counts(load("lawsuits", count("2024-1-30"), count("2024-1-31"))) == (2, 1, 1, 0)
    assert counts(load("lawsuits", count("2024-1-30"), count("2024-2-29"))) == (2, 1, 0, 1)
    report = load("lawsuits", count("2024-2-28"))
    assert "counted until 2024-02-29" in told(report)[0][2]


def test_an_import_whose_entries_link_to_each_other_is_undone_whole(load, session, clerk):
    report = load("petitions", petition("甲2", **BACK), petition("甲1", **CAME_BACK))
    assert undo(session, clerk, report).rows == 2
    assert entries(session, PETITIONS) == []


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"关联案件": "第9号"}, "关联案件", "The center has no case of this number."),
        (
            {"原信访件": "乙9"},
            "原信访件",
            "There is no entry in force of this name in 信访件.",
        ),
        ({"原信访件": "甲2"}, "原信访件", "An entry cannot be linked to itself."),
        ({"原信访件": "甲1"}, "原信访件", "That petition has no day on which it came back"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem_of_its_row(load, cells, column, sentence):
    rows = [petition("甲1"), petition("甲2", 收件日期="2024-4-1", **cells)]
    report = load("petitions", *rows)
    assert counts(report) == (2, 1, 1, 0)
    assert told(report)[0][:2] == (3, column)
    assert sentence in told(report)[0][2]


def test_links_that_lead_around_in_a_ring_are_problems(load):
    rows = [petition("甲1", 原信访件="甲2"), petition("甲2", 原信访件="甲1")]
    assert counts(load("petitions", *rows)) == (2, 0, 2, 0)
