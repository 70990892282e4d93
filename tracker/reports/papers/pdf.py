"""Papers for print: laid out by typst with the Chinese font embedded, as PDF/A-2b.

What is written goes in as JSON and is never read as markup. The font comes with the program; the
system's own fonts are not asked, so that every machine prints the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import typst
from noto_cjk_sans_otc import FONT_PATH

from tracker.config import template_folder
from tracker.domain.problems import N_, Problem
from tracker.reports.papers.glyphs import replaced

FONT = "Noto Sans CJK SC"


class NoFont(Exception):
    """Without the font there would be blank pages; ``problem`` says what to do."""

    def __init__(self) -> None:
        super().__init__(FONT)
        message = N_("The font %(font)s is missing; install the package noto-cjk-sans-otc again.")
        self.problem = Problem("", message, {"font": FONT})


@dataclass(frozen=True)
class PrintPart:
    """A part of the printed file: laid-out blocks, or pages as pictures (PNG).

    ``mark`` is what the contents ask its page by.
    """

    mark: str
    title: str
    blocks: Sequence[Mapping[str, Any]] = ()
    pictures: Sequence[bytes] = ()


@cache
def fonts() -> typst.Fonts:
    """The program's font. Raises NoFont where it is not found."""
    found = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(FONT_PATH).parent)])
    if FONT not in found.families():
        raise NoFont
    return found


def printed(source: Path, data: Mapping[str, Any]) -> bytes:
    """What ``source`` lays out of the data, as PDF/A-2b; characters that no font has are replaced,
    first those that would be seen. Raises NoFont.
    """
    told = json.dumps(data, ensure_ascii=False)
    tries = dict.fromkeys((told, replaced(told), replaced(told, even_unseen=True)))
    *all_but_last, last = tries
    for one in all_but_last:
        with suppress(typst.TypstError):  # PDF/A allows no character without a shape
            return _compiled(source, one)
    return _compiled(source, last)


def _compiled(source: Path, told: str) -> bytes:
    compiler = typst.Compiler(
        input=str(source),
        root=str(source.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": told},
    )
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2b"]))


def print_parts(title: str, parts: Sequence[PrintPart]) -> bytes:
    """One PDF of all parts, each on a page of its own and with a bookmark.

    Raises NoFont.
    """
    with TemporaryDirectory(prefix="tracker-print-") as folder:
        root = Path(folder)
        data = {"title": title, "parts": [_plain(root, part) for part in parts]}
        source = root / "paper.typ"
        source.write_bytes((Path(template_folder()) / "documents" / "paper.typ").read_bytes())
        return printed(source, data)


def _plain(root: Path, part: PrintPart) -> dict[str, Any]:
    """The part as JSON; its pictures lie in the folder while it is printed."""
    names = []
    for place, picture in enumerate(part.pictures):
        name = f"{part.mark}-{place}.png"
        (root / name).write_bytes(picture)
        names.append(name)
    return {
        "mark": part.mark,
        "title": part.title,
        "blocks": list(part.blocks),
        "pictures": names,
    }
