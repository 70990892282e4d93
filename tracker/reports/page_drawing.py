"""A page of a document or a picture as PNG, and a document's text; a program of its own, run by
``reports/previews.py``.

What it opens came from outside, and what takes documents apart is large: whatever goes wrong there
ends this process and not the server. It imports nothing of the tracker, so that it starts at once.

    python -I page_drawing.py sizes|texts|draw pdf|jpeg|png EDGE PAGE < content > answer
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

try:
    import resource
except ImportError:  # Windows knows no such bounds; there the time alone is bounded
    resource = None  # type: ignore[assignment] # asked before it is used

MEMORY = 1 << 30
"""Bytes of memory it may use, where the system can be told so."""
SECONDS = 20
POINTS = 72
MOST_SCALE = 4
"""A page of a stamp's size is not blown up further."""
MOST_PIXELS = 128_000_000


def main(words: list[str], content: bytes) -> bytes:
    """``sizes``: [[width, height], …] in points; ``texts``: the text of each page; ``draw``: a PNG
    with no edge above EDGE pixels.
    """
    task, kind, edge, page = words[0], words[1], int(words[2]), int(words[3])
    if task == "texts":
        return _texts(content)
    if kind == "pdf":
        return _sizes(content) if task == "sizes" else _page(content, edge, page)
    return _picture(content, kind, edge)


def _sizes(content: bytes) -> bytes:
    document = pypdfium2.PdfDocument(content)
    return json.dumps([document.get_page_size(n) for n in range(len(document))]).encode()


def _texts(content: bytes) -> bytes:
    document = pypdfium2.PdfDocument(content)
    return json.dumps([page.get_textpage().get_text_bounded() for page in document]).encode()


def _page(content: bytes, edge: int, page: int) -> bytes:
    document = pypdfium2.PdfDocument(content)
    document.init_forms()  # what was typed into a form is drawn too
    sheet = document[page - 1]
    longest = max(*sheet.get_size(), 1)
    return _png(sheet.render(scale=min(edge / longest, MOST_SCALE)).to_pil(), edge)


def _picture(content: bytes, kind: str, edge: int) -> bytes:
    """Turned as the camera was held; nothing that the camera wrote beside it comes along."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow stops at twice that, and warns before
    picture: Image.Image = Image.open(io.BytesIO(content), formats=[kind.upper()])
    picture.draft("RGB", (edge, edge))
    return _png(ImageOps.exif_transpose(picture), edge)


def _png(picture: Any, edge: int) -> bytes:
    """Only the pixels: a fresh picture has no profile, text or place in it."""
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((edge, edge))
    bare = Image.new("RGB", picture.size, "white")
    bare.paste(picture, mask=picture.getchannel("A") if see_through else None)
    answer = io.BytesIO()
    bare.save(answer, "PNG")
    return answer.getvalue()


def _bound() -> None:
    """No more memory and time than a page needs."""
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bound()
    sys.stdout.buffer.write(main(sys.argv[1:], sys.stdin.buffer.read()))
