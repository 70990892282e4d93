"""How figures are counted: the definitions, read off the declarations themselves."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.domain.vocabulary import Basis, Outcome
from tracker.formatting import word
from tracker.indicators import EXPLAINED
from tracker.indicators.kinds import Section
from tracker.indicators.register_figures import declared
from tracker.registers import figures as registers
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
    of_registers = [
        (word(section), found)
        for section in registers.Section
        if (found := [one for _own, one in declared().values() if one.section is section])
    ]
    names = [name for name, _found in (*sections, *of_registers)]
    return render_template(
        "help/figures.html",
        sections=sections,
        of_registers=of_registers,
        contents_of=[(f"section-{number}", name) for number, name in enumerate(names, 1)],
        outcomes=list(Outcome),
        bases=list(Basis),
        unit_name=unit_name,
    )
