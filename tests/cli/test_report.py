"""``tracker report run``: each subscribed report once a month, whatever happens on the way."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from threading import Event

import openpyxl
import pytest
from sqlalchemy import Engine, event, select, update

from tests.factories import open_office
from tests.mail_server import Post, breaks_off, certificate, free_port, knows, mail_server
from tests.subscriptions import ADDRESS, account_of, ended, runs, saved, subscribed
from tracker import clock
from tracker.domain.saved_views import FileForm, Span, Way
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, Center, ReportRun, SavedView
from tracker.permissions import Actor
from tracker.services import accounts, audit

MONTH = str(ended())
RUN = ("report", "run")


@pytest.fixture(autouse=True)
def settings(home, monkeypatch, tmp_path):
    """A folder for reports, and a mail server that is named but not there."""
    (tmp_path / "reports").mkdir()
    for name, value in {
        "REPORT_FOLDER": str(tmp_path / "reports"),
        "SMTP_HOST": "localhost",
        "SMTP_PORT": str(free_port()),
        "SMTP_SECURITY": "none",
        "SMTP_FROM": "reports@ls.example.org",
        "SMTP_TIMEOUT": "5",
    }.items():
        monkeypatch.setenv(f"TRACKER_{name}", value)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "reports"


@pytest.fixture
def goes_to(monkeypatch):
    """The mail server to be used from now on."""
    return lambda post: monkeypatch.setenv("TRACKER_SMTP_PORT", str(post.port))


@pytest.fixture
def subscribe(filled):
    """A view of the supervisor's that is sent every month."""

    def made(name="每月报表", *, way=Way.FOLDER, form=FileForm.XLSX, **view):
        with filled() as session:
            center = session.scalars(select(Center)).one()
            subscribed(session, saved(session, center, name, **view), way=way, form=form)

    return made


@pytest.fixture
def known(filled):
    """What is on record of the reports."""

    def looked():
        with filled() as session:
            return runs(session)

    return looked


def files(folder):
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_a_report_is_sent_once(tracker, subscribe, known, goes_to):
    subscribe(way=Way.MAIL)
    with mail_server() as post:
        goes_to(post)
        first, second = tracker(*RUN), tracker(*RUN)
    assert (first.code, second.code) == (0, 0)
    assert first.out == f"supervisor@LS · 每月报表 · {MONTH}：已发送，{ADDRESS}\n"
    assert second.out == f"supervisor@LS · 每月报表 · {MONTH}：此前已发送。\n"
    assert post.one["To"] == ADDRESS
    assert post.one["From"] == "reports@ls.example.org"
    assert post.one["Subject"] == f"每月报表 · {MONTH} · LS"
    assert post.one["Auto-Submitted"] == "auto-generated"
    assert known() == [(MONTH, "sent", 1, "", post.one["Message-ID"])]
    name, content = post.attached
    assert name.startswith(f"每月报表-{MONTH}-")
    assert name.endswith(".xlsx")
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "指标"
    text = post.one.get_body().get_content()
    assert name in text
    assert "supervisor" in text


def test_what_becomes_of_it_stands_in_the_trail(tracker, subscribe, filled, goes_to):
    subscribe(way=Way.MAIL)
    tracker(*RUN)
    with mail_server() as post:
        goes_to(post)
        tracker(*RUN)
    with filled() as session:
        lines = session.scalars(
            select(AuditLine).where(AuditLine.action.startswith("report.")).order_by(AuditLine.id)
        ).all()
    assert [(one.action, one.actor_name) for one in lines] == [
        ("report.fail", "tracker"),
        ("report.send", "tracker"),
    ]
    assert lines[1].changes == {
        "view": "每月报表",
        "owner": "supervisor",
        "month": MONTH,
        "format": "xlsx",
        "way": "mail",
        "address": ADDRESS,
    }


@pytest.mark.parametrize(
    ("post", "sentence"),
    [
        (Post(to=lambda _: "550 no such box"), f"邮件服务器拒收地址 {ADDRESS}：550 no such box"),
        (Post(data=lambda _: "554 too large"), "邮件服务器拒收邮件：554 too large"),
        (Post(data=lambda _: "452 disk\x1b[31m full"), "邮件服务器拒收邮件：452 disk [31m full"),
        (Post(to=breaks_off), "邮件服务器中断了连接"),
    ],
    ids=["address", "message", "later", "breaks off"],
)
def test_what_a_server_refuses_is_told_and_tried_again(
    tracker, subscribe, known, goes_to, post, sentence
):
    subscribe(way=Way.MAIL)
    with mail_server(post):
        goes_to(post)
        refused = tracker(*RUN)
    assert refused.code == 1
    assert f"未发送。{sentence}" in refused.out
    assert post.got == []
    (run,) = known()
    assert run[:3] == (MONTH, "failed", 1)
    assert run[3].startswith(sentence)
    with mail_server() as better:
        goes_to(better)
        assert tracker(*RUN).code == 0
    assert known() == [(MONTH, "sent", 2, "", better.one["Message-ID"])]


