"""The registers of the office's other work 其他台账, each declared in a module of this package."""

from __future__ import annotations

import importlib
import pkgutil

from tracker.registers.declaring import Register

REGISTERS: dict[str, Register] = {}
"""By kind, in the order of their places."""


def declare(*registers: Register) -> None:
    """Make registers known to the pages, files and commands."""
    known = sorted([*REGISTERS.values(), *registers], key=lambda one: one.place)
    REGISTERS.clear()
    REGISTERS.update({one.kind: one for one in known})


def named(words: str) -> Register | None:
    """The register of that kind, or of that word: ``penalties``, ``行政处罚``."""
    found = (one for one in REGISTERS.values() if words in (one.kind, one.term))
    return next(found, None)


def _declared() -> list[Register]:
    modules = [f"{__name__}.{one.name}" for one in pkgutil.iter_modules(__path__)]
    found = (getattr(importlib.import_module(name), "REGISTER", None) for name in modules)
    return [one for one in found if one is not None]


declare(*_declared())
