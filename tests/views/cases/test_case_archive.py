"""Archiving in the browser: the last page of a case's life."""

from tests.pages import text_of
from tests.views.cases.steps import take


def test_an_archived_case_offers_only_to_be_taken_out(mediator, closed):
    answer = take(
        mediator, closed, "archive", archived_on="2024-5-6", archived_by="吴和平", retention="long"
    )
    assert answer.location == f"/cases/{closed}"
    page = mediator.get(answer.location).text
    assert "已归档" in text_of(page)
    assert "2024-05-06 星期一 · 吴和平 · 长期" in text_of(page)
    steps = ("pay", "reopen", "archive", "edit", "take-out", "visit")
    assert [one for one in steps if f'/cases/{closed}/{one}"' in page] == ["take-out"]


def test_its_form_for_editing_leads_back_with_the_reason(mediator, closed):
    take(mediator, closed, "archive", archived_by="吴和平")
    answer = mediator.get(f"/cases/{closed}/edit", follow_redirects=True)
    assert "请先调出档案" in text_of(answer.text)
