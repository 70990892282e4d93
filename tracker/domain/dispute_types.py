"""The dispute types 纠纷类型 that every center starts with, from the ministry's statistics form.

An administrator may add to them and end their validity; ``code`` is alike in all centers.
"""

from __future__ import annotations

STANDARD_TYPES: tuple[tuple[str, str, str | None], ...] = (
    ("family", "婚姻家庭", None),
    ("neighbours", "邻里", None),
    ("housing", "房屋宅基地", None),
    ("contract", "合同", None),
    ("production", "生产经营", None),
    ("damages", "损害赔偿", None),
    ("land", "山林土地", None),
    ("expropriation", "征地拆迁", None),
    ("pollution", "环境污染", None),
    ("labour", "劳动争议", None),
    ("labour_wages", "拖欠农民工工资", "labour"),
    ("labour_other", "其他劳动争议", "labour"),
    ("consumption", "消费", None),
    ("consumption_tourism", "旅游", "consumption"),
    ("consumption_online", "电子商务", "consumption"),
    ("consumption_other", "其他消费", "consumption"),
    ("medical", "医疗", None),
    ("traffic", "道路交通事故", None),
    ("property_service", "物业", None),
    ("intellectual_property", "知识产权", None),
    ("internet", "互联网", None),
    ("finance", "金融保险", None),
    ("other", "其他", None),
)
"""(code, name, code of the parent)."""
