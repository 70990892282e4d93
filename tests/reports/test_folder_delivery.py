"""A report in the folder: whole, in its place, and nowhere else whatever things are called."""

import stat

import pytest

from tracker.reports.delivery import NotDelivered
from tracker.reports.delivery.folder import put


@pytest.fixture
def root(tmp_path):
    path = tmp_path / "reports"
    path.mkdir()
    return path


def everything(path):
    return sorted(str(one.relative_to(path)) for one in path.rglob("*") if not one.is_dir())


@pytest.mark.parametrize(
    ("places", "written"),
    [
        (("LS", "supervisor"), "LS/supervisor"),
        (("..", "../../etc"), "report/etc"),
        (("/etc", "a/b"), "etc/a b"),
        (("LS\n", ".ssh"), "LS/ssh"),
    ],
)
def test_folders_are_below_the_root_whatever_centers_and_accounts_are_called(root, places, written):
    assert put(str(root), places, "月报.pdf", b"one") == f"{written}/月报.pdf"
    assert everything(root.parent) == [f"reports/{written}/月报.pdf"]


def test_the_second_takes_the_place_of_the_first_and_is_not_for_everybody(root):
    for content in (b"first", b"second"):
        put(str(root), ("LS",), "月报.pdf", content)
    assert everything(root) == ["LS/月报.pdf"]
    assert (root / "LS/月报.pdf").read_bytes() == b"second"
    assert stat.S_IMODE((root / "LS/月报.pdf").stat().st_mode) & 0o007 == 0


def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(root):
    kept = root.parent / "kept"
    kept.write_bytes(b"mine")
    (root / "LS").mkdir()
    (root / "LS/月报.pdf").symlink_to(kept)
    put(str(root), ("LS",), "月报.pdf", b"report")
    assert kept.read_bytes() == b"mine"
    assert (root / "LS/月报.pdf").read_bytes() == b"report"


def test_what_cannot_be_written_leaves_nothing_behind(root):
    (root / "LS/月报.pdf").mkdir(parents=True)
    with pytest.raises(NotDelivered, match="cannot be written"):
        put(str(root), ("LS",), "月报.pdf", b"report")
    assert everything(root) == []


def test_the_root_itself_may_be_reached_by_a_link(root):
    """Whoever sets the folder decides where it lies."""
    (root.parent / "link").symlink_to(root)
    put(str(root.parent / "link"), ("LS",), "月报.pdf", b"report")
    assert everything(root) == ["LS/月报.pdf"]
