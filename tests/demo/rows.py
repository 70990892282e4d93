"""The rows of a ledger file read with plain SQL, for counting that shares nothing with tracker."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

DATES = ("registered", "accepted", "due", "closed", "confirmed", "visited")
CASES = """
    SELECT id, number, registered_on AS registered, accepted_on AS accepted,
           closed_on AS closed, declined_reason IS NOT NULL AS declined, outcome,
           amount_claimed AS claimed, amount_agreed AS agreed, due_on AS due,
           judicial_confirmed_on AS confirmed, visited_on AS visited, satisfaction,
           (SELECT count(*) FROM parties WHERE parties.case_id = cases.id) AS parties
    FROM cases ORDER BY id
"""
IN_KIND = """
    SELECT case_id, performed_on FROM terms JOIN agreements ON agreements.id = agreement_id
    WHERE in_kind AND withdrawn_on IS NULL
"""
CONTENT = {
    "cases": """
        SELECT number, registered_on, accepted_on, due_on, declined_reason, closed_on,
               outcome, (SELECT name FROM organisations o WHERE o.id = organisation_id),
               (SELECT name FROM mediators m WHERE m.id = mediator_id),
               (SELECT code FROM dispute_types d WHERE d.id = dispute_type_id),
               (SELECT name FROM villages v WHERE v.id = village_id), source, channel,
               difficulty, summary, claims, remarks, amount_claimed, amount_agreed,
               judicial_confirmed_on, visited_on, satisfaction
        FROM cases ORDER BY id
    """,
    "parties": """
        SELECT cases.summary, side, position, kind, name, id_number, sex, birth_date,
               ethnic_group, phone, occupation, address, out_of_town, credit_code,
               legal_representative
        FROM parties JOIN cases ON cases.id = case_id ORDER BY case_id, position
    """,
    "payments": """
        SELECT number, paid_on, amount FROM payments JOIN cases ON cases.id = case_id
        ORDER BY case_id, paid_on, amount
    """,
    "extensions": """
        SELECT number, agreed_on, until, consent, reason
        FROM extensions JOIN cases ON cases.id = case_id ORDER BY case_id, until
    """,
    "co_mediators": """
        SELECT number, m.name FROM co_mediators c JOIN cases ON cases.id = case_id
        JOIN mediators m ON m.id = c.mediator_id ORDER BY case_id, m.name
    """,
    "trail": "SELECT actor_name, action, reason FROM audit_lines ORDER BY id",
    "lists": """
        SELECT name, kind FROM organisations UNION ALL SELECT name, resident FROM mediators
        UNION ALL SELECT name, '' FROM villages UNION ALL SELECT name, role FROM accounts
        ORDER BY 1, 2
    """,
}


def query(path: Path, statement: str, *values: Any) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(statement, values).fetchall()


def facts(path: Path) -> list[dict[str, Any]]:
    """Cases in the shape of ``tests/indicators/plain_count.py``."""
    cases = {}
    for row in query(path, CASES):
        case = dict(row)
        for name in DATES:
            case[name] = date.fromisoformat(case[name]) if case[name] else None
        cases[case["id"]] = case | {"payments": [], "in_kind": []}
    for row in query(path, "SELECT case_id, paid_on, amount FROM payments"):
        paid = (date.fromisoformat(row["paid_on"]), row["amount"])
        cases[row["case_id"]]["payments"].append(paid)
    for row in query(path, IN_KIND):
        cases[row["case_id"]]["in_kind"].append(row["performed_on"])
    return list(cases.values())


def content(path: Path) -> dict[str, list[Sequence[Any]]]:
    """Everything that the sample says; ids, moments and password hashes left out."""
    return {name: [tuple(row) for row in query(path, sql)] for name, sql in CONTENT.items()}
