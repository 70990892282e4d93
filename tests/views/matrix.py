"""What the matrix of permissions is written with: its entries, rows to ask for, and the asking."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import files
from tests.afterwards import followed_case, imported_case
from tests.agreements import broken_case
from tests.annual import text_of_year, written_problems
from tests.factories import STUDIO, actor_of, extend, make_case, named, password_hash
from tests.frozen import freeze
from tests.importers.ledgers import case, table, xlsx
from tests.links import linked_rows
from tests.meetings import meeting_rows
from tests.pages import first_choice, form_of, text_of
from tests.phrases import chosen_phrase
from tests.quality import doubted_rows
from tests.registers.entries import register_rows
from tests.subscriptions import subscription_rows
from tests.subsidies import subsidy_rows
from tests.targets import target_rows
from tracker import clock
from tracker.domain.archive import Archiving
from tracker.domain.drafts import PaymentDraft
from tracker.domain.record_words import AttachmentKind
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import (
    Account,
    Attachment,
    Case,
    CaseTemplate,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Village,
)
from tracker.permissions import Actor
from tracker.reports import export_jobs
from tracker.reports.papers import BY_KEY
from tracker.reports.papers.docx_form import own_template
from tracker.services import archive, attachments, audit, papers, performance
from tracker.services.attachments import Sent
from tracker.views.case_steps import STEPS

MEDIATOR, ADMIN = (Role.MEDIATOR,), (Role.ADMIN,)
OPEN = {"accepted": date(2024, 3, 6)}
CLOSED = OPEN | {"closed": date(2024, 3, 20), "agreed": Decimal("800.50")}
GOOD = case(纠纷简要情况="树枝越界")
BAD = case(登记日期="2024.13.5")


FILE = "a ledger to be uploaded"
PAPER = "a photo to be attached"
TEMPLATE = "a Word template of the agreement"
FIRST = "the first entry of the list"
SEEN = "the figures of the paragraph as they are"


API = "/api/v1"
SEVERAL = {"going"}
"""Fields that hold any number of entries."""


class Page:
    """Who may; at which addresses; what is sent there and which line that leaves in the trail.

    ``roles`` None: everybody, also before signing in. ``answers``: what is sent is a question too
    long for an address, and the answer is the page itself.
    """

    def __init__(
        self,
        roles: Collection[Role] | None,
        *addresses: str,
        sent: dict[str, Any] | None = None,
        does: str | None = None,
        answers: bool = False,
    ) -> None:
        self.roles, self.addresses, self.sent, self.does = roles, addresses, sent, does
        self.answers = answers

    def is_for(self, role: Role) -> bool:
        return self.roles is None or role in self.roles

    def filled(self, ids: dict[str, str], role: Role | None = None) -> list[str]:
        """The addresses with the ids of rows in their places; a file is that of the role."""
        own = {"export": ids.get(f"export of {role or Role.CLERK}", "")}
        return [address.format(**ids | own) for address in self.addresses]


def step(name: str, case: str, does: str, **sent: str) -> Page:
    return Page(MEDIATOR, f"/cases/{{{case}}}/{name}", sent=sent, does=f"case.{does}")


def listed(noun: str, **sent: str) -> dict[str, Page]:
    """The four pages of a list of the administrator's."""
    here = f"/admin/{noun}s"
    return {
        f"admin.{noun}s": Page(ADMIN, here),
        f"admin.add_{noun}": Page(ADMIN, f"{here}/new", sent=sent, does=f"{noun}.add"),
        f"admin.{noun}": Page(
            ADMIN, f"{here}/{{{noun}}}", sent={"name": "改名"}, does=f"{noun}.change"
        ),
        f"admin.use_{noun}": Page(
            ADMIN, f"{here}/{{{noun}}}/use", sent={"active": "no"}, does=f"{noun}.deactivate"
        ),
    }


def _extended(session: Session, center: Center) -> dict[str, Any]:
    """A case that was extended once, and the extension."""
    case = make_case(session, center, **OPEN)
    extend(session, case, date(2024, 5, 1))
    session.commit()
    return {"extended": case, "extension": case.extensions[0]}


def _promises(broken: Case) -> dict[str, Any]:
    """A case whose agreement is not kept, an item of it that is open, one done, and the note."""
    assert broken.agreement is not None
    _money, repair, cleared = broken.agreement.terms
    noted = broken.non_performances[0]
    return {"broken": broken, "repair": repair, "cleared": cleared, "noted": noted}


