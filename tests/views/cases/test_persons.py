"""The same people in several cases: beside the form of a new one, and behind each party."""

import re
from datetime import date, timedelta

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select, update

from tests.factories import STUDIO, make_case, named
from tests.importers.ledgers import GOOD_ID
from tests.pages import form_of, text_of
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.models import CaseText, Center, Organisation, Party

PHONE = "13812345678"
LONG_AGO = date(2020, 3, 5)


def person(name="张小三", side=Side.APPLICANT, **facts):
    return PartyDraft(side, name, **facts)


@pytest.fixture
def lately():
    """A day within the last year, whatever today is."""
    return clock.today() - timedelta(days=100)


@pytest.fixture
def ask(mediator):
    """The piece of the page for parties typed so far, as text."""

    def asked(*parties, at="/cases/alike"):
        typed = {
            f"parties-{place}-{name}": value
            for place, party in enumerate(parties)
            for name, value in party.items()
        }
        answer = mediator.post(at, data=typed)
        assert answer.status_code == 200
        return text_of(answer.text)

    return asked


class TestBesideTheForm:
    def test_the_same_id_number_is_found_however_old_the_case(self, make, ask):
        make(parties=[person(id_number=GOOD_ID)], registered_on=LONG_AGO)
        assert "证件号相同：张小三" in ask({"name": "别人", "id_number": GOOD_ID.lower()})

    def test_the_same_phone_is_found_under_another_name(self, make, ask):
        make(parties=[person(phone=PHONE)], registered_on=LONG_AGO)
        assert "电话相同：张小三" in ask({"name": "张三", "phone": PHONE})

    def test_the_same_name_is_found_for_a_year(self, make, ask, lately):
        make(registered_on=lately)
        assert "姓名相同：李四" in ask({"name": "李四"})

    def test_the_same_name_of_long_ago_is_a_coincidence(self, make, ask):
        make(registered_on=LONG_AGO)
        assert ask({"name": "李四"}) == ""

    def test_the_likest_case_stands_first(self, make, ask, lately):
        make(parties=[person("王五")], registered_on=lately, accepted=lately)
        both = [person("王五", phone=PHONE), person("赵六", Side.RESPONDENT)]
        make(parties=both, registered_on=lately - timedelta(days=9), accepted=lately)
        said = ask({"name": "王五", "phone": PHONE}, {"name": "赵六"})
        first, second = re.findall(r"第(\d+)号", said)
        assert (first, second) == ("0002", "0001")
        assert "电话相同：王五；姓名相同：赵六" in said

    @pytest.mark.parametrize(
        "party", [{}, {"name": "李"}, {"phone": "138"}, {"id_number": GOOD_ID[:10]}]
    )
    def test_half_a_word_finds_nothing(self, make, ask, lately, party):
        make(
            parties=[person("李"), person("王五", phone="138", id_number=GOOD_ID)],
            registered_on=lately,
        )
        assert ask(party) == ""

    def test_the_case_that_is_edited_is_not_like_itself(self, make, ask, lately):
        own = make(registered_on=lately)
        assert ask({"name": "李四"}, at=f"/cases/{own}/alike") == ""

    def test_cases_of_another_organisation_stay_hidden(self, ledger, office, ask, lately):
        with ledger() as session:
            center = session.get_one(Center, office)
            trade = named(session, Organisation, STUDIO, center).id
            make_case(session, center, organisation_id=trade, registered_on=lately)
        assert ask({"name": "李四"}) == ""

    def test_without_scripts_they_stand_beside_what_is_wrong(self, make, mediator, blank, lately):
        make(registered_on=lately)
        page = mediator.post("/cases/new", data=blank | {"amount_claimed": "many"})
        assert page.status_code == 422
        assert "姓名相同：张小三" in text_of(page.text)

    def test_a_name_full_of_markup_is_only_text(self, make, mediator, blank, lately):
        make(parties=[person("<b>王</b>")], registered_on=lately)
        sent = blank | {"parties-0-name": "<b>王</b>"}
        page = mediator.post("/cases/alike", data=sent).text
        assert "&lt;b&gt;王&lt;/b&gt;" in page


