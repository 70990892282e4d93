"""The description of the API is put together when somebody asks for it, not at every start.

Describing the forms of forty steps takes longer than all the rest of ``create_app``.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import flask_smorest


class Blueprint(flask_smorest.Blueprint):
    """Its views wait to be described."""

    def register_views_in_doc(self, api: DescribedApi, *arguments: Any, **options: Any) -> None:
        describe = super().register_views_in_doc
        api.waiting.append(lambda: describe(api, *arguments, **options))


class DescribedApi(flask_smorest.Api):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.waiting: list[Any] = []
        self.lock = Lock()
        super().__init__(*arguments, **options)

    def describe(self) -> None:
        """Describe what waits; whoever asks meanwhile waits for the whole."""
        with self.lock:
            while self.waiting:
                self.waiting.pop(0)()