def _afterwards(session: Session, center: Center) -> dict[str, Any]:
    """A case with an application before the court and a visit, and one with an old ledger's."""
    case = followed_case(session, center)
    imported = imported_case(session, center)
    (application,), (visit,) = case.confirmations, case.visits
    return {"followed": case, "application": application, "visit": visit, "dated": imported}


def _archived(session: Session, center: Center) -> Case:
    case = make_case(session, center, **CLOSED)
    archived = Archiving(date(2024, 5, 6), "吴和平")
    archive.archive(session, Actor.system(center.id), case, archived, case.version)
    session.commit()
    return case


def center_of(session: Session, code: str) -> Center:
    return session.scalars(select(Center).where(Center.code == code)).one()


def rows_of(session: Session, center: Center) -> dict[str, str]:
    """The ids that addresses name; the cases are those of the mediator's organisation."""
    closed = make_case(session, center, **CLOSED)
    payment = PaymentDraft(date(2024, 3, 25), Decimal(100))
    performance.record_payment(session, Actor.system(center.id), closed, payment, closed.version)
    session.commit()
    of_list = {
        "organisation": named(session, Organisation, STUDIO, center),
        "mediator": named(session, Mediator, "解春晖", center),
        "village": named(session, Village, "后横村", center),
        "type": named(session, DisputeType, "物业", center),
        "template": named(session, CaseTemplate, "邻里漏水", center),
        "account": session.scalars(
            select(Account).where(Account.center_id == center.id, Account.name == "auditor")
        ).one(),
    }
    retired = Account(
        center_id=center.id,
        name="retired",
        role=Role.CLERK,
        password_hash=password_hash(),
        active=False,
        created_at=clock.now(),
    )
    session.add(retired)
    template = own_template(BY_KEY["visit"])
    system = Actor.system(center.id)
    papers.replace_template(session, system, "visit", "回访.docx", template)
    audit.record(session, Actor.system(center.id), "test.account", retired)
    session.commit()
    open_case = make_case(session, center, **OPEN)
    found = {
        "retired": retired,
        "registered": make_case(session, center),
        "open": open_case,
        "paper": attached(session, open_case),
        "declined": make_case(session, center, declined="已由法院受理"),
        "closed": closed,
        "archived": _archived(session, center),
        **_extended(session, center),
        **_promises(broken_case(session, center)),
        **_afterwards(session, center),
        **meeting_rows(session, center),
        **linked_rows(session, center),
        **doubted_rows(session, center),
        "payment": closed.payments[0],
        **subsidy_rows(session, center),
        **subscription_rows(session, center),
        **target_rows(session, center),
        "phrase": chosen_phrase(session, center),
        **register_rows(session, center),
        "written": written_problems(session, center),
        "frozen": freeze(session, center),
        **of_list,
    }
    return {name: str(row.id) for name, row in found.items()}


def attached(session: Session, case: Case) -> Attachment:
    """A paper of two pages that lies in the file of the case."""
    kept = attachments.keep([Sent("协议书.pdf", io.BytesIO(files.pdf(2)))], 10**6)
    (row,) = attachments.add(
        session, Actor.system(case.center_id), case, AttachmentKind.SIGNED, "", kept
    )
    session.commit()
    return row


def case_elsewhere(session: Session, center: Center) -> str:
    """A case of the center, closed, of an organisation that is not the mediator's."""
    trade = named(session, Organisation, STUDIO, center).id
    return str(make_case(session, center, organisation_id=trade, **CLOSED).id)


def ledger_file(folder: Path) -> bytes:
    """A ledger with a good row and a bad one."""
    return xlsx(folder / "台账.xlsx", table(GOOD, BAD)).read_bytes()


def made_files(folder: Path, session: Session, center: Center) -> dict[str, str]:
    """The tokens of a file that each role has asked for, and that is ready."""
    found = {}
    for role in Role:
        owner = actor_of(session, center, role).key
        job = export_jobs.begin(folder, owner, "台账.csv", "text/csv", "EXPORT_CASES")
        job.path.write_bytes(b"1")
        job.save(state="ready", size=1)
        found[f"export of {role}"] = job.token
    return found


def file_waits(clerk: FlaskClient, folder: Path) -> str:
    """The token of a ledger that the clerk has sent and looked at."""
    sent = {"file": (io.BytesIO(ledger_file(folder)), "台账.xlsx")}
    answer = clerk.post("/imports/new", data=sent, content_type="multipart/form-data")
    return str(re.fullmatch(r"/imports/waiting/([\w-]{43})", answer.location)[1])


