"""The trail in the browser: who did what, when and why; people masked, nothing changeable."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named
from tests.pages import error_beside, form_of, text_of
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.models import Case, Center, Organisation
from tracker.permissions import Actor
from tracker.services import audit, cases

DAY = date(2024, 3, 5)
PARTIES = [
    PartyDraft(Side.APPLICANT, "张小三", id_number="11010519491231002X", phone="13812345678"),
    PartyDraft(Side.RESPONDENT, "和平电器厂", PartyKind.ORGANISATION),
]


@pytest.fixture
def auditor(open_as):
    return open_as(Role.AUDITOR)


@pytest.fixture
def case(ledger, office):
    """A case of LS with a history; beside it one of the center QJ. Its number."""
    with ledger() as session:
        center = session.get_one(Center, office)
        stages = {"parties": PARTIES, "accepted": DAY, "closed": DAY + timedelta(days=9)}
        made = make_case(session, center, agreed=Decimal("800.50"), **stages)
        cases.reopen(session, Actor.system(office), made, "张小三 反悔", made.version)
        session.commit()
        make_case(session, center_of(session, "QJ"), **stages)
        return made.number


def lines_of(html):
    """Each line of the trail as text, newest first."""
    found = re.search(r'<ol class="timeline">(.*?)</ol>', html, re.DOTALL)
    return [text_of(one) for one in re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)]


def actions_of(html):
    return re.findall(r"<strong>([^<]+)</strong>", html)


def look(browser, **asked):
    page = browser.get("/trail", query_string=asked)
    assert page.status_code == 200
    return page.text


def test_the_trail_tells_a_cases_life_newest_first_and_leads_to_the_case(auditor, case):
    html = look(auditor, number=case)
    assert actions_of(html) == ["重新办理案件", "案件结案", "受理案件", "登记案件"]
    assert len(re.findall(r'href="/cases/\d+">', html)) == 4
    assert clock.today().isoformat() in lines_of(html)[0]


def test_a_change_says_what_stood_before_and_what_stands_now(auditor, case):
    [line] = lines_of(look(auditor, number=case, action="case.close"))
    assert "协议涉及金额 ¥ 800.50" in line
    assert "结案方式 书面协议" in line
    [line] = lines_of(look(auditor, number=case, action="case.reopen"))
    assert "书面协议 → —" in line


def test_people_are_masked_in_names_numbers_and_free_words(auditor, case):
    html = look(auditor)
    for secret in ("张小三", "11010519491231002X", "13812345678"):
        assert secret not in html
    assert "和平电器厂" in html
    [reopened] = lines_of(look(auditor, action="case.reopen"))
    assert "理由" in reopened
    assert "张*三 反悔" in reopened


def test_other_centers_are_seen_only_from_above_and_by_name(auditor, open_as, ledger, case):
    assert "虹市镇" not in look(auditor)
    assert len(actions_of(look(auditor, action="case.reopen"))) == 1
    with ledger() as session:
        below, above = center_of(session, "QJ"), center_of(session, "LS")
        below.parent_id = above.id
        audit.record(session, Actor.system(above.id), "test.moved")
        session.commit()
    html = look(auditor, action="case.close")
    assert len(actions_of(html)) == 2
    assert "虹市镇社会治理中心" in text_of(html)
    assert "?center=QJ" in html
    assert "柳市镇" not in " ".join(lines_of(look(open_as(Role.AUDITOR, "QJ"))))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "cler"}, ["登录"]),
        ({"actor": "nobody"}, []),
        ({"action": "case.accept"}, ["受理案件"]),
        ({"number": "(2024)柳人调字", "action": "case.close"}, ["案件结案"]),
        ({"number": "0009", "action": "case.close"}, []),
        ({"action": "case.close", "actor": "tracker"}, ["案件结案"]),
        ({"action": "case.close", "actor": "clerk"}, []),
        ({"actor": "%"}, []),
    ],
)
def test_the_trail_can_be_narrowed(auditor, open_as, case, asked, found):
    open_as(Role.CLERK)
    assert actions_of(look(auditor, **asked)) == found


def test_the_last_day_of_the_range_is_shown_in_whole(auditor, case):
    today = clock.today()
    yesterday, tomorrow = (today + timedelta(days=days) for days in (-1, 1))
    for asked, seen in (
        ({"since": today, "until": today}, 1),
        ({"since": tomorrow}, 0),
        ({"until": yesterday}, 0),
        ({"since": "昨天", "until": "今天"}, 1),
    ):
        assert len(actions_of(look(auditor, action="case.close", **asked))) == seen, asked


def test_a_line_just_before_the_centers_midnight_belongs_to_that_day(auditor, ledger, case):
    """23:30 in Shanghai is 15:30 by the clock of the world."""
    late = clock.now().astimezone(clock.zone()).replace(hour=23, minute=30) - timedelta(days=40)
    with ledger() as session:
        actor = Actor.system(center_of(session, "LS").id, "nightwatch")
        audit.record(session, actor, "account.sign_in").at = late
        session.commit()
    day = late.date().isoformat()
    assert f"{day} 23:30" in lines_of(look(auditor, since=day, until=day))[0]
    assert (
        actions_of(look(auditor, actor="nightwatch", since=late.date() + timedelta(days=1))) == []
    )


def test_a_day_that_cannot_be_read_is_told_beside_its_field_and_kept(auditor, case):
    html = look(auditor, since="2024-13-01", actor="clerk")
    assert error_beside(html, "since")
    kept = form_of(html, "since")
    assert (kept["since"], kept["actor"]) == ("2024-13-01", "clerk")
    assert actions_of(html) == []


def test_where_nothing_matches_the_page_says_what_to_do(auditor, case):
    assert "没有符合条件" in text_of(look(auditor, actor="nobody"))
    assert 'href="/trail"' in look(auditor, actor="nobody")


def test_older_and_newer_lead_through_every_line_and_back(auditor, ledger, case):
    with ledger() as session:
        actor = Actor.system(center_of(session, "LS").id, "counter")
        for _turn in range(130):
            audit.record(session, actor, "case.export")
        session.commit()
    html, pages = look(auditor, actor="counter"), []
    while True:
        pages.append(len(actions_of(html)))
        older = re.search(r'rel="next" href="([^"]+)"', html)
        if older is None:
            break
        html = auditor.get(older[1].replace("&amp;", "&")).text
        assert form_of(html, "actor")["actor"] == "counter"
    assert pages == [50, 50, 30]
    assert actions_of(look(auditor, at="made up")) == actions_of(look(auditor))
    newer = re.search(r'rel="prev" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert len(actions_of(auditor.get(newer).text)) == 50


def test_nothing_on_the_page_changes_anything(auditor, case):
    html = look(auditor)
    content = html.split('<main id="content"')[1]
    assert 'method="post"' not in content
    for method in ("post", "put", "delete"):
        assert getattr(auditor, method)("/trail").status_code == 405


def test_an_export_says_what_it_was_narrowed_to_in_the_readers_words(open_as, auditor, case):
    sent = "/cases/export.csv?status=open&source=unstated&since=2024-01-01&q=张小三"
    open_as(Role.CLERK).post(sent, data={"unmasked": "1", "reason": "上级调卷"}, buffered=True)
    open_as(Role.CLERK).get("/summaries/2024.csv?basis=closed", buffered=True)
    words = " ".join(lines_of(look(auditor, actor="clerk")))
    for said in ("导出案件", "上级调卷", "状态 调解中", "起始日期 2024-01-01", "导出年度汇总"):
        assert said in words
    assert "办结口径" in words
    assert "张小三" not in words
    raw = set(re.findall(r"[a-z_]{3,}", words)) - {"clerk", "csv"}
    assert raw <= {"unstated"}, raw


def test_every_field_of_a_case_is_told_in_words(auditor, open_as, ledger, office):
    """What is logged in the browser stands in the trail without a column's name."""
    mediator = open_as(Role.MEDIATOR)
    form = form_of(mediator.get("/cases/new").text, "summary")
    typed = {
        "summary": "树枝越界",
        "claims": "修剪",
        "remarks": "邻里",
        "amount_claimed": "3.5万",
        "source": "court",
        "difficulty": "complex",
        "channel": "窗口",
        "accepted_on": "2024-3-6",
        "registered_on": "2024-3-5",
        "parties-0-name": "张小三",
        "parties-0-phone": "13812345678",
        "parties-1-name": "李四",
        "parties-1-out_of_town": "y",
    }
    assert mediator.post("/cases/new", data=form | typed).status_code == 302
    with ledger() as session:
        id_ = session.scalars(select(Case.id)).one()
    edited = form_of(mediator.get(f"/cases/{id_}/edit").text, "summary")
    changed = {"summary": "改过", "parties-0-phone": "13900000000", "source": "police"}
    assert mediator.post(f"/cases/{id_}/edit", data=edited | changed).status_code == 302
    words = " ".join(lines_of(look(auditor, actor="mediator")))
    assert "法院委托移送 → 公安机关委托移送" in words
    assert set(re.findall(r"[a-z_]{3,}", words)) == {"mediator"}