def test_a_server_that_is_not_there_is_told_and_tried_again(tracker, subscribe, known, goes_to):
    subscribe(way=Way.MAIL)
    absent = tracker(*RUN)
    assert absent.code == 1
    assert "没有应答" in absent.out
    with mail_server() as post:
        goes_to(post)
        assert tracker(*RUN).code == 0
    assert known()[0][1:3] == ("sent", 2)


def test_what_the_server_does_after_it_has_taken_the_message_is_no_failure(
    tracker, subscribe, known, goes_to
):
    subscribe(way=Way.MAIL)
    with mail_server(Post(goodbye=lambda _: "421 no time for goodbyes")) as rude:
        goes_to(rude)
        assert tracker(*RUN).code == 0
    assert known() == [(MONTH, "sent", 1, "", rude.one["Message-ID"])]


def test_a_message_whose_taking_nobody_heard_of_comes_again_under_the_same_id(
    tracker, subscribe, known, goes_to
):
    subscribe(way=Way.MAIL)
    with mail_server(Post(data=breaks_off)) as silent:
        goes_to(silent)
        assert tracker(*RUN).code == 1
    with mail_server() as post:
        goes_to(post)
        assert tracker(*RUN).code == 0
    assert silent.one["Message-ID"] == post.one["Message-ID"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_over_a_secure_connection_with_a_password(
    tracker, subscribe, goes_to, monkeypatch, tmp_path, security
):
    subscribe(way=Way.MAIL)
    shown, context = certificate(tmp_path)
    options = {
        "starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
        "tls": {"ssl_context": context, "auth_require_tls": False},
    }[security]
    monkeypatch.setenv("TRACKER_SMTP_SECURITY", security)
    monkeypatch.setenv("TRACKER_SMTP_USER", "office")
    monkeypatch.setenv("TRACKER_SMTP_PASSWORD", "wrong")
    with mail_server(authenticator=knows("office", "willow"), **options) as post:
        goes_to(post)
        unknown = tracker(*RUN)
        assert "无法与邮件服务器建立安全连接" in unknown.out, "nobody vouches for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
        assert "邮件服务器不接受用户名或密码：535" in tracker(*RUN).out
        monkeypatch.setenv("TRACKER_SMTP_PASSWORD", "willow")
        assert tracker(*RUN).code == 0
    assert post.one["To"] == ADDRESS


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SMTP_HOST", "", "无法发送邮件：未设置 TRACKER_SMTP_HOST。"),
        ("SMTP_FROM", "", "无法发送邮件：未设置 TRACKER_SMTP_FROM。"),
        ("SMTP_FROM", "a@b\nBcc: c@d.org", "无法发送邮件：TRACKER_SMTP_FROM 不是邮箱地址。"),
        ("SMTP_USER", "office", "密码不得明文传送：请将 TRACKER_SMTP_SECURITY 设为"),
    ],
)
def test_a_setting_that_is_missing_is_named(tracker, subscribe, monkeypatch, name, value, sentence):
    subscribe(way=Way.MAIL)
    monkeypatch.setenv(f"TRACKER_{name}", value)
    said = tracker(*RUN)
    assert said.code == 1
    assert sentence in said.out


@pytest.mark.parametrize("form", list(FileForm), ids=str)
def test_a_folder_gets_one_file_however_often_it_is_tried(
    tracker, subscribe, known, filled, folder, form
):
    subscribe(form=form)
    assert tracker(*RUN).code == 0
    (name,) = files(folder)
    assert name.startswith(f"LS/supervisor/每月报表-{MONTH}-")
    assert name.endswith(f".{form}")
    assert known() == [(MONTH, "sent", 1, "", name)]
    first = (folder / name).read_bytes()
    with filled() as session:  # as if it had died before that was put on record
        long_ago = clock.now() - timedelta(hours=2)
        again = {"state": "claimed", "started_at": long_ago, "finished_at": None, "sent_as": ""}
        session.execute(update(ReportRun).values(**again))
        session.execute(update(SavedView).values(name="改了名"))
        session.commit()
    (folder / name).write_bytes(b"half")
    assert tracker(*RUN).code == 0
    assert files(folder) == [name]
    assert len((folder / name).read_bytes()) > len(first) // 2
    assert known() == [(MONTH, "sent", 2, "", name)]


