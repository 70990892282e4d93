"""``/annual/<year>/text``: the annual report's text with every number a way to its rows; files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from tracker import database
from tracker.domain.annual_paragraphs import Chapter, Paragraph
from tracker.domain.telling import Tell
from tracker.domain.text_difference import Run
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.permissions import Permission, allows
from tracker.queries.case_lists import centers_of
from tracker.queries.frozen_years import standing
from tracker.reports.annual_text.files import annual_file
from tracker.reports.annual_text.keeping import differences
from tracker.reports.annual_text.outside import outside_words
from tracker.reports.annual_text.text import AnnualText, Said, TextParagraph, annual_text
from tracker.reports.heading import heading
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.annual_texts import record_export
from tracker.views.annual import bp
from tracker.views.annual_cells import first_link, said_cells
from tracker.views.asked import Asked, asked_of_year
from tracker.views.export_work import Export, deliver
from tracker.views.guard import current_actor, current_scope, permit


@dataclass(frozen=True)
class Move:
    """A figure that is another one than when its paragraph was written."""

    paragraph: TextParagraph
    said: Said
    then: str
    now: str
    href: str | None


@dataclass(frozen=True)
class Frozen:
    """The version of the frozen year, and the paragraphs that read otherwise since."""

    number: int
    differences: Sequence[tuple[Paragraph, Sequence[Run]]]


def asked_text(year: int, *, own: bool = False) -> AnnualText:
    """The text that the address asks for; ``own``: that of the reader's own center."""
    return text_of(_asked(year, own=own))


def text_of(asked: Asked) -> AnnualText:
    session = db.session()
    return annual_text(session, asked.scope, asked.summary(session, dimensions=(), shown=()))


def _asked(year: int, *, own: bool = False) -> Asked:
    """Rates of cases are on the basis of the caseload, whatever the address says."""
    asked = replace(asked_of_year(year), basis=Basis.CASELOAD)
    return replace(asked, code=None) if own else asked


@bp.get("/annual/<int:year>/text")
@permit(Permission.SEE_REGISTERS)
def text(year: int) -> ResponseReturnValue:
    found, actor = asked_text(year), current_actor()
    own = found.summary.center.id == actor.center_id
    return render_template(
        "annual/text.html",
        text=found,
        year=year,
        center=found.summary.center,
        above=heading(found.summary),
        centers=centers_of(db.session(), current_scope()),
        moves=list(moves_of(found)),
        chapter_of=_chapters(found),
        cells=lambda said: said_cells(said, found.summary, code_asked()),
        outside=lambda one: [
            outside_words(found.figures.lines[key].name, found.outside[key])
            for key in found.outside_of(one)
        ],
        frozen=_frozen(found),
        writes=own and allows(actor, Permission.WRITE_ANNUAL) and found.summary.frozen is None,
        kept={"center": code_asked()},
    )


def _frozen(found: AnnualText) -> Frozen | None:
    """None where nothing is frozen of all that the reader counts, or the text was not kept."""
    if found.summary.frozen is None:
        return None
    row = standing(db.session(), found.summary.center.id, found.year)
    if row is None or row.annual_text is None:
        return None
    return Frozen(row.number, differences(row.annual_text, found))


def moves_of(found: AnnualText) -> Iterator[Move]:
    for paragraph, said in found.moved:
        then, now = said.moved or ("", "")
        href = first_link(said, found.summary, code_asked())
        yield Move(paragraph, said, then, now, href)


def code_asked() -> str | None:
    return request.args.get("center") or None


def _chapters(found: AnnualText) -> dict[str, Chapter]:
    """By the first paragraph that stands under it."""
    first: dict[Chapter, str] = {}
    for key, one in found.paragraphs.items():
        if one.declared.chapter is not None:
            first.setdefault(one.declared.chapter, key)
    return {key: chapter for chapter, key in first.items()}


@bp.get("/annual/<int:year>.<any(json, txt):form>")
@permit(Permission.SEE_REGISTERS)
def read(year: int, form: str) -> ResponseReturnValue:
    """For scripts and for pasting, and the line that says who took it."""
    target, form = io.BytesIO(), {"txt": "text"}.get(form, form)
    found = asked_text(year)
    annual_file(found, form, target)
    code = found.summary.center.code
    database.begin_writing()  # not before: counting takes its time, and keeps nobody waiting
    record_export(db.session(), current_actor(), code, year, form)
    db.session.commit()
    return Response(target.getvalue(), content_type=MEDIA_TYPES[form])


@bp.get("/annual/<int:year>.<any(docx, pdf):form>")
@permit(Permission.SEE_REGISTERS)
def export(year: int, form: str) -> ResponseReturnValue:
    """The report in official form."""
    asked, actor = _asked(year), current_actor()
    code = asked.center_code()

    def write(target: BinaryIO, _tell: Tell) -> int:
        annual_file(text_of(asked), form, target)
        return 0

    def record(_cases: int) -> object:
        return record_export(db.session(), actor, code, year, form)

    name = f"annual-{code}-{year}.{form}"
    return deliver(Export(name, MEDIA_TYPES[form], Permission.SEE_REGISTERS, write, record))
