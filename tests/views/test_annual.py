"""The annual report's page: every number opens the rows it counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from tests.pages import text_of
from tests.registers.entries import entry
from tests.small_year import fill
from tests.views.test_summaries import links, total_of
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.indicators.register_figures import declared
from tracker.indicators.whole_year import count_year
from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.registers.penalties import DOCUMENTS
from tracker.registers.petitions import Level
from tracker.services import registers
from tracker.services.frozen_years import freeze

PAGE = "/annual/2024"
LATER = date(2024, 6, 1)
ADDED_UP = {
    figure.key if name == "value" else f"{figure.key}.{name}"
    for _register, figure in declared().values()
    for name, part in figure.parts.items()
    if part.of is not None
}
"""What entries state is added up here: their number is another one."""


@pytest.fixture
def filled(ledger, office):
    """Two entries of each register, one of them of the year before; and what is said apart."""
    with ledger() as session:
        center = session.get_one(Center, office)
        fill(session, center)
        actor = Actor.system(center.id)
        for register in REGISTERS.values():
            own = dict.fromkeys(register.once[-1:], f"{register.kind}-2023")
            earlier = {name: date(2023, 3, 5) for name in [register.day]}
            registers.add(session, actor, register, entry(register))
            registers.add(session, actor, register, entry(register, **earlier | own))
        add = registers.add
        penalties, petitions = REGISTERS["penalties"], REGISTERS["petitions"]
        delivered = dict.fromkeys(DOCUMENTS, LATER)
        for number, more in ((1, delivered), (2, {**delivered, DOCUMENTS[0]: None})):
            stated = {"number": f"企{number}", "enterprise": True, "amount": Decimal(100), **more}
            add(session, actor, penalties, entry(penalties, **stated))
        stated = {"number": "国1", "level": Level.STATE, "repeated": True, "resolved_on": LATER}
        add(session, actor, petitions, entry(petitions, **stated))
        session.commit()
    return office


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.AUDITOR], ids=str)
def test_every_number_of_the_report_opens_the_rows_it_counts(filled, open_as, role):
    reader = open_as(role)
    found = {one for one in links(reader.get(PAGE).text) if "/registers/" in one[2]}
    assert len(found) > 30
    for key, value, href in found:
        listed = reader.get(href)
        assert listed.status_code == 200, href
        if key not in ADDED_UP:
            assert total_of(listed.text) == int(value), (key, href)
    assert any(one[0] == "resolution_rate.numerator" for one in links(reader.get(PAGE).text))


def test_a_share_stands_with_its_fraction_and_what_it_lacks(filled, open_as):
    clerk = open_as(Role.CLERK)
    page = text_of(clerk.get(PAGE).text)
    assert "三书同达率 50.00% 1 / 2 · 余 1" in page
    assert "国家交办重复件化解率 100.00% 1 / 1 · 余 0" in page
    missing = next(
        one for one in links(clerk.get(PAGE).text) if one[0] == "three_documents_rate.missing"
    )
    assert "企2" in clerk.get(missing[2]).text
    assert "企1" not in clerk.get(missing[2]).text


def test_this_year_stands_beside_the_last(filled, open_as):
    page = text_of(open_as(Role.CLERK).get(PAGE).text)
    assert "行政处罚 件 3 1 上升200.00%" in page
    assert "合法合规审查 件 1 1 持平" in page
    assert "无法比较" in text_of(open_as(Role.CLERK).get("/annual/2023").text)


def test_a_figure_that_there_is_not_opens_nothing(filled, open_as):
    clerk = open_as(Role.CLERK)
    days = "from=2024-01-01&to=2024-12-31"
    for asked in (f"figure=reviews&{days}", "figure=penalties", f"figure=penalties&part=x&{days}"):
        assert clerk.get(f"/registers/penalties?{asked}").status_code == 404


def test_another_centers_entries_count_there(filled, open_as, ledger):
    assert "行政处罚 件 — — 无法比较" in text_of(open_as(Role.CLERK, "QJ").get(PAGE).text)


@pytest.fixture
def enter(ledger, office):
    """Add an entry to a register of the office, or of another center."""

    def entered(kind, center_id=office, **stated):
        with ledger() as session:
            register = REGISTERS[kind]
            values = entry(register, **stated)
            row = registers.add(session, Actor.system(center_id), register, values)
            session.commit()
            return row.id

    return entered


def listed(reader, page, key):
    """What the page says of the figure, and how many entries its link lists."""
    value, href = next((one[1], one[2]) for one in links(reader.get(page).text) if one[0] == key)
    return int(value), total_of(reader.get(href).text)


def test_a_centers_figures_and_their_rows_are_also_those_of_the_centers_below(
    enter, open_as, ledger, office
):
    with ledger() as session:
        below = session.scalars(select(Center.id).where(Center.code == "QJ")).one()
        session.execute(update(Center).where(Center.id == below).values(parent_id=office))
        session.commit()
    enter("penalties", number="上1")
    enter("penalties", below, number="下1")
    supervisor = open_as(Role.SUPERVISOR)
    assert listed(supervisor, f"{PAGE}?center=LS", "penalties") == (2, 2)
    assert listed(supervisor, f"{PAGE}?center=QJ", "penalties") == (1, 1)


def test_what_a_share_lacks_are_also_entries_that_never_ended(enter, open_as):
    handed = {"level": Level.STATE, "repeated": True, "received_on": date(2024, 3, 5)}
    for number, resolved in (("1", LATER), ("2", date(2025, 6, 1)), ("3", None)):
        enter("petitions", number=number, resolved_on=resolved, **handed)
    clerk = open_as(Role.CLERK)
    assert listed(clerk, PAGE, "assigned_petitions_rate.missing") == (2, 2)


def test_documents_delivered_after_the_year_are_not_of_it(enter, open_as):
    later = dict.fromkeys(DOCUMENTS, date(2025, 2, 1))
    enter("penalties", number="企1", enterprise=True, **later)
    clerk = open_as(Role.CLERK)
    assert listed(clerk, PAGE, "three_documents_rate.missing") == (1, 1)


def test_the_page_is_on_the_basis_that_it_says(filled, open_as):
    clerk = open_as(Role.CLERK)
    rate = [one for one in links(clerk.get(PAGE).text) if one[0].startswith("resolution_rate.")]
    other = links(clerk.get(f"{PAGE}?basis=closed").text)
    assert [one for one in other if one[0].startswith("resolution_rate.")] == rate


def test_the_page_says_that_the_year_is_frozen_or_not_over(filled, open_as, ledger, office):
    with ledger() as session:
        freeze(session, Actor.system(office), 2024, "公布", count_year)
        session.commit()
    clerk = open_as(Role.CLERK)
    assert "已冻结：第1版" in text_of(clerk.get(PAGE).text)
    running = f"/annual/{clock.today().year}"
    assert "尚未结束" in text_of(clerk.get(running).text)
