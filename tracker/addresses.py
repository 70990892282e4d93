"""Rules of addresses that start cheaply.

Werkzeug writes and compiles two functions for every address, to build it from its values, as soon
as the address is known. Most of ``create_app`` went by with that, and a process builds few of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """Compiles each of the two when it is first called."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compiled(append_unknown)(rule, **values)

        return build
