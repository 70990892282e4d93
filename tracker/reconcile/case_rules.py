"""Which words say which figure of the cases."""

from __future__ import annotations

from tracker.reconcile.rule import (
    AMOUNT,
    CASES,
    COUNT,
    DAYS,
    GUESS,
    LIKELY,
    NEVER,
    PAPERS,
    PERSONS,
    RATE,
    SURE,
    UNSURE,
    rule,
)

OTHER_OBJECTS = (
    "(?<!纠纷)诉求(?!总?金额|类?矛盾|类?纠纷)|事项|咨询|工单|线索|苗头|警情|事件|信访件|意见|建议|隐患|风险|卷宗|案卷|合同"
    "|(?<!调解)协议书|登记表|问题|(?<!应)办件"
)
"""What is received and dealt with beside disputes."""
NOT_A_NAME = (
    "(?!率|度|情况|能力|机制|工作|中心|方式|平台|体系|力量|办法|渠道|书|室|所|员"
    "|组织|委员会|协议|网|法)"
)
"""Behind 化解 or 调解: it is a name or a rate, nothing that was done."""
_TWO = "(?:、|和|并|及|与|且)+(?:已|均|成功|妥善|调处|就地|有效|全部){0,2}"

RULES = (
    rule("cases", COUNT, "registered", "登记", LIKELY, CASES),
    rule("cases", COUNT, "declined", "不予受理", SURE, CASES),
    rule("cases", COUNT, "accepted", "受理(?!率)|新收|收案|接案", SURE, CASES),
    rule(
        "cases",
        COUNT,
        "accepted",
        "受理(?:的)?(?:各类)?(?:矛盾)?(?:纠纷)?(?:人民)?调解(?:案件|申请)",
        SURE,
        CASES,
    ),
    rule("cases", COUNT, "accepted", "接收|登记受理", GUESS, CASES),
    rule(
        "cases",
        COUNT,
        "carried_over",
        "(?:上年|上期|期初|去年)(?:度)?(?:未结)?(?:结转|转入)|结转(?!至|到|下|次)",
        SURE,
        CASES,
    ),
    rule(
        "cases",
        COUNT,
        "carried_over",
        "(?:期初|年初|(?:上年|上期|去年)度?(?:结转|转入))(?:的)?未(?:办)?结(?:案)?",
        SURE,
        CASES,
    ),
    rule("cases", COUNT, "caseload", "应办|(?:矛盾|纠纷|案件)总量", LIKELY, CASES),
    rule("cases", COUNT, "caseload", "受理总量", GUESS, CASES),
    rule("cases", COUNT, "closed", "办结(?!率)|结案(?!件|率|方式)|办理完结|审结", SURE, CASES),
    rule(
        "cases",
        COUNT,
        "unresolved",
        "未(?:能)?(?:成功)?化解|未调成|调解不成(?:功)?|调解失败|未调处",
        LIKELY,
        CASES,
    ),
    rule(
        "cases",
        COUNT,
        "pending",
        "结转(?:至|到)?(?:下|次)年|正在(?:调解|办理|化解|处理)|在办|在调|未办结|未结(?:案)?|尚未化解|待处理|待化解|调解中|办理中",
        LIKELY,
        CASES,
    ),
    rule("cases", COUNT, "overdue", "超期未(?:办)?结(?:案)?|逾期未(?:办)?结", LIKELY, CASES),
    rule(
        "cases",
        COUNT,
        "mediated_success",
        "成功调解|调解成功(?!率)|调处成功(?!率)|成功调处|调成(?!率)|达成(?:人民)?(?:调解)?协议",
        SURE,
        CASES | PAPERS,
    ),
    rule(
        "cases",
        COUNT,
        "mediated_success",
        "调解(?!组织|员)[^，。；]{0,16}，(?:其中)?(?:调解)?成功(?!率)",
        LIKELY,
        CASES,
    ),
    rule("cases", COUNT, None, "未(?:能)?达成(?:调解)?协议", UNSURE),
    rule("cases", COUNT, None, "(?:调解|和解|撤诉|调撤)结案", UNSURE),
    rule("cases", COUNT, "mediation_concluded", "调解终结", SURE, CASES),
    rule(
        "cases",
        COUNT,
        "resolved",
        f"(?:成功)?(?:调处)?化解(?:成功)?{NOT_A_NAME}|化解数",
        SURE,
        CASES,
    ),
    rule("cases", COUNT, "resolved", "未化解" + NOT_A_NAME, NEVER, CASES),
    rule(
        "cases",
        COUNT,
        "resolved",
        f"(?:受理|接收|排查|摸排|调解|调处|登记){_TWO}(?:化解|处置){NOT_A_NAME}|排查(?:调处|妥善|成功)?化解{NOT_A_NAME}"
        f"|(?:调处|妥善处置|妥善解决){NOT_A_NAME}",
        GUESS,
        CASES,
    ),
    rule(
        "cases",
        COUNT,
        None,
        f"(?:受理|排查|登记){_TWO}?(?:调解|调处)(?!成功){NOT_A_NAME}|(?:受理|登记){_TWO}办结",
        UNSURE,
    ),
    rule(
        "cases",
        COUNT,
        "judicial_confirmations",
        "(?:经|通过|获|完成|办理)?(?:法院)?司法确认",
        SURE,
        CASES | PAPERS,
    ),
    rule(
        "cases",
        COUNT,
        "parties",
        "(?:涉及|涉)(?:各方|双方)?当事人|当事人(?:总数|人数|共)",
        LIKELY,
        PERSONS,
    ),
    rule("cases", COUNT, "parties", "涉及(?:人数|人员|群众)", GUESS, PERSONS),
    rule("cases", COUNT, "resident_mediators", "常驻(?:人民)?调解员", SURE, PERSONS),
    rule("cases", COUNT, "median_days", "天数(?:的)?中位数|中位(?:办理)?(?:天数|时长)", SURE, DAYS),
    rule(
        "cases",
        COUNT,
        None,
        "(?:申请|引导|协助|指导|办理中)[^，。；]{0,8}司法确认|司法确认申请",
        UNSURE,
    ),
    rule(
        "cases", COUNT, "judicial_confirmations", "申请并(?:获得?|取得|经)司法确认", LIKELY, CASES
    ),
    rule("cases", COUNT, "mediated", f"(?:开展|参与)?调解{NOT_A_NAME}", UNSURE),
    rule("cases", COUNT, "performed", "履行|兑现", UNSURE, CASES),
    rule("cases", COUNT, "found", "排查|发现|摸排", UNSURE),
    rule("cases", COUNT, None, "调查|走访|评查|抽查", UNSURE),
    rule(
        "cases",
        COUNT,
        None,
        "回访|满意|投诉|引导(?:诉讼|至法院)|移送|转办|交办|分流|撤回|撤诉|终止|和解|息诉|反悔|接待",
        UNSURE,
    ),
    rule(
        "cases",
        COUNT,
        None,
        OTHER_OBJECTS,
        UNSURE,
    ),
    rule("cases", RATE, "resolution_rate", "(?:调处化解|调解化解|化解|化解成功)率", SURE),
    rule("cases", RATE, "resolution_rate", "(?:调处|调解)率", NEVER),
    rule("cases", RATE, "mediation_success_rate", "(?:调解|调处)(?:的)?成功率|调成率", SURE),
    rule("cases", RATE, "mediation_success_rate", "(?:调解|调处)[^。；]{0,40}成功率", LIKELY),
    rule("cases", RATE, "mediation_success_rate", "成功率", GUESS),
    rule("cases", RATE, "performance_rate", "(?:协议)?(?:自动|当场|按期|主动)?履行率"),
    rule("cases", RATE, "return_visit_rate", "回访率", SURE),
    rule("cases", RATE, "satisfaction_rate", "(?:当事人|回访)(?:群众)?满意(?:率|度)"),
    rule("cases", RATE, "satisfaction_rate", "满意(?:率|度)", GUESS),
    rule("cases", RATE, None, "率|满意度|比例|比重|占比?", UNSURE),
    rule(
        "cases",
        RATE,
        None,
        "(?:诉前|当年|就地|属地|一次性|首次|按期|按时|当场|及时|事项|积案|隐患|问题|事件|风险|信访|来访|初[信访件]|警情|源头)"
        "[一-鿿]{0,6}率",
        UNSURE,
    ),
    rule(
        "cases",
        AMOUNT,
        "amount_claimed",
        "(?:诉求|请求|申请|主张)(?:涉及)?(?:的)?(?:总)?金额",
        SURE,
    ),
    rule(
        "cases",
        AMOUNT,
        "amount_agreed",
        "(?:协议|调解|化解)?涉及(?:的)?(?:协议)?(?:总)?金额|协议(?:总)?金额|涉案(?:总)?金额"
        "|(?:涉及|涉案)?标的(?:总)?(?:额|金额)?|(?:涉及|涉案)资金|涉及款项",
    ),
    rule(
        "cases",
        AMOUNT,
        None,
        "(?:未(?:能)?(?:达成(?:调解)?协议|履行|化解)|不成(?:功)?|调解失败|期限内)[^，。；]{0,12}，?涉及(?:的)?(?:总)?金额"
        "|司法确认[^，。；\\d]{0,6}涉及(?:的)?(?:总)?金额",
        UNSURE,
    ),
    rule(
        "cases",
        AMOUNT,
        "amount_performed",
        "(?:已|实际)?履行(?:到位)?(?:总)?金额|履行到位(?:金额)?|已?履行|兑现(?:到位)?(?:金额)?",
    ),
    rule(
        "cases",
        AMOUNT,
        None,
        "最大|最高|单笔|含|挽回|减免|赔偿|赔付|补偿|追回|追讨|讨回|工资|罚款|投入|经费|补贴|奖励|资金|损失|件均|平均"
        "|(?:尚|仍)?未(?:履行|兑现)|当场履行|货款|欠款",
        UNSURE,
    ),
)
