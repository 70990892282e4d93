"""The numbers of rows that come back mended stay free until they do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_case
from tests.importers.imported import counters, counts, numbers
from tests.importers.ledgers import NUMBER, case
from tracker.domain.vocabulary import Role
from tracker.queries.imports import find_batch
from tracker.queries.proof_numbers import numbers as proof_of_numbers
from tracker.services.import_undo import undo_import

BAD = case(案号=NUMBER.format(2), 登记日期="2024.13.5")
DAY = date(2024, 3, 5)


@pytest.fixture
def undo(session, center, actors):
    def now(report):
        undo_import(session, actors[Role.CLERK], find_batch(session, center.id, report.batch_id))
        session.commit()

    return now


def test_a_mended_row_finds_its_number_free(load, session):
    report = load(case(案号=NUMBER.format(1)), BAD, case(案号=None, 申请人="王五"))
    assert counts(report) == (3, 2, 1, 0)
    assert numbers(session) == [NUMBER.format(1), NUMBER.format(3)]
    assert counts(load(BAD | {"登记日期": "2024-3-5"})) == (1, 1, 0, 0)
    assert numbers(session) == [NUMBER.format(one) for one in (1, 2, 3)]


def test_a_case_logged_meanwhile_takes_the_number_after_it(load, session, center):
    load(case(案号=NUMBER.format(1)), BAD)
    assert counters(session) == {2024: 2}
    assert make_case(session, center, accepted=DAY).number == NUMBER.format(3)


def test_a_number_that_cannot_be_right_holds_nothing(load, session):
    load(
        case(案号=NUMBER.format(1)),
        case(案号=NUMBER.format(99_999_999)),
        case(案号="旧编号", 登记日期="?"),
    )
    assert counters(session) == {2024: 1}


def test_the_proof_of_the_numbers_knows_why_one_is_missing(load, session):
    load(case(案号=NUMBER.format(1)), BAD)
    proof = proof_of_numbers(session)
    assert (proof.errors, len(proof.notes)) == ([], 1)


def test_an_undone_import_holds_nothing_any_more_but_another_does(load, undo, session):
    first = load(case(案号=NUMBER.format(1)), BAD)
    second = load(case(案号=NUMBER.format(5)), BAD | {"案号": NUMBER.format(9)})
    assert counters(session) == {2024: 9}
    undo(first)
    assert counters(session) == {2024: 9}
    undo(second)
    assert counters(session) == {2024: 0}


def test_a_dry_run_and_a_strict_import_hold_nothing(load, session):
    for options in ({"dry_run": True}, {"strict": True}):
        load(case(案号=NUMBER.format(1)), BAD, **options)
    assert counters(session) == {}
