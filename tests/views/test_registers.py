"""The pages of every register: entered, found, changed, voided, taken along."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select, update

from tests.pages import text_of
from tests.registers.entries import KINDS, typed
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.registers import REGISTERS


@pytest.fixture
def clerk(office, open_as):
    return open_as(Role.CLERK)


def add(clerk, kind, **stated):
    """The address of the new entry."""
    done = clerk.post(f"/registers/{kind}/new", data=typed(REGISTERS[kind], **stated))
    assert done.status_code == 302, text_of(done.text)
    return done.location


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_made_seen_changed_voided_and_put_back(clerk, ledger, kind):
    register = REGISTERS[kind]
    address = add(clerk, kind)
    page = text_of(clerk.get(address).text)
    assert register.term in page
    form = clerk.get(f"{address}/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', form)[1]
    done = clerk.post(f"{address}/edit", data=typed(register, remarks="更正", version=version))
    assert done.location == address
    assert "更正" in clerk.get(address).text
    assert clerk.post(f"{address}/void", data={"reason": "重复登记"}).location == address
    listed = clerk.get(f"/registers/{kind}")
    assert 'data-total="0"' in listed.text
    assert 'data-total="1"' in clerk.get(f"/registers/{kind}?voided=1").text
    assert clerk.post(f"{address}/restore", data={"reason": "并非重复"}).location == address
    assert 'data-total="1"' in clerk.get(f"/registers/{kind}").text
    with ledger() as session:
        lines = session.scalars(select(AuditLine).order_by(AuditLine.id)).all()
        told = [one.action for one in lines if one.action.startswith("register.")]
    assert told == [f"register.{verb}" for verb in ("add", "change", "void", "restore")]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(clerk, kind):
    done = clerk.post(f"/registers/{kind}/new", data={"remarks": "先记下这一句"})
    assert done.status_code == 422
    assert "先记下这一句" in done.text
    required = [one for one in REGISTERS[kind].fields.values() if one.required]
    assert done.text.count("请填写此项。") >= len(required)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_holds_the_rows_of_the_list_under_the_registers_headings(clerk, kind):
    register = REGISTERS[kind]
    add(clerk, kind)
    done = clerk.post(f"/registers/{kind}/export.xlsx")
    assert done.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(done.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == [one.words.term for one in register.fields.values()]
    assert len(rows) == 2
    csv = clerk.post(f"/registers/{kind}/export.csv").data.decode("utf-8-sig")
    assert csv.splitlines()[0].split(",")[0] == rows[0][0]


def test_a_field_called_as_a_part_of_the_address_can_be_asked_for(clerk):
    """``kind`` is the register in the address, and a field of reviews."""
    add(clerk, "reviews")
    page = clerk.get("/registers/reviews?kind=contract&sort=kind")
    assert 'data-total="1"' in page.text
    assert "/registers/reviews/export.csv?kind=contract&amp;sort=kind" in page.text
    assert 'data-total="0"' in clerk.get("/registers/reviews?kind=rule").text


def test_a_number_told_from_outside_says_who_told_and_who_entered_it(clerk):
    address = add(clerk, "lawsuits", source="法院来函", until="2024-03-31")
    today = clock.today().isoformat()
    listed = text_of(clerk.get("/registers/lawsuits").text)
    assert f"法院来函 clerk {today}" in listed
    told = f"外单位提供的数字；来源“法院来函”，clerk {today} 录入。"
    assert told in text_of(clerk.get(address).text)
    assert "来源“法院来函”，由clerk录入" in text_of(clerk.get("/annual/2024").text)
    assert "录入" not in clerk.get("/registers/exams").text.split("<main")[1]


def test_the_trail_names_the_register_and_does_not_call_it_an_act(clerk):
    told = text_of(clerk.get(add(clerk, "meetings")).text.split('id="trail"')[1])
    assert "工作台账 研判会" in told
    assert "登记 研判会" not in told


def test_the_registers_tell_how_many_entries_this_year_has_had_so_far(clerk, ledger, office):
    """What lies ahead, as older programs took it, is not of the year so far."""
    add(clerk, "exams", held_on=clock.today().isoformat())
    add(clerk, "exams", held_on=f"{clock.today().year - 1}-12-31")
    ahead = add(clerk, "exams")
    with ledger() as session:
        exams = REGISTERS["exams"].model
        one = exams.center_id == office, exams.id == int(ahead.rpartition("/")[2])
        later = {"held_on": clock.today() + timedelta(days=1)}
        session.execute(update(exams).where(*one).values(later))
        session.commit()
    listed = clerk.get("/registers").text.split('href="/registers/exams"')[1].split("</li>")[0]
    assert f"{clock.today().year}年以来1条" in listed


def test_a_number_of_any_length_in_an_address_or_a_form_is_no_failure(clerk):
    endless = "9" * 4301
    assert clerk.get(f"/registers/exams?batch={endless}").status_code == 404
    exam, meeting = add(clerk, "exams"), add(clerk, "meetings")
    done = clerk.post(f"{exam}/edit", data=typed(REGISTERS["exams"], version=endless))
    assert "再次保存" in done.text
    done = clerk.post(f"{meeting}/issues", data={"version": endless, "issues-0-text": "欠薪"})
    assert "再次保存" in done.text
    more = {"version": "1", "more": "1", f"issues-{endless}-text": "欠薪"}
    assert clerk.post(f"{meeting}/issues", data=more).status_code == 200


def test_a_filter_that_cannot_be_read_is_told_and_nothing_is_taken_along(clerk, ledger):
    add(clerk, "petitions")
    for asked in ("since=garbage", "level=nope", "until=2024-02-30", "repeated=perhaps"):
        done = clerk.post(f"/registers/petitions/export.csv?{asked}")
        assert done.status_code == 422, asked
        assert f'id="{asked.partition("=")[0]}-error"' in done.text, asked
    with ledger() as session:
        told = select(AuditLine).where(AuditLine.action == "register.export")
        assert session.scalars(told).all() == []
