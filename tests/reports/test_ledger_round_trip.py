"""The ledger as a file comes back the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import extend, make_case, open_office
from tests.importers.imported import counts, import_file
from tests.reports.ledgers import WRITERS, figures, of, rows_of
from tracker.domain.drafts import PartyDraft
from tracker.domain.ledger import CaseRecord
from tracker.domain.periods import Period
from tracker.domain.time_limits import (
    CUSTOMARY,
    CenterSettings,
    TimeLimits,
    check_stated,
    due_as_stated,
)
from tracker.domain.vocabulary import Side, Source
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.queries.ledger import touched_in
from tracker.reports.ledger import SAMPLE_NOTE, ledger_table
from tracker.reports.ledger_files import csv_lines, write_csv, write_xlsx
from tracker.services import audit, centers


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_unmasked_export_imported_into_an_empty_ledger_gives_the_same_figures(
    session, busy, tmp_path, form
):
    path = tmp_path / f"out.{form}"
    with path.open("wb") as target:
        count = WRITERS[form](ledger_table(session, of(busy), unmasked=True), target)
    # the other center has the same name in case numbers, so that all numbers are of its series
    other = open_office(session, "QJ", "柳")
    assert counts(import_file(session, Actor.system(other.id), path)) == (count, count, 0, 0)
    years = (2023, 2024, 2025)
    assert figures(session, other, *years) == figures(session, busy, *years)
    assert figures(session, busy, 2024)[0]["caseload"] == 5


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_unmasked_export_imported_into_its_own_ledger_adds_nothing(
    session, busy, tmp_path, form
):
    path = tmp_path / f"out.{form}"
    with path.open("wb") as target:
        count = WRITERS[form](ledger_table(session, of(busy), unmasked=True), target)
    report = import_file(session, Actor.system(busy.id), path)
    assert counts(report) == (count, 0, 0, count)


def test_a_second_export_is_the_first_one_again(session, busy, tmp_path):
    path = tmp_path / "out.csv"
    first = "".join(csv_lines(ledger_table(session, of(busy), unmasked=True)))
    path.write_text(first, "utf-8", newline="")
    other = open_office(session, "QJ", "柳")
    import_file(session, Actor.system(other.id), path)
    again = "".join(csv_lines(ledger_table(session, of(other), unmasked=True)))
    assert sorted(again.splitlines()[1:]) == sorted(first.splitlines()[1:])


def test_the_due_date_comes_back_whatever_limit_it_came_of(session, center, tmp_path):
    """Accepted under limits that no empty ledger has, and extended to less than it would give."""
    actor = Actor.system(center.id)
    centers.change_settings(session, actor, CenterSettings(10, 45, 3))
    plain = make_case(session, center, accepted=date(2024, 3, 6))
    extended = make_case(session, center, accepted=date(2024, 3, 6), summary="延长")
    court = make_case(session, center, accepted=date(2024, 3, 6), source=Source.COURT)
    make_case(session, center)
    extend(session, extended, date(2024, 3, 20))
    session.commit()
    due = {one.number: one.due_on for one in (plain, extended, court)} | {None: None}
    table = ledger_table(session, of(center), unmasked=True)
    assert table.headings[-3:] == ["受理状态", "延长期限至", "调解到期日期"]
    path = tmp_path / "out.csv"
    with path.open("wb") as target:
        write_csv(table, target)
    assert counts(import_file(session, actor, path)) == (4, 0, 0, 4)
    other = open_office(session, "QJ", "柳")
    assert counts(import_file(session, Actor.system(other.id), path)) == (4, 4, 0, 0)
    found = session.scalars(select(Case).where(of(other))).all()
    assert {one.number: one.due_on for one in found} == due
    assert [one.until for case in found for one in case.extensions] == [date(2024, 3, 20)]


def test_the_due_date_comes_back_to_a_center_whose_limits_have_changed_since(
    session, center, tmp_path
):
    """All in the customary time, which an empty ledger would compute; this center no more."""
    for source in (None, Source.COURT):
        make_case(session, center, accepted=date(2024, 3, 6), source=source)
    extended = make_case(session, center, accepted=date(2024, 3, 6))
    extend(session, extended, date(2024, 4, 10))
    changed = CenterSettings(60, 10, 3)
    centers.change_settings(session, Actor.system(center.id), changed)
    session.commit()
    path = tmp_path / "out.csv"
    with path.open("wb") as target:
        write_csv(ledger_table(session, of(center), unmasked=True), target)
    other = open_office(session, "QJ", "柳")
    actor = Actor.system(other.id)
    centers.change_settings(session, actor, changed)
    session.commit()
    assert counts(import_file(session, actor, path)) == (3, 3, 0, 0)
    found = session.scalars(select(Case).where(of(other)).order_by(Case.number)).all()
    assert [one.due_on.isoformat() for one in found] == ["2024-04-05", "2024-04-05", "2024-04-10"]
    assert counts(import_file(session, actor, path)) == (3, 0, 0, 3)
    assert figures(session, other, 2024) == figures(session, center, 2024)


def test_a_sample_ledger_says_so_in_every_file_and_still_comes_back(session, tmp_path):
    center = open_office(session, "LS", "柳", is_sample=True)
    make_case(session, center, accepted=date(2024, 3, 6))
    path = tmp_path / "out.csv"
    with path.open("wb") as target:
        assert write_csv(ledger_table(session, of(center), unmasked=True), target) == 1
    assert path.read_text("utf-8-sig").startswith(SAMPLE_NOTE)
    other = open_office(session, "QJ", "虹")
    assert counts(import_file(session, Actor.system(other.id), path)) == (1, 1, 0, 0)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_ledger_of_a_year_gives_the_figures_of_that_year(session, busy, tmp_path, year):
    path = tmp_path / "year.xlsx"
    condition = of(busy) & touched_in(Period.year(year))
    with path.open("wb") as target:
        write_xlsx(ledger_table(session, condition, unmasked=True), target)
    other = open_office(session, "QJ", "柳")
    import_file(session, Actor.system(other.id), path)
    assert figures(session, other, year) == figures(session, busy, year)


DAYS = st.integers(1, 60)


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(then=st.tuples(DAYS, DAYS), now=st.tuples(DAYS, DAYS), longer=st.none() | DAYS,
       source=st.sampled_from([None, Source.COURT]))  # fmt: skip
def test_a_ledger_states_the_due_date_wherever_the_limits_would_give_another(
    session, center, then, now, longer, source
):
    actor = Actor.system(center.id)
    for one in session.query(Case):
        session.delete(one)
    centers.change_settings(session, actor, CenterSettings(*then, 3))
    case = make_case(session, center, accepted=date(2024, 3, 6), source=source)
    if longer:
        extend(session, case, case.due_on + timedelta(days=longer))
    centers.change_settings(session, actor, CenterSettings(*now, 3))
    session.commit()
    (row,) = rows_of(session, center, unmasked=True)
    stated = CaseRecord(
        case.registered_on,
        case.accepted_on,
        source=source,
        due_on=row.get("调解到期日期"),
        extended_to=row.get("延长期限至"),
    )
    for limits in (CUSTOMARY, TimeLimits(*now)):
        assert list(check_stated(stated, limits)) == []
        assert due_as_stated(stated, limits) == case.due_on


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("、；;'=\"甲"),
    min_size=1, max_size=6,
).filter(lambda name: name not in ("无", "/"))  # fmt: skip

TEXTS = st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("\n'=+甲"), max_size=20)


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(names=st.lists(NAMES, min_size=1, max_size=3), text=TEXTS)
def test_whatever_names_and_texts_a_case_has_they_come_back(session, center, tmp_path, names, text):
    for one in session.query(Case):
        session.delete(one)
    audit.record(session, Actor.system(center.id), "test.clear")
    session.commit()
    make_case(session, center, accepted=date(2024, 3, 6), summary=text.strip(),
              parties=[PartyDraft(Side.APPLICANT, name) for name in names])  # fmt: skip
    for form, write in WRITERS.items():
        path = tmp_path / f"out.{form}"
        with path.open("wb") as target:
            write(ledger_table(session, of(center), unmasked=True), target)
        assert counts(import_file(session, Actor.system(center.id), path)) == (1, 0, 0, 1)
    assert session.get(Center, center.id)
