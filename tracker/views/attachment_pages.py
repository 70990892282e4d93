"""Attachments in the browser: sent, looked at, taken away as a file. Nothing of them ever runs.

A content is given with the type that was found in it and never guessed at, as a file to be saved;
only a recording is played in the page. Pictures of it are drawn anew.
"""

from __future__ import annotations

import io

from flask import (
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker import content_store
from tracker.domain.media import Look
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Status
from tracker.extensions import db
from tracker.forms.attachments import AttachForm
from tracker.forms.problems import put_beside
from tracker.forms.whole_numbers import whole
from tracker.models import Case
from tracker.permissions import Forbidden, Permission
from tracker.reports import previews
from tracker.services import attachments
from tracker.views.attachment_lines import Line, line_of
from tracker.views.case_finding import address, found, writable
from tracker.views.cases import bp
from tracker.views.guard import current_actor, permit
from tracker.views.revealed import is_unmasked

MOST_PAGE = 99_999
SHUT = "default-src 'none'; sandbox"
"""The policy of a content: were it opened as a page after all, it could do nothing."""


@bp.route("/cases/<int:case_id>/attachments", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def attach(case_id: int) -> ResponseReturnValue:
    case = writable(case_id, by_helpers=True)
    if case.status is Status.MERGED:
        flash(_("The case is not in the state for this step any more."), "warning")
        return redirect(address(case))
    form = AttachForm()
    if form.validate_on_submit():
        try:
            count = _attach(case_id, form)
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            flash(_attached(count), "success")
            return redirect(address(case))
    page = render_template(
        "cases/attach.html",
        case=case,
        form=form,
        back=address(case),
        most=current_app.config["ATTACHMENT_MB"],
    )
    return page, 422 if form.errors else 200


@bp.get("/cases/<int:case_id>/attachments/<int:attachment_id>")
@permit(Permission.SEE_CASES)
def attachment(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """The file to be saved; ``?play`` of a recording: to be heard in the page."""
    _case, line = _shown(case_id, attachment_id)
    played = "play" in request.args and line.is_heard
    path = content_store.path_of(line.row.digest)
    if not path.is_file():
        abort(404, _("The content of this attachment is not there; please tell the operator."))
    answer = send_file(
        path,
        line.media.value,
        as_attachment=not played,
        download_name=line.row.name,
        etag=line.row.digest,
    )
    return _shut(answer)


@bp.get("/cases/<int:case_id>/attachments/<int:attachment_id>/preview")
@permit(Permission.SEE_CASES)
def preview(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """The pages one after the other, the picture, or the recording to be heard."""
    case, line = _shown(case_id, attachment_id)
    return render_template(
        "cases/attachment.html",
        case=case,
        line=line,
        pages=_pages(line),
        address=address,
        back=address(case),
    )


@bp.get("/cases/<int:case_id>/attachments/<int:attachment_id>/preview.png")
@permit(Permission.SEE_CASES)
def picture(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """``?page=2`` of a document; ``?small`` for a list."""
    _case, line = _shown(case_id, attachment_id)
    digest, media = line.row.digest, line.media
    try:
        if "small" in request.args:
            drawn = previews.thumbnail(digest, media)
        else:
            drawn = previews.draw(digest, media, page=_asked_page())
    except previews.NoPicture:
        abort(404, _("This cannot be shown as a picture; please download the file."))
    return _shut(send_file(io.BytesIO(drawn), "image/png"))


def _attach(case_id: int, form: AttachForm) -> int:
    """Keep and attach what was sent; how many are new. The ledger is let go of meanwhile: others
    write in it while large files are looked at.
    """
    session, actor = db.session(), current_actor()
    session.rollback()
    kept = attachments.keep(form.sent, current_app.config["MAX_ATTACHMENT"])
    case = writable(case_id, by_helpers=True)
    rows = attachments.add(session, actor, case, form.kind.data, form.note.data or "", kept)
    session.commit()
    return len(rows)


def _attached(count: int) -> str:
    if not count:
        return str(_("These files are attached already."))
    return str(ngettext("%(num)d file is attached.", "%(num)d files are attached.", count))


def _shown(case_id: int, attachment_id: int) -> tuple[Case, Line]:
    """404 for what is not this case's or was removed. Raises Forbidden where people are masked."""
    case = found(case_id)
    if not is_unmasked(case):
        raise Forbidden("personal papers")
    row = next((one for one in attachments.standing(case) if one.id == attachment_id), None)
    return case, line_of(row or abort(404))


def _pages(line: Line) -> list[tuple[int, int]] | None:
    """The sizes of a document's pages, none for anything else; None where it cannot be opened."""
    if line.media.look is not Look.PAGES:
        return []
    try:
        return previews.sizes(line.row.digest, line.media)
    except previews.NoPicture:
        return None


def _asked_page() -> int:
    page = whole(request.args.get("page", "1"), MOST_PAGE)
    return abort(404) if page is None else page


def _shut(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = SHUT
    answer.headers["Cache-Control"] = "no-store"
    return answer