def test_a_claim_of_a_process_that_may_still_live_is_left_alone(
    tracker, subscribe, known, filled, folder
):
    subscribe()
    tracker(*RUN)
    with filled() as session:
        values = {"state": "claimed", "finished_at": None, "sent_as": "", "started_at": clock.now()}
        session.execute(update(ReportRun).values(**values))
        session.commit()
    said = tracker(*RUN)
    assert "另一进程正在处理" in said.out
    assert known()[0][1:3] == ("claimed", 1)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("..", "report"),
        ("/root/.ssh/keys", "root .ssh keys"),
        ("C:\\Windows\\月报", "C Windows 月报"),
        ("月报\n第二行", "月报 第二行"),
        (".hidden", "hidden"),
        ("长" * 60, "长" * 60),
    ],
)
def test_a_name_leads_nowhere_else(tracker, subscribe, folder, name, written):
    subscribe(name)
    assert tracker(*RUN).code == 0
    (path,) = files(folder)
    assert path.startswith(f"LS/supervisor/{written}-{MONTH}-")
    assert files(folder.parent / "instance").count("passwd") == 0


def test_a_link_out_of_the_folder_is_not_followed(tracker, subscribe, folder, tmp_path):
    subscribe()
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "LS").symlink_to(outside)
    said = tracker(*RUN)
    assert said.code == 1
    assert "是链接" in said.out
    assert files(outside) == []


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("", "未设置 TRACKER_REPORT_FOLDER"), ("reports", "不是带完整路径的文件夹")],
)
def test_without_a_folder_nothing_is_written(tracker, subscribe, monkeypatch, value, sentence):
    subscribe()
    monkeypatch.setenv("TRACKER_REPORT_FOLDER", value)
    said = tracker(*RUN)
    assert said.code == 1
    assert sentence in said.out


def test_what_failed_of_an_earlier_month_is_made_good(tracker, subscribe, known, folder):
    subscribe()
    earlier = str(ended().later(-2))
    folder.rename(folder.with_name("away"))
    assert tracker(*RUN, "--month", earlier).code == 1
    folder.with_name("away").rename(folder)
    assert tracker(*RUN).code == 0
    assert [one[:3] for one in known()] == [(earlier, "sent", 2), (MONTH, "sent", 1)]
    assert len(files(folder)) == 2


def test_with_a_month_only_that_month_is_sent(tracker, subscribe, known):
    subscribe()
    month = str(ended().later(-5))
    assert tracker(*RUN, "--month", month).code == 0
    assert [one[:2] for one in known()] == [(month, "sent")]


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (str(ended().later(1)), "尚未结束"),
        ("2024-13", "月份请写作 2024-03。"),
        ("march", "月份请写作 2024-03。"),
    ],
)
def test_a_month_that_cannot_be_is_refused(tracker, subscribe, month, sentence):
    subscribe()
    said = tracker(*RUN, "--month", month)
    assert said.code == 2
    assert sentence in said.error


def test_an_unknown_center_is_wrong_use(tracker, subscribe):
    subscribe()
    assert tracker(*RUN, "--center", "XX").code == 2


def test_what_is_switched_off_waits(tracker, filled, known):
    with filled() as session:
        view = saved(session, session.scalars(select(Center)).one())
        subscribed(session, view, active=False)
    said = tracker(*RUN)
    assert (said.code, said.out) == (0, "没有订阅。\n")
    assert known() == []


def test_rights_are_those_of_the_moment(tracker, subscribe, known, filled, folder):
    subscribe()
    with filled() as session:
        center = session.scalars(select(Center)).one()
        accounts.set_active(session, Actor.system(center.id), account_of(session, center), False)
        session.commit()
    said = tracker(*RUN)
    assert said.code == 1
    assert "账号 supervisor 已停用。" in said.out
    assert files(folder) == []
    with filled() as session:
        account = account_of(session, session.scalars(select(Center)).one())
        account.active, account.role = True, Role.AUDITOR
        audit.record(session, Actor.system(account.center_id), "test.account", account)
        session.commit()
    assert "账号 supervisor 没有接收报表的权限。" in tracker(*RUN).out
    assert files(folder) == []
    assert known()[0][1:3] == ("failed", 2)


