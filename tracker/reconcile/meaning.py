"""What the words around a quantity say: what a passage is about, and which indicator is stated."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.reconcile.case_rules import OTHER_OBJECTS
from tracker.reconcile.parts import HOUSE
from tracker.reconcile.rule import DENIAL, FAILED, Rule
from tracker.reconcile.rules import RULES
from tracker.reconcile.units import Kind

TOPICS = {
    "petitions": "信访|上访|来访|来信(?:走访|总量)|群众来信|重复件|积案|访调|接访|下访|初访"
    "|集体访|非访|缠访",
    "business": "政务服务|各类业务|业务[ ]?(?=\\d)|行政许可|审批|招商(?:引资)?(?:协议金额)?|贷款"
    "|债权|出资|不动产|社保|医保|低保|食品安全|(?:消费|食品|药品)?投诉(?:举报)?[ ]?(?=受理|\\d)"
    "|(?:结婚|离婚|户口|户籍|房屋|产权|税务|失业|主体)登记"
    "|(?:合同|执行|中标|采购|投资)标的|(?:投资|合作|框架|购销|采购|战略)协议(?:总?金额)?",
    "penalties": "三书同达|行政处罚|处罚|罚款|罚没|简易程序|普通程序|行政执法|综合执法|执法案件",
    "publicity": "普法|宣传|讲座|宣讲|资料|法治文化|以案释法|手册|法律[一-鿿]?进",
    "training": "培训|法律明白人|轮训",
    "exams": "考试|参考率|测试|考法",
    "reviews": "合法性审[查核]|合法合规审查|合规审查|规范性文件|重大行政决策|审查合同",
    "meetings": "研判会|研判|联席会|例会|推进会|专题会|会商",
    "supervision": "监督|督查|督办|巡查|检查|隐患|整改",
    "hotline": "热线|工单|咨询|代办|窗口|(?<!应)办件|(?<!纠纷)诉求(?!类?矛盾|类?纠纷)|求助"
    "|上报|苗头|线索|网格",
    "court": "法院|诉讼|(?<!新)收案(?!件)|一审|行政复议|复议|行政争议|仲裁委|成讼|公益诉讼|检察",
    "police": "警情|刑事|治安|民转刑|命案|诈骗|破案|公安",
    "aid": "法律援助|公证|社区矫正|安置帮教|法律顾问|受援|矫正",
    "disclosure": "政务公开|主动公开|依申请公开|信息公开",
    "votes": "票决|测评|安全感|民意调查|满意度调查|代表建议|提案|议案",
    "cases": "纠纷|矛盾|人民调解|调解组织|调解协议|调解案件|协议金额|协议涉及",
}
"""What a passage is about; the noun nearest before a quantity decides."""
SETTLED = {"cases", "petitions", "court", "police", "hotline", "supervision"}
"""Topics of what may be mediated or resolved."""
VERBS = re.compile("调解|化解|调处")
"""What is done with disputes, and with petitions too: alone they speak of disputes."""
NOUNS = re.compile("纠纷|矛盾|案件")
_OBJECTS = re.compile(f"(?P<own>{NOUNS.pattern})|(?P<other>{OTHER_OBJECTS})")
FILLER = re.compile(
    r"[ \n，：、（]|上升|下降|增长|增加|减少|提高|降低|提升|回落|缩短"
    "|攀升|跃升|下滑|压降|压减|压缩|达到|达|为|是|至|到"
    "|共计|共|总计|累计|合计"
    "|均|都|实现|保持在|稳定在|约|有|已|的|了|降|升|增|减|由|从|并|且|同比|比|较|上年|去年|前年|前一年|高出|高|低|同期|环比|百分点|个"
)
"""Words that say nothing of what is counted."""

ABOUT_CASES = re.compile(
    "当事人|各类|调解|协议|件数|数量|总数|全部|成功|金额|申请|当地|群众|^件|[底末]"
)
"""Words between what was done and how often that name no other thing it was done with."""

NEAR = 40
"""Characters among which the noun nearest to a number is looked for first."""
_HOUSE = re.compile(f"{HOUSE}|(?:矛调|综治|调解|服务)中心|(?:人民)?调解组织")
"""Names of the office itself are no topic."""
_NO_TOPIC = re.compile(
    r"(?:经|向|由)[一-鿿]{0,6}(?:法院|法庭)[一-鿿]{0,6}(?:司法)?确认|(?:法院|法庭)司法确认|引导[一-鿿]{0,6}诉讼"
    "|引发诉讼|监督指导|诉求(?:总)?金额"
)
_TOPICS = re.compile("|".join(f"(?P<{topic}>{words})" for topic, words in TOPICS.items()))


def topic_of(words: str, settled: bool = False) -> str | None:
    """That of the last noun that has one, else of the verbs; None without either. ``settled``:
    nouns of what nobody mediates are passed over.
    """
    near = words.rfind("，", 0, max(0, len(words) - NEAR))
    if near > 0:  # most often the last few words have one
        return topic_of(words[near:], settled) or _far_topic(words, settled)
    return _far_topic(words, settled)


def _far_topic(words: str, settled: bool) -> str | None:
    last = None
    for found in _TOPICS.finditer(_NO_TOPIC.sub(_covered, _HOUSE.sub(_covered, words))):
        if not settled or found.lastgroup in SETTLED:
            last = found.lastgroup
    return last or ("cases" if VERBS.search(words) else None)


def court_of(sentence: str) -> str | None:
    """``court`` where a sentence tells of judged cases and of nothing that was mediated."""
    judged = re.search("审结|判决|裁判|执结|执行案件|立案", sentence)
    return "court" if judged and not re.search("纠纷|矛盾|调解|化解|调处", sentence) else None


def other_object(words: str) -> bool | None:
    """Whether the last thing named is no dispute; None where nothing is named."""
    last = None
    for found in _OBJECTS.finditer(words):
        last = found.lastgroup == "other"
    return last


def _covered(found: re.Match[str]) -> str:
    return "□" * len(found[0])


@lru_cache
def _rules(topic: str, kind: Kind, unit: str) -> tuple[Rule, ...]:
    return tuple(one for one in RULES if one.topic == topic and one.takes(kind, unit))


def rule_of(
    kind: Kind, unit: str, topic: str, words: str, begins: int = 0
) -> tuple[Rule, re.Match[str]] | None:
    """The rule whose words end nearest to the end of ``words``, and not before ``begins``."""
    best: tuple[Rule, re.Match[str]] | None = None
    denial = DENIAL.search(words) is not None
    for rule in _rules(topic, kind, unit):
        for found in (rule.denied_words if denial else rule.words).finditer(words):
            if found.end() <= begins:
                continue
            not_so = denial and (found["denied"] or words.startswith(FAILED, found.end()))
            said = rule.denied if not_so else rule
            if best is None or _nearer(said, found, *best):
                best = said, found
    return best


def _nearer(rule: Rule, found: re.Match[str], other: Rule, held: re.Match[str]) -> bool:
    """Of words that end at the same place the longer ones, then those that name an indicator."""
    return (found.end(), len(found[0]), rule.indicator is not None) > (
        held.end(),
        len(held[0]),
        other.indicator is not None,
    )
