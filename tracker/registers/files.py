"""How entries of a register stand in files: their columns, and how yes and no are written."""

from __future__ import annotations

from tracker.domain.ledger import Column, Form
from tracker.registers.declaring import Register, Shape

CENTER = Column("center", "所属中心")
"""The first column where entries of several centers stand in one file."""
YES, NO = "是", "否"
FORMS = {Shape.DAY: Form.DATE, Shape.MONEY: Form.AMOUNT, Shape.NUMBER: Form.NUMBER}


def columns_of(register: Register) -> list[Column]:
    return [
        Column(one.name, one.words.term, FORMS.get(one.shape, Form.TEXT))
        for one in register.fields.values()
    ]
