"""From an import to the cases that came in with it."""

import re

from tests.importers.ledgers import case


def cases_link(page):
    """The link to the imported cases, with the number it bears."""
    return re.search(r'href="(/cases\?batch=\d+)" data-value="(\d+)"', page.text)


def test_the_page_of_an_import_leads_to_its_cases_and_no_others(send, confirm, clerk):
    confirm(send(case(案号="（2024）柳人调字第0001号")))
    page = confirm(
        send(case(案号="（2024）柳人调字第0002号"), case(案号="（2024）柳人调字第0003号"))
    )
    link = cases_link(page)
    assert link[2] == "2"
    found = clerk.get(link[1]).text
    assert 'data-total="2"' in found
    assert "第0001号" not in found


def test_an_import_that_was_undone_leads_to_no_cases(send, confirm, clerk):
    page = confirm(send(case()))
    undo = re.search(r'action="(/imports/\d+/undo)"', page.text)
    undone = clerk.post(undo[1], follow_redirects=True)
    assert not cases_link(undone)
    assert "/cases?batch=" not in clerk.get(undo[1].removesuffix("/undo")).text


def test_an_import_that_was_undone_asks_for_no_file_that_it_does_not_offer(send, confirm, clerk):
    page = confirm(send(case(), case(登记日期="2024.13.5")))
    assert "请下载后对照原因修改" in page.text
    undone = clerk.post(f"{page.request.path}/undo", follow_redirects=True).text
    assert "下载" not in undone
