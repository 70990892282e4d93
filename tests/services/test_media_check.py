"""A file is what it holds, whatever it is called; what is not taken is named."""

from __future__ import annotations

import io

import pytest

from tests import files
from tracker.domain.media import Media
from tracker.domain.problems import Refused
from tracker.services.media_check import detect

TAKEN = {
    "a PDF": (files.pdf(), Media.PDF),
    "a photo": (files.jpeg(), Media.JPEG),
    "a photo with what the camera wrote": (files.turned_photo(), Media.JPEG),
    "a screen shot": (files.png(), Media.PNG),
    "a Word document": (files.docx(), Media.DOCX),
    "a Word document with a picture": (files.docx_with("word/media/a.png"), Media.DOCX),
    "wav": (files.wav(), Media.WAV),
    "mp3": (files.mp3(), Media.MP3),
    "mp3 behind a tag": (files.mp3(tag=files.id3()), Media.MP3),
    "mp3 behind a long tag": (files.mp3(tag=files.id3(9000) + bytes(100)), Media.MP3),
    "m4a": (files.m4a(b"soun"), Media.M4A),
    "3gp of a phone": (files.m4a(b"soun", brand=b"3gp4"), Media.M4A),
    "aac": (files.aac(), Media.AAC),
    "amr": (files.amr(), Media.AMR),
    "opus": (files.ogg(), Media.OGG),
    "vorbis": (files.ogg(b"\x01vorbis"), Media.OGG),
}
PROGRAM = b"MZ\x90\0" + bytes(200)
WEB_PAGE = "<!doctype html><script>alert('甲')</script>".encode()
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = {
    "nothing": (b"", "The file is empty."),
    "a program for Windows": (PROGRAM, "The file is a program;"),
    "a program for Linux": (b"\x7fELF\x02\x01\x01" + bytes(60), "The file is"),
    "a web page": (WEB_PAGE, "The file is a web page or other text;"),
    "a drawing with a script": (DRAWING, "The file is a web page or other text;"),
    "plain text": ("证据".encode() * 4000, "The file is a web page or other text;"),
    "bytes of no kind": (bytes(range(1, 256)) * 9, "The file is of a kind that is not known;"),
    "NULs": (bytes(500), "The file is"),
    "an archive": (files.zipped(a=b"b"), "The file is an archive;"),
    "rar": (b"Rar!\x1a\x07\0" + bytes(40), "The file is an archive;"),
    "an older Word document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "The file is an older Office document;",
    ),
    "a photo of an iPhone": (
        b"\0\0\0\x18ftypheic" + bytes(60),
        "The file is a picture of another format;",
    ),
    "gif": (b"GIF89a" + bytes(40), "The file is a picture of another format;"),
    "a workbook": (
        files.zipped(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}),
        "no docx",
    ),
    "an archive with another's signature far in": (
        b"x" * 100 + files.docx(),
        "The file is of a kind that is not known;",
    ),
    "a video": (files.m4a(b"soun", b"vide", brand=b"isom"), "The file is a video;"),
    "a container of nothing": (files.m4a(), "The recording is damaged."),
    "a film in ogg": (files.ogg(b"\x80theora"), "The file is"),
    "wav without sound": (files.wav()[:20], "The recording is damaged."),
    "one frame of sound": (files.mp3(1), "The recording is damaged."),
    "a tag without sound": (files.id3(), "The recording is damaged."),
    "a PDF cut off": (files.pdf(3)[:-40], "The PDF document is cut off"),
    "a photo cut off in its head": (files.jpeg()[:20], "The picture is damaged."),
    "a picture of 2,500 million pixels": (files.huge_png(), "more than 128 million pixels"),
    "a picture without height": (files.huge_png(10, 0), "The picture"),
    "a document with macros": (files.docx_with("word/vbaProject.bin"), "holds macros"),
    "a document with controls": (files.docx_with("word/activeX/activeX1.xml"), "holds macros"),
    "a docm": (files.docm(), "holds macros"),
    "a document cut off": (files.docx()[:-100], "The Word document is damaged."),
    "a document with a byte changed": (
        files.damaged(files.docx(), "[Content_Types].xml"),
        "The Word document is damaged.",
    ),
    "a document that is a bomb": (files.docx_bomb(), "unpacks to far more"),
    "a document of too many parts": (
        files.docx()[:0]
        + files.zipped(
            **{"word/document.xml": b"", "[Content_Types].xml": b""}
            | {f"word/{n}": b"" for n in range(10_000)}
        ),
        "unpacks to far more",
    ),
}


@pytest.mark.parametrize(("content", "media"), TAKEN.values(), ids=TAKEN)
def test_what_is_taken_is_known_by_its_content(content, media):
    stream = io.BytesIO(content)
    assert detect(stream) is media
    assert stream.tell() == 0, "whoever stores it reads all of it"


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_everything_else_is_refused_by_what_it_is(content, sentence):
    stream = io.BytesIO(content)
    with pytest.raises(Refused) as refused:
        detect(stream)
    assert sentence in str(refused.value)
    assert len(refused.value.problems) == 1


def test_every_type_that_is_taken_was_tried():
    assert {media for _content, media in TAKEN.values()} == set(Media)


def test_no_beginning_of_a_file_makes_the_check_fail_otherwise():
    """Cut anywhere in its first bytes, a file is taken or refused, and nothing else happens."""
    for content, _media in TAKEN.values():
        for end in [*range(1, 80), len(content) // 2]:
            try:
                detect(io.BytesIO(content[:end]))
            except Refused:
                continue
