"""The annual report is written in revisions: nothing is overwritten, and each is on record."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.annual import YEAR, write
from tests.factories import make_case, open_office
from tests.frozen import freeze
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.permissions import Forbidden
from tracker.queries.annual_revisions import in_force, revisions_of
from tracker.services import annual_texts
from tracker.services.annual_texts import CONFIRM, PUT_BACK, Place

NO_FIGURES = {"centers": ["LS"], "values": {}}


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


def texts(session, center):
    return [(one.number, one.text) for one in revisions_of(session, center.id, YEAR, "opening")]


def test_each_text_is_kept_and_the_newest_is_in_force(session, center, clerk):
    for typed in ("第一稿", "第二稿"):
        write(session, clerk, "opening", typed)
    assert texts(session, center) == [(2, "第二稿"), (1, "第一稿")]
    assert in_force(session, center.id, YEAR)["opening"].text == "第二稿"
    assert not in_force(session, center.id, YEAR - 1)


def test_the_trail_says_which_revision_came_of_what(session, clerk):
    write(session, clerk, "opening", "第一稿")
    write(session, clerk, "opening", "第二稿")
    write(session, clerk, "opening", "第一稿", action=PUT_BACK)
    lines = session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(3))
    assert [(one.action, one.changes["annual_revision"]) for one in lines] == [
        ("annual.put_back", [2, 3]),
        ("annual.write", [1, 2]),
        ("annual.write", [None, 1]),
    ]


def test_figures_of_then_are_kept_with_the_text(session, center, clerk):
    make_case(session, center)
    row = write(session, clerk, "opening", "登记{登记件数}件，上年{登记件数:上年}件。")
    assert row.text == "登记{registered}件，上年{registered:before}件。"
    assert row.figures == {
        "centers": ["LS"],
        "values": {"registered": {"now": {"value": 1}, "before": None}},
    }


def test_the_same_again_is_no_revision_but_with_other_figures_it_is(session, center, clerk):
    text = "登记{登记件数}件。"
    write(session, clerk, "opening", text)
    write(session, clerk, "opening", text)
    make_case(session, center)
    write(session, clerk, "opening", text, action=CONFIRM)
    assert [number for number, _text in texts(session, center)] == [2, 1]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(session, center, clerk):
    write(session, clerk, "opening", "第一稿")
    with pytest.raises(Refused, match=r"clerk has written this paragraph meanwhile \(revision 1"):
        write(session, clerk, "opening", "另一稿", based_on=0)
    assert texts(session, center) == [(1, "第一稿")]


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (Place(YEAR, "weather"), "", "no such paragraph"),
        (Place(1949, "opening"), "", "between 1950 and 2199"),
        (Place(YEAR, "opening"), "字" * 10_001, "At most 10000 characters; these are 10001"),
    ],
)
def test_what_cannot_be_kept_is_refused(session, clerk, place, text, said):
    with pytest.raises(Refused, match=said):
        annual_texts.write(session, clerk, place, text, NO_FIGURES, 0)


def test_a_frozen_year_is_not_written(session, center, clerk):
    make_case(session, center)
    freeze(session, center)
    with pytest.raises(Refused, match=f"{YEAR} is frozen"):
        write(session, clerk, "opening", "迟来的一稿")


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CLERK], ids=str)
def test_only_the_clerk_writes(session, actors, role):
    with pytest.raises(Forbidden):
        annual_texts.write(session, actors[role], Place(YEAR, "opening"), "一稿", NO_FIGURES, 0)


def test_each_center_has_a_text_of_its_own(session, center, clerk):
    other = open_office(session, "QJ", "清")
    write(session, clerk, "opening", "第一稿")
    assert not in_force(session, other.id, YEAR)
