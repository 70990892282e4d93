"""The papers of a case in the browser: which there are, and taking them along as files.

They hold full names and ID numbers, so they are for those who see these; each one that leaves the
program is on record first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, cast

from flask import abort, flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from jinja2 import TemplateError

from tracker import database
from tracker.domain.media import Media
from tracker.domain.papers import PaperKind
from tracker.domain.record_words import AttachmentKind
from tracker.domain.vocabulary import Outcome
from tracker.extensions import db
from tracker.i18n import told
from tracker.models import Case
from tracker.permissions import Forbidden, Permission
from tracker.reports.papers import BY_KEY, PAPERS
from tracker.reports.papers import whole_file as files
from tracker.reports.papers.paper import Paper
from tracker.reports.papers.pdf import NoFont
from tracker.services import papers as service
from tracker.services.attachments import standing
from tracker.views.case_finding import address, found
from tracker.views.cases import bp
from tracker.views.guard import current_actor, permit
from tracker.views.revealed import is_unmasked

TYPES = {"docx": Media.DOCX.value, "pdf": Media.PDF.value, "zip": "application/zip"}
ALWAYS = frozenset({"register", "notice", "session"})
AGREEMENTS = {Outcome.WRITTEN_AGREEMENT: "agreement", Outcome.ORAL_AGREEMENT: "oral_agreement"}


@dataclass(frozen=True)
class Line:
    """A paper that can be had, or one that must be there and is missing."""

    paper: Paper
    items: Sequence[files.Item]
    required: bool


@dataclass(frozen=True)
class Papers:
    """``identity``: whether an identity paper is attached, which the file must have too."""

    lines: Sequence[Line]
    identity: bool

    @property
    def shown(self) -> list[Line]:
        return [one for one in self.lines if one.items or one.required]

    @property
    def none_yet(self) -> list[Line]:
        return [one for one in self.lines if not (one.items or one.required)]


def papers_of(case: Case) -> Papers:
    """What stands in the file, and what is still missing in it."""
    kinds = {one.kind for one in standing(case)}
    required = ALWAYS | {AGREEMENTS.get(case.outcome, "")} if case.outcome else ALWAYS
    lines = [
        Line(paper, list(files.papers_of(paper, case)), paper.key in required) for paper in PAPERS
    ]
    return Papers(lines, AttachmentKind.IDENTITY in kinds)


@bp.post("/cases/<int:case_id>/papers/<key>.<any(docx, pdf):form>")
@permit(Permission.WRITE_CASES, Permission.REVEAL_PERSONAL)
def paper(case_id: int, key: str, form: str) -> ResponseReturnValue:
    """``?row=`` names the record of which there are several."""
    wanted = BY_KEY.get(key) or abort(404)

    def write(case: Case, target: IO[bytes]) -> str:
        item = _item(wanted, case)
        contents = files.contents_of(case) if wanted.key == "contents" else ()
        if form == "pdf":
            target.write(files.paper_pdf(item, case, contents))
        else:
            target.write(files.paper_docx(item, case, _templates(case), contents))
        return item.name

    return _sent(case_id, wanted.kind, form, write)


@bp.post("/cases/<int:case_id>/file.<any(zip, pdf):form>")
@permit(Permission.WRITE_CASES, Permission.REVEAL_PERSONAL)
def whole_file(case_id: int, form: str) -> ResponseReturnValue:
    def write(case: Case, target: IO[bytes]) -> str:
        if form == "pdf":
            target.write(files.file_pdf(case))
        else:
            files.file_zip(case, _templates(case), target)
        return PaperKind.FILE.term

    return _sent(case_id, PaperKind.FILE, form, write)


def _sent(
    case_id: int, paper: PaperKind, form: str, write: Callable[[Case, IO[bytes]], str]
) -> ResponseReturnValue:
    """The file that ``write`` writes under the name it gives, once it is on record."""
    actor = current_actor()
    database.begin_reading()  # what takes long keeps nobody from writing
    case = _open(case_id)
    with ExitStack() as unless_sent:
        target = unless_sent.enter_context(TemporaryFile())
        try:
            name = write(case, cast(IO[bytes], target)) + (case.number or "")
        except NoFont as error:
            flash(told(error.problem), "error")
            return redirect(address(case))
        except TemplateError:
            flash(
                _("The office's own template cannot be filled; please tell the administrator."),
                "error",
            )
            return redirect(address(case))
        database.begin_writing()
        row_id = request.args.get("row", type=int)
        service.record_paper(db.session(), actor, _open(case_id), paper, form, row_id)
        db.session.commit()
        unless_sent.pop_all()
    target.seek(0)
    name = f"{files.fit_name(name)}.{form}"
    return send_file(target, TYPES[form], as_attachment=True, download_name=name)


def _open(case_id: int) -> Case:
    """The case for those who see its people. Raises Forbidden for others."""
    case = found(case_id)
    if not is_unmasked(case):
        raise Forbidden("REVEAL_PERSONAL")
    return case


def _item(paper: Paper, case: Case) -> files.Item:
    """The paper of the record that is asked for, of the only one, else 404."""
    items = list(files.papers_of(paper, case))
    row_id = request.args.get("row", type=int)
    if row_id is not None:
        items = [one for one in items if one.row is not None and one.row.id == row_id]
    return items[0] if len(items) == 1 else abort(404)


def _templates(case: Case) -> dict[str, bytes]:
    found = service.templates_of(db.session(), case.center_id)
    return {key: row.content for key, row in found.items()}
