"""No page is wider than its screen, in either language; cards on phones keep their lines."""

import pytest

pytestmark = pytest.mark.e2e

PAGES = (
    "/",
    "/cases",
    "/statistics",
    "/statistics/charts",
    "/statistics/charts/villages",
    "/summaries/2024",
    "/reconcile",
    "/help/figures",
)
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.parametrize("width", [390, 1280, 1440])
@pytest.mark.parametrize("locale", ["zh_Hans_CN", "en"])
def test_no_page_is_wider_than_its_screen(enter, width, locale):
    page = enter("supervisor")
    if locale == "en":
        page.click(".side .account form[action*='/locale/en'] button")
        page.wait_for_selector("html[lang=en]")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = page.evaluate(TOO_WIDE)
    assert found == dict.fromkeys(PAGES, 0)


def test_a_rates_fraction_stands_beside_it_on_a_phones_card(enter):
    page = enter("supervisor")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/summaries/2024")
    cell = page.locator("#breakdown-columns tfoot td:has(> br)").first
    lines = cell.evaluate("cell => cell.getClientRects().length && cell.offsetHeight")
    assert lines < 40
