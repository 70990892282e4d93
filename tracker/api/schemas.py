"""The shapes of what the API takes and gives, as they stand in its description."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from tracker.domain.vocabulary import Basis
from tracker.queries.cases import SORTS

MOST_CASES = 200


class SummaryArgs(Schema):
    """``from`` and ``to`` replace the first and the last day of the year."""

    class Meta:
        unknown = EXCLUDE

    center = fields.String()
    basis = fields.Enum(Basis, by_value=True, load_default=Basis.CASELOAD)
    start = fields.Date(data_key="from")
    end = fields.Date(data_key="to")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_more: Any) -> None:
        if "start" in data and "end" in data and data["end"] < data["start"]:
            raise ValidationError("The last day is before the first.", "to")


class CenterSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class PeriodSchema(Schema):
    start = fields.String(required=True)
    end = fields.String(required=True)


class FigureSchema(Schema):
    """Counts are integers, rates and money decimal strings, absent is null."""

    value = fields.Raw(required=True, allow_none=True)
    numerator = fields.Integer()
    denominator = fields.Integer()


class RowSchema(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)
    indicators = fields.Dict(fields.String(), fields.Nested(FigureSchema), required=True)


class ComparedSchema(Schema):
    previous = fields.Raw(required=True, allow_none=True)
    change_percent = fields.String(required=True, allow_none=True)
    change_points = fields.String(allow_none=True)
    previous_numerator = fields.Integer(allow_none=True)
    previous_denominator = fields.Integer(allow_none=True)


class SummarySchema(Schema):
    center = fields.Nested(CenterSchema, required=True)
    organisation = fields.String()
    period = fields.Nested(PeriodSchema, required=True)
    basis = fields.String(required=True)
    sample = fields.Boolean(required=True)
    frozen = fields.Raw(required=True, allow_none=True)
    indicators = fields.Dict(fields.String(), fields.Nested(FigureSchema), required=True)
    breakdowns = fields.Dict(fields.String(), fields.List(fields.Nested(RowSchema)), required=True)
    year_on_year = fields.Dict(fields.String(), fields.Nested(ComparedSchema), required=True)
    resolution_rate_by_basis = fields.Dict(fields.String(), fields.Nested(FigureSchema))
    amounts_stated = fields.Dict(fields.String(), fields.Dict())
    caseload_shares = fields.Dict(
        fields.String(), fields.Dict(fields.String(), fields.Nested(FigureSchema))
    )


class CheckSchema(Schema):
    """How many cases have the finding, and of how many more it was set aside."""

    open = fields.Integer(required=True)
    dismissed = fields.Integer(required=True)


class GapSchema(Schema):
    """Serials ``first`` to ``last`` of the center's year are nobody's."""

    center = fields.String(required=True)
    year = fields.Integer(required=True)
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)


class QualitySchema(Schema):
    center = fields.Nested(CenterSchema, required=True)
    year = fields.Integer(required=True)
    faultless_rate = fields.Nested(FigureSchema, required=True)
    checks = fields.Dict(fields.String(), fields.Nested(CheckSchema), required=True)
    missing_numbers = fields.List(fields.Nested(GapSchema), required=True)


class CasesArgs(Schema):
    """The filters of the list of cases may stand beside these, as in its address."""

    class Meta:
        unknown = EXCLUDE

    sort = fields.String(
        load_default="-registered",
        validate=validate.OneOf([sign + name for name in SORTS for sign in ("", "-")]),
    )
    at = fields.String(metadata={"description": "the page's place, from next or previous"})
    size = fields.Integer(load_default=50, validate=validate.Range(1, MOST_CASES))


class CaseLineSchema(Schema):
    center = fields.String(required=True)
    id = fields.Integer(required=True)
    number = fields.String(allow_none=True)
    status = fields.String(required=True)
    registered_on = fields.String(required=True)
    accepted_on = fields.String(allow_none=True)
    closed_on = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)
    organisation = fields.String(allow_none=True)
    mediator = fields.String(allow_none=True)
    dispute_type = fields.String(allow_none=True)
    amount_claimed = fields.String(allow_none=True)
    amount_agreed = fields.String(allow_none=True)
    amount_performed = fields.String(allow_none=True)
    parties = fields.List(fields.Dict(), required=True)


class CaseSchema(CaseLineSchema):
    source = fields.String(allow_none=True)
    channel = fields.String(allow_none=True)
    difficulty = fields.String(allow_none=True)
    village = fields.String(allow_none=True)
    summary = fields.String()
    claims = fields.String()
    due_on = fields.String(allow_none=True)
    declined_reason = fields.String(allow_none=True)
    judicial_confirmed_on = fields.String(allow_none=True)
    visited_on = fields.String(allow_none=True)
    satisfaction = fields.String(allow_none=True)
    payments = fields.List(fields.Dict())
    confirmations = fields.List(fields.Dict())
    visits = fields.List(fields.Dict())
    steps = fields.List(
        fields.String(),
        metadata={"description": "behind the case's address: what the reader can do now"},
    )
    version = fields.Integer()


class CasesSchema(Schema):
    """``next`` and ``previous`` are what ``at`` takes for the neighbouring pages."""

    total = fields.Integer(required=True)
    cases = fields.List(fields.Nested(CaseLineSchema), required=True)
    next = fields.String(allow_none=True)
    previous = fields.String(allow_none=True)


class CaseArgs(Schema):
    class Meta:
        unknown = EXCLUDE

    center = fields.String(
        metadata={"description": "code of the center, where it is not one's own"}
    )


class ProblemSchema(Schema):
    code = fields.Integer(required=True)
    message = fields.String(required=True)
    problems = fields.Dict()


class ConflictSchema(ProblemSchema):
    """``version`` is the one that stands now."""

    version = fields.Integer(required=True)
