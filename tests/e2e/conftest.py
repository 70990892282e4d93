"""A real browser on the real application, served on a free port of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.factories import PASSWORD
from tests.serving import served
from tracker.models import Center

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = (
    "install it with: pip install -e '.[e2e]', and Debian's chromium with: apt install chromium"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"no Playwright; {INSTALL}")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium; {INSTALL}")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served during the test."""
    with served(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A tab of its own; a script that fails makes the test fail."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    broken: list[str] = []
    tab.on("pageerror", lambda error: broken.append(str(error)))
    yield tab
    context.close()
    assert broken == []


@pytest.fixture
def enter(page: Any, center: Center) -> Callable[[str], Any]:
    """Sign in as the account of that role."""

    def sign_in(role: str) -> Any:
        page.goto("/login")
        page.fill("#name", role)
        page.fill("#password", PASSWORD)
        page.click("main .button-primary")
        page.wait_for_load_state("load")
        page.wait_for_selector(".page-head")
        return page

    return sign_in
