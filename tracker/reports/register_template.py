"""The empty file of a register to fill in; how each column is written follows from its field."""

from __future__ import annotations

from typing import BinaryIO

from tracker.registers.declaring import Field, Register, Shape
from tracker.registers.files import NO, YES, columns_of
from tracker.reports.empty_table import A_DAY, terms_of, write_empty

HOW = {
    Shape.DAY: A_DAY,
    Shape.NUMBER: "整数",
    Shape.MONEY: "如 35000、35,000、3.5万",
    Shape.WORD: "从右栏选填",
    Shape.LINK: "填编号，须在册",
    Shape.YES_NO: f"填“{YES}”或“{NO}”",
}


def write_register_template(target: BinaryIO, register: Register) -> None:
    fields = register.fields.values()
    permitted = {one.name: terms_of(one.choices) for one in register.of_shape(Shape.WORD)}
    permitted |= {one.name: [YES, NO] for one in register.of_shape(Shape.YES_NO)}
    how = {one.name: "；".join(_how(register, one)) for one in fields}
    write_empty(target, register.term, columns_of(register), how, permitted)


def _how(register: Register, one: Field) -> list[str]:
    said = ["必填" if one.required else "可留空"]
    if one.shape is Shape.YES_NO and not one.column.nullable:
        said = [f"留空为“{YES if one.column.default.arg else NO}”"]
    if one.shape in HOW:
        said.append(HOW[one.shape])
    if one.shape in (Shape.TEXT, Shape.LONG_TEXT):
        said.append(f"不超过{one.column.type.length}字")
    if one.name in register.once:
        named = "、".join(register.fields[name].words.term for name in register.once)
        said.append("不得重复" if len(register.once) == 1 else f"{named}不得都与另一行相同")
    return said
