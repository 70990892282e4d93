"""The sample as a ledger: whole, by the rules, plainly labelled, with something on every desk."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

from sqlalchemy import select

from tests.demo.rows import facts, query
from tracker import clock
from tracker.demo.files import Found, look
from tracker.demo.office import ACCOUNTS
from tracker.domain.identity import is_credit_code, read_resident_id
from tracker.domain.rules import check_case
from tracker.domain.vocabulary import OrganisationKind, Outcome, Role, Source, Status
from tracker.models import Account, Case, Center, Mediator, Organisation, Party, Village
from tracker.queries.search import matching
from tracker.services.accounts import check_password
from tracker.services.passwords import verify


def test_the_center_says_that_it_is_a_sample(demo_session):
    center = demo_session.scalars(select(Center)).one()
    assert center.is_sample
    assert (center.code, center.short_name) == ("LS", "柳")
    assert "示例" in center.name


def test_organisations_of_every_kind_a_roster_and_villages(demo_session):
    kinds = {one.kind for one in demo_session.scalars(select(Organisation))}
    assert kinds == set(OrganisationKind)
    roster = demo_session.scalars(select(Mediator)).all()
    assert (len(roster), sum(one.resident for one in roster)) == (14, 8)
    assert len(demo_session.scalars(select(Village)).all()) == 12


def test_every_account_signs_in_with_the_password_that_is_printed(demo_session):
    accounts = {one.name: one for one in demo_session.scalars(select(Account))}
    assert set(accounts) == {str(role) for role in Role}
    for one in ACCOUNTS:
        assert accounts[one.name].role is one.role
        assert verify(accounts[one.name].password_hash, one.password)
        assert check_password(one.name, one.password) == []


def test_every_case_keeps_every_rule(demo_session):
    ledger = demo_session.scalars(select(Case)).all()
    broken = {case.number: check_case(case, clock.today()) for case in ledger}
    assert {number: problems for number, problems in broken.items() if problems} == {}
    assert len(ledger) > 4400


def test_numbers_have_no_gap_and_follow_the_order_of_acceptance(demo_file):
    rows = query(
        demo_file,
        "SELECT number_year, number_serial, accepted_on FROM cases"
        " WHERE number IS NOT NULL ORDER BY number_year, number_serial",
    )
    for year in {row["number_year"] for row in rows}:
        of_year = [row for row in rows if row["number_year"] == year]
        assert [row["number_serial"] for row in of_year] == list(range(1, len(of_year) + 1))
        days = [row["accepted_on"] for row in of_year]
        assert days == sorted(days)


def test_ids_and_codes_of_the_parties_pass_their_checks_and_belong_to_nobody(demo_session):
    parties = demo_session.scalars(select(Party)).all()
    people = [party for party in parties if party.id_number]
    firms = [party for party in parties if party.credit_code]
    assert len(people) > 5000
    assert len(firms) > 500
    for party in people:
        resident = read_resident_id(party.id_number)
        assert resident is not None
        assert (party.birth_date, party.sex) == (resident.birth_date, resident.sex)
        assert party.id_number[2:4] == "99", "a region code that was never assigned"
    assert all(is_credit_code(party.credit_code) for party in firms)
    assert {party.phone[:2] for party in parties if party.phone} == {"12"}


def test_everything_that_happens_to_cases_happens_in_the_sample(demo_file, demo_session):
    actions = Counter(row["action"] for row in query(demo_file, "SELECT action FROM audit_lines"))
    for verb in (
        *("register", "accept", "decline", "close", "reopen", "extend", "pay", "visit"),
        *("apply_for_confirmation", "decide_confirmation"),
    ):
        assert actions[f"case.{verb}"] >= 10, verb
    ledger = demo_session.scalars(select(Case)).all()
    chosen = {outcome for outcome in Outcome if outcome.is_chosen}
    assert {case.outcome for case in ledger} == {*chosen, None}
    assert {case.source for case in ledger} == {*Source, None}
    assert {case.channel for case in ledger} == {"窗口来访", "电话", "网络", "上门", None}
    assert len({case.dispute_type_id for case in ledger}) >= 20
    assert len({case.summary for case in ledger}) > 1000
    assert any(len(case.payments) > 2 for case in ledger)
    assert any(case.amount_agreed and case.amount_agreed % 1 for case in ledger)


def test_out_of_town_people_come_to_the_studio(demo_session):
    studio = demo_session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.STUDIO)
    ).one()
    ledger = demo_session.scalars(select(Case).where(Case.organisation_id == studio.id)).all()
    assert len(ledger) > 100
    assert all(any(party.out_of_town for party in case.parties) for case in ledger)


def test_the_mediators_desk_has_cases_waiting_overdue_and_due_soon(demo_session):
    account = demo_session.scalars(select(Account).where(Account.role == Role.MEDIATOR)).one()
    own = demo_session.scalars(
        select(Case).where(
            Case.mediator_id == account.mediator_id,
            Case.organisation_id == account.organisation_id,
            Case.registered_on > date(2025, 6, 30),
        )
    ).all()
    today = clock.today()
    still_open = [case for case in own if case.status is Status.OPEN]
    left = [(case.accepted_on + timedelta(days=30) - today).days for case in still_open]
    assert any(case.status is Status.REGISTERED for case in own)
    assert any(case.status is Status.CLOSED for case in own)
    assert any(days < 0 for days in left)
    assert any(0 <= days <= 7 for days in left)
    assert any(days > 7 for days in left)


def test_the_trail_names_who_wrote_the_case(demo_file):
    actors = {
        row["actor_name"]
        for row in query(demo_file, "SELECT actor_name FROM audit_lines WHERE action LIKE 'case.%'")
    }
    assert "mediator" in actors
    assert len(actors) == 14


def test_the_trail_of_a_case_tells_only_what_each_step_changed(demo_file):
    rows = query(demo_file, "SELECT changes FROM audit_lines WHERE action = 'case.accept'")
    assert {frozenset(json.loads(row["changes"])) for row in rows} == {
        frozenset({"accepted_on", "due_on", "number", "number_serial", "number_year"})
    }


def test_cases_are_found_by_the_words_in_them(demo_session):
    for words in ("漏水", "工资", "2024柳人调字第0001号"):
        assert demo_session.scalars(select(Case).where(matching(demo_session, words))).first()


def test_the_finished_file_is_known_as_whole(demo_app, demo_file):
    assert look(lambda settings: demo_app, demo_file) is Found.WHOLE


def test_no_two_cases_share_a_person(demo_file):
    ids = [row[0] for row in query(demo_file, "SELECT id_number FROM parties WHERE id_number > ''")]
    assert len(ids) == len(set(ids))
    assert all(case["parties"] >= 2 for case in facts(demo_file))
