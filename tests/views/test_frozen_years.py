"""The page of a frozen year: what stands, what is otherwise now, who did it; and who may see it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, named
from tests.frozen import NOTE, freeze
from tests.pages import text_of
from tests.statements import engine_of, selects
from tests.views.test_summaries import follow_all, links
from tracker import clock
from tracker.domain.drafts import Closing
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import Account, Case, Center, FrozenYear, Organisation
from tracker.permissions import Actor
from tracker.services import audit, cases

PAGE = "/summaries/2024/frozen"


@pytest.fixture
def frozen(ledger, filled_office):
    with ledger() as session:
        return freeze(session, session.get_one(Center, filled_office)).sha256


@pytest.fixture
def supervisor(filled_office, open_as):
    return open_as(Role.SUPERVISOR)


@pytest.fixture
def close_one(ledger, filled_office):
    """Close the case that was open on 1 March 2024, as if it had been in that year."""

    def done(outcome=Outcome.WRITTEN_AGREEMENT, day=date(2024, 3, 20)):
        with ledger() as session:
            center = session.get_one(Center, filled_office)
            pending = Case.closed_on.is_(None) & (Case.accepted_on == date(2024, 3, 1))
            case = session.scalars(select(Case).where(pending)).one()
            agreed = Decimal("500.00") if outcome.is_agreement else None
            closing = Closing(day, outcome, agreed)
            cases.close(session, Actor.system(center.id), case, closing, case.version)
            number = case.number
            session.commit()
        return number

    return done


def text(client, address=PAGE, code=200):
    page = client.get(address)
    assert page.status_code == code
    return text_of(page.get_data(as_text=True))


def rows_of(html):
    """Figure -> (frozen, now, difference, cases) of the year's table."""
    part = html.split('aria-labelledby="figures"')[1].split("<details")[0]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)[1:]:
        name, *cells = (text_of(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row))
        found[name] = tuple(cells)
    return found


def test_a_year_is_frozen_from_its_summary(supervisor, ledger):
    assert 'href="/summaries/2024/freeze"' in supervisor.get("/summaries/2024").text
    said = text(supervisor, "/summaries/2024/freeze")
    assert "数据质量检查在本年度" in said
    done = supervisor.post("/summaries/2024/freeze", data={"note": NOTE}, follow_redirects=True)
    assert done.request.path == PAGE
    with ledger() as session:
        row = session.scalars(select(FrozenYear)).one()
        assert (row.year, row.note, row.frozen_by) == (2024, NOTE, "supervisor")
        assert row.sha256 in done.text
    assert "data-unchanged" in done.text
    page = supervisor.get("/summaries/2024").text
    assert "已冻结：第1版" in page
    assert row.sha256[:12] in page
    assert f'href="{PAGE}"' in page
    assert 'href="/summaries/2024/freeze"' not in page


@pytest.mark.parametrize(
    ("year", "note", "said"),
    [
        (2024, " ", "请填写此项。"),
        (2024, "数" * 501, "最多 500 字"),
        (clock.today().year, NOTE, "尚未结束"),
        (2001, NOTE, "没有任何记录"),
    ],
)
def test_what_cannot_be_frozen_is_told_and_the_note_is_kept(supervisor, ledger, year, note, said):
    done = supervisor.post(f"/summaries/{year}/freeze", data={"note": note})
    assert done.status_code == 422
    assert said in done.text
    assert note.strip() in done.text
    with ledger() as session:
        assert session.scalars(select(FrozenYear)).all() == []


def test_what_changed_stands_beside_what_was_frozen(supervisor, frozen, close_one):
    number = close_one()
    page = supervisor.get(PAGE).text
    rows = rows_of(page)
    assert rows["办结件数"] == ("9", "10", "+1", "新计入 1")
    assert rows["未结件数"] == ("2", "1", "-1", "不再计入 1")
    assert number in page
    assert "data-unchanged" not in page
    moved = text_of(page.split('aria-labelledby="moved"')[1].split("</section>")[0])
    assert "不再计入：未结件数" in moved
    assert "tracker" in moved  # who closed it
    assert follow_all(supervisor, PAGE) > 3
    said = supervisor.get("/summaries/2024").text
    assert "与冻结第1版（" in said


def test_a_case_that_only_went_on_changes_no_figure(supervisor, frozen, close_one):
    """Closed in the year after: it was pending when the year ended, and is so still."""
    close_one(day=date(2025, 2, 3))
    page = supervisor.get(PAGE).text
    assert "data-unchanged" in page
    assert "冻结后有记录写入而计入方式未变：1件" in page
    assert "已冻结：第1版" in supervisor.get("/summaries/2024").text


def test_a_mediator_sees_what_concerns_the_own_organisation_alone(open_as, frozen, close_one):
    number = close_one()
    mine = open_as(Role.MEDIATOR)
    page = mine.get(PAGE).text
    assert number in page
    assert rows_of(page)["未结件数"][2] == "-1"
    assert "分类各行" not in page
    assert "冻结" not in text(mine, "/summaries/2024").replace("冻结的数字", "")


def test_nothing_of_another_organisations_case_is_told(
    open_as, ledger, filled_office, frozen, close_one
):
    number = close_one()
    with ledger() as session:
        studio = named(session, Organisation, STUDIO, session.get_one(Center, filled_office))
        center = session.get_one(Center, filled_office)
        whose = select(Account).filter_by(center_id=center.id, role=Role.MEDIATOR)
        session.scalars(whose).one().organisation_id = studio.id
        audit.record(session, Actor.system(center.id), "test.move")
        session.commit()
    page = open_as(Role.MEDIATOR).get(PAGE).text
    assert number not in page
    assert "data-unchanged" in page


