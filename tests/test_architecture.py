"""Imports run one way, and what is pure stays pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TRACKER = Path(__file__).resolve().parent.parent / "tracker"
LEVELS = (
    {"domain"},
    {"models", "permissions"},
    {"registers"},
    {"queries"},
    {"services", "indicators"},
    {"forms", "importers", "reports", "reconcile", "demo"},
    {"views", "api", "cli"},
)
"""From the ground up; a room imports from the levels below, not from the rooms beside it."""

APART = ({"services", "indicators"},)
"""Rooms of one level that never import each other."""

BESIDE = {"api": {"views"}, "forms": {"importers"}, "reconcile": {"reports"}}
"""The API asks the same guard as the pages; the import's form knows the ledger's columns; a
reconciliation is written by the writers of reports.
"""

EVERYWHERE = {
    "addresses",
    "clock",
    "content_store",
    "kept_work",
    "extensions",
    "config",
    "database",
    "i18n",
    "formatting",
}
"""Small modules beside the rooms; they may be used anywhere above the domain."""

TOP = {"", "migrations"}
"""The application itself and its migrations see everything."""

PURE = {"flask", "sqlalchemy", "flask_sqlalchemy", "flask_babel", "wtforms", "werkzeug", "click"}


def level_of(room: str) -> int:
    return next(height for height, rooms in enumerate(LEVELS) if room in rooms)


def imports_of(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            base = node.module or ""
            yield from (f"{base}.{one.name}" for one in node.names)


def room_of(path: Path) -> str:
    inside = path.relative_to(TRACKER)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem.replace("__init__", "")


def imported_rooms(path: Path) -> set[str]:
    """Rooms of this program; ``from tracker import clock`` names the room after the dot."""
    rooms = set()
    for name in imports_of(path):
        first, _, rest = name.partition(".")
        if first == "tracker":
            rooms.add(rest.partition(".")[0])
    return rooms


FILES = sorted(TRACKER.rglob("*.py"))
ROOMS = set().union(*LEVELS)


def test_every_file_stands_in_a_known_room():
    assert {room_of(path) for path in FILES} <= ROOMS | EVERYWHERE | TOP


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TRACKER)))
def test_imports_run_downwards(path):
    room = room_of(path)
    if room in TOP:
        return
    for other in imported_rooms(path) & ROOMS:
        if room in EVERYWHERE:
            assert other == "domain", f"{room} is used everywhere and imports {other}"
        elif other != room and other not in BESIDE.get(room, ()):
            assert level_of(other) < level_of(room), f"{room} imports {other}"


@pytest.mark.parametrize("rooms", APART, ids=lambda rooms: " and ".join(sorted(rooms)))
def test_rooms_that_stand_apart_never_import_each_other(rooms):
    for path in FILES:
        if room_of(path) in rooms:
            assert not imported_rooms(path) & (rooms - {room_of(path)}), path


def test_the_domain_knows_neither_web_nor_database_nor_anything_else_of_the_program():
    for path in (TRACKER / "domain").rglob("*.py"):
        names = set(imports_of(path))
        assert not {name.partition(".")[0] for name in names} & PURE, path
        assert imported_rooms(path) <= {"domain"}, path


def test_what_is_called_by_an_edge_leaves_committing_to_it():
    for path in FILES:
        if room_of(path) in ROOMS - {"views", "api", "cli", "demo"}:
            assert ".commit()" not in path.read_text("utf-8"), path


def test_no_file_is_longer_than_anybody_reads():
    for path in FILES:
        if "versions" not in path.parts:
            assert len(path.read_text("utf-8").splitlines()) <= 300, path
