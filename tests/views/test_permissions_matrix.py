"""Who may open what: every role at every endpoint, and nobody at one that the table leaves out."""

from __future__ import annotations

from urllib.parse import unquote, urlencode

import pytest

from tests.databases import make_app
from tests.factories import PASSWORD
from tests.quality import DOUBTS
from tests.registers.entries import typed
from tests.views.cases.steps import EXTENDED
from tests.views.conftest import Browser
from tests.views.matrix import (
    ADMIN,
    FILE,
    FIRST,
    MEDIATOR,
    PAPER,
    SEEN,
    TEMPLATE,
    Page,
    api_steps,
    arrived,
    listed,
    methods_of,
    send,
    step,
)
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.registers import REGISTERS

SUPERVISOR, CLERK, AUDITOR = (Role.SUPERVISOR,), (Role.CLERK,), (Role.AUDITOR,)
SIGNED_IN = tuple(Role)
READERS = (*MEDIATOR, *SUPERVISOR, *CLERK, *AUDITOR)
EXPORTERS = (*SUPERVISOR, *CLERK)
OVERSEERS = (*SUPERVISOR, *CLERK, *AUDITOR)

REPORT = {"year": "2024", "basis": "caseload", "text": "全年化解矛盾纠纷5件。"}
NEW_PASSWORD = {"password": "willow-bank-2025", "repeated": "willow-bank-2025"}
TABLE = {
    "static": Page(None, "/static/css/base.css", "/static/js/app.js"),
    "health.show": Page(None, "/healthz"),
    "accounts.login": Page(
        None, "/login", sent={"name": "clerk@LS", "password": PASSWORD}, does="account.sign_in"
    ),
    "accounts.choose_locale": Page(None, "/locale/en", sent={}),
    "accounts.logout": Page(SIGNED_IN, "/logout", sent={}, does="account.sign_out"),
    "accounts.password": Page(
        SIGNED_IN,
        "/password",
        sent={"current": PASSWORD, **NEW_PASSWORD},
        does="account.password",
    ),
    "desk.show": Page(SIGNED_IN, "/"),
    "drafts.keep": Page(MEDIATOR, "/drafts/cases/new/0123456789ab", sent={"summary": "漏水"}),
    "drafts.discard": Page(MEDIATOR, "/drafts/discard", sent={"form": "cases/new/0123456789ab"}),
    "drafts.token": Page(MEDIATOR, "/drafts/token"),
    "calendar.show": Page(None, "/calendar.ics?key={calendar}"),
    "calendar.replace": Page(MEDIATOR, "/calendar/replace", sent={}, does="mediator.calendar"),
    "help.figures": Page(SIGNED_IN, "/help/figures"),
    "patterns.show": Page(SIGNED_IN, "/patterns"),
    "cases.index": Page(READERS, "/cases"),
    "cases.show": Page(READERS, "/cases/{open}"),
    "cases.people": Page(MEDIATOR, "/cases/people", "/cases/people?q=张小"),
    "cases.template": Page(MEDIATOR, "/cases/templates/{template}"),
    "cases.create": Page(
        MEDIATOR,
        "/cases/new",
        sent={"parties-0-name": "张小三", "parties-1-name": "李四", "summary": "树枝越界"},
        does="case.register",
    ),
    "cases.alike": Page(
        MEDIATOR, "/cases/alike", "/cases/{open}/alike", sent={"parties-0-name": "张小三"}
    ),
    "cases.edit": step("edit", "open", "edit", summary="改过的情况"),
    "cases.accept": step("accept", "registered", "accept", accepted_on="2024-3-6"),
    "cases.decline": step("decline", "registered", "decline", declined_reason="已由法院受理"),
    "cases.close": step("close", "open", "close", closed_on="2024-3-20", outcome="failed"),
    "cases.extend": step("extend", "open", "extend", **EXTENDED),
    "cases.remove_extension": step(
        "extensions/{extension}/remove", "extended", "remove_extension", reason="录错"
    ),
    "cases.record_session": step(
        "record-session", "open", "record_session", held_on="2024-3-10", record="双方各让一步"
    ),
    "cases.edit_session": step("sessions/{session}/edit", "met", "edit_session", record="改过"),
    "cases.remove_session": step(
        "sessions/{session}/remove", "met", "remove_session", reason="登错"
    ),
    "cases.plan_appointment": step(
        "plan-appointment", "open", "plan_appointment", planned_on="2199-1-1"
    ),
    "cases.change_appointment": step(
        "appointments/{appointment}/change", "met", "change_appointment", planned_on="2199-1-1"
    ),
    "cases.keep_appointment": step(
        "appointments/{appointment}/keep", "met", "keep_appointment", kept_on="2024-3-11"
    ),
    "cases.cancel_appointment": step(
        "appointments/{appointment}/cancel", "met", "cancel_appointment", reason="生病"
    ),
    "cases.pay": step("pay", "closed", "pay", paid_on="2024-3-25", amount="50"),
    "cases.apply_for_confirmation": step(
        "apply-for-confirmation",
        "closed",
        "apply_for_confirmation",
        applied_on="2024-3-25",
        court="柳河市人民法院",
    ),
    "cases.decide_confirmation": step(
        "confirmations/{application}/decide",
        "followed",
        "decide_confirmation",
        result="confirmed",
        decided_on="2024-4-1",
    ),
    "cases.amend_confirmation": step(
        "confirmations/{application}/amend",
        "followed",
        "amend_confirmation",
        court="柳北区人民法院",
        reason="法院写错",
    ),
    "cases.complete_confirmation": step(
        "complete-confirmation",
        "dated",
        "complete_confirmation",
        applied_on="2024-4-1",
        court="柳河市人民法院",
        reason="核对裁定书",
    ),
    "cases.visit": step("visit", "closed", "visit", visited_on="2024-4-1", manner="phone"),
    "cases.amend_visit": step(
        "visits/{visit}/amend", "followed", "amend_visit", manner="in_person", reason="录错"
    ),
    "cases.complete_visit": step(
        "complete-visit", "dated", "complete_visit", manner="phone", reason="核对回访记录"
    ),
    "cases.remove_visit": step("visits/{visit}/remove", "followed", "remove_visit", reason="录错"),
    "cases.reopen": step("reopen", "declined", "reopen", reason="补充了材料"),
    "cases.archive": step("archive", "closed", "archive", archived_by="吴和平"),
    "cases.take_out": step("take-out", "archived", "take_out", reason="补充材料"),
    "cases.remove_payment": step(
        "payments/{payment}/remove", "closed", "remove_payment", reason="录错"
    ),
    "cases.draw_up_agreement": step(
        "draw-up-agreement",
        "open",
        "draw_up_agreement",
        **{"form": "written", "agreed_on": "2024-3-20", "terms-0-text": "乙方道歉"},
    ),
    "cases.revise_agreement": step(
        "revise-agreement", "broken", "revise_agreement", place="社区办公室"
    ),
    "cases.withdraw_agreement": step(
        "withdraw-agreement", "broken", "withdraw_agreement", reason="录错案件"
    ),
    "cases.tick_term": step("terms/{repair}/tick", "broken", "tick_term", performed_on="2024-4-2"),
    "cases.untick_term": step("terms/{cleared}/untick", "broken", "untick_term", reason="未清理"),
    "cases.note_non_performance": step(
        "note-non-performance",
        "broken",
        "note_non_performance",
        noted_on="2024-4-20",
        step="guided",
        note="告知可向人民法院起诉",
    ),
    "cases.remove_non_performance": step(
        "non-performances/{noted}/remove", "broken", "remove_non_performance", reason="记错"
    ),
    "cases.attach": Page(
        MEDIATOR,
        "/cases/{open}/attachments",
        sent={"kind": "evidence", "files": PAPER},
        does="case.attach",
    ),
    "cases.attachment": Page(MEDIATOR, "/cases/{open}/attachments/{paper}"),
    "cases.preview": Page(MEDIATOR, "/cases/{open}/attachments/{paper}/preview"),
    "cases.picture": Page(MEDIATOR, "/cases/{open}/attachments/{paper}/preview.png"),
    "cases.detach": step("attachments/{paper}/detach", "open", "detach", reason="传错"),
    "cases.paper": Page(
        MEDIATOR,
        "/cases/{open}/papers/application.docx",
        "/cases/{open}/papers/register.pdf",
        sent={},
        does="case.paper",
    ),
    "cases.whole_file": Page(
        MEDIATOR, "/cases/{open}/file.pdf", "/cases/{open}/file.zip", sent={}, does="case.paper"
    ),
    "cases.add_helper": step("add-helper", "open", "add_helper", organisation_id=FIRST),
    "cases.remove_helper": step(
        "helpers/{helper}/remove", "helped", "remove_helper", reason="已查明"
    ),
    "cases.transfer": step(
        "transfer", "open", "transfer", organisation_id=FIRST, reason="属其专业"
    ),
    "cases.refer": step("refer", "open", "refer", to=FIRST, reason="当事人住在那里"),
    "cases.withdraw_transfer": step(
        "transfers/{outgoing}/withdraw", "waiting", "withdraw_transfer", reason="自行调解"
    ),
    "cases.split": step("split", "open", "split", summary="工资", going=FIRST, reason="两起"),
    "cases.merge": step("merge", "open", "merge", into_id=FIRST, reason="重复登记"),
    "cases.unmerge": step("unmerge", "merged", "unmerge", reason="并非同一纠纷"),
    "transfers.index": Page(MEDIATOR, "/transfers"),
    "transfers.show": Page(MEDIATOR, "/transfers/{incoming}"),
    "transfers.take": Page(
        MEDIATOR, "/transfers/{incoming}/take", sent={}, does="case.take_transfer"
    ),
    "transfers.refuse": Page(
        MEDIATOR,
        "/transfers/{incoming}/refuse",
        sent={"reason": "人手不足"},
        does="case.refuse_transfer",
    ),
    "cases.reveal": Page(
        EXPORTERS, "/cases/{open}/reveal", sent={"reason": "核对身份"}, does="case.reveal"
    ),
    "cases.export": Page(
        EXPORTERS, "/cases/export.xlsx", "/cases/export.csv", sent={}, does="export.cases"
    ),
    "statistics.show": Page(READERS, "/statistics"),
    "statistics.show_charts": Page(READERS, "/statistics/charts"),
    "statistics.show_matrix": Page(READERS, "/statistics/charts/villages"),
    "statistics.save_chart": Page(
        READERS, "/statistics/charts/days.svg", "/statistics/charts/villages.png"
    ),
    "statistics.compare": Page(READERS, "/statistics/comparison"),
    "statistics.export_comparison": Page(
        EXPORTERS, "/statistics/comparison.csv", "/statistics/comparison.xlsx"
    ),
    "statistics.show_bases": Page(READERS, "/statistics/bases"),
    "statistics.show_declines": Page(READERS, "/statistics/declines"),
    "statistics.quality": Page(READERS, "/statistics/quality"),
    "statistics.findings_of": Page(
        READERS,
        "/statistics/quality/agreed_above_claimed?year=2024",
        "/statistics/quality/agreed_above_claimed?year=2024&part=dismissed",
    ),
    "statistics.dismiss": Page(
        SUPERVISOR,
        "/statistics/quality/agreed_above_claimed/{doubted}/dismiss",
        sent={"facts": DOUBTS, "reason": "含利息"},
        does="case.dismiss_finding",
    ),
    "statistics.restore": Page(
        SUPERVISOR,
        "/statistics/quality/agreed_above_claimed/{judged}/restore",
        sent={"facts": DOUBTS, "reason": "利息已另计"},
        does="case.restore_finding",
    ),
    "statistics.show_cohorts": Page(READERS, "/statistics/cohorts"),
    "statistics.save_cohorts": Page(READERS, "/statistics/cohorts.svg?year=2024"),
    "statistics.export_cohorts": Page(
        EXPORTERS, "/statistics/cohorts.csv", "/statistics/cohorts.xlsx"
    ),
    "statistics.subsidies": Page(READERS, "/statistics/subsidies?year=2024"),
    "statistics.subsidy_list": Page(READERS, "/statistics/subsidies/2024-01"),
    "statistics.approve_subsidies": Page(
        SUPERVISOR,
        "/statistics/subsidies/2024-03/approve",
        sent={"note": "按月审批"},
        does="subsidy.approve",
    ),
    "statistics.export_subsidies": Page(
        EXPORTERS, "/statistics/subsidies/2024-01.csv", "/statistics/subsidies/2024-01.xlsx"
    ),
    "statistics.show_workload": Page(READERS, "/statistics/workload"),
    "statistics.export_workload": Page(
        EXPORTERS, "/statistics/workload.csv", "/statistics/workload.xlsx"
    ),
    "statistics.targets": Page(READERS, "/statistics/targets?year=2024"),
    "statistics.export_targets": Page(
        EXPORTERS, "/statistics/targets.csv?year=2024", "/statistics/targets.xlsx?year=2024"
    ),
    "statistics.add_target": Page(
        SUPERVISOR,
        "/statistics/targets/new",
        sent={"year": "2024", "figure": "resolution_rate", "value": "99.56"},
        does="target.set",
    ),
    "statistics.change_target": Page(
        SUPERVISOR, "/statistics/targets/{target}", sent={"value": "4"}, does="target.change"
    ),
    "statistics.remove_target": Page(
        SUPERVISOR,
        "/statistics/targets/{aimed}/remove",
        sent={"version": "1"},
        does="target.remove",
    ),
    "statistics.copy_targets": Page(
        SUPERVISOR, "/statistics/targets/copy", sent={"year": "2024"}, does="target.copy"
    ),
    "summaries.frozen": Page(READERS, "/summaries/2024/frozen", "/summaries/2023/frozen"),
    "summaries.freeze": Page(
        SUPERVISOR, "/summaries/2025/freeze", sent={"note": "年度报告"}, does="year.freeze"
    ),
    "admin.frozen_years": Page(ADMIN, "/admin/frozen-years"),
    "admin.unfreeze": Page(
        ADMIN,
        "/admin/frozen-years/2024/1/unfreeze",
        sent={"reason": "重复登记"},
        does="year.unfreeze",
    ),
    "statistics.saved_views": Page(SUPERVISOR, "/statistics/views"),
    "statistics.save_view": Page(
        SUPERVISOR,
        "/statistics/views/new?page=cohorts",
        sent={"name": "进度", "span": "past_year"},
        does="view.save",
    ),
    "statistics.saved_view": Page(
        SUPERVISOR, "/statistics/views/{view}", sent={"name": "改名"}, does="view.change"
    ),
    "statistics.remove_view": Page(
        SUPERVISOR, "/statistics/views/{view}/remove", sent={}, does="view.remove"
    ),
    "statistics.export_view": Page(
        SUPERVISOR, "/statistics/views/{view}.xlsx", "/statistics/views/{view}.pdf"
    ),
    "summaries.show": Page(READERS, "/summaries/2024"),
    "summaries.read": Page(READERS, "/summaries/2024.json", "/summaries/2024.txt"),
    "summaries.export": Page(
        EXPORTERS,
        "/summaries/2024.csv",
        "/summaries/2024.xlsx",
        "/summaries/2024.docx",
        "/summaries/2024.pdf",
    ),
    "summaries.export_unmasked": Page(
        CLERK, "/summaries/2024/unmasked.xlsx", sent={"reason": "报县里"}, does="summary.export"
    ),
    "reconcile.show": Page(READERS, "/reconcile", sent=REPORT, answers=True),
    "reconcile.choose": Page(
        CLERK,
        "/reconcile/choices",
        sent={**REPORT, "text": "妥善处置纠纷5件。", "figure-1": "resolved"},
        does="phrase.choose",
        answers=True,
    ),
    "reconcile.words": Page(CLERK, "/reconcile/words"),
    "reconcile.forget": Page(
        CLERK, "/reconcile/words/{phrase}/forget", sent={}, does="phrase.forget"
    ),
    "annual.show": Page(OVERSEERS, "/annual/2024"),
    "annual.text": Page(OVERSEERS, "/annual/2024/text"),
    "annual.read": Page(OVERSEERS, "/annual/2024.json", "/annual/2024.txt"),
    "annual.export": Page(OVERSEERS, "/annual/2024.docx", "/annual/2024.pdf"),
    "annual.revisions": Page(OVERSEERS, "/annual/2023/text/problems/revisions"),
    "annual.edit": Page(
        CLERK,
        "/annual/2023/text/opening",
        sent={"text": "全年受理{受理件数}件。", "based_on": "0"},
        does="annual.write",
    ),
    "annual.confirm": Page(
        CLERK,
        "/annual/2023/text/sources/seen",
        sent={"based_on": "0", "seen": SEEN},
        does="annual.confirm",
    ),
    "annual.put_back": Page(
        CLERK,
        "/annual/2023/text/problems/revisions/1/put-back",
        sent={"based_on": "2"},
        does="annual.put_back",
    ),
    "registers.index": Page(OVERSEERS, "/registers"),
    "registers.index_of": Page(OVERSEERS, "/registers/publicity", "/registers/penalties?since=x"),
    "registers.show": Page(OVERSEERS, "/registers/publicity/{entry}"),
    "registers.waiting": Page(OVERSEERS, "/registers/penalties/waiting/three_documents"),
    "registers.export_waiting": Page(
        OVERSEERS,
        "/registers/findings/waiting/overdue.xlsx",
        sent={},
        does="register.export",
    ),
    "registers.add": Page(
        CLERK, "/registers/exams/new", sent=typed(REGISTERS["exams"]), does="register.add"
    ),
    "registers.edit": Page(
        CLERK,
        "/registers/publicity/{entry}/edit",
        sent={"theme": "国家安全教育日宣传"},
        does="register.change",
    ),
    "registers.void": Page(
        CLERK, "/registers/publicity/{entry}/void", sent={"reason": "重复"}, does="register.void"
    ),
    "registers.restore": Page(
        CLERK,
        "/registers/publicity/{voided entry}/restore",
        sent={"reason": "并非重复"},
        does="register.restore",
    ),
    "registers.list_issues": Page(
        CLERK,
        "/registers/meetings/{meeting}/issues",
        sent={"issues-0-text": "欠薪"},
        does="register.change",
    ),
    "registers.link_case": Page(
        CLERK,
        "/registers/petitions/link/{open}",
        sent={"entry": "柳信1号"},
        does="register.change",
    ),
    "registers.export": Page(
        OVERSEERS,
        "/registers/publicity/export.xlsx",
        "/registers/publicity/export.csv",
        sent={},
        does="register.export",
    ),
    "reconcile.export": Page(
        EXPORTERS,
        "/reconcile.docx",
        "/reconcile.xlsx",
        "/reconcile.json",
        sent=REPORT,
        does="export.reconciliation",
    ),
    "exports.index": Page(EXPORTERS, "/exports"),
    "exports.show": Page(EXPORTERS, "/exports/{export}"),
    "exports.progress": Page(EXPORTERS, "/exports/{export}/progress"),
    "exports.download": Page(EXPORTERS, "/exports/{export}/file"),
    "exports.cancel": Page(EXPORTERS, "/exports/{export}/cancel", sent={}),
    "trail.index": Page(AUDITOR, "/trail"),
    "imports.index": Page(CLERK, "/imports"),
    "imports.template": Page(CLERK, "/imports/template"),
    "imports.upload": Page(CLERK, "/imports/new", sent={"file": FILE}),
    "imports.preview": Page(CLERK, "/imports/waiting/{token}", sent={"column-0-0": ""}),
    "imports.progress": Page(CLERK, "/imports/waiting/{token}/progress"),
    "imports.confirm": Page(
        CLERK, "/imports/waiting/{token}/confirm", sent={}, does="import.cases"
    ),
    "imports.discard": Page(CLERK, "/imports/waiting/{token}/discard", sent={}),
    "imports.show": Page(CLERK, "/imports/{batch}"),
    "imports.rejects": Page(CLERK, "/imports/{batch}/rejects"),
    "imports.undo": Page(CLERK, "/imports/{batch}/undo", sent={}, does="import.undo"),
    "admin.index": Page(ADMIN, "/admin/"),
    "admin.accounts": Page(ADMIN, "/admin/accounts"),
    "admin.add_account": Page(
        ADMIN,
        "/admin/accounts/new",
        sent={"name": "新来的", "role": "clerk", **NEW_PASSWORD},
        does="account.add",
    ),
    "admin.account": Page(
        ADMIN, "/admin/accounts/{account}", sent={"role": "clerk"}, does="account.change"
    ),
    "admin.account_password": Page(
        ADMIN, "/admin/accounts/{account}/password", sent=NEW_PASSWORD, does="account.password"
    ),
    "admin.disable_account": Page(
        ADMIN, "/admin/accounts/{account}/disable", sent={}, does="account.disable"
    ),
    "admin.enable_account": Page(
        ADMIN, "/admin/accounts/{retired}/enable", sent={}, does="account.enable"
    ),
    **listed("organisation", name="河边工作室", kind="studio"),
    **listed("mediator", name="周小川"),
    **listed("village", name="河东村"),
    "admin.case_templates": Page(ADMIN, "/admin/case-templates"),
    "admin.add_case_template": Page(
        ADMIN, "/admin/case-templates/new", sent={"name": "占道经营"}, does="case_template.add"
    ),
    "admin.case_template": Page(
        ADMIN,
        "/admin/case-templates/{template}",
        sent={"name": "改名"},
        does="case_template.change",
    ),
    "admin.use_case_template": Page(
        ADMIN,
        "/admin/case-templates/{template}/use",
        sent={"active": "no"},
        does="case_template.deactivate",
    ),
    "admin.settings": Page(
        ADMIN,
        "/admin/settings",
        sent={"mediation_days": "45", "court_mediation_days": "30", "warning_days": "3"},
        does="center.change",
    ),
    "admin.subsidy_rules": Page(ADMIN, "/admin/subsidy-rules"),
    "admin.add_subsidy_rule": Page(
        ADMIN,
        "/admin/subsidy-rules/new",
        sent={"amount": "80", "valid_from": "2199-1-1"},
        does="subsidy_rule.add",
    ),
    "admin.subsidy_rule": Page(
        ADMIN,
        "/admin/subsidy-rules/{rule_to_come}",
        sent={"amount": "90"},
        does="subsidy_rule.change",
    ),
    "admin.end_subsidy_rule": Page(
        ADMIN,
        "/admin/subsidy-rules/{rule_in_force}/end",
        sent={"valid_to": "2199-12-31"},
        does="subsidy_rule.end",
    ),
    "admin.papers": Page(ADMIN, "/admin/papers"),
    "admin.paper": Page(
        ADMIN, "/admin/papers/agreement", sent={"file": TEMPLATE}, does="paper.replace"
    ),
    "admin.paper_template": Page(ADMIN, "/admin/papers/agreement/template"),
    "admin.restore_paper": Page(
        ADMIN, "/admin/papers/visit/restore", sent={}, does="paper.restore"
    ),
    "admin.dispute_types": Page(ADMIN, "/admin/dispute-types"),
    "admin.add_dispute_type": Page(
        ADMIN,
        "/admin/dispute-types/new",
        sent={"code": "river", "name": "河道"},
        does="dispute_type.add",
    ),
    "admin.dispute_type": Page(
        ADMIN, "/admin/dispute-types/{type}", sent={"name": "改名"}, does="dispute_type.change"
    ),
    "admin.raise_dispute_type": Page(
        ADMIN, "/admin/dispute-types/{type}/up", sent={}, does="dispute_type.move"
    ),
    "admin.lower_dispute_type": Page(
        ADMIN, "/admin/dispute-types/{type}/down", sent={}, does="dispute_type.move"
    ),
    "api-docs.openapi_json": Page(SIGNED_IN, "/api/v1/openapi.json"),
    "api_cases.cases": Page(READERS, "/api/v1/cases"),
    "api_cases.case": Page(READERS, "/api/v1/cases/{open}"),
    "api_quality.quality": Page(READERS, "/api/v1/quality/2024"),
    "api_summaries.summary": Page(READERS, "/api/v1/summaries/2024"),
    "api_registers.registers": Page(OVERSEERS, "/api/v1/registers"),
    "api_registers.entries": Page(
        OVERSEERS, "/api/v1/registers/publicity", "/api/v1/registers/reviews?kind=contract"
    ),
    "api_registers.entry": Page(OVERSEERS, "/api/v1/registers/publicity/{entry}"),
    "api_registers.add": Page(
        CLERK, "/api/v1/registers/exams", sent=typed(REGISTERS["exams"]), does="register.add"
    ),
    "api_registers.change": Page(
        CLERK,
        "/api/v1/registers/publicity/{entry}",
        sent={"theme": "改题", "version": 1},
        does="register.change",
    ),
    "api_registers.void": Page(
        CLERK,
        "/api/v1/registers/publicity/{entry}/void",
        sent={"reason": "重复"},
        does="register.void",
    ),
    "api_registers.restore": Page(
        CLERK,
        "/api/v1/registers/publicity/{voided entry}/restore",
        sent={"reason": "并非重复"},
        does="register.restore",
    ),
    "api_steps.register": Page(
        MEDIATOR,
        "/api/v1/cases",
        sent={"registered_on": "2024-3-5", "parties-0-name": "张小三", "summary": "树枝越界"},
        does="case.register",
    ),
}
TABLE |= api_steps(TABLE)


