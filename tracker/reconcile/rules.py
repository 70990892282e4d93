"""Which words say which indicator: the rules, a declaration each.

``words`` is a regular expression over folded text. Of the rules that find their words the one
nearest to the number says what it is. Units are those a figure is counted in: 26件 are no people,
whatever the words beside it say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.reconcile.quantities import Kind

SURE, LIKELY, UNSURE = 0.95, 0.8, 0.5
COUNT, RATE, AMOUNT = Kind.COUNT, Kind.RATE, Kind.AMOUNT


@dataclass(frozen=True)
class Rule:
    """``words`` within ``topic`` say ``indicator``; None: none of the office's."""

    topic: str
    kind: Kind
    indicator: str | None
    words: re.Pattern[str]
    confidence: float
    units: frozenset[str]

    def takes(self, kind: Kind, unit: str) -> bool:
        return self.kind is kind and (not self.units or not unit or unit in self.units)


def _units(written: str) -> frozenset[str]:
    return frozenset(written.split())


CASES, PEOPLE = _units("件 起 宗 笔 例 桩 件次 起次"), _units("人 名 人次 位")
PAPERS, TIMES = _units("份 册 本 张 套"), _units("次 场 场次 期 个")
THINGS, ANY = _units("个 件 项 起 条 份 次 处"), frozenset[str]()


def _rule(
    topic: str,
    kind: Kind,
    indicator: str | None,
    words: str,
    confidence: float = LIKELY,
    units: frozenset[str] = ANY,
) -> Rule:
    return Rule(topic, kind, indicator, re.compile(words), confidence, units)


