"""A reconciled report as a file: for people in Word and a workbook, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.reconcile.result import Result, result_json
from tracker.reconcile.tables import changes_table, checks_table, figures_table
from tracker.reconcile.telling import left_out_words
from tracker.reconcile.word_file import write_word
from tracker.reports.heading import sample_mark
from tracker.reports.table_xlsx import write_tables

FORMS = ("docx", "xlsx", "json")


def heading_held(year: int, whose: str, basis: Basis, *, sample: bool) -> list[str]:
    """What stands above a file: a sample's mark first, title, whose figures are asked, basis."""
    title = _("A report of %(year)s, held against the ledger", year=year)
    of_rate = _("Basis of the resolution rate: %(basis)s", basis=word(basis))
    return [*([sample_mark()] if sample else []), str(title), whose, str(of_rate)]


def heading_alone(year: int) -> list[str]:
    return [str(_("A report of %(year)s, read alone", year=year)), "", ""]


def write_result(result: Result, above: Sequence[str], form: str, target: BinaryIO) -> None:
    """``above`` is one of the headings."""
    if form == "json":
        told = result_json(result)
        target.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
    elif form == "docx":
        write_word(result, above, target)
    else:
        tables = [figures_table(result), changes_table(result), checks_table(result)]
        if left_out := left_out_words(result):
            above = [*above[:-1], f"{above[-1]} {left_out}".strip()]
        write_tables(above, [tables[0], *(one for one in tables[1:] if one.rows)], target)
