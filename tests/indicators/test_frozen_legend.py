"""A frozen year is read by the legend stored with it, whatever the program counts by then."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.frozen import close_pending, freeze
from tracker.domain.counted_cases import APART, fingerprint_of_cases
from tracker.domain.frozen import canonical, fingerprint
from tracker.indicators.frozen_years import compare
from tracker.models import Center, FrozenCase, FrozenYear
from tracker.queries.frozen_years import counted_then, read_content
from tracker.queries.scope import Scope


def as_another_edition(session: Session, row: FrozenYear, change) -> None:
    """Store the frozen year as a program with other figures, or in another order, would have.

    ``change`` gets the names of a column in order and says which it would have had.
    """
    content = read_content(row)
    old, new = content["legend"], {}
    for column, names in old.items():
        new[column] = change(column, list(names))
    for case in list(counted_then(session, row)):
        held = {name for place, name in enumerate(old["parts"]) if case.parts >> place & 1}
        texts = {
            column: dict(zip(old[column], text.split(APART), strict=True))
            for column, text in (("sums", case.sums), ("places", case.places))
        }
        session.execute(
            update(FrozenCase)
            .where(FrozenCase.frozen_year_id == row.id, FrozenCase.case_id == case.id)
            .values(
                parts=sum(1 << place for place, name in enumerate(new["parts"]) if name in held),
                **{
                    column: APART.join(told.get(name, "") for name in new[column])
                    for column, told in texts.items()
                },
            )
        )
    count, digest = fingerprint_of_cases(counted_then(session, row))
    content |= {"legend": new, "cases": {"count": count, "sha256": digest}}
    row.content = canonical(content)
    row.sha256 = fingerprint(row.content)
    session.flush()


def told(session: Session, center: Center, row: FrozenYear):
    found = compare(session, Scope((center.id,)), row)
    return {
        "moved": [(one.number, one.then, one.now) for one in found.moved],
        "went on": [one.number for one in found.went_on],
        "figures": {
            one.figure: [[case.number for case in cases] for cases in vars(moved).values()]
            for one in found.totals
            for moved in [found.cases_of(one)]
        },
    }


@pytest.fixture
def year(session, filled_center):
    return freeze(session, filled_center)


@pytest.mark.parametrize("turn", [reversed, sorted], ids=["reversed", "sorted"])
def test_figures_in_another_order_tell_the_same(session, center, year, turn):
    close_pending(session, center)
    expected = told(session, center, year)
    assert expected["moved"]
    as_another_edition(session, year, lambda _column, names: list(turn(names)))
    assert told(session, center, year) == expected


def test_a_figure_that_came_since_makes_no_case_count_otherwise(session, center, year):
    """The frozen year of a program that did not know it: no case left or entered it."""
    number = close_pending(session, center)
    figure = "closed.value"
    as_another_edition(
        session, year, lambda _column, names: [one for one in names if one != figure]
    )
    found = compare(session, Scope((center.id,)), year)
    (case,) = found.moved
    assert case.number == number
    assert figure not in case.now.parts
    assert "pending.value" in case.then.parts


def test_a_figure_that_is_gone_since_makes_no_case_count_otherwise(session, center, year):
    as_another_edition(session, year, lambda _column, names: [*names, f"former.{names[0]}"])
    found = compare(session, Scope((center.id,)), year)
    assert found.moved == []


def test_the_first_form_of_a_content_is_read_in_the_order_that_it_had(session, center, year):
    """It stored the names of the parts, and its sums and rows had the order of that time."""

    def first(column, names):
        return [one for one in names if not one.startswith("month.")]

    expected = told(session, center, year)
    as_another_edition(session, year, first)
    content = json.loads(year.content)
    content["form"] = 1
    content["parts"] = content.pop("legend")["parts"]
    year.content = canonical(content)
    year.sha256 = fingerprint(year.content)
    session.flush()
    assert told(session, center, year) == expected
    number = close_pending(session, center)
    assert [one[0] for one in told(session, center, year)["moved"]] == [number]