def test_the_table_holds_every_endpoint_and_no_other(app):
    assert sorted(TABLE) == sorted({rule.endpoint for rule in app.url_map.iter_rules()})


@pytest.mark.parametrize("endpoint", TABLE)
def test_the_table_says_what_is_sent_where_something_is_taken(app, endpoint):
    methods = methods_of(app, endpoint)
    assert set(methods) <= {"GET", "POST", "PATCH"}
    assert bool(set(methods) - {"GET"}) == (TABLE[endpoint].sent is not None)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_opens_every_page_of_its_own(app, rows, open_as, role):
    browser, ids = open_as(role), rows()
    for endpoint, page in TABLE.items():
        if page.is_for(role) and "GET" in methods_of(app, endpoint):
            for address in page.filled(ids, role):
                assert app.url_map.bind("localhost").match(address.partition("?")[0])[0] == endpoint
                answer = send(browser, "GET", address, page)
                done = 302 if endpoint == "accounts.login" else 200
                assert answer.status_code == done, address


@pytest.mark.parametrize(
    "endpoint", [name for name, page in TABLE.items() if page.sent is not None]
)
def test_what_those_who_may_send_is_done_and_stands_in_the_trail_under_their_name(
    app, rows, open_as, stranger, trail_lines, endpoint
):
    page, method = TABLE[endpoint], methods_of(app, endpoint)[-1]
    ids = rows(imports=endpoint.startswith("imports."))
    for role in page.roles or [None]:
        for address in page.filled(ids, role):
            browser = open_as(role) if role else stranger
            before = len(trail_lines())
            words = arrived(browser, send(browser, method, address, page, filled=True), page)
            assert "flash-error" not in words, (role, address)
            assert "flash-warning" not in words, (role, address)
            done = [
                line for line in trail_lines()[before:] if line[0] == page.does or not page.does
            ]
            assert done == ([(page.does, role or "clerk")] if page.does else []), address


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_is_refused_everything_else(app, rows, open_as, trail_lines, role):
    browser, ids = open_as(role), rows()
    before = trail_lines()
    for endpoint, page in TABLE.items():
        if not page.is_for(role):
            for method in methods_of(app, endpoint):
                for address in page.filled(ids):
                    answer = send(browser, method, address, page)
                    assert answer.status_code == 403, (method, address)
    assert trail_lines() == before


