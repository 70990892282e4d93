"""Two people at one case: what the second typed beside what stands now, field by field.

The form keeps what was typed and gets the new version, so that saving again is done knowingly;
fields ticked in ``take`` give way to what stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField

from tracker.domain.vocabulary import PartyKind
from tracker.formatting import NOTHING, word
from tracker.forms.cases import CaseForm
from tracker.forms.fields import ReadField
from tracker.forms.parties import PartyForm
from tracker.models import AuditLine
from tracker.services.audit import plain as audit_plain

OF_THE_PAGE = {"version", "csrf_token"}


@dataclass(frozen=True)
class Difference:
    """A field's name, label, and both versions as lines to read."""

    name: str
    label: str
    typed: Sequence[str]
    standing: Sequence[str]


def differences(form: Any, standing: Mapping[str, Any]) -> list[Difference]:
    """The fields of the form whose content is not what stands now (``{field: value}``)."""
    found = []
    for field in form:
        if field.name not in standing or field.name == "version":
            continue
        value = standing[field.name]
        typed, stands = _typed(field), _lines(field, value)
        if typed != stands:
            found.append(Difference(field.name, str(field.label.text), typed, stands))
    return found


def is_repeat(
    form: Any,
    action: str,
    change: AuditLine | None,
    account_id: int | None,
    standing: Collection[str] = (),
) -> bool:
    """Whether the newest change is what this form says, sent by the same person a moment ago.

    Of what was left blank it says nothing, nor of fields ``standing`` in the case or its record:
    ``differences`` tells of those.
    """
    if change is None or change.action != action or change.actor_id != account_id:
        return False
    after = {name: values[1] for name, values in change.changes.items()}
    for record in [value for value in after.values() if isinstance(value, Mapping)]:
        after |= record
    after["reason"] = change.reason
    typed = {name: audit_plain(value) for name, value in form.data.items() if value}
    said = typed.keys() - OF_THE_PAGE - set(standing)
    return all(after.get(name) == typed[name] for name in said)


def take(form: CaseForm, names: Iterable[str], standing: Mapping[str, Any]) -> None:
    """Put what stands into the fields named, in place of what was typed."""
    for name in names:
        if name in form and name in standing:
            form[name].process(None, standing[name])
            form[name].raw_data = None


def _typed(field: Field) -> list[str]:
    if field.type == "FieldList":
        return _row_lines(entry.form for entry in field.entries)
    if isinstance(field, ReadField) and field.process_errors:
        return [field._value()]
    return _lines(field, field.data)


def _lines(field: Field, value: Any) -> list[str]:
    if field.type == "FieldList":
        row_form = field.unbound_field.args[0]
        return _row_lines(row_form(data=one) for one in value)
    if isinstance(field, SelectMultipleField):
        return sorted(_labels(field, value or ())) or [NOTHING]
    if isinstance(field, SelectField):
        return _labels(field, (value,)) or [NOTHING]
    if isinstance(field, ReadField):
        return [NOTHING if value is None else field.written(value)]
    return [value or NOTHING]


def _labels(field: Any, values: Iterable[Any]) -> list[str]:
    """The labels of the chosen entries; the blank entry is none."""
    chosen = [one for one in values if one is not None]
    return [
        choice.label.strip()
        for choice in field.iter_choices()
        if choice.value and field.coerce(choice.value) in chosen
    ]


def _row_lines(forms: Iterable[Any]) -> list[str]:
    """Each group of fields in which something stands, in one line."""
    filled = [form for form in forms if not form.is_blank]
    return [_party_line(form) if isinstance(form, PartyForm) else form.line for form in filled] or [
        NOTHING
    ]


def _party_line(form: PartyForm) -> str:
    """A party in one line: role, name, and whatever else was stated."""
    draft = form.draft()
    further = (
        word(draft.kind) if draft.kind is PartyKind.ORGANISATION else None,
        draft.id_number,
        *(() if form.said_by_id else _as_stated(form.sex, form.birth_date)),
        draft.credit_code,
        draft.legal_representative,
        draft.phone,
        draft.ethnic_group,
        draft.occupation,
        draft.address,
        str(form.out_of_town.label.text) if draft.out_of_town else None,
    )
    stated = "，".join(one for one in further if one)
    return f"{word(draft.side)} {draft.name}" + (f"（{stated}）" if stated else "")


def _as_stated(*fields: Field) -> list[str]:
    """What a person's fields say; no field of the page says what an ID number does."""
    return [line for field in fields for line in _typed(field) if line != NOTHING]
