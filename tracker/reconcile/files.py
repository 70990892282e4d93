"""A reconciled report as a file: for people in Word and a workbook, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from tracker.reconcile.result import Result, result_json
from tracker.reconcile.tables import checks_table, figures_table
from tracker.reconcile.word_file import write_word
from tracker.reports.table_xlsx import write_tables

FORMS = ("docx", "xlsx", "json")


def write_result(result: Result, above: Sequence[str], form: str, target: BinaryIO) -> None:
    """``above`` stands over what people read: title, whose it is, basis, a sample's mark first."""
    if form == "json":
        told = result_json(result)
        target.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
    elif form == "docx":
        write_word(result, above, target)
    else:
        write_tables(above, [figures_table(result), checks_table(result)], target)
