"""The named constraints of the database state the rules, and the database itself refuses."""

from typing import Any

import pytest
from sqlalchemy import CheckConstraint, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from tests.databases import ON_POSTGRES
from tests.factories import make_case
from tests.registers.broken import broken, whole_rows
from tracker.domain.money import MAX_YUAN, to_fen
from tracker.extensions import Base, db
from tracker.models import Account, Mediator, Party

ACCEPTED = {
    "accepted_on": "2024-03-06",
    "due_on": "2024-04-05",
    "number": "second",
    "registered_on": "2024-03-05",
}
CLOSED = {**ACCEPTED, "closed_on": "2024-03-20", "outcome": "written_agreement"}
TOO_MUCH = to_fen(MAX_YUAN) + 1
CORRECTED = {"kind": "correction", "because": "merged"}

BROKEN: list[tuple[str, str, dict[str, Any]]] = [
    ("cases", "closed_has_an_outcome_and_a_date", {**ACCEPTED, "closed_on": "2024-03-20"}),
    ("cases", "closed_has_an_outcome_and_a_date", {**ACCEPTED, "outcome": "failed"}),
    ("cases", "closed_not_before_accepted", {**CLOSED, "closed_on": "2024-03-05"}),
    ("cases", "closed_not_before_accepted", {**CLOSED, "accepted_on": None, "due_on": None}),
    ("cases", "accepted_not_before_registered", {**ACCEPTED, "accepted_on": "2024-03-04"}),
    ("cases", "declined_has_a_reason_and_no_outcome", {"declined_reason": ""}),
    ("cases", "declined_has_a_reason_and_no_outcome", {**ACCEPTED, "declined_reason": "no"}),
    ("cases", "accepted_has_a_number", {**ACCEPTED, "number": None}),
    ("cases", "number_is_not_blank", {"number": ""}),
    ("cases", "number_has_both_parts", {"number_year": 2024}),
    ("cases", "number_has_both_parts", {"number_serial": 1}),
    ("cases", "serial_counts_from_one", {"number_year": 2024, "number_serial": 0}),
    ("cases", "agreed_amount_needs_an_agreement", {**ACCEPTED, "amount_agreed": 1}),
    (
        "cases",
        "agreed_amount_needs_an_agreement",
        {**CLOSED, "outcome": "failed", "amount_agreed": 1},
    ),
    (
        "cases",
        "confirmation_needs_an_agreement",
        {**ACCEPTED, "judicial_confirmed_on": "2024-03-21"},
    ),
    (
        "cases",
        "confirmation_needs_an_agreement",
        {**CLOSED, "outcome": "explained", "judicial_confirmed_on": "2024-03-21"},
    ),
    ("cases", "confirmation_needs_an_agreement", {**CLOSED, "judicial_confirmed_on": "2024-03-19"}),
    ("cases", "visit_follows_closing", {**CLOSED, "visited_on": "2024-03-19"}),
    ("cases", "visit_follows_closing", {**ACCEPTED, "visited_on": "2024-03-21"}),
    ("cases", "satisfaction_needs_a_visit", {**CLOSED, "satisfaction": "satisfied"}),
    ("cases", "due_date_comes_with_acceptance", {"due_on": "2024-05-01"}),
    ("cases", "due_date_comes_with_acceptance", {**ACCEPTED, "due_on": None}),
    ("cases", "due_not_before_accepted", {**ACCEPTED, "due_on": "2024-03-05"}),
    ("cases", "amount_claimed_in_range", {"amount_claimed": -1}),
    ("cases", "amount_claimed_in_range", {"amount_claimed": TOO_MUCH}),
    ("cases", "amount_agreed_in_range", {**CLOSED, "amount_agreed": -1}),
    ("cases", "amount_agreed_in_range", {**CLOSED, "amount_agreed": TOO_MUCH}),
    ("cases", "outcome_known", {**CLOSED, "outcome": "guessed"}),
    ("cases", "source_known", {"source": "elsewhere"}),
    ("cases", "difficulty_known", {"difficulty": "impossible"}),
    (
        "cases",
        "satisfaction_known",
        {**CLOSED, "visited_on": "2024-03-21", "satisfaction": "delighted"},
    ),
    ("parties", "named", {"name": ""}),
    ("parties", "person_has_no_credit_code", {"credit_code": "91330382MA2ABCDE0X"}),
    ("parties", "person_has_no_credit_code", {"legal_representative": "李四"}),
    (
        "parties",
        "organisation_has_no_resident_id",
        {"kind": "organisation", "id_number": "110105194912310021"},
    ),
    ("parties", "organisation_has_no_resident_id", {"kind": "organisation", "sex": "male"}),
    (
        "parties",
        "organisation_has_no_resident_id",
        {"kind": "organisation", "birth_date": "1949-12-31"},
    ),
    ("parties", "side_known", {"side": "bystander"}),
    ("parties", "kind_known", {"kind": "ghost"}),
    ("parties", "sex_known", {"sex": "unknown"}),
    ("payments", "amount_in_range", {"amount": 0}),
    ("payments", "amount_in_range", {"amount": -1}),
    ("payments", "amount_in_range", {"amount": TOO_MUCH}),
    ("case_counters", "serial_not_negative", {"last_serial": -1}),
    ("centers", "named", {"code": ""}),
    ("centers", "named", {"short_name": ""}),
    ("centers", "not_its_own_parent", {"id": 77, "parent_id": 77}),
    ("organisations", "named", {"name": ""}),
    ("organisations", "kind_known", {"kind": "club"}),
    ("mediators", "named", {"name": ""}),
    ("villages", "named", {"name": ""}),
    ("accounts", "named", {"name": ""}),
    ("accounts", "role_known", {"role": "king"}),
    (
        "accounts",
        "mediator_has_an_organisation",
        {"role": "mediator", "organisation_id": None},
    ),
    ("dispute_types", "not_its_own_parent", {"id": 88, "parent_id": 88}),
    (
        "dispute_types",
        "valid_from_before_valid_to",
        {"valid_from": "2024-02-01", "valid_to": "2024-01-31"},
    ),
    ("import_batches", "counts_not_negative", {"rejected": -1}),
    ("cases", "not_merged_into_itself", {"id": 1, "merged_into_id": 1}),
    ("cases", "archived_after_closing", {"archived_on": "2024-05-01", "archived_by": "吴和平"}),
    (
        "cases",
        "archived_after_closing",
        {**CLOSED, "archived_on": "2024-03-19", "archived_by": "吴和平"},
    ),
    ("cases", "archived_by_somebody", {**CLOSED, "archived_on": "2024-05-01"}),
    ("cases", "archived_by_somebody", {**CLOSED, "archived_by": "吴和平"}),
    ("cases", "retention_known", {**CLOSED, "retention": "eternal"}),
    ("centers", "time_limits_in_range", {"mediation_days": 0}),
    ("centers", "time_limits_in_range", {"court_mediation_days": 367}),
    ("centers", "warning_in_range", {"warning_days": -1}),
    ("extensions", "moves_the_due_date_on", {"due_before": "2024-05-01"}),
    ("extensions", "ends_after_it_was_agreed", {"until": "2024-03-31"}),
    ("extensions", "has_consent_and_reason", {"consent": ""}),
    ("extensions", "has_consent_and_reason", {"reason": ""}),
    ("mediation_sessions", "kind_known", {"kind": "chat"}),
    ("mediation_sessions", "result_known", {"result": "perhaps"}),
    ("mediation_sessions", "says_something", {"record": ""}),
    ("appointments", "purpose_known", {"purpose": "tea"}),
    ("appointments", "cancelled_has_a_reason_and_was_not_kept", {"cancelled_reason": ""}),
    (
        "appointments",
        "cancelled_has_a_reason_and_was_not_kept",
        {"cancelled_reason": "下雨", "kept_on": "2024-04-01"},
    ),
    ("agreements", "form_known", {"form": "tacit"}),
    ("agreements", "in_effect_once_agreed", {"effective_on": "2024-03-31"}),
    ("agreements", "has_a_copy", {"copies": 0}),
    ("terms", "says_something", {"text": ""}),
    ("terms", "only_in_kind_is_ticked_off", {"performed_on": "2024-04-01"}),
    ("instalments", "amount_in_range", {"amount": 0}),
    ("instalments", "amount_in_range", {"amount": TOO_MUCH}),
    ("non_performances", "step_known", {"step": "shouted"}),
    ("non_performances", "says_something", {"note": ""}),
    ("confirmations", "result_known", {"result": "perhaps", "decided_on": "2024-04-02"}),
    ("confirmations", "names_the_court", {"court": ""}),
    ("confirmations", "result_has_its_day", {"result": "confirmed"}),
    ("confirmations", "result_has_its_day", {"decided_on": "2024-04-02"}),
    (
        "confirmations",
        "decided_not_before_applied",
        {"result": "confirmed", "decided_on": "2024-03-31"},
    ),
    ("visits", "manner_known", {"manner": "letter"}),
    ("visits", "performance_known", {"performance": "perhaps"}),
    ("visits", "satisfaction_known", {"satisfaction": "delighted"}),
    ("transfers", "state_known", {"state": "lost", "answered_at": "2024-04-01 08:00:00"}),
    ("transfers", "has_a_reason", {"reason": ""}),
    ("transfers", "answered_once", {"state": "taken"}),
    ("transfers", "answered_once", {"answered_at": "2024-04-01 08:00:00"}),
    ("case_links", "kind_known", {"kind": "friend"}),
    ("case_links", "not_from_itself", {"case_id": 1, "from_case_id": 1}),
    ("attachments", "kind_known", {"kind": "gossip"}),
    ("attachments", "named", {"name": ""}),
    ("attachments", "has_content", {"size": 0}),
    ("attachments", "digest_is_whole", {"digest": "ab"}),
    ("attachments", "removed_with_a_reason", {"removed_reason": "重复"}),
    ("paper_templates", "of_a_paper", {"paper": ""}),
    ("dismissals", "finding_known", {"finding": "gossip"}),
    ("dismissals", "has_a_reason", {"reason": ""}),
    ("form_drafts", "of_a_form", {"form": ""}),
    ("case_templates", "named", {"name": ""}),
    ("case_templates", "source_known", {"source": "elsewhere"}),
    ("case_templates", "difficulty_known", {"difficulty": "impossible"}),
    ("subsidy_rules", "amount_in_range", {"amount": 0}),
    ("subsidy_rules", "amount_in_range", {"amount": TOO_MUCH}),
    ("subsidy_rules", "valid_from_before_valid_to", {"valid_to": "2023-12-31"}),
    ("subsidy_rules", "difficulty_known", {"difficulty": "impossible"}),
    ("subsidy_rules", "form_known", {"form": "tacit"}),
    ("subsidy_rules", "paid_for_known", {"paid_for": "nothing"}),
    ("subsidy_lists", "of_a_month", {"month": 13}),
    ("subsidy_lists", "of_a_month", {"year": 1949}),
    ("subsidy_lines", "amount_in_range", {"amount": 0, **CORRECTED}),
    ("subsidy_lines", "amount_in_range", {"amount": TOO_MUCH}),
    ("subsidy_lines", "payment_has_a_rule", {"rule_id": None}),
    ("subsidy_lines", "payment_has_a_rule", {"amount": -1}),
    ("subsidy_lines", "correction_has_a_reason", {"kind": "correction"}),
    ("subsidy_lines", "correction_has_a_reason", {"because": "merged"}),
    ("subsidy_lines", "kind_known", {"kind": "gift"}),
    ("subsidy_lines", "because_known", {**CORRECTED, "because": "whim"}),
    ("phrases", "has_words", {"words": ""}),
    ("phrases", "names_a_figure_or_none", {"figure": "", "read_as": "closed"}),
    ("phrases", "corrects_the_reading", {"read_as": "resolved"}),
    ("targets", "year_in_range", {"year": 1949}),
    ("targets", "names_a_figure", {"figure": ""}),
    ("targets", "value_in_range", {"value": -1}),
    ("targets", "value_in_range", {"value": 10_000_000}),
    ("annual_revisions", "year_in_range", {"year": 1949}),
    ("annual_revisions", "counted_from_one", {"number": 0}),
    ("annual_revisions", "of_a_paragraph", {"paragraph": ""}),
    ("annual_revisions", "written_by_somebody", {"written_by": ""}),
    ("annual_revisions", "text_in_range", {"text": "字" * 100_001}),
    ("frozen_years", "year_in_range", {"year": 1949}),
    ("frozen_years", "counted_from_one", {"number": 0}),
    ("frozen_years", "has_a_note", {"note": ""}),
    ("frozen_years", "fingerprinted", {"sha256": "ab"}),
    ("frozen_years", "fingerprinted", {"definitions": "ab"}),
    ("frozen_years", "unfrozen_by_somebody_for_a_reason", {"unfrozen_at": "2025-02-01 08:00:00"}),
    ("frozen_years", "unfrozen_by_somebody_for_a_reason", {"unfrozen_by": "admin"}),
    (
        "frozen_years",
        "unfrozen_by_somebody_for_a_reason",
        {"unfrozen_at": "2025-02-01 08:00:00", "unfrozen_by": "admin", "unfrozen_reason": ""},
    ),
    ("frozen_cases", "version_counts_from_one", {"version": 0}),
    ("frozen_entries", "version_counts_from_one", {"version": 0}),
    ("saved_views", "named", {"name": ""}),
    ("saved_views", "span_known", {"span": "last_century"}),
    ("subscriptions", "mail_has_an_address", {"way": "mail"}),
    ("subscriptions", "mail_has_an_address", {"address": "office@example.org"}),
    ("subscriptions", "form_known", {"form": "docx"}),
    ("subscriptions", "way_known", {"way": "pigeon"}),
    ("report_runs", "of_a_month", {"month": 0}),
    ("report_runs", "of_a_month", {"year": 2200}),
    ("report_runs", "tried", {"attempts": 0}),
    ("report_runs", "finished_unless_claimed", {"finished_at": "2024-04-01 08:00:00"}),
    ("report_runs", "finished_unless_claimed", {"state": "sent", "sent_as": "x"}),
    ("report_runs", "failed_has_an_error", {"error": "no answer"}),
    ("report_runs", "sent_has_a_place", {"sent_as": "x"}),
    ("report_runs", "state_known", {"state": "lost", "finished_at": "2024-04-01 08:00:00"}),
    *broken(),
]
ABOVE = {
    "frozen_cases": ("frozen_years",),
    "frozen_entries": ("frozen_years",),
    "meeting_issues": ("assessment_meetings",),
    "subsidy_lines": ("cases", "subsidy_rules", "subsidy_lists"),
    "subscriptions": ("saved_views",),
    "report_runs": ("saved_views", "subscriptions"),
}
"""Table -> the rows that it rests on."""
CHILDREN = {
    "parties",
    "payments",
    "extensions",
    "mediation_sessions",
    "appointments",
    "agreements",
    "non_performances",
    "confirmations",
    "visits",
    "transfers",
    "attachments",
    "dismissals",
}
"""Tables whose rows belong to a case."""