def batch_of(clerk: FlaskClient, token: str) -> str:
    """The id of the batch into which the waiting ledger is imported."""
    clerk.post(f"/imports/waiting/{token}/confirm")
    answer = clerk.get(f"/imports/waiting/{token}")
    return str(re.fullmatch(r"/imports/(\d+)", answer.location)[1])


def methods_of(app: Flask, endpoint: str) -> list[str]:
    """GET before those that write."""
    found = {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods or ()}
    return sorted(found - {"HEAD", "OPTIONS"})


def send(
    browser: FlaskClient, method: str, address: str, page: Page, *, filled: bool = False
) -> Any:
    """Ask; ``filled``: what is sent is the page's own form with the table's entries typed in."""
    if method == "GET":
        return browser.get(address, buffered=True)
    if address.startswith(API):
        return browser.open(address, method=method, json=in_json(browser, address, page, filled))
    sent = dict(page.sent or {})
    if sent.get("file") == FILE:
        sent["file"] = (io.BytesIO(b"\xe6\xa1\x88\xe5\x8f\xb7\n"), "台账.csv")
        return browser.post(address, data=sent, content_type="multipart/form-data")
    if sent.get("files") == PAPER:
        sent["files"] = (io.BytesIO(files.jpeg()), "现场.jpg")
        return browser.post(address, data=sent, content_type="multipart/form-data")
    if sent.get("file") == TEMPLATE:
        sent["file"] = (io.BytesIO(own_template(BY_KEY["agreement"])), "协议书.docx")
        return browser.post(address, data=sent, content_type="multipart/form-data")
    if sent.get("seen") == SEEN:
        sent["seen"] = _seen(browser.application, address)
    if filled and sent and (opened := browser.get(address)).status_code == 200:
        listed = {name: first_choice(opened.text, name) for name in sent if sent[name] == FIRST}
        sent = form_of(opened.text, next(iter(sent))) | sent | listed
    return browser.post(address, data=sent, buffered=True)


def _seen(app: Flask, address: str) -> str:
    """What the page sends with ``/annual/<year>/text/<key>/seen``."""
    year, key = address.split("/")[2], address.split("/")[4]
    with app.app_context():
        session: Session = db.session()
        center = session.scalars(select(Center).where(Center.code == "LS")).one()
        text = text_of_year(session, center, int(year))
        return text.seen(text.paragraphs[key])


def in_json(browser: FlaskClient, address: str, page: Page, filled: bool) -> dict[str, Any]:
    """The table's entries as a program sends them: rows as lists, the version as it was read."""
    body: dict[str, Any] = {}
    opened = browser.get(address.removeprefix(API)).text if filled else ""
    for name, entered in (page.sent or {}).items():
        value = first_choice(opened, name) if entered == FIRST and filled else entered
        value = [value] if name in SEVERAL else value
        part = re.fullmatch(r"(\w+)-0-(\w+)", name)
        if part:
            body.setdefault(part[1], [{}])[0][part[2]] = value
        else:
            body[name] = value
    row = re.match(rf"{API}/(cases|registers/\w+)/\d+", address)
    if filled and row and (row[1] == "cases" or "version" in body):
        body["version"] = browser.get(row[0]).json["version"]
    return body


def api_steps(table: dict[str, Page]) -> dict[str, Page]:
    """Every step of the pages once more, at its address in the API."""
    return {
        f"api_steps.{one.name}": Page(
            page.roles,
            *(API + address for address in page.addresses),
            sent=page.sent,
            does=page.does,
        )
        for one in STEPS
        if (page := table[f"cases.{one.name}"])
    }


def arrived(browser: FlaskClient, answer: Any, page: Page) -> str:
    """The page behind a redirect, or that answers a question; empty for a file that is sent and an
    answer to a script.
    """
    if page.answers:
        assert answer.status_code == 200, answer.text
        assert "<html" in answer.text
        return str(answer.text)
    if answer.status_code in (200, 201) and answer.is_json:
        return ""
    if answer.mimetype == "text/html" and answer.status_code == 200:
        assert "<html" not in answer.text, "a script asks for a piece of a page"
        return ""
    if answer.status_code == 200:
        assert "attachment" in answer.headers["Content-Disposition"]
        return ""
    assert answer.status_code == 302, answer.text
    page = browser.get(answer.location, follow_redirects=True)
    assert page.status_code == 200
    return str(page.text)


def type_in(browser: FlaskClient, address: str, field: str, **typed: Any) -> Any:
    """Open the page, type, send."""
    return browser.post(address, data=form_of(browser.get(address).text, field) | typed)


def row_of(html: str, name: str) -> str:
    """The list's row of that name, as text."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return next(text_of(row) for row in rows if f">{name}</a>" in row)
