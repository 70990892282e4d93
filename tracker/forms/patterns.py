"""The form of the page of all components: a field of each kind, invented words."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired


class PatternForm(FlaskForm):
    """Nobody works on that page, so its labels are not in the catalogue."""

    name = StringField("Name of the applicant", [InputRequired()], default="王小明")
    registered = StringField("Registration date", [InputRequired()], default="2024.13.5")
    amount = StringField("Amount claimed", description="Yuan, or 3.5万.", default="3.5万")
    kind = SelectField("Dispute type", choices=["邻里", "合同", "物业"])
    side = RadioField("Side", choices=["申请人", "被申请人"], default="申请人")
    summary = TextAreaField("What the dispute is about", description="At most 4,000 characters.")
    ledger = FileField("Ledger file")
    out_of_town = BooleanField("From out of town")
