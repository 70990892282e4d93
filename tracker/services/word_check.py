"""Whether an archive is a Word document (docx), and one that runs nothing."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from typing import BinaryIO

from tracker.domain.problems import N_, Problem, Refused

MOST_PARTS = 10_000
MOST_UNPACKED = 1 << 29
"""Bytes that a document may claim to unpack to: a bomb claims far more than a file could need."""

CONTENTS, BODY = "[Content_Types].xml", "word/document.xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MOST_CONTENTS = 1 << 20
RUNS = ("vbaproject", "vbadata", "word/activex/", "macrosheets/")
"""Parts of a document that are programs."""

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(ValueError, EOFError, OSError, RuntimeError),
)
"""What reading a part of a damaged archive raises."""


def begins(head: bytes) -> bool:
    """Every Word document is an archive, whose first part is its list of contents as a rule."""
    return head.startswith(b"PK\x03\x04") and (b"[Content_Types]" in head or b"word/" in head)


def demand_document(stream: BinaryIO) -> None:
    """Raises Refused for another kind of document, for macros, and for what is damaged."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise Refused(Problem("", N_("The document unpacks to far more than it should.")))
            names = {one.filename for one in parts}
            if not {CONTENTS, BODY} <= names:
                sentence = N_("The file is an archive or another kind of Office document, no docx.")
                raise Refused(Problem("", sentence))
            with archive.open(CONTENTS) as contents:
                is_document = MAIN in contents.read(MOST_CONTENTS)
    except DAMAGED as error:
        raise Refused(Problem("", N_("The Word document is damaged."))) from error
    if not is_document or any(one in name.lower() for name in names for one in RUNS):
        sentence = N_("The Word document holds macros; save it as a docx without them.")
        raise Refused(Problem("", sentence))
