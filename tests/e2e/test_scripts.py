"""What the pages' scripts add, and that the pages do without them."""

from datetime import timedelta

import pytest

from tracker import clock

pytestmark = pytest.mark.e2e


@pytest.fixture
def patterns(enter):
    page = enter("clerk")
    page.goto("/patterns")
    return page


def left(page, field, typed):
    """What stands in the field after somebody typed and went on."""
    page.fill(field, typed)
    page.press(field, "Tab")
    return page.input_value(field)


def test_a_date_field_shows_the_date_that_was_meant(patterns):
    words = {"今天": 0, "昨天": 1, "前天": 2, "三天前": 3, "二十一天前": 21}
    meant = {
        word: (clock.today() - timedelta(days=days)).isoformat() for word, days in words.items()
    }
    forms = ["2024-3-5", "20240305", "2024年3月5日", "２０２４.３.５"]
    meant |= dict.fromkeys(forms, "2024-03-05")
    assert {typed: left(patterns, "#registered", typed) for typed in meant} == meant


def test_a_date_field_leaves_alone_what_is_no_date(patterns):
    no_dates = ["2024-2-30", "24.3.5", "下周"]
    assert [left(patterns, "#registered", typed) for typed in no_dates] == no_dates


def test_an_amount_field_shows_the_exact_yuan_beneath_and_keeps_what_was_typed(patterns):
    shown = {
        "3.5万": "= ¥ 35,000.00",
        "35,000": "= ¥ 35,000.00",
        "¥0.5": "= ¥ 0.50",
        "1.234567万元": "= ¥ 12,345.67",
        "12.345": "",
        "35,00": "",
    }
    for typed, beneath in shown.items():
        assert left(patterns, "#amount", typed) == typed
        assert patterns.text_content("#amount + .checked") == beneath


def test_enter_does_not_send_half_a_form_and_ctrl_enter_sends_it(patterns):
    patterns.press("#name", "Enter")
    assert "?" not in patterns.url
    patterns.press("#name", "Control+Enter")
    patterns.wait_for_url("**/patterns?**")


def test_a_double_click_sends_a_form_once(enter):
    page = enter("clerk")
    sent = []

    def stay(route):
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/logout", stay)
    with page.expect_request("**/logout"):
        page.dblclick(".side form[action='/logout'] button")
    page.wait_for_timeout(300)
    assert sent == ["POST"]


def test_a_dialog_opens_and_closes(patterns):
    patterns.click("[data-opens=undo-example]")
    assert patterns.is_visible("#undo-example[open]")
    patterns.keyboard.press("Escape")
    assert patterns.is_hidden("#undo-example")


def test_the_chosen_columns_are_remembered(patterns):
    patterns.click(".column-chooser summary")
    patterns.uncheck(".column-chooser label:has-text('纠纷类型') input")
    patterns.reload()
    assert patterns.is_hidden("th[data-column=type]")
    assert patterns.is_visible("th[data-column=parties]")


def test_on_a_phone_the_other_sections_open_behind_more(enter, page):
    page.set_viewport_size({"width": 390, "height": 844})
    enter("clerk")
    page.wait_for_selector(".side-nav", state="hidden")
    page.click(".more summary")
    assert page.is_visible(".more-panel .account")
    page.keyboard.press("Escape")
    assert page.is_hidden(".more-panel .account")


def test_the_components_pass_the_accessibility_checks(patterns):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for width, scheme in ((1280, "light"), (390, "light"), (390, "dark")):
        patterns.set_viewport_size({"width": width, "height": 900})
        patterns.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = axe.Axe().run(patterns).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
        assert patterns.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_a_dialog_is_where_its_link_leads(enter, browser, address):
    kept = enter("clerk").context.storage_state()
    context = browser.new_context(base_url=address, storage_state=kept, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/patterns")
    plain.click("a[data-opens=undo-example]")
    assert plain.is_visible("#undo-example form")
    context.close()