class TestOtherCasesOfAParty:
    @pytest.fixture
    def listed(self, ledger):
        """The cases that the link beside the party's name shows to the reader."""

        def shown(browser, case_id, name="张小三"):
            page = browser.get(f"/cases/{case_id}").text
            with ledger() as session:
                party = session.query(Party).filter_by(case_id=case_id, name=name).one()
                address = f"/cases?person={party.center_id}-{party.id}"
            if address not in page:
                return None
            return browser.get(address).text

        return shown

    def total(self, page):
        return int(re.search(r'data-total="(\d+)"', page)[1])

    def test_they_are_one_click_away(self, make, mediator, listed):
        first = make(parties=[person(id_number=GOOD_ID)])
        make(parties=[person("张小山", id_number=GOOD_ID)])
        make(parties=[person()])
        assert "另有 1 件案件" in text_of(mediator.get(f"/cases/{first}").text)
        page = listed(mediator, first)
        assert self.total(page) == 2
        assert "当事人：张小三" in text_of(page)

    def test_a_namesake_with_another_number_is_another_person(self, make, mediator, listed):
        first = make(parties=[person(id_number=GOOD_ID, phone=PHONE)])
        make(parties=[person(id_number="110105194912310089", phone=PHONE)])
        assert listed(mediator, first) is None

    def test_who_left_no_number_is_known_by_name_and_phone(self, make, mediator, listed):
        first = make(parties=[person(id_number=GOOD_ID, phone=PHONE)])
        make(parties=[person(phone=PHONE)])
        make(parties=[person("王五", phone=PHONE)])
        assert self.total(listed(mediator, first)) == 2

    def test_a_company_is_known_by_its_credit_code(self, make, mediator, listed):
        code, name = "91330382MA2ABCDE0X", "前街电气有限公司"
        company = {"kind": PartyKind.ORGANISATION, "credit_code": code}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("tracker.services.parties.is_credit_code", lambda _code: True)
            first = make(parties=[person(name, **company)])
            make(parties=[person("前街电气", **company)])
        assert self.total(listed(mediator, first, name)) == 2

    def test_cases_of_other_organisations_are_neither_counted_nor_shown(
        self, make, mediator, open_as, ledger, office, listed
    ):
        first = make(parties=[person(id_number=GOOD_ID)])
        with ledger() as session:
            center = session.get_one(Center, office)
            trade = named(session, Organisation, STUDIO, center).id
            make_case(session, center, organisation_id=trade, parties=[person(id_number=GOOD_ID)])
        assert listed(mediator, first) is None
        assert self.total(listed(open_as(Role.SUPERVISOR), first)) == 2

    def test_for_readers_outside_the_organisation_the_name_stays_masked(
        self, make, open_as, listed
    ):
        first = make(parties=[person(id_number=GOOD_ID)])
        make(parties=[person(id_number=GOOD_ID)])
        page = listed(open_as(Role.SUPERVISOR), first)
        assert "当事人：张*三" in text_of(page)
        assert "张小三" not in page

    @pytest.mark.parametrize("person_id", ["7", "x", "9-9", "none"])
    def test_who_is_nobody_is_told_and_no_case_is_shown(self, make, mediator, person_id):
        make()
        page = mediator.get(f"/cases?person={person_id}").text
        assert "data-total" not in page
        assert "不是可选项，请重新选择。" in text_of(page)

    def test_a_party_of_another_organisation_leads_nowhere(self, make, mediator, ledger, office):
        make(parties=[person(id_number=GOOD_ID)])
        make()
        with ledger() as session:
            center = session.get_one(Center, office)
            trade = named(session, Organisation, STUDIO, center).id
            case = make_case(
                session, center, organisation_id=trade, parties=[person(id_number=GOOD_ID)]
            )
            other = f"{case.center_id}-{case.parties[0].id}"
        assert "data-total" not in mediator.get(f"/cases?person={other}").text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单小明", "sxm"),
        ("单小明", "dxm"),
        ("解春晖", "xch"),
        ("仇和平", "QHP"),
        ("张小三", "zxs"),
        ("前街电气有限公司", "qjdq"),
    ],
)
def test_names_are_found_by_the_initials_of_their_sounds(make, mediator, name, typed):
    make(parties=[person(name)])
    make(parties=[person("欧阳若兰")])
    page = mediator.get(f"/cases?q={typed}").text
    assert re.search(r'data-total="(\d+)"', page)[1] == "1"
    assert name in page


def test_a_renamed_party_is_found_by_the_new_sound_alone(make, mediator):
    case_id = make(parties=[person("单小明")])
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    mediator.post(f"/cases/{case_id}/edit", data=sent | {"parties-0-name": "王大力"})
    assert 'data-total="1"' in mediator.get("/cases?q=wdl").text
    assert 'data-total="0"' in mediator.get("/cases?q=sxm").text


def test_the_texts_of_an_older_ledger_learn_the_sounds(app, session, center):
    make_case(session, center, parties=[person("单小明")])
    right = session.scalars(select(CaseText.text)).one()
    session.execute(update(CaseText).values(text=" 单 小 明 "))
    session.connection().commit()
    session.close()
    downgrade(revision="0002")
    upgrade()
    assert session.scalars(select(CaseText.text)).one() == right