RULES = (
    _rule("cases", COUNT, "registered", "登记", LIKELY, CASES),
    _rule("cases", COUNT, "declined", "不予受理", SURE, CASES),
    _rule("cases", COUNT, "accepted", "受理|新收|新受理|收案|接收|新增受理|接案", SURE, CASES),
    _rule(
        "cases",
        COUNT,
        "carried_over",
        "(?:上年|上期|往年|去年|历年)(?:结转|遗留|转入)|结转",
        SURE,
        CASES,
    ),
    _rule("cases", COUNT, "caseload", "应办|应调处|(?:矛盾)?(?:纠纷|案件)总量|总量", LIKELY, CASES),
    _rule("cases", COUNT, "closed", "办结|结案|办理完结|审结", SURE, CASES),
    _rule("cases", COUNT, "unresolved", "未化解|未能化解|未调成|调解不成|未调处", LIKELY, CASES),
    _rule(
        "cases",
        COUNT,
        "pending",
        "正在调解|正在办理|在办|在调|未办结|未结|尚未化解|待处理|调解中",
        LIKELY,
        CASES,
    ),
    _rule("cases", COUNT, "overdue", "超期未结|超期", LIKELY, CASES),
    _rule(
        "cases",
        COUNT,
        "mediated_success",
        "成功调解|调解成功|调处成功|成功调处|调成|达成(?:调解)?协议",
        SURE,
        CASES,
    ),
    _rule(
        "cases",
        COUNT,
        "mediated_success",
        "调解[^，。；]{0,16}，(?:其中)?(?:调解)?成功",
        LIKELY,
        CASES,
    ),
    _rule("cases", COUNT, "mediation_concluded", "调解终结", SURE, CASES),
    _rule(
        "cases",
        COUNT,
        "resolved",
        "(?:成功)?(?:调处)?化解(?:成功)?|调处化解|妥善化解",
        SURE,
        CASES,
    ),
    _rule("cases", COUNT, "resolved", "调处|妥善处置|妥善解决", UNSURE, CASES),
    _rule("cases", COUNT, "judicial_confirmations", "司法确认", SURE, CASES),
    _rule("cases", COUNT, "parties", "涉及(?:当事人|人数)|当事人", LIKELY, PEOPLE),
    _rule("cases", COUNT, "resident_mediators", "常驻.{0,4}调解员", LIKELY, PEOPLE),
    _rule("cases", COUNT, None, "申请司法确认", UNSURE),
    _rule("cases", COUNT, None, "调解|开展调解|参与调解", UNSURE),
    _rule("cases", COUNT, None, "排查|发现|摸排|调查|走访", UNSURE),
    _rule("cases", COUNT, None, "回访|满意|履行|兑现|投诉|引导诉讼|移送|转办|交办|分流", UNSURE),
    _rule("cases", RATE, "resolution_rate", "(?:调处化解|调处|化解|化解成功|就地化解)率", SURE),
    _rule("cases", RATE, "mediation_success_rate", "(?:调解|调处)?成功率", SURE),
    _rule("cases", RATE, "performance_rate", "(?:协议|自动|当场)?履行率"),
    _rule("cases", RATE, "return_visit_rate", "回访率", SURE),
    _rule("cases", RATE, "satisfaction_rate", "满意率|满意度"),
    _rule("cases", RATE, None, "[一-鿿]{1,6}(?:率|度|占比|比例|比重)|占", UNSURE),
    _rule("cases", AMOUNT, "amount_claimed", "(?:诉求|请求|申请|主张)(?:涉及)?金额", SURE),
    _rule(
        "cases",
        AMOUNT,
        "amount_agreed",
        "(?:协议|调解|化解)?涉及(?:的)?(?:协议)?(?:总)?金额|协议金额|涉案(?:总)?金额"
        "|(?:涉及)?标的(?:额|金额)?|涉及资金|涉及款项",
    ),
    _rule(
        "cases",
        AMOUNT,
        "amount_performed",
        "(?:已|实际)?履行(?:到位)?(?:总)?金额|履行到位|已履行|兑现(?:到位)?(?:金额)?",
    ),
    _rule(
        "cases",
        AMOUNT,
        None,
        "最大|最高|单笔|含|挽回|减免|赔偿|补偿|追回|讨回|工资|罚款|投入|经费|补贴|奖励",
        UNSURE,
    ),
    _rule(
        "petitions",
        COUNT,
        "assigned_petitions",
        "国家交办(?:的)?(?:重复)?(?:信访)?(?:件|事项|积案)?|交办重复(?:信访)?件",
        LIKELY,
        CASES,
    ),
    _rule("petitions", COUNT, "petitions_returned", "回流"),
    _rule("petitions", COUNT, "assigned_petitions_resolved", "全部(?:得到)?化解", LIKELY, CASES),
    _rule(
        "petitions", RATE, "assigned_petitions_rate", "(?:重复(?:信访)?件|国家交办).{0,12}化解率"
    ),
    _rule("penalties", COUNT, "penalties", "行政处罚(?:决定|案件)?", LIKELY, CASES),
    _rule("penalties", COUNT, "penalties_simple", "简易程序(?:处罚|案件)?", LIKELY, CASES),
    _rule(
        "penalties", COUNT, "penalties_ordinary", "普通程序(?:处罚|案件)?|一般程序", LIKELY, CASES
    ),
    _rule("penalties", COUNT, "three_documents", "三书同达", LIKELY, CASES),
    _rule("penalties", AMOUNT, "penalties_simple_amount", "简易程序.{0,12}罚款"),
    _rule("penalties", AMOUNT, "penalties_ordinary_amount", "普通程序.{0,12}罚款"),
    _rule("reviews", COUNT, "legality_reviews", "(?:合法(?:性|合规)?|合规)审查", LIKELY, THINGS),
    _rule(
        "publicity",
        COUNT,
        "publicity_activities",
        "(?:法治宣传|普法宣传|普法|宣传)(?:活动)?",
        LIKELY,
        TIMES,
    ),
    _rule(
        "publicity",
        COUNT,
        "materials_distributed",
        "(?:分发|发放|派发|散发).{0,8}(?:资料|手册|传单)",
        LIKELY,
        PAPERS,
    ),
    _rule("training", COUNT, "cadre_trainings", "干部.{0,8}培训", LIKELY, TIMES),
    _rule("training", COUNT, "citizen_trainings", "法律明白人.{0,6}培训", LIKELY, TIMES),
    _rule("exams", RATE, "exam_attendance_rate", "参考率|参加率"),
    _rule("exams", RATE, "exam_pass_rate", "合格率|通过率"),
    _rule("meetings", COUNT, "stability_meetings", "涉稳.{0,6}研判会|信息研判会", LIKELY, TIMES),
    _rule("meetings", COUNT, "special_meetings", "专题研判会", LIKELY, TIMES),
    _rule(
        "meetings",
        COUNT,
        "issues_resolved",
        "分析研判(?:并)?(?:推动)?(?:化解|解决).{0,4}问题",
        LIKELY,
        THINGS,
    ),
    _rule(
        "supervision",
        COUNT,
        "supervision_findings_resolved",
        "(?:发现并)?推动解决.{0,4}问题",
        LIKELY,
        THINGS,
    ),
)
