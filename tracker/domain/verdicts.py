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
    NO_PUBLICITY = "no_publicity", "没有普法活动台账", "There is no ledger of publicity"
    NO_TRAINING = "no_training", "没有培训台账", "There is no ledger of trainings"
    NO_EXAMS = "no_exams", "没有法律知识考试台账", "There is no ledger of law exams"
    NO_PENALTIES = "no_penalties", "没有行政处罚台账", "There is no ledger of penalties"
    NO_REVIEWS = "no_reviews", "没有合法性审查台账", "There is no ledger of legality reviews"
    NO_PETITIONS = "no_petitions", "没有信访件台账", "There is no ledger of petitions"
    NO_MEETINGS = "no_meetings", "没有研判会台账", "There is no ledger of assessment meetings"
    NO_FINDINGS = (
        "no_findings",
        "没有监督发现问题台账",
        "There is no ledger of findings",
    )
    NO_SERVICES = "no_services", "没有窗口服务台账", "There is no ledger of window services"
    NO_LAWSUITS = "no_lawsuits", "没有诉讼收案台账", "There is no ledger of lawsuits"
    NO_DISCLOSURE = "no_disclosure", "没有政务公开台账", "There is no ledger of disclosures"
    NO_VOTES = "no_votes", "没有票决测评台账", "There is no ledger of votes and surveys"


class Check(Word):
    """What a text is asked without any ledger."""

    FRACTION = "fraction", "分子分母与比率", "Fraction and rate"
    PARTS = "parts", "分项与合计", "Parts and their total"
    CHANGE = "change", "前值、现值与变化", "What was, what is, and the change"
    OVER_100 = "over_100", "比率超过100%", "A rate above 100 %"