def checks_of(table: Any) -> list[CheckConstraint]:
    return [one for one in table.constraints if isinstance(one, CheckConstraint)]


@pytest.fixture
def rows(session, center):
    """Insert a copy of a right row by SQL, with changes: nothing but the database looks at it."""
    first = {"center_id": center.id, "id": 1}
    moment = "2024-03-05 08:00:00"
    case = {
        **first,
        "version": 1,
        "registered_on": "2024-03-05",
        "summary": "",
        "claims": "",
        "remarks": "",
        "created_at": moment,
        "updated_at": moment,
    }
    agreement = {
        **first,
        "case_id": 1,
        "form": "written",
        "agreed_on": "2024-04-01",
        "facts": "",
        "manner": "",
        "place": "",
    }
    whole: dict[str, dict[str, Any]] = {
        "cases": case,
        "parties": {
            **first,
            "case_id": 1,
            "side": "applicant",
            "position": 0,
            "kind": "person",
            "name": "张三",
            "out_of_town": False,
        },
        "payments": {**first, "case_id": 1, "paid_on": "2024-04-01", "amount": 1},
        "case_counters": {**first, "last_serial": 0},
        "centers": {"id": 99, "code": "ZZ", "name": "镇", "short_name": "镇", "is_sample": False},
        "organisations": {**first, "name": "新", "kind": "studio", "active": True},
        "mediators": {**first, "name": "新", "resident": False, "active": True},
        "villages": {**first, "name": "新", "active": True},
        "accounts": {
            **first,
            "name": "new",
            "role": "clerk",
            "password_hash": "",
            "active": True,
            "session_epoch": 0,
            "created_at": moment,
        },
        "dispute_types": {**first, "code": "new", "name": "新", "position": 0},
        "import_batches": {
            **first,
            "kind": "cases",
            "filename": "a.csv",
            "imported_at": moment,
            "actor_name": "clerk",
            **dict.fromkeys(("read", "accepted", "rejected", "duplicates"), 0),
            "created": "{}",
            "problems": "[]",
        },
        "extensions": {
            "agreed_on": "2024-04-01",
            "until": "2024-05-01",
            "due_before": "2024-03-30",
            "consent": "双方同意",
            "reason": "等待鉴定",
        },
        "mediation_sessions": {
            "kind": "mediation",
            "held_on": "2024-04-01",
            "place": "",
            "attended": "",
            "record": "各自陈述",
            "created_at": moment,
        },
        "appointments": {
            "planned_on": "2024-04-01",
            "place": "",
            "purpose": "mediation",
            "note": "",
        },
        "agreements": agreement,
        "terms": {
            **first,
            "agreement_id": 1,
            "position": 0,
            "text": "赔礼道歉",
            "in_kind": False,
        },
        "instalments": {**first, "agreement_id": 1, "due_on": "2024-05-01", "amount": 1},
        "non_performances": {"noted_on": "2024-05-02", "step": "urged", "note": "电话督促"},
        "confirmations": {"applied_on": "2024-04-01", "court": "市法院"},
        "visits": {"visited_on": "2024-05-01", "manner": "phone", "tension": "", "note": ""},
        "transfers": {
            "to_center_id": center.id,
            "reason": "属其管辖",
            "asked_at": moment,
            "asked_by": "mediator",
            "state": "asked",
        },
        "case_links": {
            **first,
            "case_id": 2,
            "kind": "split",
            "from_center_id": center.id,
            "from_case_id": 1,
        },
        "attachments": {
            "kind": "evidence",
            "name": "照片.jpg",
            "digest": "0" * 64,
            "size": 1,
            "media_type": "image/jpeg",
            "note": "",
            "added_at": moment,
            "added_by": "mediator",
        },
        "dismissals": {
            "finding": "logged_twice",
            "facts": "2024-03-05|1|",
            "reason": "两起纠纷",
            "dismissed_at": moment,
            "dismissed_by": "supervisor",
        },
        "paper_templates": {
            **first,
            "paper": "cover",
            "filename": "封面.docx",
            "content": b"x",
            "added_at": moment,
            "added_by": "admin",
        },
        "form_drafts": {
            **first,
            "account_id": session.scalars(select(Account.id)).first(),
            "form": "cases.create",
            "fields": "[]",
            "saved_at": moment,
        },
        "case_templates": {**first, "name": "邻里", "summary": "", "claims": "", "active": True},
        "subsidy_rules": {
            **first,
            "paid_for": "mediated",
            "complete_file": False,
            "fully_performed": False,
            "amount": 1,
            "valid_from": "2024-01-01",
            "note": "",
        },
        "subsidy_lists": {
            **first,
            "year": 2024,
            "month": 1,
            "approved_at": moment,
            "approved_by": "supervisor",
            "note": "",
        },
        "subsidy_lines": {
            **first,
            "list_id": 1,
            "case_id": 1,
            "mediator_id": session.scalars(select(Mediator.id)).first(),
            "rule_id": 1,
            "kind": "payment",
            "amount": 1,
        },
        "phrases": {
            **first,
            "words": "妥处",
            "unit": "件",
            "part": False,
            "read_as": "",
            "figure": "resolved",
            "chosen_by": "clerk",
            "chosen_at": moment,
        },
        "targets": {**first, "year": 2024, "figure": "resolved", "value": 1, "version": 1},
        "annual_revisions": {
            **first,
            "year": 2024,
            "paragraph": "opening",
            "number": 1,
            "text": "",
            "figures": "{}",
            "written_by": "clerk",
            "written_at": moment,
        },
        "frozen_years": {
            **first,
            "year": 2024,
            "number": 1,
            "note": "年报",
            "frozen_at": moment,
            "frozen_by": "supervisor",
            "definitions": "0" * 64,
            "content": "{}",
            "names": "{}",
            "sha256": "0" * 64,
        },
        "frozen_cases": {
            **first,
            "frozen_year_id": 1,
            "case_center_id": center.id,
            "case_id": 1,
            "version": 1,
            "parts": 0,
            "sums": "",
            "places": "",
        },
        "frozen_entries": {
            **first,
            "frozen_year_id": 1,
            "kind": "penalties",
            "entry_center_id": center.id,
            "entry_id": 1,
            "version": 1,
            "parts": 0,
            "sums": "",
            "places": "",
            "name": "罚1",
        },
        "saved_views": {
            **first,
            "account_id": session.scalars(select(Account.id)).first(),
            "name": "月报",
            "page": "cohorts",
            "args": "",
            "span": "last_month",
            "language": "zh_Hans_CN",
            "created_at": moment,
        },
        "subscriptions": {
            **first,
            "view_id": 1,
            "form": "pdf",
            "way": "folder",
            "address": "",
            "active": True,
        },
        "report_runs": {
            **first,
            "subscription_id": 1,
            "year": 2024,
            "month": 3,
            "state": "claimed",
            "attempts": 1,
            "started_at": moment,
            "error": "",
            "file_stem": "月报-2024-03-1",
            "sent_as": "",
        },
        **{table: first | row for table, row in whole_rows().items()},
    }

    def put(table: str, **changes: Any) -> None:
        if table in CHILDREN:
            _insert(session, "cases", case)
            whole[table] = {**first, "case_id": 1} | whole[table]
        if table in ("terms", "instalments"):
            _insert(session, "cases", case)
            _insert(session, "agreements", agreement)
        if table == "case_links":
            _insert(session, "cases", case)
            _insert(session, "cases", case | {"id": 2})
        for above in ABOVE.get(table, ()):
            _insert(session, above, whole[above])
        _insert(session, table, {**whole[table], **changes})

    return put


