"""How figures are counted: the definitions, read off the declarations themselves."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.domain.vocabulary import Basis, Outcome
from tracker.indicators import EXPLAINED
from tracker.indicators.kinds import Section
from tracker.reports.content import unit_name
from tracker.views.guard import permit

bp = Blueprint("help", __name__)


@bp.get("/help/figures")
@permit()
def figures() -> ResponseReturnValue:
    sections = [
        (str(section.value), [one for one in EXPLAINED if one.section is section])
        for section in Section
    ]
    return render_template(
        "help/figures.html",
        sections=sections,
        contents_of=[(f"section-{n}", name) for n, (name, _found) in enumerate(sections, 1)],
        outcomes=list(Outcome),
        bases=list(Basis),
        unit_name=unit_name,
    )
