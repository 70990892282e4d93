"""Importing ledgers: into the tables, once, with their numbers, in one transaction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import TOWN, make_case, named, open_office, trail
from tests.importers.imported import FULL, cases, counters, counts, numbers
from tests.importers.ledgers import NUMBER, case
from tracker.domain.vocabulary import OrganisationKind, Outcome, Role, Side
from tracker.models import (
    AuditLine,
    Case,
    CaseCounter,
    DisputeType,
    ImportBatch,
    Mediator,
    Organisation,
    Village,
)
from tracker.permissions import Actor, Forbidden
from tracker.queries.search import matching
from tracker.services.import_lists import kind_of


def test_a_full_row_becomes_a_case_with_everything_it_says(load, session, center):
    report = load(FULL)
    assert counts(report) == (1, 1, 0, 0)
    assert report.created == {"organisations": [], "mediators": [], "villages": []}
    found = cases(session)[0]
    assert (found.number, found.number_year, found.number_serial) == (NUMBER.format(12), 2024, 12)
    assert found.dispute_type is named(session, DisputeType, "拖欠农民工工资", center)
    assert found.organisation.name == TOWN
    assert found.mediator.name == "吴和平"
    assert [one.mediator.name for one in found.co_mediators] == ["解春晖"]
    assert found.village.name == "前街社区"
    assert found.outcome is Outcome.WRITTEN_AGREEMENT
    assert (found.amount_claimed, found.amount_agreed) == (Decimal(35000), Decimal(30000))
    assert [(one.paid_on, one.amount) for one in found.payments] == [
        (date(2024, 4, 1), Decimal(10000)),
        (date(2024, 5, 1), Decimal(20000)),
    ]
    assert [(one.side, one.name) for one in found.parties] == [
        (Side.APPLICANT, "张小三"),
        (Side.APPLICANT, "王五"),
        (Side.RESPONDENT, "李四"),
        (Side.THIRD_PARTY, "赵六"),
    ]
    assert found.remarks == "=cmd|'/c calc'!A1"
    assert found.extra_columns == {"序号": "1"}
    assert found.import_batch_id == report.batch_id


def test_an_imported_case_can_be_found_by_number_name_and_summary(load, session):
    load(FULL)
    for words in ("0012", "赵六", "工资", "王五"):
        assert session.scalar(select(func.count()).where(matching(session, words))) == 1


def test_a_batch_and_each_of_its_cases_leave_a_line_in_the_trail(load, session, actors):
    report = load(FULL, case(), case(登记日期="？"))
    batch = session.scalars(select(ImportBatch)).one()
    assert (batch.read, batch.accepted, batch.rejected, batch.duplicates) == (3, 2, 1, 0)
    assert (batch.filename, batch.actor_name) == ("ledger.xlsx", actors[Role.CLERK].name)
    assert batch.problems[0]["row"] == 4
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "import.cases")).all()
    assert [one.subject_id for one in lines] == [report.batch_id]
    for one in cases(session):
        assert trail(session, one) == ["case.import"]


def test_ids_are_unique_and_rise_with_the_rows(load, session):
    load(*[case(申请人=f"甲{place}") for place in range(30)])
    names = [
        one.parties[0].name for one in sorted(session.scalars(select(Case)), key=lambda one: one.id)
    ]
    assert names == [f"甲{place}" for place in range(30)]


def test_importing_the_same_file_twice_adds_nothing(load, session):
    rows = (FULL, case(), case(不予受理原因="不属于受理范围", 申请人="王二"))
    assert counts(load(*rows)) == (3, 3, 0, 0)
    before = numbers(session)
    assert counts(load(*rows)) == (3, 0, 0, 3)
    assert numbers(session) == before


def test_the_same_content_written_otherwise_is_a_duplicate(load):
    load(FULL, case(诉求金额="35000"))
    assert counts(load(
        FULL | {"案号": "(2024)柳人调字第12号", "诉求金额": "35,000", "登记日期": "2024年3月5日"},
        case(诉求金额="3.5万", 登记日期=date(2024, 3, 5)),
    )) == (2, 0, 0, 2)  # fmt: skip


def test_identical_rows_without_number_are_one_case(load):
    assert counts(load(case(), case(), case(申请人="王五"))) == (3, 2, 0, 1)


def test_the_same_number_with_other_content_is_a_problem(load, session):
    load(FULL)
    report = load(FULL | {"诉求金额": "4万"})
    assert counts(report) == (1, 0, 1, 0)
    assert (report.problems[0].row, report.problems[0].column) == (2, "案号")
    assert str(report.problems[0].problem) == (
        "This case number is in the ledger with other content."
    )
    assert cases(session)[0].amount_claimed == Decimal(35000)


def test_the_same_number_twice_in_a_file_with_other_content_is_a_problem(load):
    report = load(FULL, FULL | {"诉求金额": "4万"}, FULL)
    assert counts(report) == (3, 1, 1, 1)
    assert str(report.problems[0].problem) == ("Row 2 has the same case number with other content.")


def test_a_case_logged_in_the_browser_is_known_by_its_number_and_content(load, session, center):
    logged = make_case(session, center, accepted=date(2024, 3, 5))
    row = case(案号=logged.number, 调解组织=TOWN, 纠纷简要情况="楼上漏水损坏装修", 诉求金额=1000)
    assert counts(load(row)) == (1, 0, 0, 1)
    assert counts(load(row | {"被申请人": "王五"})) == (1, 0, 1, 0)


def test_a_row_that_was_edited_since_does_not_come_in_again(load, session):
    load(case())
    found = cases(session)[0]
    assert counts(load(case(案号=found.number))) == (1, 0, 0, 1)


def test_numbers_are_kept_and_the_counter_continues_after_the_highest_of_its_year(load, session):
    load(
        case(案号=NUMBER.format(41)),
        case(案号=NUMBER.format(7)),
        case(案号="（2023）柳人调字第12000号", 登记日期="2023-05-01"),
        case(案号="柳司调〔2024〕99", 申请人="王五"),
        case(案号="（2024）虹人调字第0500号", 申请人="赵六"),
    )
    assert counters(session) == {2023: 12000, 2024: 41}


def test_accepted_rows_without_number_get_one_in_the_order_of_acceptance(load, session):
    load(
        case(申请人="丙", 受理日期="2024-05-01"),
        case(案号=NUMBER.format(3), 申请人="甲"),
        case(申请人="乙", 受理日期="2024-04-01"),
        case(申请人="丁", 登记日期="2023-12-31", 受理日期="2024-01-02"),
        case(申请人="戊", 登记日期="2023-04-01"),
        case(申请人="己", 不予受理原因="不属于受理范围"),
        case(申请人="庚", 受理状态="待受理"),
    )
    given = {one.parties[0].name: one.number for one in cases(session)}
    assert given == {
        "甲": NUMBER.format(3),
        "丁": NUMBER.format(4),
        "乙": NUMBER.format(5),
        "丙": NUMBER.format(6),
        "戊": "（2023）柳人调字第0001号",
        "己": None,
        "庚": None,
    }
    assert counters(session) == {2023: 1, 2024: 6}


def test_a_number_below_the_counter_does_not_lower_it(load, session):
    load(case(案号=NUMBER.format(9)))
    load(case(案号=NUMBER.format(2)))
    assert counters(session) == {2024: 9}


def test_unknown_organisations_mediators_and_villages_are_added_and_listed(load, session):
    report = load(
        case(调解组织="上园村调委会", 调解员="钱一、孙二") | {"村(社区)": "上园村"},
        case(调解组织="上园村 调委会", 调解员="孙二", 申请人="王五") | {"村(社区)": "上园村"},
    )
    assert report.created == {
        "organisations": ["上园村调委会"],
        "mediators": ["钱一", "孙二"],
        "villages": ["上园村"],
    }
    assert len({one.organisation_id for one in cases(session)}) == 1
    for model, name in ((Organisation, "上园村调委会"), (Mediator, "钱一"), (Village, "上园村")):
        assert named(session, model, name).active


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("上园村调委会", OrganisationKind.VILLAGE_COMMITTEE),
        ("东风社区人民调解委员会", OrganisationKind.VILLAGE_COMMITTEE),
        ("电气行业调解中心", OrganisationKind.TRADE_COMMITTEE),
        ("老娘舅调解工作室", OrganisationKind.STUDIO),
        ("镇人民调解委员会", OrganisationKind.TOWNSHIP_COMMITTEE),
        ("司法所", OrganisationKind.TOWNSHIP_COMMITTEE),
    ],
)
def test_the_kind_of_an_organisation_follows_from_plain_endings_only(name, kind):
    assert kind_of(name) is kind


def test_good_rows_go_in_and_bad_ones_stay_outside(load, session):
    report = load(case(), case(登记日期="2024.13.5"), case(纠纷类型="外星人", 案件来源="火星"))
    assert counts(report) == (3, 1, 2, 0)
    assert [one.row for one in report.problems] == [3, 4, 4]
    assert len(cases(session)) == 1


def test_strict_takes_all_or_nothing(load, session):
    report = load(case(调解组织="新的"), case(登记日期="2024.13.5"), strict=True)
    assert (report.accepted, report.batch_id, report.created["organisations"]) == (0, None, [])
    assert cases(session) == []
    assert load(case(), strict=True).accepted == 1


def test_a_dry_run_writes_nothing_at_all(load, session):
    before = session.scalar(select(func.count()).select_from(AuditLine))
    report = load(FULL, case(调解组织="新的"), dry_run=True)
    assert counts(report) == (2, 2, 0, 0)
    assert report.created["organisations"] == ["新的"]
    assert report.batch_id is None
    for model in (Case, ImportBatch, CaseCounter):
        assert session.scalar(select(func.count()).select_from(model)) == 0
    assert session.scalar(select(func.count()).select_from(AuditLine)) == before


def test_an_id_in_a_problem_is_kept_masked_with_the_batch(load, session):
    report = load(case(申请人证件号="110105194912310021"))
    assert report.problems[0].value == "110105194912310021"
    kept = session.scalars(select(ImportBatch)).one().problems[0]
    assert kept["value"] == kept["values"]["number"] == "110105********0021"


def test_people_in_a_problem_are_kept_masked_and_free_text_not_at_all(load, session):
    load(
        case(申请人="张小三、王五", 申请人电话="0577-6655111"),
        case(申请人证件号="3301、44", 申请人="张小三"),
        case(申请人="欧阳小三" * 30, 纠纷简要情况="张小三欠款" * 1000),
    )
    kept = session.scalars(select(ImportBatch)).one().problems
    assert [one["value"] for one in kept if one["column"] == "申请人电话"] == ["057*****5111"]
    assert [one["value"] for one in kept if one["column"] == "申请人证件号"] == ["****、**"]
    assert [one["value"] for one in kept if one["column"] == "纠纷简要情况"] == [""]
    assert not any("小三" in one["value"] for one in kept)
    load(case(申请人证件号="3303821980"))
    latest = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()
    assert latest.problems[0]["values"] == {"number": "*" * 10}


def test_only_those_who_may_import_import(load, actors):
    for role in (Role.MEDIATOR, Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR):
        with pytest.raises(Forbidden):
            load(case(), actor=actors[role])


def test_another_centers_cases_are_no_duplicates(load, session, center):
    other = open_office(session, "QJ", "虹")
    load(FULL, case())
    report = load(FULL, case(), actor=Actor.system(other.id))
    assert counts(report) == (2, 2, 0, 0)
    assert {one.center_id for one in cases(session)} == {center.id, other.id}


def test_an_import_that_breaks_off_half_way_leaves_nothing(load, session):
    def break_off(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(case(调解组织="新的"), progress=break_off)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0
    assert session.scalar(select(func.count()).select_from(Case)) == 0
    assert session.scalars(select(Organisation).where(Organisation.name == "新的")).all() == []