def _insert(session: Any, table: str, values: dict[str, Any]) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    session.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), values)


def test_every_check_of_the_models_stands_in_the_database_word_for_word(app):
    if ON_POSTGRES:
        pytest.skip("PostgreSQL rewrites the text of a CHECK")
    with app.app_context():
        found = inspect(db.engine)
        for table in Base.metadata.sorted_tables:
            there = {
                one["name"]: " ".join(one["sqltext"].split())
                for one in found.get_check_constraints(table.name)
            }
            for one in checks_of(table):
                compiled = one.sqltext.compile(db.engine, compile_kwargs={"literal_binds": True})
                stated = " ".join(str(compiled).split()).replace(f"{table.name}.", "")
                assert there[str(one.name)] == stated
            assert len(there) == len(checks_of(table))


@pytest.mark.parametrize(
    ("table", "constraint", "changes"),
    BROKEN,
    ids=[f"{table}-{name}-{place}" for place, (table, name, _) in enumerate(BROKEN)],
)
def test_the_database_itself_refuses(rows, table, constraint, changes):
    with pytest.raises(IntegrityError, match=f"ck_{table}_{constraint}"):
        rows(table, **changes)


@pytest.mark.parametrize("table", sorted({table for table, _, _ in BROKEN}))
def test_what_breaks_no_rule_is_taken(rows, table):
    rows(table)


def test_no_constraint_is_left_untried():
    named = {str(one.name) for table in Base.metadata.sorted_tables for one in checks_of(table)}
    assert named == {f"ck_{table}_{name}" for table, name, _ in BROKEN}


def test_a_row_never_points_at_another_centers_row(session, center):
    case = make_case(session, center)
    with pytest.raises(IntegrityError):
        session.execute(
            insert(Party).values(
                center_id=center.id + 1, id=5, case_id=case.id, side="applicant", name="张三"
            )
        )
