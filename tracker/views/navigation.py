"""What stands around every page: the sections, the center's name, the sample-data ribbon.

The sections are declared once, here; a page shows those that the person may open.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask.sansio.app import App
from flask_login import current_user
from sqlalchemy import exists, select

from tracker import clock
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.i18n import chosen_locale
from tracker.models import Center
from tracker.permissions import Actor, Permission, allows
from tracker.views.guard import current_actor
from tracker.views.own_center import own_center, warned_until


@dataclass(frozen=True)
class Section:
    """An entry of the navigation; any of ``permission`` opens it, none: anyone signed in."""

    label: str
    endpoint: str
    icon: str
    permission: tuple[Permission, ...] = ()
    of_year: bool = False

    @property
    def noun(self) -> str:
        """The blueprint whose pages belong to the section."""
        return self.endpoint.partition(".")[0]

    def href(self) -> str:
        return (
            url_for(self.endpoint, year=clock.today().year)
            if self.of_year
            else url_for(self.endpoint)
        )


P = Permission
ADMINISTERS = (P.MANAGE_ACCOUNTS, P.MANAGE_ORGANISATIONS, P.MANAGE_CODE_LISTS)
SECTIONS = (
    Section(N_("My desk"), "desk.show", "desk"),
    Section(N_("Cases"), "cases.index", "cases", (P.SEE_CASES,)),
    Section(N_("Register a case"), "cases.create", "add", (P.WRITE_CASES,)),
    Section(N_("Statistics"), "statistics.show", "statistics", (P.SEE_FIGURES,)),
    Section(N_("Yearly summary"), "summaries.show", "summary", (P.SEE_FIGURES,), of_year=True),
    Section(N_("Reconcile a report"), "reconcile.show", "check", (P.SEE_FIGURES,)),
    Section(N_("Annual report"), "annual.show", "print", (P.SEE_REGISTERS,), of_year=True),
    Section(N_("Registers"), "registers.index", "edit", (P.SEE_REGISTERS,)),
    Section(N_("Imports"), "imports.index", "imports", (P.IMPORT_CASES, P.KEEP_REGISTERS)),
    Section(N_("Files for you"), "exports.index", "exports", (P.EXPORT_CASES,)),
    Section(N_("Trail"), "trail.index", "trail", (P.SEE_TRAIL,)),
    Section(N_("Administration"), "admin.index", "admin", ADMINISTERS),
    Section(N_("How figures are counted"), "help.figures", "help"),
)
LANGUAGES = (("zh_Hans_CN", "中文"), ("en", "English"))
IN_BOTTOM_BAR = 4
"""Entries a thumb reaches on a phone; the others stand behind "more"."""


@dataclass(frozen=True)
class Frame:
    """What ``base.html`` draws around the page."""

    center_name: str
    sample: bool
    account_name: str
    role: Role | None
    sections: tuple[Section, ...]
    current: str
    in_bar: int = IN_BOTTOM_BAR


def page_frame() -> Frame | None:
    """None where nobody is signed in: such a page has no navigation."""
    if not current_user.is_authenticated:
        return None
    actor = current_actor()
    sections = tuple(section for section in SECTIONS if _is_open(section, actor))
    center = own_center()
    return Frame(
        center.name, center.is_sample, actor.name, actor.role, sections, _current(sections)
    )


def sample_ledger() -> bool:
    """Whether the pages show invented data: then each of them says so."""
    if current_user.is_authenticated:
        return own_center().is_sample
    return bool(db.session.scalar(select(exists().where(Center.is_sample))))


def language_choices() -> list[tuple[str, str]]:
    """The other languages a page can be read in: (locale, its own name)."""
    return [choice for choice in LANGUAGES if choice[0] != chosen_locale()]


def _is_open(section: Section, actor: Actor) -> bool:
    if section.endpoint not in current_app.view_functions:
        return False
    return not section.permission or any(allows(actor, one) for one in section.permission)


def _current(sections: tuple[Section, ...]) -> str:
    """The endpoint of the section that the page belongs to; its own before its noun's."""
    if any(section.endpoint == request.endpoint for section in sections):
        return str(request.endpoint)
    same = (section.endpoint for section in sections if section.noun == request.blueprint)
    return next(same, "")


def init_app(app: App) -> None:
    """Make the frame known to the templates."""
    app.jinja_env.globals.update(
        page_frame=page_frame,
        sample_ledger=sample_ledger,
        language_choices=language_choices,
        warned_until=warned_until,
    )
