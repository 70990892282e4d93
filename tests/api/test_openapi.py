"""``/api/v1/openapi.json``: a valid, whole and true description; nothing asked breaks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.described import KNOWN, TYPES, mismatches, operations, resolved, schemas, types_of
from tracker.domain.vocabulary import Role
from tracker.registers import REGISTERS

PERSISTENT = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def document(ask) -> Any:
    return ask("openapi.json")


def parameters(document, operation, place) -> dict[str, dict]:
    found = [resolved(document, one) for one in operation["parameters"]]
    return {one["name"]: one for one in found if one["in"] == place}


def test_it_is_openapi_3_1_with_what_every_document_has(document):
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert {"title", "version"} <= set(document["info"])
    assert document["paths"]
    assert set(document) <= {"openapi", "info", "paths", "components", "tags", "servers"}


def test_every_reference_points_at_something(document):
    references = re.findall(r"'\$ref': '([^']+)'", str(document))
    assert references
    for reference in references:
        assert resolved(document, {"$ref": reference})


def test_every_schema_is_one_of_json_schema(document):
    found = list(schemas(document))
    assert len(found) > 50
    for schema in found:
        if "$ref" in schema:
            continue
        assert set(schema) <= KNOWN, schema
        assert set(types_of(schema)) <= set(TYPES), schema
        assert "nullable" not in schema, "that was OpenAPI 3.0"
        assert set(schema.get("required", ())) <= set(schema.get("properties", ()))


def each_register(rule) -> list[str]:
    """An address of any register is described for each one with its own entries."""
    return [rule.replace("<kind>", kind) for kind in (REGISTERS if "<kind>" in rule else [""])]


def test_every_endpoint_of_the_api_is_described_and_no_other(app, document):
    endpoints = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "api-docs.openapi_json"
        for address in each_register(rule.rule)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, method, _one in operations(document)} == endpoints
    assert ("/api/v1/cases/{case_id}", "get") in endpoints


def test_every_operation_says_what_it_does_takes_and_answers(document):
    for path, _method, operation in operations(document):
        assert operation["summary"]
        in_path = parameters(document, operation, "path")
        assert set(in_path) == set(re.findall(r"{(\w+)}", path))
        assert all(one["required"] is True for one in in_path.values())
        assert all("schema" in resolved(document, one) for one in operation["parameters"])
        assert {"401", "403", "422"} <= set(operation["responses"])
        assert {"200", "201"} & set(operation["responses"])
        assert ("404" in operation["responses"]) == bool(in_path)
        for answer in operation["responses"].values():
            described = resolved(document, answer)
            assert described["description"]
            assert list(described["content"]) == ["application/json"]


def answer_schema(document, path, code="200") -> dict:
    answer = resolved(document, document["paths"][path]["get"]["responses"][code])
    return answer["content"]["application/json"]["schema"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.MEDIATOR])
def test_what_is_answered_is_as_described(ask, document, role):
    cases = ask("cases", role, size=200)
    assert mismatches(document, answer_schema(document, "/api/v1/cases"), cases) == []
    described = answer_schema(document, "/api/v1/cases/{case_id}")
    for one in cases["cases"]:
        assert mismatches(document, described, ask(f"cases/{one['id']}", role)) == []
    described = answer_schema(document, "/api/v1/summaries/{year}")
    for year in (2022, 2024):
        assert mismatches(document, described, ask(f"summaries/{year}", role)) == []


@pytest.mark.parametrize(
    ("path", "address", "role", "code", "query"),
    [
        ("/api/v1/cases", "cases", Role.ADMIN, 403, {}),
        ("/api/v1/cases", "cases", Role.CLERK, 422, {"size": 0}),
        ("/api/v1/cases/{case_id}", "cases/1", Role.CLERK, 404, {}),
        ("/api/v1/summaries/{year}", "summaries/2024", Role.CLERK, 422, {"basis": "x"}),
        ("/api/v1/summaries/{year}", "summaries/1", Role.CLERK, 404, {}),
    ],
)
def test_so_is_what_is_refused(ask, document, path, address, role, code, query):
    described = answer_schema(document, path, str(code))
    assert mismatches(document, described, ask(address, role, code, **query)) == []


def test_a_wrong_answer_would_be_noticed(document):
    described = answer_schema(document, "/api/v1/cases")
    assert mismatches(document, described, {"total": "3", "cases": []}) == [
        "$.total: '3' is no ['integer']"
    ]
    assert mismatches(document, described, {"total": 3}) == ["$.cases lacks"]


NAMES = (
    "sort", "at", "size", "q", "status", "overdue", "date", "since", "until", "type",
    "organisation", "mediator", "village", "source", "difficulty", "outcome", "money", "least",
    "most", "center", "batch", "figure", "part", "from", "to", "basis", "by", "key",
)  # fmt: skip
ODD = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.dates().map(str),
    st.sampled_from(["resolved", "value", "month", "2024-01", "-", "1-1", "９", "\x00", "none"]),
)


@PERSISTENT
@given(
    address=st.one_of(
        st.just("cases"),
        st.integers(0, 2**70).map("cases/{}".format),
        st.integers(0, 10**5).map("summaries/{}".format),
        st.sampled_from(list(REGISTERS)).map("registers/{}".format),
        st.integers(0, 2**70).map("registers/petitions/{}".format),
    ),
    query=st.dictionaries(st.sampled_from(NAMES), ODD, max_size=4),
)
def test_whatever_is_asked_it_does_not_break(browser, address, query):
    answer = browser.get(f"/api/v1/{address}", query_string=query)
    assert answer.status_code in (200, 404, 422), (address, query)
    assert answer.mimetype == "application/json"


@pytest.fixture
def browser(filled_offices, open_as):
    return open_as(Role.SUPERVISOR)
