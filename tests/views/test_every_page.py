"""Every page that a role can walk to from its desk, in both languages, looked at one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from sqlalchemy import String, select

from tests.views.matrix import methods_of
from tests.views.reader import read
from tests.views.test_permissions_matrix import TABLE
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.ledger import COLUMNS
from tracker.domain.vocabulary import Role
from tracker.extensions import Base
from tracker.indicators import EXPLAINED
from tracker.indicators.register_figures import declared
from tracker.models import Party
from tracker.views.guard import CONTENT_SECURITY_POLICY

ALIKE = 3
"""Addresses of one endpoint that are looked at; the others differ by what they list."""

ALSO = {
    Role.MEDIATOR: (
        "/summaries/2024/frozen",
        "/cases?overdue=1&since=2024-13-01",
        "/statistics?span=custom&from=x",
        "/cases/{registered}/accept",
        "/cases/{registered}/decline",
        "/cases/{open}/close",
        "/cases/{open}/extend",
        "/cases/{extended}/extensions/{extension}/remove",
        "/cases/{open}/draw-up-agreement",
        "/cases/{broken}/revise-agreement",
        "/cases/{broken}/withdraw-agreement",
        "/cases/{broken}/terms/{repair}/tick",
        "/cases/{broken}/terms/{cleared}/untick",
        "/cases/{broken}/note-non-performance",
        "/cases/{broken}/non-performances/{noted}/remove",
        "/cases/{closed}/pay",
        "/cases/{closed}/apply-for-confirmation",
        "/cases/{closed}/visit",
        "/cases/{followed}/confirmations/{application}/decide",
        "/cases/{followed}/visits/{visit}/amend",
        "/cases/{closed}/payments/{payment}/remove",
        "/cases/{declined}/reopen",
    ),
    Role.SUPERVISOR: (
        "/cases?q=楼上漏水损坏装修&outcome=failed",
        "/statistics?span=month&year=2024&by=source",
        "/summaries/2024?basis=closed&by=village",
        "/statistics/subsidies?year=2024",
        "/statistics/subsidies/2024-01",
        "/statistics/subsidies/2024-03/approve",
        "/statistics/views/new?page=cohorts",
        "/statistics/targets?year=2024",
        "/statistics/targets/{target}",
        "/statistics/targets/new?year=2024",
        "/summaries/2023/freeze",
        "/registers/publicity/{entry}",
        "/annual/2023/text/problems/revisions",
        "/registers/penalties/waiting/three_documents",
        "/cases/{open}/reveal",
    ),
    Role.CLERK: (
        "/annual/2023/text/problems/revisions",
        "/registers/penalties/waiting/three_documents",
        "/summaries/2024/frozen",
        "/imports/{batch}",
        "/imports/waiting/{token}",
        "/exports/{export of clerk}",
        "/registers/publicity/{entry}",
        "/registers/publicity/{voided entry}/restore",
        "/registers/meetings/{meeting}/issues",
        "/cases?q=后横村&since=x",
        "/cases/{open}/reveal",
    ),
    Role.ADMIN: ("/summaries/2024", "/admin/accounts/1"),
    Role.AUDITOR: (
        "/summaries/2024/frozen",
        "/trail?since=x",
        "/cases/{closed}",
        "/annual/2023/text/problems/revisions",
        "/registers/penalties/waiting/three_documents",
        "/registers/publicity/{entry}",
        "/api/v1/openapi.json",
    ),
}
"""Pages that few links lead to: steps, filters, refusals, and what lies behind an upload."""

REFUSALS = {(Role.ADMIN, "/summaries/2024"): 403, (Role.ADMIN, "/admin/accounts/1"): 404}
"""No link leads there; every page that one leads to is open."""

NO_PAGE = re.compile(
    r"static|health|api|calendar\.show|cases\.people|(summaries|annual)\.(read|export)"
    r"|statistics\.save_(chart|cohorts)"
    r"|imports\.(template|rejects|progress)|exports\.(progress|download)|admin\.paper_template|drafts\.token"
    r"|cases\.(template|picture|attachment)$|statistics\.export_"
)
BEHIND = {"accounts.login", "patterns.show"}
"""The one is for strangers, the other for those who build pages."""

LATIN = re.compile(r"[A-Za-z]{2,}")
MASKED = re.compile(r".\*+.?")
CODES = [code for code, _name, _parent in STANDARD_TYPES]
AS_TYPED = {"3.5万", "下午2点", "台账", *(column.name for column in COLUMNS.values())}
"""What people type, also in front of an English page: amounts, names of sheets, headings."""

OF_TESTS = re.compile(r"test\.\w+")
"""Lines of the trail that only tests leave."""

HAN = re.compile(r"[\u3400-\u9fff]")
IN_EVERY_LANGUAGE = {*map(str, Role), "retired", "tracker", "CSV", "JSON", "KB", "MB"} | {
    *("Excel", "xlsx", "xls", "csv", "txt", "Word", "PDF", "ZIP", "docx", "pdf", "jpg", "SHA"),
    *("Ctrl", "Enter", "Tab", "png", "PNG", "SVG", "mp", "aac", "wav", "amr", "ogg"),
}
"""Names of formats, units, keys and accounts."""

DIGEST = re.compile(r"\b[0-9a-f]{12}(?:…|[0-9a-f]{52}\b)")
FIELDS_OF_PAPERS = {"admin.paper"}
"""An office writes these into its own Chinese forms; the examples are what they print."""


@pytest.fixture
def filled_rows(app, ledgers, office):
    """The ids of rows of each kind in a filled ledger."""
    return ledgers.given


@pytest.fixture
def ids(filled_rows, files_of):
    """All that addresses may name."""
    return filled_rows | files_of("LS")


@pytest.fixture
def data(ledger, ids):
    """Every text that somebody wrote into the ledger, the longest first, as one pattern."""
    with ledger() as session:
        columns = [
            column
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, String)
        ]
        found = {text for column in columns for text in session.scalars(select(column)) if text}
        # a masked text is read as what stands between the names
        names = re.compile("|".join(map(re.escape, session.scalars(select(Party.name)))))
        parts = {part for text in found for part in names.split(str(text)) if len(part) > 1}
        found |= parts | {part[1:] for part in parts if len(part) > 2}
    written = sorted((str(text) for text in found | AS_TYPED), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, written)))


def walk(app, browser, also) -> Iterator[tuple[str, str, Any]]:
    """Every page of the program that links lead to from the desk, a few of each kind."""
    adapter = app.url_map.bind("localhost")
    waiting, known, alike = ["/", *also], set(), Counter()
    while waiting:
        address = urldefrag(waiting.pop(0))[0]
        if address in known or urlsplit(address).netloc:
            continue
        known.add(address)
        endpoint = adapter.match(urlsplit(address).path or "/")[0]
        alike[endpoint] += 1
        if endpoint == "static" or (alike[endpoint] > ALIKE and address not in also):
            continue
        answer = browser.get(address, buffered=True)
        if answer.status_code == 302:
            waiting.append(answer.location)
        elif answer.mimetype != "text/html":
            assert answer.status_code == 200, address
        else:
            yield endpoint, address, answer
            for link in read(answer.text).links:
                if not link.startswith("#"):
                    waiting.append(f"{urlsplit(address).path}{link}" if link[0] == "?" else link)


def pages_of(app: Flask, role: Role) -> set[str]:
    """The endpoints that show the role a page."""
    return {
        name
        for name, page in TABLE.items()
        if page.is_for(role) and "GET" in methods_of(app, name) and not NO_PAGE.match(name)
    }


def steps_of(app: Flask, role: Role, ids: dict[str, str]) -> list[str]:
    """A step's page hangs on a case in the right state: the matrix names one for each."""
    found = [name for name in pages_of(app, role) if name.startswith(("cases.", "transfers."))]
    return [address for name in sorted(found) for address in TABLE[name].filled(ids)]


