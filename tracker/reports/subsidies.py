"""The list of a month of the subsidy per case as tables: for the page, and as files for payment."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import BinaryIO, Protocol

from flask_babel import gettext as _

from tracker.domain.numerals import amount_text, capital_amount
from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import PaidFor
from tracker.domain.subsidy_lists import Line
from tracker.domain.vocabulary import Difficulty
from tracker.formatting import NOTHING, moment, word
from tracker.indicators.kinds import Unit
from tracker.models import Center
from tracker.queries.subsidy_months import MonthList
from tracker.queries.subsidy_rules import Rule
from tracker.reports.content import Cell, Column, Table
from tracker.reports.heading import Heading, sample_mark
from tracker.reports.table_csv import csv_text
from tracker.reports.table_xlsx import write_tables

YUAN, COUNT = Unit.YUAN.value, Unit.CASES.value


class RuleFacts(Protocol):
    """What of a rule its words say: a row, or a rule as it is asked for."""

    @property
    def paid_for(self) -> PaidFor: ...
    @property
    def form(self) -> AgreementForm | None: ...
    @property
    def difficulty(self) -> Difficulty | None: ...
    @property
    def complete_file(self) -> bool: ...
    @property
    def fully_performed(self) -> bool: ...


def rule_words(rule: RuleFacts) -> str:
    """``书面协议 · 疑难复杂 · 案卷已归档``: which cases the rule pays."""
    said = [word(rule.form or rule.paid_for)]
    if rule.difficulty is not None:
        said.append(word(rule.difficulty))
    if rule.complete_file:
        said.append(str(_("file archived")))
    if rule.fully_performed:
        said.append(str(_("performed in full")))
    return " · ".join(said)


def line_words(line: Line, rules: Mapping[int, Rule]) -> str:
    """By which rule it is paid; of a correction why."""
    rule = NOTHING if line.rule_id is None else rule_words(rules[line.rule_id])
    return rule if line.because is None else f"{word(line.because)} · {rule}"


def sum_words(amount: Decimal) -> str:
    """``¥1,200.00（人民币壹仟贰佰元整）``; what is to be taken back in all says so."""
    capitals = capital_amount(abs(amount))
    if amount < 0:
        capitals = str(_("minus %(capitals)s", capitals=capitals))
    return f"{amount_text(amount)}（{capitals}）"


def write_xlsx(
    listed: MonthList, center: Center, rules: Mapping[int, Rule], target: BinaryIO
) -> None:
    tables = [shares_table(listed), lines_table(listed, rules)]
    write_tables(lines_above(listed, center), tables, target)


def lines_above(listed: MonthList, center: Center) -> list[str]:
    """What stands above the tables: whose list, by whom it is approved, the sum in capitals."""
    lines = [*_heading(listed, center).lines(), _sum_line(listed)]
    if listed.approval is not None and listed.approval.note:
        lines[-1] = f"{lines[-1]}  {listed.approval.note}"
    return lines


def write_csv(
    listed: MonthList, center: Center, rules: Mapping[int, Rule], target: BinaryIO
) -> None:
    """Its lines, ready to be sorted; the sum stands above them."""
    above, table = _heading(listed, center, _sum_line(listed)), lines_table(listed, rules)
    columns = [one.label for one in table.columns]
    rows = ([cell.value for cell in row] for row in table.rows)
    target.write(csv_text(above, columns, rows).encode())


def shares_table(listed: MonthList) -> Table:
    """What each mediator is paid, with a place to sign for it."""
    columns = [
        Column(_("Mediator")),
        Column(_("Lines"), COUNT),
        Column(_("Payments (yuan)"), YUAN),
        Column(_("Corrections (yuan)"), YUAN),
        Column(_("Sum (yuan)"), YUAN),
        Column(_("Signature")),
    ]
    rows = [_share(one.mediator, one.lines, one.payments, one.corrections) for one in listed.shares]
    total = _share(
        str(_("Total")),
        listed.count,
        sum((one.payments for one in listed.shares), Decimal(0)),
        sum((one.corrections for one in listed.shares), Decimal(0)),
    )
    return Table("shares", _("By mediator"), columns, rows, total)


def lines_table(listed: MonthList, rules: Mapping[int, Rule]) -> Table:
    """Case by case; the longest text stands last, where a sheet has room for it."""
    columns = [
        Column(_("Case number")),
        Column(_("Mediator")),
        Column(_("Kind")),
        Column(_("Amount (yuan)"), YUAN),
        Column(_("Rule or reason")),
    ]
    rows = [
        [
            Cell(line.number or NOTHING),
            Cell(line.mediator),
            Cell(word(line.kind)),
            Cell(line.amount, YUAN),
            Cell(line_words(line, rules)),
        ]
        for line in listed.lines
    ]
    total = [Cell(_("Total")), Cell(None), Cell(None), Cell(listed.total, YUAN), Cell(None)]
    return Table("lines", _("By case"), columns, rows, total)


def _share(name: str, lines: int, payments: Decimal, corrections: Decimal) -> list[Cell]:
    return [
        Cell(name),
        Cell(lines, COUNT),
        Cell(payments, YUAN),
        Cell(corrections, YUAN),
        Cell(payments + corrections, YUAN),
        Cell(None),
    ]


def _heading(listed: MonthList, center: Center, also: str = "") -> Heading:
    approved = word(listed.state)
    if listed.approval is not None:
        approved = _(
            "approved by %(name)s, %(moment)s",
            name=listed.approval.by,
            moment=moment(listed.approval.at),
        )
    return Heading(
        title=_("Subsidy per case, %(month)s", month=listed.month),
        center=center.name,
        period=" · ".join(filter(None, (str(listed.month), approved, also))),
        basis="",
        sample=sample_mark() if center.is_sample else None,
    )


def _sum_line(listed: MonthList) -> str:
    return str(_("Sum: %(sum)s", sum=sum_words(listed.total)))
