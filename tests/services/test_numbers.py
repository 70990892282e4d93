"""Case numbers: without gaps, whoever writes at once and whatever is taken back."""

import multiprocessing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.databases import make_app
from tests.factories import draft, make_case, open_office
from tracker.domain.numbers import read_case_number
from tracker.extensions import db
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import cases
from tracker.services.numbers import raise_counter, take_number, take_serials


def accepted(session, center, day=date(2024, 3, 6)) -> str:
    return make_case(session, center, registered_on=day, accepted=day).number


def test_a_number_names_the_year_the_center_and_the_place_in_the_series(session, center):
    assert [accepted(session, center) for _ in range(3)] == [
        "（2024）柳人调字第0001号",
        "（2024）柳人调字第0002号",
        "（2024）柳人调字第0003号",
    ]


@pytest.mark.parametrize("last", [998, 9998, 99998])
def test_the_series_goes_on_past_the_digits_it_began_with(session, center, last):
    raise_counter(session, center.id, 2024, last)
    numbers = [accepted(session, center) for _ in range(3)]
    assert numbers == [f"（2024）柳人调字第{last + place:04d}号" for place in (1, 2, 3)]
    read = [read_case_number(number, "柳") for number in numbers]
    assert read == [(2024, last + place) for place in (1, 2, 3)]


def test_each_year_and_each_center_has_a_series_of_its_own(session, center):
    other = open_office(session, "QJ", "虹")
    accepted(session, center)
    assert accepted(session, center, date(2023, 12, 31)) == "（2023）柳人调字第0001号"
    assert accepted(session, other) == "（2024）虹人调字第0001号"
    assert accepted(session, center) == "（2024）柳人调字第0002号"


def test_the_year_is_that_of_acceptance_not_of_registration(session, center):
    case = make_case(session, center, registered_on=date(2023, 12, 31), accepted=date(2024, 1, 1))
    assert case.number == "（2024）柳人调字第0001号"


def test_what_is_rolled_back_gives_its_number_back(session, center):
    actor = Actor.system(center.id)
    case = cases.register(session, actor, draft(session, center))
    cases.accept(session, actor, case, date(2024, 3, 6), case.version)
    session.rollback()
    assert accepted(session, center) == "（2024）柳人调字第0001号"


def test_the_counter_is_only_ever_raised(session, center):
    raise_counter(session, center.id, 2024, 50)
    raise_counter(session, center.id, 2024, 7)
    assert take_number(session, center, 2024)[1] == 51
    assert take_serials(session, center.id, 2024, 10) == 52
    assert take_number(session, center, 2024)[1] == 62


def accept_cases(uri: str, folder: str, who: int, count: int) -> None:
    """In a process of its own: cases of two years and two centers, every third rolled back."""
    app = make_app(Path(folder), uri)
    with app.app_context():
        for turn in range(count):
            session = db.session()
            centers = session.scalars(select(Center).order_by(Center.id)).all()
            center = centers[(who + turn) % 2]
            actor = Actor.system(center.id)
            day = date(2023 + turn % 2, 3, 6)
            case = cases.register(session, actor, draft(session, center, registered_on=day))
            cases.accept(session, actor, case, day, case.version)
            if turn % 3 == 2:
                session.rollback()
            else:
                session.commit()
        db.session.remove()
        db.engine.dispose()


def test_processes_that_write_at_once_leave_no_gap_and_no_double(app, session, center):
    open_office(session, "QJ", "虹")
    raise_counter(session, center.id, 2024, 995)
    session.commit()
    session.rollback()
    uri = str(app.config["DATABASE_URI"])
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=accept_cases, args=(uri, app.instance_path, who, 18))
        for who in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    series: dict[tuple[int, int], list[int]] = {}
    for case in session.scalars(select(Case).order_by(Case.number_serial)):
        series.setdefault((case.center_id, case.number_year), []).append(case.number_serial)
    assert sum(map(len, series.values())) == 4 * 12
    assert len(series) == 4
    for (center_id, year), serials in series.items():
        first = 996 if (center_id, year) == (center.id, 2024) else 1
        assert serials == list(range(first, first + len(serials)))
