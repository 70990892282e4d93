"""What words of reports mean is chosen, chosen anew, and taken back, each on record."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.factories import open_office
from tests.phrases import TIDIED, chosen_phrase
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, Phrase
from tracker.permissions import Forbidden
from tracker.queries.phrases import meanings_of
from tracker.services import phrases


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


@pytest.fixture
def trail(session):
    """The actions on words so far, each with the figure before and after."""

    def lines():
        found = session.scalars(select(AuditLine).order_by(AuditLine.id))
        return [
            (one.action, one.changes["figure"]) for one in found if one.action.startswith("phrase")
        ]

    return lines


def test_a_choice_is_known_by_whom_and_on_record(session, center, clerk, trail):
    phrases.choose(session, clerk, TIDIED, "resolved")
    session.commit()
    (chosen,) = meanings_of(session, center.id).values()
    assert (chosen.figure, chosen.by) == ("resolved", clerk.name)
    assert trail() == [("phrase.choose", [None, "resolved"])]


def test_the_last_choice_counts_and_the_same_again_changes_nothing(session, center, clerk, trail):
    for figure in ("resolved", "resolved", "closed", None):
        phrases.choose(session, clerk, TIDIED, figure)
        session.commit()
    assert [one.figure for one in session.scalars(select(Phrase))] == [None]
    assert trail() == [
        ("phrase.choose", [None, "resolved"]),
        ("phrase.choose", ["resolved", "closed"]),
        ("phrase.reject", ["closed", None]),
    ]


def test_other_words_another_unit_a_part_and_another_reading_are_choices_of_their_own(
    session, center, clerk
):
    others = (
        TIDIED._replace(words="处置"),
        TIDIED._replace(unit="起"),
        TIDIED._replace(part=True),
        TIDIED._replace(read_as="closed"),
    )
    for wording in (TIDIED, *others):
        phrases.choose(session, clerk, wording, "resolved")
    session.commit()
    assert set(meanings_of(session, center.id)) == {TIDIED, *others}


def test_what_the_words_are_read_as_anyway_needs_no_choice(session, center, clerk, trail):
    wording = TIDIED._replace(read_as="closed")
    assert phrases.choose(session, clerk, wording, "closed") is None
    chosen_phrase(session, center, wording)
    assert phrases.choose(session, clerk, wording, "closed") is None
    session.commit()
    assert meanings_of(session, center.id) == {}
    assert [action for action, _figure in trail()] == ["phrase.choose", "phrase.forget"]


def test_a_choice_is_taken_back_once(session, center, clerk, trail):
    row = chosen_phrase(session, center)
    phrases.forget(session, clerk, row.id)
    session.commit()
    assert trail()[-1] == ("phrase.forget", ["resolved", None])
    with pytest.raises(Refused, match="taken this choice back"):
        phrases.forget(session, clerk, row.id)


def test_words_that_are_none_or_too_many_are_refused(session, clerk):
    for words in ("", "长" * 61):
        with pytest.raises(Refused):
            phrases.choose(session, clerk, TIDIED._replace(words=words), "resolved")


def test_each_center_has_words_of_its_own(session, center, clerk):
    elsewhere = open_office(session, code="QJ")
    row = chosen_phrase(session, elsewhere)
    assert meanings_of(session, center.id) == {}
    with pytest.raises(Refused):
        phrases.forget(session, clerk, row.id)


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CLERK], ids=str)
def test_only_a_clerk_says_what_words_mean(session, center, actors, role):
    row = chosen_phrase(session, center)
    with pytest.raises(Forbidden):
        phrases.choose(session, actors[role], TIDIED, "closed")
    with pytest.raises(Forbidden):
        phrases.forget(session, actors[role], row.id)


def test_the_record_of_a_choice_says_of_which_words_it_is(session, clerk):
    phrases.choose(session, clerk, TIDIED, "resolved")
    line = session.scalars(select(AuditLine).where(AuditLine.action == "phrase.choose")).one()
    assert {key: line.changes[key] for key in TIDIED._fields} == TIDIED._asdict()
