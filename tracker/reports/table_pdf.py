"""Tables of figures for print: laid out by typst on A4, wide ones lying, with the font embedded.

What is written goes in as JSON and is never read as markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from tracker.config import template_folder
from tracker.formatting import in_chinese
from tracker.reports.content import TEXT, Cell, Column, Table, written
from tracker.reports.papers.pdf import printed

UPRIGHT_COLUMNS = 8
"""More of them can be read on a lying page only."""
NARROWEST, WIDEST = 7, 36
"""Half-width characters: how much room a column is given among the others."""


def print_tables(above: Sequence[str], tables: Sequence[Table]) -> bytes:
    """One PDF/A-2b; on every page stands what it is of, a sample's mark first. Raises NoFont."""
    *marks, title, whose, basis = above
    data = {
        "language": "zh" if in_chinese() else "en",
        "mark": " ".join(marks),
        "title": title,
        "lines": [whose, basis],
        "nothing": _("No case in this period."),
        "tables": [_plain(one) for one in tables],
    }
    return printed(Path(template_folder()) / "documents" / "tables.typ", data)


def _plain(table: Table) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return {
        "caption": table.caption,
        "lies": len(table.columns) > UPRIGHT_COLUMNS,
        "columns": [
            {
                "label": column.label,
                "numeric": column.unit != TEXT,
                "room": _room(column, [row[place]["text"] for row in rows]),
            }
            for place, column in enumerate(table.columns)
        ],
        "rows": rows,
        "total": [_cell(cell) for cell in table.total or ()],
    }


def _cell(cell: Cell) -> dict[str, str]:
    """A rate has its fraction beneath; what is no number of its column is left blank."""
    if cell.value is None and cell.unit == TEXT and not cell.parts:
        return {"text": "", "beneath": ""}
    numbers = [written(part) for part in cell.parts[:2]]
    return {"text": written(cell), "beneath": " / ".join(numbers)}


def _room(column: Column, texts: Sequence[str]) -> int:
    longest = max([_width(column.label) // 2, *map(_width, texts)])
    return min(max(longest, NARROWEST), WIDEST)


def _width(text: str) -> int:
    """In half-width characters."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