def test_another_centers_frozen_years_are_not_there(open_as, frozen):
    other = open_as(Role.SUPERVISOR, "QJ")
    assert "从未冻结" in text(other)
    assert frozen not in other.get(PAGE).text
    text(other, f"{PAGE}?center=LS", 404)


def test_all_versions_stay_with_the_reason_why_one_was_withdrawn(
    supervisor, open_as, ledger, filled_office, frozen
):
    admin = open_as(Role.ADMIN)
    listed = admin.get("/admin/frozen-years").text
    assert frozen[:12] in listed
    assert NOTE in listed
    address = "/admin/frozen-years/2024/1/unfreeze"
    assert f'href="{address}"' in listed
    assert admin.post(address, data={"reason": " "}).status_code == 422
    admin.post(address, data={"reason": "两件重复登记"})
    assert "两件重复登记" in admin.get("/admin/frozen-years").text
    assert "已冻结" not in supervisor.get("/summaries/2024").text
    supervisor.post("/summaries/2024/freeze", data={"note": "更正后"})
    page = supervisor.get(PAGE).text
    assert "第2版 · 有效" in text_of(page)
    assert "第1版 · 已撤销" in text_of(page)
    first = text(supervisor, f"{PAGE}?number=1")
    assert "两件重复登记" in first
    assert "admin" in first
    text(supervisor, f"{PAGE}?number=3", 404)


def test_a_page_left_open_withdraws_no_later_version(open_as, ledger, filled_office, frozen):
    """Sent twice, or once more after the year was frozen anew."""
    admin, address = open_as(Role.ADMIN), "/admin/frozen-years/2024/1/unfreeze"
    assert "第1版" in text(admin, address)
    assert admin.post(address, data={"reason": "两件重复登记"}).status_code == 302
    with ledger() as session:
        freeze(session, session.get_one(Center, filled_office))
    again = admin.post(address, data={"reason": "两件重复登记"})
    assert again.status_code == 422
    assert "2024年第1版不是有效版；有效的是第2版。" in again.text
    with ledger() as session:
        rows = session.scalars(select(FrozenYear).order_by(FrozenYear.number))
        assert [one.unfrozen_at is None for one in rows] == [False, True]


def test_the_administrator_sees_no_figure(open_as, frozen):
    admin = open_as(Role.ADMIN)
    assert admin.get(PAGE).status_code == 403
    assert links(admin.get("/admin/frozen-years").text) == []


def test_the_page_takes_as_many_statements_for_many_changes_as_for_one(
    app, supervisor, ledger, filled_office, frozen, close_one
):
    def asked():
        return selects(engine_of(app), lambda: supervisor.get(PAGE))

    close_one()
    few = asked()
    with ledger() as session:
        center = session.get_one(Center, filled_office)
        for case in session.scalars(select(Case).where(Case.closed_on.is_not(None))):
            if not case.payments:
                cases.reopen(session, Actor.system(center.id), case, "复核", case.version)
        session.commit()
    assert asked() == few
    page = supervisor.get(PAGE)
    assert len(page.data) < 120_000
    further = next(one for one in anchors(page.text) if "rows=2" in one)
    assert rows_of(supervisor.get(further).text) == rows_of(page.text)
    assert "rows=1" in supervisor.get(further).text
    assert 'rel="next"' not in supervisor.get(f"{PAGE}?rows=99").text  # the last page


def test_a_changed_figure_opens_the_very_cases_that_moved_it(
    supervisor, ledger, filled_office, frozen
):
    """Of three that moved, those that the figure lost, in total and in one row."""
    with ledger() as session:
        center = session.get_one(Center, filled_office)
        actor = Actor.system(center.id)
        closed = session.scalars(select(Case).where(Case.closed_on >= date(2024, 1, 1))).all()
        free = [case for case in closed if not case.payments]
        for case in free[:3]:
            cases.reopen(session, actor, case, "复核", case.version)
        numbers = {case.number for case in free[:3]}
        session.commit()
    page = supervisor.get(PAGE).text
    opened = next(one for one in anchors(page) if "figure=closed" in one and "&row=" not in one)
    shown = listed(supervisor.get(opened).text)
    assert shown
    assert shown <= numbers
    of_row = next(one for one in anchors(page) if "figure=closed" in one and "&row=" in one)
    assert listed(supervisor.get(of_row).text) <= shown
    assert "只列引起此项变化的案件" in supervisor.get(of_row).text


def test_a_figure_that_is_as_it_was_opens_nothing(supervisor, frozen, close_one):
    close_one()
    assert supervisor.get(f"{PAGE}?figure=registered").status_code == 404
    assert supervisor.get(f"{PAGE}?figure=closed&breakdown=source&row=nowhere").status_code == 404


def anchors(html):
    """The addresses of the page that lead to itself."""
    found = [unescape(one) for one in re.findall(r'<a [^>]*href="([^"]*)"', html)]
    return [one for one in found if one.startswith(PAGE)]


def listed(html):
    """The numbers of the cases that count otherwise, as they are listed."""
    part = html.split('aria-labelledby="moved"')[1].split("</section>")[0]
    return set(re.findall(r"<li>\s*<p><strong>(.*?)</strong>", part))
