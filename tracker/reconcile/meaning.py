"""What the words around a quantity say: what a passage is about, and which indicator is stated.

Words that narrow the cases down (a type of dispute, an organisation, 其中) make a figure one of a
part: it is no indicator of the whole.
"""

from __future__ import annotations

import re

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.reconcile.quantities import Kind
from tracker.reconcile.rules import RULES, Rule

TOPICS = {
    "petitions": "信访|上访|来访|重复件|积案|访调|接访|下访",
    "penalties": "三书同达|行政处罚|处罚|罚款|简易程序|普通程序|行政执法|综合执法",
    "publicity": "普法|宣传|讲座|资料|法治文化|以案释法|手册",
    "training": "培训|法律明白人|轮训",
    "exams": "考试|参考率|合格率|测试",
    "reviews": "合法性审查|合法合规审查|合规审查|规范性文件|重大行政决策",
    "meetings": "研判会|研判|联席会|例会|推进会|专题会",
    "supervision": "监督|督查|督办|巡查|检查|排查隐患|隐患",
    "hotline": "热线|工单|咨询|代办|窗口|办件",
    "court": "法院|诉讼|收案|一审|行政复议|复议",
    "police": "警情|刑事|治安|民转刑|命案|诈骗",
    "aid": "法律援助|公证|社区矫正|安置帮教|法律顾问",
    "cases": "矛盾纠纷|纠纷|矛盾|人民调解|调解组织|调解协议",
}
"""What a passage is about; the noun nearest before a quantity decides."""
VERBS = re.compile("调解|化解|调处")
"""What is done with disputes, and with petitions too: alone they speak of disputes."""
HOUSE = re.compile("(?:社会)?(?:治理|矛调|综治|调解|服务)中心|(?:人民)?调解组织")
"""Names of the office itself are no topic."""

_OFFICIAL = [name.removesuffix("纠纷") for _code, name, _parent in STANDARD_TYPES]
_USUAL = (
    "婚姻 家庭 劳动 欠薪 讨薪 工资 土地 山林 征地 拆迁 交通 医患 债务 借贷 赡养 抚养 继承 商事"
    " 房屋 宅基地 相邻"
)
_TYPES = sorted({*_OFFICIAL, *_USUAL.split()} - {"其他"}, key=len, reverse=True)
NARROWING = re.compile(
    rf"其中|(?:{'|'.join(_TYPES)}).{{0,4}}(?:纠纷|争议|案件|类)"
    r"|涉(?:企|农|校|侨|外|法|诉|军|访|众|疫)|疑难|复杂|重大|重点|历史遗留|跨(?:区|镇|县|市)"
    r"|人民调解(?!员|组织)|行政调解|司法调解|仲裁调解|诉前|委派|委托|联合调解|线上|在线|远程"
    r"|[一-鿿]村(?!居|社)|[一-鿿]社区|司法所|派出所|法庭|工作室|调解室|商会|工会|妇联"
    r"|调委会|调解委员会|村级|村居|网格|口头|书面|当场|就地|就近|最大|最高|单笔|平均"
)
"""Words that narrow the cases down to a part of all."""
AIMS = re.compile("力争|争取|目标|计划|预计|下一步|下步|要达到|将达")
"""A figure that is hoped for is none of what was."""
WHOLE = re.compile("全镇|全街道|全区|全县|全市|本镇|我镇|辖区|全乡|共|共计|总计|累计|合计")

_MOVES = "上升|下降|增长|增加|减少|提高|降低|提升|回落|缩短|下滑|攀升|压降|压缩"
FILLER = re.compile(
    rf"[ \n，：、]|{_MOVES}|达到|达|为|是|至|到|共计|共|总计|累计|合计|均|都|实现|保持在|稳定在"
    "|约|有|已|的|了|降|升|由|从|并|且|同比|比|较|上年|去年|同期|环比|百分点|个"
)
"""Words that say nothing of what is counted."""
CHANGES = re.compile(rf"(?:{_MOVES}|同比|环比|多|少|增|降|升)(?:了|约|近|超|超过|率|幅)*[ \n]*$")
"""Right before a number: it is a change, not a value."""
CHANGES_TO = re.compile(rf"(?:{_MOVES}|增|降|升|调整|变)(?:了)?(?:至|到|为)")

_TOPICS = re.compile("|".join(f"(?P<{topic}>{words})" for topic, words in TOPICS.items()))


def topic_of(words: str) -> str | None:
    """That of the last noun that has one, else of the verbs; None without either."""
    last = None
    for found in _TOPICS.finditer(HOUSE.sub(lambda name: "□" * len(name[0]), words)):
        last = found.lastgroup
    return last or ("cases" if VERBS.search(words) else None)


def rule_of(
    kind: Kind, unit: str, topic: str, words: str, begins: int = 0
) -> tuple[Rule, re.Match[str]] | None:
    """The rule whose words end nearest to the end of ``words``, and not before ``begins``."""
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in RULES:
        if rule.topic != topic or not rule.takes(kind, unit):
            continue
        for found in rule.words.finditer(words):
            if found.end() > begins and (best is None or _nearer(rule, found, *best)):
                best = rule, found
    return best


def _nearer(rule: Rule, found: re.Match[str], other: Rule, held: re.Match[str]) -> bool:
    """Of words that end at the same place those that name an indicator, then the longer ones."""
    return (found.end(), rule.indicator is not None, len(found[0])) > (
        held.end(),
        other.indicator is not None,
        len(held[0]),
    )
