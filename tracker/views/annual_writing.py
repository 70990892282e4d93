"""A paragraph of the annual report is written, put back and looked through; figures are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from tracker.domain.annual_paragraphs import PARAGRAPHS, Writer
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.report_fields import Field, Known, forms_of, read_text, stored, written
from tracker.domain.text_difference import Run, difference
from tracker.extensions import db
from tracker.formatting import word
from tracker.forms.annual_text import ParagraphForm, number_of
from tracker.forms.problems import put_beside
from tracker.i18n import told
from tracker.models import AnnualRevision
from tracker.permissions import Permission
from tracker.queries.annual_revisions import revisions_of
from tracker.reports.annual_text.bound import CHINESE
from tracker.reports.annual_text.drafting import draft
from tracker.reports.annual_text.stating import moved_between, stated_field
from tracker.reports.annual_text.text import AnnualText
from tracker.reports.official.document import plain
from tracker.reports.papers.glyphs import INSTEAD, lacking
from tracker.services import annual_texts as service
from tracker.services.annual_texts import Place
from tracker.views.annual import bp
from tracker.views.annual_text import asked_text, code_asked
from tracker.views.guard import current_actor, permit

LACKING = N_("The PDF’s font lacks these characters; “%(sign)s” stands there for them: %(odd)s")
MOVED_AGAIN = N_(
    "The figures of this paragraph have changed again since you opened the page; please look once"
    " more."
)


@bp.route("/annual/<int:year>/text/<key>", methods=["GET", "POST"])
@permit(Permission.WRITE_ANNUAL)
def edit(year: int, key: str) -> ResponseReturnValue:
    """Nothing typed is lost: neither where a field cannot be read, nor where somebody else wrote
    meanwhile.
    """
    _demand(key)
    text = asked_text(year, own=True)
    paragraph, form = text.paragraphs[key], ParagraphForm()
    others: Sequence[Run] = ()
    if form.validate_on_submit():
        typed = form.text.data or ""
        pieces, problems = read_text(typed, text.figures.known)
        try:
            if problems:
                raise Refused(*problems)
            _write(text, key, stored(pieces), form.seen)
        except Refused as refused:
            db.session.rollback()
            if any(one.field == "based_on" for one in refused.problems):
                form.based_on.raw_data, form.based_on.data = None, str(paragraph.number)
                others = difference(typed, written_now(paragraph.text, text.figures.known))
            put_beside(form, _at_the_text(refused.problems))
        else:
            flash(_("The paragraph is written."), "success")
            if odd := lacking(typed):
                flash(_(LACKING, sign=INSTEAD, odd=" ".join(odd)), "warning")
            return redirect(url_for(".text", year=year, _anchor=key))
    elif request.method == "GET":
        drafted = draft(paragraph.declared, text.figures)
        shown = drafted if request.args.get("draft") else paragraph.text
        form.text.data = written_now(shown, text.figures.known)
        form.based_on.data = str(paragraph.number)
    page = render_template(
        "annual/edit.html",
        year=year,
        text=text,
        paragraph=paragraph,
        form=form,
        others=others,
        figures=_figures(text),
        has_draft=paragraph.declared.writer is Writer.PROGRAM and paragraph.number > 0,
    )
    return page, 422 if form.errors or form.form_errors else 200


def _at_the_text(problems: Sequence[Problem]) -> list[Problem]:
    """What is said of the hidden number stands beside what was typed."""
    return [
        Problem("text", one.message, one.values) if one.field == "based_on" else one
        for one in problems
    ]


def _write(text: AnnualText, key: str, stored_text: str, based_on: int, action: str = "") -> None:
    pieces, _problems = read_text(stored_text, text.figures.known)
    fields = [one for one in pieces if isinstance(one, Field)]
    place, values = Place(text.year, key), text.figures.values_of(fields)
    session, actor = db.session(), current_actor()
    typed = len(written_now(stored_text, text.figures.known))
    why = action or service.WRITE
    service.write(session, actor, place, stored_text, values, based_on, why, typed)
    session.commit()


def _figures(text: AnnualText) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Every figure that can be bound with its present value, by the report's sections, each with
    its key and its name; those of the cases that stand in none come last.
    """
    names = {one.key: one for one in text.figures.known}
    listed = [
        (section.value, word(section), [names.pop(one.key) for one in lines])
        for section, lines in text.figures.found.sections.items()
    ]
    listed.append(("", _("Other figures of the cases"), list(names.values())))
    return [(key, name, [_offered(text, one) for one in known]) for key, name, known in listed]