def test_a_center_that_is_no_longer_below_is_not_told(tracker, subscribe, filled, folder):
    with filled() as session:
        upper = session.scalars(select(Center)).one()
        below = open_office(session, "QJ", "虹")
        session.execute(update(Center).where(Center.id == below.id).values(parent_id=upper.id))
        session.commit()
    with filled() as session:
        center = session.scalars(select(Center).where(Center.code == "LS")).one()
        subscribed(session, saved(session, center, args="center=QJ"))
    assert tracker(*RUN, "--month", str(ended().later(-1))).code == 0
    with filled() as session:
        session.execute(update(Center).values(parent_id=None))
        session.commit()
    said = tracker(*RUN)
    assert said.code == 1
    assert "此视图的中心已不在 supervisor 的查看范围内。" in said.out
    assert len(files(folder)) == 1


def test_programs_get_an_object(tracker, subscribe, monkeypatch):
    subscribe()
    subscribe("寄出", way=Way.MAIL)
    said = tracker(*RUN, "--json")
    assert said.code == 1
    assert said.err == ""
    found = said.json
    lines = found.pop("lines")
    assert found == {"month": MONTH, "sent": 1, "failed": 1, "sent_before": 0, "in_progress": 0}
    assert [(one["view"], one["way"], one["state"]) for one in lines] == [
        ("寄出", "mail", "failed"),
        ("每月报表", "folder", "sent"),
    ]


def test_two_processes_at_once_send_it_once(running, subscribe, known, goes_to):
    for place in range(4):
        subscribe(f"第{place}份", way=Way.MAIL)
    with mail_server() as post:
        goes_to(post)
        with running(*RUN, "--json") as one, running(*RUN, "--json") as other:
            said = [json.loads(each.communicate(timeout=120)[0]) for each in (one, other)]
    assert sum(one["sent"] for one in said) == 4
    assert [one["failed"] for one in said] == [0, 0]
    assert len(post.got) == len({message["Message-ID"] for message in post.got}) == 4
    assert [one[1:3] for one in known()] == [("sent", 1)] * 4


def test_a_process_that_is_killed_while_it_sends_keeps_others_off_for_an_hour(
    tracker, running, subscribe, known, filled, goes_to
):
    subscribe(way=Way.MAIL)
    reached, over = Event(), Event()

    def stalls(server):
        reached.set()
        over.wait(60)
        breaks_off(server)

    with mail_server(Post(to=stalls)) as slow:
        goes_to(slow)
        with running(*RUN) as process:
            assert reached.wait(60)
            process.kill()
        over.set()
    assert known()[0][1:3] == ("claimed", 1)
    with mail_server() as post:
        goes_to(post)
        assert "另一进程正在处理" in tracker(*RUN).out
        with filled() as session:
            session.execute(update(ReportRun).values(started_at=clock.now() - timedelta(hours=2)))
            session.commit()
        assert tracker(*RUN).code == 0
    assert known() == [(MONTH, "sent", 2, "", post.one["Message-ID"])]


def test_who_lost_the_claim_while_the_report_was_made_does_not_send_it(
    tracker, subscribe, known, home, folder
):
    """As after a night in which the machine slept, and another process went on meanwhile."""
    subscribe()

    def taken_over(_c, _cursor, statement, *_more):
        if "FROM accounts" in statement:
            with closing(sqlite3.connect(home / "tracker.sqlite")) as other, other:
                other.execute("UPDATE report_runs SET attempts = 2")

    event.listen(Engine, "before_cursor_execute", taken_over)
    try:
        said = tracker(*RUN)
    finally:
        event.remove(Engine, "before_cursor_execute", taken_over)
    assert "另一进程正在处理" in said.out
    assert files(folder) == []
    assert known()[0][1:3] == ("claimed", 2)


def test_a_view_speaks_the_language_in_which_it_was_saved(tracker, subscribe, folder):
    subscribe(language="en", span=Span.PAST_YEAR)
    subscribe("中文", span=Span.PAST_YEAR)
    assert tracker(*RUN).code == 0
    sheets = {
        name.split("/")[-1][:2]: openpyxl.load_workbook(folder / name).sheetnames[0]
        for name in files(folder)
    }
    assert sheets == {"每月": "Figures", "中文": "指标"}
