"""The figures that the text may bind: by which names, with which values, and whether they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask_babel import force_locale

from tracker.domain.report_fields import Field, Known
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.kept_values import values_of
from tracker.indicators.register_figures import declared
from tracker.reports.annual import AnnualFigures, AnnualLine

CHINESE = "zh_Hans_CN"


@dataclass(frozen=True)
class BoundFigures:
    """What a year's text is made of."""

    found: AnnualFigures

    @property
    def lines(self) -> Mapping[str, AnnualLine]:
        return self.found.lines

    @cached_property
    def centers(self) -> Sequence[str]:
        """Codes of the centers that are counted."""
        return sorted(center.code for center in self.found.summary.centers)

    @cached_property
    def known(self) -> Sequence[Known]:
        """Each by its Chinese name; of two alike each with its register's."""
        names = official_names()
        often = Counter(names[key] for key in self.lines)
        return [
            Known(key, _told_apart(line, names[key], often), line.compared.now.unit)
            for key, line in self.lines.items()
        ]

    @cached_property
    def kept(self) -> frozenset[str]:
        """Figures of the cases if there are any, and those of which a register tells anything."""
        cases = any(self._now(key) for key in ("registered", "caseload"))
        return frozenset(
            key
            for key, one in self.lines.items()
            if (cases if one.register is None else one.compared.now.value is not None)
        )

    def tells(self, field: Field) -> bool:
        """Whether there is anything that the field can state."""
        line = self.lines.get(field.key)
        if line is None or field.key not in self.kept:
            return False
        compared = line.compared
        if field.is_change:
            changes = compared.change_percent, compared.change_points
            return bool(compared.now.value) and changes != (None, None)
        if field.of_before:
            return compared.previous is not None
        return compared.now.value is not None

    def values_of(self, fields: Sequence[Field]) -> dict[str, Any]:
        """What the fields state now, as it is kept with a revision."""
        return values_of(self.found.summary, (one.key for one in fields))

    def _now(self, key: str) -> int | Decimal | None:
        line = self.lines.get(key)
        return line.compared.now.value if line else None


def official_names() -> Mapping[str, str]:
    """Of each figure the Chinese name, whatever the reader's language."""
    with force_locale(CHINESE):
        cases = {one.key: str(one.name) for one in GLOSSARY}
    return cases | {key: figure.term for key, (_register, figure) in declared().items()}


def _told_apart(line: AnnualLine, name: str, often: Counter[str]) -> str:
    if often[name] == 1:
        return name
    return f"{name}（{line.register.term if line.register else line.key}）"
