"""The templates of papers: looked at, taken along, replaced by the office's own, put back."""

from __future__ import annotations

import io

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import database
from tracker.domain.media import Media
from tracker.extensions import db
from tracker.forms.papers import TemplateForm
from tracker.permissions import Actor, Permission
from tracker.reports.papers.fillable import Fillable
from tracker.reports.papers.template_check import MOST_BYTES, demand_template
from tracker.reports.word_templates import BY_KEY, WORD_TEMPLATES
from tracker.services import papers as service
from tracker.views.admin import bp, done, form_page, written
from tracker.views.guard import current_actor, permit


@bp.get("/papers")
@permit(Permission.MANAGE_PAPERS)
def papers() -> ResponseReturnValue:
    own = service.templates_of(db.session(), current_actor().center_id)
    return render_template("admin/papers.html", papers=WORD_TEMPLATES, own=own)


@bp.route("/papers/<key>", methods=["GET", "POST"])
@permit(Permission.MANAGE_PAPERS)
def paper(key: str) -> ResponseReturnValue:
    wanted, actor, form = _wanted(key), current_actor(), TemplateForm()
    if written(form, lambda: _replace(actor, wanted, form), _("The template is replaced.")):
        return redirect(url_for(".paper", key=key))
    return form_page(
        "admin/paper.html",
        form,
        paper=wanted,
        row=service.templates_of(db.session(), actor.center_id).get(key),
        examples=wanted.example(),
    )


@bp.get("/papers/<key>/template")
@permit(Permission.MANAGE_PAPERS)
def paper_template(key: str) -> ResponseReturnValue:
    """The Word template in use."""
    wanted = _wanted(key)
    row = service.templates_of(db.session(), current_actor().center_id).get(key)
    content = row.content if row else wanted.template()
    name = row.filename if row else f"{wanted.term}（模板）.docx"
    return send_file(io.BytesIO(content), Media.DOCX.value, as_attachment=True, download_name=name)


@bp.post("/papers/<key>/restore")
@permit(Permission.MANAGE_PAPERS)
def restore_paper(key: str) -> ResponseReturnValue:
    wanted = _wanted(key)
    done(
        lambda: service.restore_template(db.session(), current_actor(), wanted.key),
        _("The program's own form is used again."),
    )
    return redirect(url_for(".paper", key=key))


def _wanted(key: str) -> Fillable:
    return BY_KEY.get(key) or abort(404)


def _replace(actor: Actor, paper: Fillable, form: TemplateForm) -> None:
    """Tried out first, which keeps nobody from writing."""
    sent = form.file.data
    content = sent.stream.read(MOST_BYTES + 1)
    database.begin_reading()
    demand_template(paper, content)
    database.begin_writing()
    filename = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
    name = filename if filename.lower().endswith(".docx") else f"{paper.term}.docx"
    service.replace_template(db.session(), actor, paper.key, name, content)