def test_the_history_of_a_case_is_unmasked_for_its_own_organisation(open_as, ledger, case):
    with ledger() as session:
        id_ = session.scalars(select(Case.id).where(Case.number == case)).one()
    own = text_of(open_as(Role.MEDIATOR).get(f"/cases/{id_}").text)
    assert "张小三 反悔" in own
    others = text_of(open_as(Role.SUPERVISOR).get(f"/cases/{id_}").text)
    assert "张小三" not in others
    assert "张*三 反悔" in others


def test_lists_are_told_by_name_not_by_number(auditor, open_as, ledger, office):
    with ledger() as session:
        trade = named(session, Organisation, STUDIO, session.get_one(Center, office)).id
    admin = open_as(Role.ADMIN)
    sent = {"name": "周小川", "organisation": str(trade), "resident": "y"}
    assert admin.post("/admin/mediators/new", data=sent).status_code == 302
    [line] = lines_of(look(auditor, action="mediator.add"))
    assert STUDIO in line
    assert str(trade) not in line
    assert "周小川" in line


def test_a_long_text_is_cut_after_its_people_were_masked(auditor, ledger, case):
    with ledger() as session:
        made = session.scalars(select(Case).where(Case.number == case)).first()
        written = {"remarks": [None, "述" * 58 + "张小三不同意调解方案"]}
        audit.record(session, Actor.system(made.center_id), "case.edit", made, changes=written)
        session.commit()
    [line] = lines_of(look(auditor, action="case.edit"))
    assert "述" * 58 + "张*…" in line
    assert "张小" not in line