def _offered(text: AnnualText, known: Known) -> dict[str, Any]:
    line = text.figures.lines[known.key]
    with force_locale(CHINESE):
        now = plain(stated_field(Field(known.key), line.compared))
    return {
        "field": f"{{{known.name}}}",
        "forms": [(form.term, f"{{{known.name}:{form.term}}}") for form in forms_of(known)],
        "now": now,
        "text": line.text,
    }


@bp.post("/annual/<int:year>/text/<key>/seen")
@permit(Permission.WRITE_ANNUAL)
def confirm(year: int, key: str) -> ResponseReturnValue:
    """The text stays; its figures of now are those that were seen, and no later ones."""
    _demand(key)
    text = asked_text(year, own=True)
    if request.form.get("seen") != text.seen(text.paragraphs[key]):
        flash(_(MOVED_AGAIN), "error")
        return redirect(url_for(".text", year=year, _anchor=key))
    return _again(text, key, text.paragraphs[key].text, service.CONFIRM, _("Seen."))


@bp.post("/annual/<int:year>/text/<key>/revisions/<int:number>/put-back")
@permit(Permission.WRITE_ANNUAL)
def put_back(year: int, key: str, number: int) -> ResponseReturnValue:
    """A former text is in force again, as a new revision."""
    _demand(key)
    text = asked_text(year, own=True)
    former = _revision(revisions_of(db.session(), current_actor().center_id, year, key), number)
    said = _("Revision %(number)s is in force again.", number=number)
    return _again(text, key, former.text, service.PUT_BACK, said)


def _again(
    text: AnnualText, key: str, stored_text: str, action: str, said: str
) -> ResponseReturnValue:
    try:
        _write(text, key, stored_text, number_of(request.form.get("based_on")), action)
    except Refused as refused:
        db.session.rollback()
        flash(" ".join(told(problem) for problem in refused.problems), "error")
    else:
        flash(said, "success")
    return redirect(url_for(".text", year=text.year, _anchor=key))


@bp.get("/annual/<int:year>/text/<key>/revisions")
@permit(Permission.SEE_REGISTERS)
def revisions(year: int, key: str) -> ResponseReturnValue:
    """All of the paragraph, and what one of them changed of the one before it."""
    _demand(key)
    text = asked_text(year)
    center, known = text.summary.center, text.figures.known
    found = revisions_of(db.session(), center.id, year, key)
    number = request.args.get("number", type=int)
    shown = _revision(found, number) if number is not None else next(iter(found), None)
    before = next((one for one in found if shown and one.number == shown.number - 1), None)
    old = before.text if before else draft(PARAGRAPHS[key], text.figures)
    return render_template(
        "annual/revisions.html",
        year=year,
        center=center,
        paragraph=text.paragraphs[key],
        revisions=found,
        shown=shown,
        before=before,
        runs=difference(written_now(old, known), written_now(shown.text, known)) if shown else (),
        moved=_moved(text, before, shown) if before and shown else (),
        writes=center.id == current_actor().center_id and text.summary.frozen is None,
        kept={"center": code_asked()},
    )


def _moved(
    text: AnnualText, before: AnnualRevision, shown: AnnualRevision
) -> list[tuple[str, str, str]]:
    """(name, then, later) of each figure that both know, in every form in which one of them states
    it, where that was another value.
    """
    units = {one.key: one.unit for one in text.figures.known}
    pieces = [one for old in (before, shown) for one in read_text(old.text, text.figures.known)[0]]
    found = []
    for one in dict.fromkeys(one for one in pieces if isinstance(one, Field)):
        with force_locale(CHINESE):
            pair = moved_between(one, units[one.key], before.figures, shown.figures)
        if pair is not None:
            forms = "、".join(word(form) for form in one.forms)
            name = text.figures.lines[one.key].name
            found.append(
                (_("%(name)s (%(forms)s)", name=name, forms=forms) if forms else name, *pair)
            )
    return found


def written_now(text: str, known: Sequence[Known]) -> str:
    """Stored text as people write it."""
    pieces, _problems = read_text(text, known)
    return written(pieces, known)


def _demand(key: str) -> None:
    """404 for what is no paragraph of the report."""
    if key not in PARAGRAPHS:
        abort(404)


def _revision(found: Sequence[AnnualRevision], number: int) -> AnnualRevision:
    return next((one for one in found if one.number == number), None) or abort(404)
