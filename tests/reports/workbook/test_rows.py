"""The rows behind the figures: whose they are, who is named in them, and that none of them runs."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import STUDIO, TOWN, make_case, named, open_office
from tests.importers.ledgers import GOOD_ID
from tests.libreoffice import recalculated
from tests.reports.workbook.books import (
    ABOUT,
    CASES,
    PAYMENTS,
    lines_of,
    make,
    opened,
    summary_of,
)
from tests.small_year import fill
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Side
from tracker.indicators.year import Summary
from tracker.models import Center, Mediator, Organisation, Village
from tracker.queries.scope import Scope, centers_below
from tracker.reports.workbook.about import Made

RISKY = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,2)", "\t=1+1", "＝1+1", "＋1", "'=1", "{=1}")
PHONE = "13812345678"


@pytest.fixture
def risky(session: Session, center: Center) -> Center:
    """Whatever can be named begins as formulas do."""
    for text in RISKY:
        make_case(
            session,
            center,
            organisation_id=session.scalars(select(Organisation.id)).first(),
            mediator_id=session.scalars(select(Mediator.id)).first(),
            village_id=session.scalars(select(Village.id)).first(),
            parties=[PartyDraft(Side.APPLICANT, text + "厂"), PartyDraft(Side.RESPONDENT, "李四")],
            summary=text,
            remarks=text,
            declined=text,
        )
    center.name = RISKY[0] + '&"x"'
    for place, model in enumerate((Organisation, Mediator, Village)):
        for number, one in enumerate(session.scalars(select(model).order_by(model.id))):
            one.name = RISKY[2 * place + number]
    session.flush()
    return center


def texts_of(path: Path) -> list[tuple[str, str]]:
    """(type, text) of every cell that is no number."""
    return [
        (cell.data_type, str(getattr(cell.value, "text", cell.value)))
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in ("s", "inlineStr", "f")
    ]


def test_no_name_and_no_text_is_ever_a_formula(
    session: Session, risky: Center, tmp_path: Path
) -> None:
    scope = Scope((risky.id,))
    path = make(session, scope, summary_of(session, scope), tmp_path / "risky.xlsx")
    anew = recalculated([path], tmp_path / "anew")[0]
    for made in (path, anew):
        texts = texts_of(made)
        plain = [text for kind, text in texts if kind != "f"]
        for text in RISKY:
            assert sum(one.startswith(text) for one in plain) >= 2, text
        formulas = [text for kind, text in texts if kind == "f"]
        assert len(formulas) > 1000
        assert not any(bad in one for one in formulas for bad in ("cmd", "1+1", "SUM(1,2)", "＝"))
    reasons = [line["不予受理原因"] for line in lines_of(opened(anew)[CASES])]
    assert reasons == [text.strip() for text in RISKY]


def test_what_a_center_is_called_gives_no_orders_to_the_printer(
    session: Session, risky: Center, tmp_path: Path
) -> None:
    scope = Scope((risky.id,))
    path = make(session, scope, summary_of(session, scope), tmp_path / "risky.xlsx")
    with zipfile.ZipFile(path) as parts:
        sheets = [one for one in parts.namelist() if one.startswith("xl/worksheets/sheet")]
        for one in sheets:
            found = re.search("<oddHeader>(.*?)</oddHeader>", parts.read(one).decode())
            assert found, one
            header = unescape(found[1])
            assert '&&"x"' in header
            assert len(header) < 255
    assert len(sheets) == 13


def test_the_rows_are_those_of_both_years_and_of_no_other_center(
    session: Session, center: Center, scope: Scope, tmp_path: Path
) -> None:
    other = open_office(session, "QJ", "虹")
    for one in (center, other):
        fill(session, one)
        make_case(session, one, accepted=date(2020, 1, 5), registered_on=date(2020, 1, 5),
                  closed=date(2020, 2, 1), summary="早已办结")  # fmt: skip
    path = make(session, scope, summary_of(session, scope), tmp_path / "year.xlsx")
    lines = lines_of(opened(path)[CASES])
    assert len(lines) == 16
    assert {line["登记日期"].year for line in lines} == {2023, 2024}
    assert not any("虹" in text for _kind, text in texts_of(path))


def test_a_merged_duplicate_is_in_no_row(
    session: Session, center: Center, scope: Scope, tmp_path: Path
) -> None:
    kept = make_case(session, center, accepted=date(2024, 3, 6))
    again = make_case(session, center, accepted=date(2024, 3, 7))
    again.merged_into_id = kept.id
    session.flush()
    path = make(session, scope, summary_of(session, scope), tmp_path / "year.xlsx")
    assert [line["案号"] for line in lines_of(opened(path)[CASES])] == [kept.number]


def test_a_mediators_workbook_has_the_own_organisations_rows_only(
    session: Session, center: Center, tmp_path: Path
) -> None:
    fill(session, center)
    own = Scope((center.id,), named(session, Organisation, TOWN, center).id)
    path = make(session, own, summary_of(session, own), tmp_path / "own.xlsx")
    lines = lines_of(opened(path)[CASES])
    assert {line["调解组织"] for line in lines} == {TOWN}
    assert not any(STUDIO in text for _kind, text in texts_of(path))


def test_centers_below_are_told_apart_in_rows_and_sheets(
    session: Session, center: Center, tmp_path: Path
) -> None:
    below = open_office(session, "QJ", "虹")
    below.parent_id = center.id
    session.flush()
    for one in (center, below):
        fill(session, one)
    scope = Scope(centers_below(session, center.id))
    path = make(session, scope, summary_of(session, scope), tmp_path / "both.xlsx")
    lines = lines_of(opened(path)[CASES])
    assert len(lines) == 32
    assert len({(line["调解组织序号"], line["案号"]) for line in lines if line["案号"]}) > 20
    assert len({line["调解组织序号"] for line in lines}) == 4


@pytest.fixture
def people(session: Session, center: Center) -> None:
    parties = [
        PartyDraft(Side.APPLICANT, "张小三", id_number=GOOD_ID, phone=PHONE),
        PartyDraft(Side.RESPONDENT, "李四"),
    ]
    make_case(session, center, accepted=date(2024, 3, 6), parties=parties,
              summary=f"张小三（{PHONE}）要求赔偿")  # fmt: skip


@pytest.mark.usefixtures("people")
def test_people_are_masked_unless_it_is_allowed(
    session: Session, scope: Scope, tmp_path: Path
) -> None:
    summary = summary_of(session, scope)
    masked = make(session, scope, summary, tmp_path / "masked.xlsx")
    whole = make(session, scope, summary, tmp_path / "whole.xlsx", Made("内勤", unmasked=True))
    for path, shown in ((masked, False), (whole, True)):
        texts = " ".join(text for _kind, text in texts_of(path))
        assert all((secret in texts) is shown for secret in ("张小三", GOOD_ID, PHONE, "李四"))
        facts = facts_of(path)
        assert facts["个人信息"].endswith("未脱敏" if shown else "已脱敏")


def facts_of(path: Path) -> dict[str, Any]:
    return {
        str(row[0]): row[1]
        for row in opened(path)[ABOUT].iter_rows(max_col=2, values_only=True)
        if row[0]
    }


def test_the_first_sheet_says_whose_figures_of_when_and_made_by_whom(
    session: Session, center: Center, book: Path
) -> None:
    facts = facts_of(book)
    assert facts["中心"] == center.name
    assert facts["化解率统计口径"] == "应办口径"
    assert (facts["起始日期"].date(), facts["截止日期"].date()) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert facts["上年同期起始"].date() == date(2023, 1, 1)
    assert "未冻结" in facts["状态"]
    assert facts["生成"].endswith("内勤")
    assert facts["明细件数"] == "16"
    assert "示例" not in facts["数据"]
    assert facts["化解率"]


def test_the_rows_of_payments_are_those_of_their_cases(book: Path, year: Summary) -> None:
    workbook = opened(book)
    cases = {line["案号"]: line for line in lines_of(workbook[CASES])}
    payments = lines_of(workbook[PAYMENTS])
    assert len(payments) == 5
    for line in payments:
        case = cases[line["履行案号"]]
        assert line["履行金额(元)"] == case["已履行金额(元)"]
        assert line["履行调解员序号"] == case["调解员序号"]
