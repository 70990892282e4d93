"""How a stated figure stands to the ledger, and what a text's own checks are called."""

from __future__ import annotations

from tracker.domain.vocabulary import Word


class Verdict(Word):
    """``tone`` colours the place in the text; the word always stands beside the colour."""

    EQUAL = "equal", "一致", "Equal", "resolved"
    ROUNDED = "rounded", "四舍五入后一致", "Equal as rounded", "resolved"
    OTHER_BASIS = "other_basis", "其他口径下一致", "Equal on another basis", "due"
    WITHIN_BOUND = "within_bound", "在所述范围内", "Within its bound", "resolved"
    DIFFERS = "differs", "不一致", "Differs", "overdue"
    NOT_COMPUTABLE = "not_computable", "无法计算", "Cannot be computed", "muted"
    UNSURE = "unsure", "含义待定", "Not sure what it is", "due"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


class Because(Word):
    """Why a stated value is likely not the ledger's."""

    OTHER_DAYS = "other_days", "与其他期间的数字相同", "That is the figure of other days"
    OTHER_FIGURE = "other_figure", "与另一指标相同", "That is another figure"
    CUT_OFF = "cut_off", "尾数被截去，未四舍五入", "Cut off instead of rounded"


class Check(Word):
    """What a text is asked without any ledger."""

    FRACTION = "fraction", "分子分母与比率", "Fraction and rate"
    PARTS = "parts", "分项与合计", "Parts and their total"
    OVER_100 = "over_100", "比率超过100%", "A rate above 100 %"