def spared_of(endpoint: str) -> set[str]:
    """The Latin words that may stand on a Chinese page."""
    codes = {
        "help.figures": [*(one.key for one in EXPLAINED), *declared()],
        "admin.dispute_types": CODES,
        "admin.dispute_type": CODES,
        "admin.add_dispute_type": CODES,
        "admin.paper": ("for", "in", "endfor", "tr", "if", "endif"),
    }.get(endpoint, ())
    return IN_EVERY_LANGUAGE | {part for code in codes for part in code.split("_")}


def checked(address, answer, language, status=200):
    """What every page keeps; its texts."""
    seen = read(answer.text)
    assert answer.status_code == status, address
    assert seen.language == language, address
    assert seen.title.strip(), address
    assert len(seen.headings) == 1, address
    assert seen.headings[0].strip(), address
    assert seen.unlabelled == [], address
    assert seen.ids_of_several == [], address
    assert seen.inline == [], address
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert len(answer.data) < 100_000, address
    assert "None" not in seen.texts, address
    return seen.texts


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_page_is_whole_and_in_chinese(app, open_as, ids, role):
    also = [address.format(**ids) for address in ALSO[role]]
    also += steps_of(app, role, ids)
    seen = set()
    for endpoint, address, answer in walk(app, open_as(role), also):
        status = REFUSALS.get((role, address), 200)
        seen |= {endpoint} if status == 200 else set()
        for text in checked(address, answer, "zh-Hans", status):
            words = LATIN.findall(DIGEST.sub("", OF_TESTS.sub("", text)))
            foreign = set(words) - spared_of(endpoint)
            assert not foreign, (address, text)
    assert seen == pages_of(app, role) - BEHIND


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_page_is_whole_and_in_english_for_who_reads_that(app, open_as, ids, data, role):
    browser = open_as(role)
    browser.post("/locale/en")
    also = [address.format(**ids) for address in ALSO[role]]
    for endpoint, address, answer in walk(app, browser, also):
        status = REFUSALS.get((role, address), 200)
        for text in checked(address, answer, "en", status):
            if endpoint in FIELDS_OF_PAPERS:
                continue
            assert not HAN.search(data.sub(" ", MASKED.sub(" ", text))), (address, text)


def test_so_is_the_page_before_signing_in(stranger, office):
    for text in checked("/login", stranger.get("/login"), "zh-Hans"):
        assert not LATIN.search(text), text
    stranger.post("/locale/en")
    for text in checked("/login", stranger.get("/login"), "en"):
        assert not HAN.search(text), text
