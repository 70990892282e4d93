"""Files that wait between upload and import: worked on, put aside, swept away."""

from __future__ import annotations

import os
import re
import time

import pytest

from tests.importers.ledgers import case, table, text
from tests.pages import text_of
from tests.views.imports.uploads import GOOD, stored
from tracker import kept_work
from tracker.domain.vocabulary import Role
from tracker.importers import waiting as store
from tracker.views import import_work


def test_a_long_ledger_is_read_and_written_beside_the_request(send, clerk, ledger, tmp_path):
    rows = [case(申请人=f"甲{place}", 纠纷简要情况="楼上漏水" * 15) for place in range(1500)]
    path = text(tmp_path / "long.csv", table(*rows))
    assert path.stat().st_size > import_work.AT_ONCE_BYTES
    page = send(path=path)
    address = page.request.path
    _wait(clerk, address)
    page = clerk.get(address)
    assert "可导入 1,500" in text_of(page.text)
    clerk.post(re.search(r'action="([^"]+/confirm)"', page.text)[1])
    _wait(clerk, address)
    assert "已导入 1,500" in text_of(clerk.get(address, follow_redirects=True).text)
    assert stored(ledger) == 1500


def _wait(client, address):
    """Ask how far the work is until it is done, as the page's script does."""
    for _attempt in range(300):
        answer = client.get(f"{address}/progress").json
        assert answer.keys() == {"working", "done", "total", "state"}
        if not answer["working"]:
            return
        time.sleep(0.1)
    raise AssertionError("the work does not end")


def test_the_page_of_work_under_way_asks_again_with_and_without_scripts(send, clerk, app):
    page = send(GOOD)
    folder = os.path.join(app.instance_path, "imports")
    waiting = store.Waiting.find(import_work.Path(folder), token_of(page), _owner(clerk))
    waiting.save(state="writing", done=250, total=1000)
    page = clerk.get(page.request.path)
    assert 'max="1000" value="250"' in page.text
    assert 'http-equiv="refresh"' in page.text
    assert f'data-progress="{page.request.path}/progress"' in page.text


def _owner(clerk):
    with clerk.session_transaction() as session:
        return session["_user_id"].rpartition("-")[0]


def test_work_whose_process_is_gone_is_told_as_interrupted(send, clerk, app, monkeypatch):
    page = send(GOOD)
    folder = import_work.Path(app.instance_path) / "imports"
    waiting = store.Waiting.find(folder, token_of(page), _owner(clerk))
    monkeypatch.setattr(kept_work, "SILENT_SECONDS", -1)
    waiting.save(state="reading")
    assert "处理中断，未导入任何内容" in clerk.get(page.request.path).text


def test_a_file_put_aside_is_gone(send, clerk, app):
    page = send(GOOD)
    address = re.search(r'action="(/imports/waiting/[^"]+/discard)"', page.text)[1]
    assert "已放弃该文件" in clerk.post(address, follow_redirects=True).text
    assert clerk.get(page.request.path).status_code == 404
    assert os.listdir(os.path.join(app.instance_path, "imports")) == []


def test_a_waiting_file_is_nobody_elses(send, open_as, ledger):
    page = send(GOOD)
    for other in (open_as(Role.CLERK, "QJ"), open_as(Role.ADMIN)):
        for address in (page.request.path, f"{page.request.path}/progress"):
            assert other.get(address).status_code in (403, 404)
        for verb in ("confirm", "discard"):
            assert other.post(f"{page.request.path}/{verb}").status_code in (403, 404)
    assert stored(ledger) == 0


@pytest.mark.parametrize("token", ["x", "..%2f..%2ftest.sqlite", "a" * 43])
def test_a_token_that_nobody_was_given_finds_nothing(clerk, token):
    assert clerk.get(f"/imports/waiting/{token}").status_code == 404


def test_what_has_waited_too_long_is_swept_away(send, clerk, app):
    page = send(GOOD)
    folder = import_work.Path(app.instance_path) / "imports"
    for path in folder.iterdir():
        os.utime(path, (time.time() - 2 * store.DAY,) * 2)
    send(GOOD, who=clerk)
    assert clerk.get(page.request.path).status_code == 404


def token_of(page):
    return re.search(r"/imports/waiting/([\w-]{43})", page.request.path + page.text)[1]
