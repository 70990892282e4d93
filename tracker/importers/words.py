"""The words of closed lists, in the wordings that ledgers use for them.

Each wording means one thing. What stands in no list is a problem of its row, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from tracker.domain.ledger import NOT_YET_ACCEPTED
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Source, Word
from tracker.importers.cells import Unclear, read_word
from tracker.importers.grid import Value

W = TypeVar("W", bound=Word)


def known(words: type[W], others: Mapping[W, tuple[str, ...]]) -> dict[str, W]:
    """Official term, stored value and other wordings -> the word."""
    table = {read_word(text): word for word in words for text in (word.term, word.value)}
    return table | {text: word for word, texts in others.items() for text in texts}


def _delegated(offices: str) -> tuple[str, ...]:
    forms = ("{}", "{}委托", "{}移送", "{}移交", "委托移送({})", "{}委托移送")
    return tuple(form.format(office) for office in offices.split() for form in forms)


SOURCES = known(
    Source,
    {
        Source.INITIATIVE: ("主动", "主动介入", "主动发现", "调解组织主动调解"),
        Source.APPLICATION: ("申请", "依申请", "申请调解", "依当事人申请", "当事人申请调解"),
        Source.COURT: _delegated("法院 人民法院"),
        Source.PROCURATORATE: _delegated("检察院 人民检察院"),
        Source.POLICE: _delegated("公安 公安机关"),
        Source.PETITION_OFFICE: _delegated("信访 信访部门"),
        Source.OTHER_OFFICE: _delegated("其他部门"),
    },
)
DIFFICULTIES = known(
    Difficulty,
    {
        Difficulty.SIMPLE: ("简单",),
        Difficulty.ORDINARY: ("普通",),
        Difficulty.COMPLEX: ("疑难", "复杂", "疑难、复杂"),
    },
)
SATISFACTIONS = known(Satisfaction, {})
OUTCOMES = known(
    Outcome,
    {
        Outcome.WRITTEN_AGREEMENT: ("书面", "书面调解", "签订协议", "书面调解协议"),
        Outcome.ORAL_AGREEMENT: ("口头", "口头调解", "口头调解协议"),
        Outcome.SETTLED_PRIVATELY: ("和解",),
        Outcome.EXPLAINED: ("释法说理", "释法息诉"),
        Outcome.FAILED: ("调解失败", "不成功", "未成功", "未达成协议"),
        Outcome.GUIDED_TO_COURT: ("诉讼", "起诉", "移送法院", "引导诉讼", "引导仲裁", "仲裁"),
        Outcome.WITHDRAWN: ("撤回", "撤销申请"),
        Outcome.AGREEMENT_FORM_UNSTATED: ("调解成功", "成功", "达成协议"),
        Outcome.RESOLVED_MANNER_UNSTATED: ("化解", "已化解"),
    },
)
STILL_OPEN = frozenset({"", "调解中", "未结", "办理中"})
SAYS_NOTHING = frozenset({"已办结", "办结", "结案", "已结案", "已结"})
DECLINED = "不予受理"
AGREEMENT_FORMS = {
    "书面": Outcome.WRITTEN_AGREEMENT,
    "书面协议": Outcome.WRITTEN_AGREEMENT,
    "口头": Outcome.ORAL_AGREEMENT,
    "口头协议": Outcome.ORAL_AGREEMENT,
}
ACCEPTANCES = {NOT_YET_ACCEPTED: True, "已受理": False, DECLINED: False}
"""受理状态 -> whether the case still waits to be accepted."""


def read_source(value: Value) -> Source | None:
    return one_of(SOURCES, value, N_("This source is not known."))


def read_difficulty(value: Value) -> Difficulty | None:
    return one_of(DIFFICULTIES, value, N_("This degree of difficulty is not known."))


def read_satisfaction(value: Value) -> Satisfaction | None:
    return one_of(SATISFACTIONS, value, N_("This degree of satisfaction is not known."))


def read_waiting(value: Value) -> bool:
    """Whether 受理状态 says that the case is not accepted yet."""
    return bool(one_of(ACCEPTANCES, value, N_("This state of acceptance is not known.")))


def read_outcome(value: Value, form: Value, *, declined: bool) -> Outcome | None:
    """The outcome, with what 协议形式 adds to it; None while the case is open. Raises Unclear."""
    text = read_word(value)
    stated = one_of(AGREEMENT_FORMS, form, N_("This form of agreement is not known."))
    if text in STILL_OPEN or (declined and text == DECLINED):
        outcome = None
    elif text in OUTCOMES:
        outcome = OUTCOMES[text]
    elif text in SAYS_NOTHING:
        raise Unclear(N_("This says that the case is closed, but not with which outcome."))
    else:
        raise Unclear(N_("This outcome is not known."))
    if stated is None or stated is outcome:
        return outcome
    if outcome is Outcome.AGREEMENT_FORM_UNSTATED:
        return stated
    raise Unclear(N_("The outcome and the form of agreement contradict each other."))


def type_names(types: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """``(id, code, name)`` of the dispute types -> every wording of them -> id."""
    rows = [(one, read_word(code), read_word(name)) for one, code, name in types]
    table: dict[str, int] = {}
    for one, code, name in rows:
        short = name.removesuffix("纠纷")
        for wording in (code, short, f"{short}纠纷"):
            table.setdefault(wording, one)
    return table | {name: one for one, _code, name in rows}


def read_dispute_type(types: Mapping[str, int], value: Value) -> int | None:
    return one_of(types, value, N_("This dispute type is not in the center's list."))


T = TypeVar("T")


def one_of(table: Mapping[str, T], value: Value, message: str) -> T | None:
    """The entry of a closed list; None for a blank cell. Raises Unclear with the message."""
    if type(value) is str and value in table:
        return table[value]
    text = read_word(value)
    if not text:
        return None
    if text not in table:
        raise Unclear(message)
    return table[text]
