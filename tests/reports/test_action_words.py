"""Every action that is written into the trail can be read there by people."""

import re
from pathlib import Path

import tracker
from tracker.reports.action_words import ACTIONS, FORMER, action_word
from tracker.services.organisations import NOUNS

WRITERS = ("services", "views", "demo", "cli")
RECORDED = re.compile(
    r'"((?:account|case|case_template|center|dispute_type|export|import|ledger|mediator|paper'
    r'|phrase|register|report|sample|subsidy|subsidy_rule|summary|target|view|year)\.[a-z_]+)"'
)


def recorded():
    """The actions named in the program's writers."""
    root = Path(tracker.__file__).parent
    sources = [path for room in WRITERS for path in (root / room).rglob("*.py")]
    texts = [path.read_text("utf-8") for path in sources]
    return {action for text in texts for action in RECORDED.findall(text)}


def test_every_recorded_action_has_words():
    listed = {
        f"{noun}.{verb}"
        for noun in (*NOUNS.values(), "case_template")
        for verb in ("add", "change", "activate", "deactivate")
    }
    listed |= {f"register.{verb}" for verb in ("add", "change", "void", "restore")}
    listed |= {f"annual.{verb}" for verb in ("write", "put_back", "confirm", "export")}
    assert recorded() | listed == set(ACTIONS)


def test_an_action_is_told_in_the_readers_language(app):
    with app.test_request_context():
        assert action_word("case.accept") == "受理案件"


def test_what_earlier_versions_wrote_is_still_read_in_words(app):
    with app.test_request_context():
        assert action_word("case.follow_up") == "登记回访确认"
    assert not set(FORMER) & set(ACTIONS)


def test_an_action_without_words_stands_as_it_is(app):
    with app.test_request_context():
        assert action_word("kettle.boil") == "kettle.boil"
