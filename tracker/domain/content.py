"""Whether two rows of a ledger say the same: what makes importing a file twice add nothing.

Compared is what the cells say, not how they are written: 3.5万 and 35000 are the same amount, a
date is a date in any of its forms, white space and line ends do not count.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tracker.domain.ledger import OWN_FIELDS, CaseRecord
from tracker.domain.numbers import read_case_number
from tracker.domain.vocabulary import Side


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """One form of each character and no white space: how names are told apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def identity_of(number: str, short_name: str) -> tuple[int, int] | str:
    """What makes a case number the same number: year and serial within the center's series."""
    text = "".join(number.split())
    return read_case_number(text, short_name) or text


def facts(record: CaseRecord) -> dict[str, object]:
    """Column key -> what the record says there."""
    said: dict[str, object] = {name: _plain(getattr(record, name)) for name in OWN_FIELDS}
    said["dispute_type"] = said.pop("dispute_type_id")
    said["extended_to"] = record.extended_to
    said["organisation"] = folded(record.organisation or "")
    said["village"] = folded(record.village or "")
    said["mediators"] = (
        *map(folded, record.mediators[:1]),
        *sorted(map(folded, record.mediators[1:])),
    )
    said["paid"] = tuple(sorted((one.paid_on, one.amount) for one in record.payments))
    for side in Side:
        people = [one for one in record.parties if one.side is side]
        said[side.value] = tuple(one.name for one in people)
        said[f"{side.value}_id"] = _numbers(one.id_number or one.credit_code for one in people)
        said[f"{side.value}_phone"] = _numbers(one.phone for one in people)
    return said


def same_content(record: CaseRecord, columns: Mapping[str, str], stored: CaseRecord) -> bool:
    """Whether everything that the row's columns say is what stands in the ledger already."""
    said, known = facts(record), facts(stored)
    if said["due_on"] is None:
        del said["due_on"]  # left to the center's time limits, whatever they made of it
    if any(said[key] != known[key] for key in columns.keys() & said.keys()):
        return False
    return all(stored.further.get(name) == text for name, text in record.further.items())


def fingerprint(record: CaseRecord) -> str:
    """The same for rows that say the same in every cell; hexadecimal SHA-256."""
    said = [(key, value) for key, value in sorted(facts(record).items()) if value not in _BLANK]
    further = sorted(record.further.items())
    return hashlib.sha256(repr((record.number, said, further)).encode()).hexdigest()


_BLANK: tuple[object, ...] = (None, "", ())


def _plain(value: object) -> object:
    return " ".join(value.split()) if type(value) is str else value


def _numbers(numbers: Iterable[str | None]) -> tuple[str, ...]:
    found = tuple((number or "").strip().upper() for number in numbers)
    return found if any(found) else ()
