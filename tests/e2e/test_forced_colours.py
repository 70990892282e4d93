"""In the colours that a reader's system insists on, the current entry still shows."""

import pytest

pytestmark = pytest.mark.e2e


def colours(page, entries, side):
    """(is current, colour of that border) of each entry."""
    read = f"""found => found.map(one => [one.hasAttribute("aria-current"),
        getComputedStyle(one)["border{side}Color"]])"""
    return page.locator(entries).evaluate_all(read)


@pytest.mark.parametrize(("entries", "side"), [(".side-nav a", "Left"), (".tabs a", "Bottom")])
def test_the_current_entry_alone_has_a_bar(enter, entries, side):
    page = enter("supervisor")
    page.emulate_media(forced_colors="active")
    page.goto("/cases")
    found = colours(page, entries, side)
    assert len(found) > 3
    bars = {current: {colour for is_it, colour in found if is_it is current}
            for current in (True, False)}  # fmt: skip
    assert len(bars[True]) == len(bars[False]) == 1
    assert bars[True] != bars[False]
