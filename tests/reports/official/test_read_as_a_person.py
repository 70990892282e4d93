"""The text read as a person reads it, by its words and headings: each number is what they say."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import ledgers, periods
from tests.reports.official.test_every_figure import SCOPES, Ledger, written
from tracker.indicators import INDICATORS
from tracker.queries.scope import Scope

FRACTION = r"([\d.]+)%（(\d+)/(\d+)）"
COUNTS = {
    r"登记矛盾纠纷(\d+)件": "registered",
    r"不予受理(\d+)件": "declined",
    r"；受理(\d+)件": "accepted",
    r"上期结转(\d+)件，": "carried_over",
    r"，应办(\d+)件。": "caseload",
    r"期内办结(\d+)件": "closed",
    r"其中化解(\d+)件": "resolved",
    r"、未化解(\d+)件": "unresolved",
    r"期末未结(\d+)件": "pending",
    r"其中超期(\d+)件": "overdue",
    r"涉及当事人(\d+)人": "parties",
    r"办理天数中位数为([\d.]+)天": "median_days",
    r"现有常驻人民调解员(\d+)名": "resident_mediators",
    r"期内调解终结(\d+)件": "mediation_concluded",
    r"其中调解成功(\d+)件": "mediated_success",
    r"调解成功的(\d+)件": "mediated_success",
    r"司法确认(\d+)件": "judicial_confirmations",
}
RATES = {
    "调解成功率为": "mediation_success_rate",
    "履行率为": "performance_rate",
    "回访率为": "return_visit_rate",
    "满意率为": "satisfaction_rate",
}
PARTS = {
    r"全部履行(\d+)件": ("performance_rate", "numerator"),
    r"，已回访(\d+)件": ("return_visit_rate", "numerator"),
    r"期内回访(\d+)件": ("satisfaction_rate", "denominator"),
    r"满意、非常满意(\d+)件": ("satisfaction_rate", "numerator"),
}
BASES = {"应办口径": "caseload", "办结口径": "closed", "受理口径": "accepted"}
AMOUNTS = {
    "受理案件诉求金额": "amount_claimed",
    "调解成功案件协议涉及金额": "amount_agreed",
    "期内已履行金额": "amount_performed",
}
DIMENSIONS = {
    "纠纷类型": "dispute_type",
    "案件来源": "source",
    "调解组织": "organisation",
    "村（社区）": "village",
    "月份": "month",
}


@examples(60)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods)
def test_each_number_is_what_the_words_beside_it_say(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date]
) -> None:
    with force_locale("zh_Hans_CN"), four_centers.begin_nested() as savepoint:
        _summary, _document, made = written(four_centers, ledger, scope, period, "json", "text")
        savepoint.rollback()
        names = {str(one.name): key for key, one in INDICATORS.items()}
    said = json.loads(made["json"])
    lines = made["text"].decode().split("\n")
    sentences = [line for line in lines if line.endswith("。") and "\t" not in line]
    rest = "\n".join(sentences)
    for pattern, expected in expectations(said):
        for found in re.findall(pattern, rest):
            numbers = [found] if isinstance(found, str) else list(found)
            assert [Decimal(one) for one in numbers] == expected, pattern
        rest = re.sub(pattern, "", rest)
    rest = changes_taken(said, names, shares_taken(said, amounts_taken(said, rest)))
    assert set(re.findall(r"[\d.]+(?=件|%|人|名|天|万元|元|个)", rest)) <= months_and_totals(
        said
    ), rest
    read_tables(said, names, lines)


def expectations(said: dict[str, Any]) -> list[tuple[str, list[Decimal]]]:
    """Pattern -> the numbers that it finds."""
    figures, before = said["indicators"], said["year_on_year"]["caseload"]["previous"]
    asked: list[tuple[str, list[Any]]] = []
    for basis, key in BASES.items():
        one = said["resolution_rate_by_basis"][key]
        asked.append((f"{basis}为{FRACTION}", list(one.values())))
    for words, key in RATES.items():
        asked.append((f"{words}{FRACTION}", list(figures[key].values())))
    now = figures["caseload"]["value"]
    asked.append((r"矛盾纠纷总量（应办件数）(\d+)件，上年同期(\d+)件", [now, before]))
    asked += [(pattern, [figures[key][part]]) for pattern, (key, part) in PARTS.items()]
    asked += [(pattern, [figures[key]["value"]]) for pattern, key in COUNTS.items()]
    return [
        (pattern, [Decimal(one) for one in numbers if one is not None])
        for pattern, numbers in asked
    ]


def amounts_taken(said: dict[str, Any], rest: str) -> str:
    for words, key in AMOUNTS.items():
        pattern = rf"{words}([\d.]+)(万?)元(?:（(\d+)件中(\d+)件填写）)?"
        exact, stated = Decimal(said["indicators"][key]["value"]), said["amounts_stated"].get(key)
        for number, wan, asked, there in re.findall(pattern, rest):
            if wan:
                rounded = (exact / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
                assert Decimal(number) == rounded
            else:
                assert Decimal(number) == exact < 10_000
            if asked:
                assert stated == {"stated": int(there), "asked": int(asked)}
        rest = re.sub(pattern, "", rest)
    return rest


def shares_taken(said: dict[str, Any], rest: str) -> str:
    """``甲（3件，占30.00%）`` of a row of that name in any breakdown."""
    pattern = r"[是为有、]?([^，。、\n]+)（(\d+)件，占([\d.]+)%）"
    known = {
        (row["label"], row["indicators"]["caseload"]["value"], shares[row["key"]]["value"])
        for name, shares in said["caseload_shares"].items()
        for row in said["breakdowns"][name]
    }
    for label, number, share in re.findall(pattern, rest):
        assert any((label.endswith(a), int(number), share) == (True, b, c) for a, b, c in known)
    return re.sub(pattern, "", rest)


def changes_taken(said: dict[str, Any], names: dict[str, str], rest: str) -> str:
    """``化解率上升3.27个百分点`` of the figure of that name."""
    pattern = r"([^，；。\d]+?)(上升|下降)([\d.]+)(%|个百分点)"
    for name, word, number, unit in re.findall(pattern, rest):
        key = names.get(name.strip("，；"), "caseload")
        kind = "change_percent" if unit == "%" else "change_points"
        change = Decimal(said["year_on_year"][key][kind])
        assert Decimal(number) * (-1 if word == "下降" else 1) == change, name
    return re.sub(r"(上升|下降)([\d.]+)(%|个百分点)", "", rest)


def months_and_totals(said: dict[str, Any]) -> set[str]:
    """What is left: the caseload before the leading rows, rows without a name, the best months."""
    found = {str(said["indicators"]["caseload"]["value"])}
    for name, rows in said["breakdowns"].items():
        for row in rows:
            keys = ("accepted", "closed") if name == "month" else ("caseload",)
            if name == "month" or row["key"] == "unstated":
                found |= {str(row["indicators"][key]["value"]) for key in keys}
    return found


def read_tables(said: dict[str, Any], names: dict[str, str], lines: list[str]) -> None:
    """Rows by their first cell, columns by their headings."""
    for place, line in enumerate(lines):
        first, *heads = line.split("\t")
        if not (place and lines[place - 1].startswith("表")):
            continue
        rows = [one.split("\t") for one in lines[place + 1 : lines.index("", place)]]
        if first in DIMENSIONS:
            read_breakdown(said, names, DIMENSIONS[first], heads, rows)
        elif heads[0] == "数值":
            assert {row[0]: cell(row[1]) for row in rows} == {
                str(name): number(said["indicators"][key]["value"])
                for name, key in names.items()
                if key in said["indicators"]
            }
        else:
            read_compared(said, names, rows)


def read_breakdown(
    said: dict[str, Any],
    names: dict[str, str],
    dimension: str,
    heads: list[str],
    rows: list[list[str]],
) -> None:
    *named, whole = rows
    assert whole[0] == "全期"
    found = said["breakdowns"][dimension]
    assert [row[0] for row in named] == [row["label"] for row in found][: len(named)]
    groups = [*((row["indicators"], row["key"]) for row in found[: len(named)])]
    groups.append((said["indicators"], None))
    for cells, (figures, key) in zip(rows, groups, strict=True):
        for head, text in zip(heads, cells[1:], strict=True):
            if head == "应办占比":
                share = said["caseload_shares"][dimension][key]["value"] if key else None
                assert cell(text) == number(share)
                continue
            one = figures[names[head.partition("（元）")[0]]]
            assert cell(text) == number(one["value"]), (head, cells[0])
            if "denominator" in one and one["value"] is not None:
                assert text.endswith(f" {one['numerator']}/{one['denominator']}")


def read_compared(said: dict[str, Any], names: dict[str, str], rows: list[list[str]]) -> None:
    for name, now, before, change in rows:
        key = names[re.sub("（[元天人]）", "", name)]
        one = said["year_on_year"][key]
        assert cell(now) == number(said["indicators"][key]["value"]), name
        assert cell(before) == number(one["previous"]), name
        exact = one["change_percent"] or one.get("change_points")
        if re.match("上升|下降", change):
            assert cell(change[2:]) == abs(Decimal(exact))
            assert (change[0] == "下") == (Decimal(exact) < 0)


def cell(text: str) -> Decimal | None:
    found = re.match(r"[\d,]+(?:\.\d+)?", text)
    return Decimal(found[0].replace(",", "")) if found else None


def number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
