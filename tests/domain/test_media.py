"""The name an attachment is kept under."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.media import INVISIBLE, MOST_NAME, UNFIT, Media, kept_name, media_of


@pytest.mark.parametrize(
    ("sent", "media", "name"),
    [
        ("调解协议书.pdf", Media.PDF, "调解协议书.pdf"),
        ("IMG_0001.JPG", Media.JPEG, "IMG_0001.jpg"),
        ("照片.jpeg", Media.JPEG, "照片.jpeg"),
        ("C:\\Users\\wu\\证据.png", Media.PNG, "证据.png"),
        ("../../etc/passwd", Media.PDF, "passwd.pdf"),
        ("..\\..\\evil.exe", Media.PDF, "evil.exe.pdf"),
        ("page.html", Media.JPEG, "page.html.jpg"),
        ("scan.pdf", Media.JPEG, "scan.pdf.jpg"),
        ("a\0b.pdf", Media.PDF, "ab.pdf"),
        ("invoice\u202efdp.exe", Media.PDF, "invoicefdp.exe.pdf"),
        ("line\nbreak\t.pdf", Media.PDF, "line break.pdf"),
        ('a<b>:"|?*.docx', Media.DOCX, "a_b______.docx"),
        ("  ..  ", Media.WAV, "wav.wav"),
        ("", Media.PDF, "pdf.pdf"),
        (".pdf", Media.PDF, "pdf.pdf"),
        ("录音", Media.AMR, "录音.amr"),
        ("长" * 300 + ".pdf", Media.PDF, "长" * (MOST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_loses_its_folders_and_what_nobody_sees_and_ends_as_the_content_is(
    sent, media, name
):
    assert kept_name(sent, media) == name


@given(st.text(max_size=400), st.sampled_from(list(Media)))
def test_whatever_was_sent_the_name_is_one_that_every_system_takes(sent, media):
    name = kept_name(sent, media)
    assert name.endswith(media.suffixes)
    assert not {"/", "\\", "\0"} & set(name)
    assert not UNFIT & set(name)
    assert all(unicodedata.category(one) not in INVISIBLE for one in name)
    assert len(name) <= MOST_NAME
    assert not name.startswith(".")
    assert name == name.strip()
    assert kept_name(name, media) == name, "a name that was kept stays"


@pytest.mark.parametrize("media", list(Media))
def test_a_type_is_found_by_what_is_stored(media):
    assert media_of(media.value) is media
