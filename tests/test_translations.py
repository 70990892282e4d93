"""The Chinese catalogue says everything the program says, and what is compiled says the same."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tracker.domain import rules
from tracker.domain.record_words import AgreementForm
from tracker.domain.vocabulary import Outcome, Satisfaction
from tracker.i18n import told

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tracker/translations/zh_Hans_CN/LC_MESSAGES"
SOURCES = sorted((ROOT / "tracker").rglob("*.py"))
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "N_": None}
"""What marks a message, as CONTRIBUTING.md tells pybabel."""

PLACE = re.compile(r"%\((\w+)\)[sd]")
SAME_IN_CHINESE = {"%(basis)s %(rate)s", "from %(giver)s to %(receiver)s"}
"""Messages without a word of their own."""

TODAY = date(2024, 6, 1)
SOUND = {
    "registered_on": date(2024, 3, 5),
    "accepted_on": date(2024, 3, 6),
    "declined_reason": None,
    "closed_on": None,
    "outcome": None,
    "amount_claimed": None,
    "amount_agreed": None,
    "judicial_confirmed_on": None,
    "visited_on": None,
    "satisfaction": None,
    "payments": (),
    "agreement": None,
}
BROKEN = {
    "dates_are_not_in_the_future": {"accepted_on": date(2024, 6, 2)},
    "accepted_not_before_registered": {"accepted_on": date(2024, 3, 4)},
    "declined_is_the_end": {"declined_reason": "已由法院受理", "outcome": Outcome.FAILED},
    "closing_needs_acceptance": {"closed_on": date(2024, 3, 5)},
    "outcome_and_closing_date_go_together": {"closed_on": date(2024, 3, 7)},
    "agreed_amount_needs_agreement": {
        "amount_agreed": Decimal(1),
        "judicial_confirmed_on": date(2024, 3, 7),
    },
    "amounts_are_in_range": {"amount_claimed": Decimal(-1), "amount_agreed": Decimal(10) ** 15},
    "payments_are_of_something": {
        "payments": [SimpleNamespace(paid_on=TODAY, amount=Decimal(0))],
    },
    "ending_follows_the_agreement": {
        "outcome": Outcome.WRITTEN_AGREEMENT,
        "closed_on": date(2024, 3, 7),
        "amount_agreed": Decimal(2),
        "agreement": SimpleNamespace(
            form=AgreementForm.WRITTEN, agreed_on=date(2024, 3, 8), amount=Decimal(1)
        ),
    },
    "follow_up_comes_after_closing": {
        "visited_on": date(2024, 3, 7),
        "satisfaction": Satisfaction.SATISFIED,
    },
}


@pytest.fixture(scope="module")
def said() -> dict[str, Message]:
    """Every message of the program and its templates, gathered afresh."""
    found = Catalog()
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for room in ("tracker", "templates"):
        methods_of = [
            (pattern.removeprefix(f"{room}/"), method)
            for pattern, method in methods
            if pattern.startswith(f"{room}/")
        ]
        assert methods_of, f"babel.cfg does not look into {room}/"
        here = {pattern.removeprefix(f"{room}/"): given for pattern, given in options.items()}
        for filename, _line, message, _comments, context in extract_from_dir(
            ROOT / room, methods_of, here, KEYWORDS
        ):
            found.add(message, context=context, locations=[(filename, 0)])
    return by_id(found)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


def by_id(catalogue: Catalog) -> dict[str, Message]:
    """By the message; singular and plural are one, a line each."""
    return {"\n".join(_each(one.id)): one for one in catalogue if one.id}


def _each(texts: str | Sequence[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def test_the_catalogue_holds_every_message(said, catalogue):
    assert len(said) > 500
    missing = {key: one.locations[0][0] for key, one in said.items() if key not in by_id(catalogue)}
    assert not missing


def test_the_catalogue_holds_nothing_that_nobody_says(said, catalogue):
    assert sorted(set(by_id(catalogue)) - set(said)) == []
    assert list(catalogue.obsolete) == []


def test_every_message_is_translated_and_looked_at(catalogue):
    assert [key for key, one in by_id(catalogue).items() if not all(_each(one.string))] == []
    assert [key for key, one in by_id(catalogue).items() if one.fuzzy] == []


def test_a_translation_is_in_chinese(catalogue):
    foreign = {
        key: one.string
        for key, one in by_id(catalogue).items()
        if key not in SAME_IN_CHINESE
        and set(PLACE.sub("", key)) & set(string.ascii_letters)
        and not re.search(r"[\u4e00-\u9fff]", str(one.string))
    }
    assert foreign == {}


def test_a_translation_has_the_places_of_its_message(catalogue):
    differing = {
        key: one.string
        for key, one in by_id(catalogue).items()
        if sorted(set(PLACE.findall(key))) != sorted(set(PLACE.findall(str(one.string))))
    }
    assert differing == {}


def test_a_translation_can_be_filled_in(catalogue):
    for key, one in by_id(catalogue).items():
        if names := PLACE.findall(key):
            filled = str(one.string) % dict.fromkeys(names, 7)
            assert "%(" not in filled, key


def test_what_is_compiled_is_what_is_written(catalogue):
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = {key: _each(one.string) for key, one in by_id(read_mo(file)).items()}
    assert compiled == {key: _each(one.string) for key, one in by_id(catalogue).items()}


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in names:
            yield node


def says_something(node: ast.expr) -> bool:
    """Whether the text itself has words, beside what is put into it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant)]
    return any(set(text) & set(string.ascii_letters) for text in texts if isinstance(text, str))


def test_no_problem_and_no_notice_is_written_past_the_catalogue():
    """A sentence that is not marked is never gathered, so that nobody would miss it."""
    places = {"Problem": 1, "Unreadable": 0, "BrokenSettings": 0, "flash": 0, "WrongUse": 0}
    unmarked = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in calls(path, *places)
        if len(call.args) > places[call.func.id] and says_something(call.args[places[call.func.id]])
    ]
    assert unmarked == []


def test_what_is_marked_is_one_plain_text():
    """Neither a name nor a text with braces can be looked up in the catalogue when it is told."""
    marks = [(path, call) for path in SOURCES for call in calls(path, "N_", "_l")]
    assert len(marks) > 100
    assert [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call in marks
        if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ] == []


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_what_breaks_a_rule_is_told_in_chinese(app, catalogue, rule):
    problems = list(rule(SimpleNamespace(**SOUND | BROKEN[rule.__name__]), TODAY))
    assert problems
    with app.test_request_context():
        for problem in problems:
            assert problem.message in by_id(catalogue)
            assert not re.search(r"[A-Za-z]", told(problem)), told(problem)


def test_a_reader_of_english_is_told_in_english(app):
    broken = SimpleNamespace(**SOUND | BROKEN["accepted_not_before_registered"])
    [problem] = rules.accepted_not_before_registered(broken, TODAY)
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["LOCALE"] = "en"
    with app.test_request_context():
        assert told(problem) == "The acceptance date is before the registration date (2024-03-05)."
