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
    COPIED = "copied", "与另一处的比率相同，疑似照抄", "That rate stands elsewhere: perhaps copied"
    CUT_OFF = "cut_off", "尾数被截去，未四舍五入", "Cut off instead of rounded"
    IN_PUBLICITY = "in_publicity", "由普法活动台账统计", "Counted in the ledger of publicity"
    IN_TRAINING = "in_training", "由培训台账统计", "Counted in the ledger of trainings"
    IN_EXAMS = "in_exams", "由法律知识考试台账统计", "Counted in the ledger of law exams"
    IN_PENALTIES = "in_penalties", "由行政处罚台账统计", "Counted in the ledger of penalties"
    IN_REVIEWS = "in_reviews", "由合法性审查台账统计", "Counted in the ledger of legality reviews"
    IN_PETITIONS = "in_petitions", "由信访件台账统计", "Counted in the ledger of petitions"
    IN_MEETINGS = "in_meetings", "由研判会台账统计", "Counted in the ledger of assessment meetings"
    IN_FINDINGS = "in_findings", "由监督发现问题台账统计", "Counted in the ledger of findings"
    IN_SERVICES = "in_services", "由窗口服务台账统计", "Counted in the ledger of window services"
    IN_LAWSUITS = "in_lawsuits", "由诉讼收案台账统计", "Counted in the ledger of lawsuits"
    IN_DISCLOSURE = "in_disclosure", "由政务公开台账统计", "Counted in the ledger of disclosures"
    IN_VOTES = "in_votes", "由票决测评台账统计", "Counted in the ledger of votes and surveys"


class Check(Word):
    """What a text is asked without any ledger."""

    FRACTION = "fraction", "分子分母与比率", "Fraction and rate"
    PARTS = "parts", "分项与合计", "Parts and their total"
    CHANGE = "change", "前值、现值与变化", "What was, what is, and the change"
    OVER_100 = "over_100", "比率超过100%", "A rate above 100 %"