def test_before_signing_in_everything_leads_to_the_login_page(app, rows, stranger, trail_lines):
    ids = rows()
    before = trail_lines()
    for endpoint, page in TABLE.items():
        for method in methods_of(app, endpoint) if page.roles else ():
            for address in page.filled(ids):
                answer = send(stranger, method, address, page)
                if address.startswith("/api/"):
                    assert (answer.status_code, answer.json["code"]) == (401, 401), address
                    continue
                opens = "GET" in methods_of(app, endpoint)
                wanted = f"?{urlencode({'next': address})}" if opens else ""
                assert answer.status_code == 302, address
                assert unquote(answer.location) == unquote(f"/login{wanted}")
    assert trail_lines() == before


@pytest.mark.parametrize("endpoint", [name for name, page in TABLE.items() if not page.roles])
def test_these_few_pages_are_open_to_all(app, stranger, rows, endpoint):
    for address in TABLE[endpoint].filled(rows(imports=False)):
        if "GET" in methods_of(app, endpoint):
            assert send(stranger, "GET", address, TABLE[endpoint]).status_code == 200


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_view_without_a_mark_is_closed(app, office, tmp_path, role):
    made = make_app(tmp_path, app.config["DATABASE_URI"])
    made.add_url_rule("/unmarked", view_func=lambda: "open", methods=["GET", "POST"])
    browser = Browser(made, made.response_class, use_cookies=True)
    browser.post("/login", data={"name": f"{role}@LS", "password": PASSWORD})
    assert browser.get("/unmarked").status_code == 403
    assert browser.post("/unmarked").status_code == 403
    with made.app_context():
        db.engine.dispose()
