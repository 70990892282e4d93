"""Pictures of attachments: the right way up, bare of everything else, and never at any price."""

from __future__ import annotations

import io
import time
from threading import BoundedSemaphore

import pytest
from PIL import Image

from tests import files
from tracker import content_store
from tracker.domain.media import Media
from tracker.reports import page_drawing, previews
from tracker.reports.previews import NoPicture, draw, sizes


@pytest.fixture
def kept(app):
    """Put a content into the store; its digest."""
    with app.app_context():
        yield lambda content: content_store.store(io.BytesIO(content), 10**9)[0]


def opened(drawn: bytes) -> Image.Image:
    return Image.open(io.BytesIO(drawn))


def test_a_photo_stands_as_the_camera_was_held_and_says_nothing_else(kept):
    photo = files.turned_photo()
    assert Image.open(io.BytesIO(photo)).getexif()[0x010F] == "a phone of the mediator"
    picture = opened(draw(kept(photo), Media.JPEG))
    assert (picture.format, picture.size) == ("PNG", (40, 80))
    assert dict(picture.getexif()) == {}
    assert picture.info == {}


def test_a_picture_is_bounded_and_keeps_its_shape(kept):
    digest = kept(files.png(3200, 1600))
    assert opened(draw(digest, Media.PNG)).size == (1600, 800)
    assert opened(draw(digest, Media.PNG, previews.THUMBNAIL)).size == (160, 80)
    assert opened(draw(kept(files.png(30, 20)), Media.PNG)).size == (30, 20), "never blown up"


def test_a_small_picture_is_drawn_once(kept, monkeypatch):
    previews.thumbnail.cache_clear()
    digest = kept(files.png(640, 320))
    first = previews.thumbnail(digest, Media.PNG)
    assert opened(first).size == (160, 80)
    monkeypatch.setattr(previews, "PROGRAM", "/nowhere")
    assert previews.thumbnail(digest, Media.PNG) == first


def test_who_waits_too_long_for_a_turn_goes_without_a_picture(kept, monkeypatch):
    monkeypatch.setattr(previews, "AT_A_TIME", BoundedSemaphore(1))
    monkeypatch.setattr(previews, "SECONDS", 0.01)
    digest = kept(files.png())
    with previews.AT_A_TIME, pytest.raises(NoPicture):
        draw(digest, Media.PNG)


def test_what_is_see_through_lies_on_white(kept):
    content = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(content, "PNG")
    assert opened(draw(kept(content.getvalue()), Media.PNG)).getpixel((5, 5)) == (255, 255, 255)


def test_every_page_of_a_document_is_drawn(kept):
    digest = kept(files.pdf(3))
    assert sizes(digest, Media.PDF) == [(595, 842)] * 3
    pages = [draw(digest, Media.PDF, page=number) for number in (1, 2, 3)]
    assert {opened(page).size[1] for page in pages} == {1600}
    assert len(set(pages)) == 3
    darkest = opened(pages[0]).convert("L").getextrema()[0]
    assert darkest < 100, "there are words on it"


@pytest.mark.parametrize("page", [0, 4, 10**6])
def test_there_is_no_page_beyond_the_last(kept, page):
    with pytest.raises(NoPicture):
        draw(kept(files.pdf(3)), Media.PDF, page=page)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (files.huge_png(), Media.PNG),
        (files.huge_png(60_000, 10), Media.PNG),
        (files.png(300, 300)[:200], Media.PNG),
        (files.jpeg()[:30], Media.JPEG),
        (b"%PDF-1.7\nnothing more %%EOF", Media.PDF),
        (files.png(), Media.JPEG),
        (files.docx(), Media.DOCX),
        (files.wav(), Media.WAV),
    ],
    ids=["bomb", "no pixels", "cut", "cut head", "no pages", "other type", "docx", "sound"],
)
def test_what_cannot_be_drawn_is_said_to_be_so(kept, content, media):
    digest = kept(content)
    started = time.monotonic()
    with pytest.raises(NoPicture):
        draw(digest, media)
    assert time.monotonic() - started < previews.SECONDS
    if media is Media.PDF:
        with pytest.raises(NoPicture):
            sizes(digest, media)


def test_a_content_that_is_gone_has_no_picture(app):
    with app.app_context(), pytest.raises(NoPicture):
        draw("0" * 64, Media.PNG)


def test_a_program_that_takes_too_long_is_ended(kept, monkeypatch):
    monkeypatch.setattr(previews, "SECONDS", 0.01)
    with pytest.raises(NoPicture):
        draw(kept(files.pdf()), Media.PDF)


def test_the_drawing_itself_answers_as_its_program_does(kept):
    """The program runs apart from the tests' own measuring; this is the same work in here."""
    words = ["draw", "pdf", "300", "2"]
    content = files.pdf(2)
    assert page_drawing.main(words, content) == draw(kept(content), Media.PDF, 300, 2)
    assert (
        page_drawing.main(["sizes", "pdf", "1", "1"], content)
        == b"[[595.0, 842.0], [595.0, 842.0]]"
    )
    photo = files.turned_photo()
    assert opened(page_drawing.main(["draw", "jpeg", "20", "1"], photo)).size == (10, 20)
