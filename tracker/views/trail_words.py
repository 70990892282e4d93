"""Before and after of a change in words; people are masked unless the reader may see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from tracker.domain.annual_paragraphs import PARAGRAPHS
from tracker.domain.masking import mask_id, mask_name, mask_people, mask_phone, mask_text
from tracker.domain.trail_fields import (
    FIELDS,
    FREE_TEXTS,
    HIDDEN_REASONS,
    HIDDEN_TEXTS,
    MONEY,
    NOUNS,
    PEOPLE_TEXTS,
    UNTOLD,
    member_of,
)
from tracker.domain.vocabulary import PartyKind
from tracker.formatting import NOTHING, word, yuan
from tracker.indicators.drill import FIGURES
from tracker.queries.people_named import NOBODY, People
from tracker.queries.trail import Key
from tracker.registers import REGISTERS
from tracker.views.register_words import told_of_register

MASKS: dict[str, Callable[[str], str | None]] = {
    "legal_representative": mask_name,
    "id_number": mask_id,
    "phone": mask_phone,
    "address": lambda _text: "***",
    "birth_date": lambda _text: "***",
}
"""What of a party is masked, beside a person's name, and how."""

DECLARED: Mapping[str, Mapping[str, Any]] = {
    "annual_paragraph": PARAGRAPHS,
    "figure": FIGURES,
    "register": REGISTERS,
}
"""Fields that hold the key of a declaration, which has words of its own."""

SHORT = 60
"""Characters of a text that stood nowhere before; of a change, both texts stand there whole."""


@dataclass(frozen=True)
class Telling:
    """What the words of a line depend on: what rows are called, who the people are, who reads."""

    center_id: int
    names: Mapping[Key, str] = field(default_factory=dict)
    people: People = NOBODY
    masked: bool = True

    def text(self, written: str) -> str:
        """Free text, which may name people."""
        return mask_text(written, self.people.persons) if self.masked else written

    def changes(self, changes: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """(field, before, after) of each change; of parties only those that differ."""
        found = []
        register = REGISTERS.get(str(changes.get("register")))
        for name, pair in changes.items():
            if name in UNTOLD:
                continue
            if register is not None and name in register.fields:
                found.append(told_of_register(register.fields[name], pair))
                continue
            before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
            if name == "parties" and isinstance(before, list) and isinstance(after, list):
                before, after = (
                    [one for one in before if one not in after],
                    [one for one in after if one not in before],
                )
            new = self.told(name, after, short=not before)
            found.append((field_word(name), self.told(name, before), new))
        return found

    def reason(self, action: str, written: str) -> str:
        """Why it was done; hidden where it may name anybody."""
        return "***" if self.masked and action in HIDDEN_REASONS else self.text(written)

    def told(self, name: str, value: Any, short: bool = False) -> str:
        """A value of JSON as the pages show it; ``short``: long texts are cut."""
        if value in (None, "") or value in ([], {}):
            return NOTHING
        if isinstance(value, Mapping):
            return self._party(value) if name == "parties" else self._facts(value, short)
        if isinstance(value, list):
            sign = "；" if name == "parties" else "、"
            return sign.join(self.told(name, one) for one in value)
        if name == "parties":  # a registration keeps the names alone
            return value if value in self.people.organisations else self._name(value)
        told = self._plain(name, value)
        return _shortened(told) if short and name in FREE_TEXTS else told

    def _plain(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return str(_("yes")) if value else str(_("no"))
        if name in NOUNS and isinstance(value, int):
            return self.names.get((NOUNS[name], self.center_id, value), f"#{value}")
        if (member := member_of(name, value)) is not None:
            return word(member)
        if name in MONEY:
            return _yuan(value)
        if name in DECLARED and value in DECLARED[name]:
            declared = DECLARED[name][value]
            return str(declared.name) if name == "figure" else word(declared)
        return self._written(name, str(value))

    def _written(self, name: str, text: str) -> str:
        """What somebody wrote, which may name people."""
        if name == "q":  # what somebody searched for is often a name
            return " ".join(self._name(one) for one in text.split())
        if self.masked and name in HIDDEN_TEXTS:
            return "***"
        if self.masked and name in PEOPLE_TEXTS:
            return mask_people(self.text(text))
        return self.text(text) if name in FREE_TEXTS else text

    def _name(self, name: str) -> str:
        return mask_name(name) if self.masked else name

    def _facts(self, facts: Mapping[str, Any], short: bool) -> str:
        told = ((field_word(name), self.told(name, value, short)) for name, value in facts.items())
        return "；".join(f"{label} {value}" for label, value in told if value != NOTHING)

    def _party(self, party: Mapping[str, Any]) -> str:
        """Organisations keep their public name."""
        is_person = party.get("kind") != PartyKind.ORGANISATION.value
        said = []
        for name, value in party.items():
            if name == "name":
                said.append(self._name(str(value)) if is_person else str(value))
            elif name == "out_of_town":
                said.append(str(_("From out of town")))
            elif name != "kind":
                told = self.told(name, value)
                said.append(str(MASKS[name](told)) if self.masked and name in MASKS else told)
        return " ".join(said)


def _shortened(told: str) -> str:
    """A long text of a record that is new; masked already, for half a name is not known again."""
    return f"{told[:SHORT]}…" if len(told) > SHORT else told


def field_word(name: str) -> str:
    """``受理日期`` for ``accepted_on``; a field without words stands as it is."""
    return str(_(FIELDS[name])) if name in FIELDS else name


def _yuan(value: Any) -> str:
    try:
        return yuan(Decimal(str(value)))
    except InvalidOperation:
        return str(value)
