"""Which words say which figure of an office's other ledgers."""

from __future__ import annotations

from tracker.reconcile.case_rules import NOT_A_NAME
from tracker.reconcile.rule import (
    AMOUNT,
    CASES,
    COUNT,
    LIKELY,
    PAPERS,
    RATE,
    SURE,
    THINGS,
    TIMES,
    UNSURE,
    VISITS,
    rule,
)

_LAWSUITS = "(?<![县区市]法院)(?<![县区市]人民法院)诉讼收案"
"""A court of the county receives those of other places as well."""

RULES = (
    rule(
        "petitions",
        COUNT,
        "assigned_petitions",
        "国家(?:信访局)?交办(?:的)?(?:重复)?(?:信访)?(?:件|事项|积案)?|交办重复(?:信访)?件",
        LIKELY,
        CASES,
    ),
    rule("petitions", COUNT, "petitions_returned", "回流"),
    rule(
        "petitions",
        COUNT,
        "assigned_petitions_resolved",
        f"国家[^。；]{{0,30}}(?:实质性?|全部|均|已)(?:得到|已)?化解{NOT_A_NAME}|^全部(?:得到|实质性?)?化解",
        LIKELY,
        CASES,
    ),
    rule(
        "petitions",
        COUNT,
        "receptions",
        "领导[^，。；]{0,8}(?:接访|下访|接待)[^，。；]{0,4}",
        LIKELY,
        TIMES,
    ),
    rule("petitions", COUNT, None, "省级|市级|县级", UNSURE),
    rule(
        "petitions",
        RATE,
        "assigned_petitions_rate",
        "(?:重复(?:信访)?件|国家(?:信访局)?交办)[^。；]{0,24}化解率",
    ),
    rule(
        "penalties",
        COUNT,
        "penalties",
        "行政处罚(?:决定|案件)?(?!决定书|文书)|处罚(?:决定|案件)(?!书)",
        LIKELY,
        CASES,
    ),
    rule("penalties", COUNT, "penalties_simple", "简易程序(?:处罚|案件)?", LIKELY, CASES),
    rule(
        "penalties", COUNT, "penalties_ordinary", "普通程序(?:处罚|案件)?|一般程序", LIKELY, CASES
    ),
    rule("penalties", COUNT, "three_documents", "三书同达", LIKELY, CASES),
    rule(
        "penalties",
        RATE,
        "three_documents_rate",
        "三书同达(?:[^。；]{0,24}(?:送达|覆盖|完成))?率",
    ),
    rule("penalties", AMOUNT, "penalties_simple_amount", "简易程序.{0,12}罚款"),
    rule("penalties", AMOUNT, "penalties_ordinary_amount", "普通程序.{0,12}罚款"),
    rule("reviews", COUNT, "legality_reviews", "(?:合法(?:性|合规)?|合规)审[查核]", LIKELY, THINGS),
    rule(
        "publicity",
        COUNT,
        "publicity_activities",
        "(?:法治宣传(?:教育)?|普法宣传|普法|法制宣传|宣传)(?:活动)?(?!品|资料|册|单|员|教育|手册|讲座)",
        LIKELY,
        TIMES,
    ),
    rule(
        "publicity",
        COUNT,
        "materials_distributed",
        "(?:分发|发放|派发|散发).{0,8}(?:资料|手册|传单)",
        LIKELY,
        PAPERS,
    ),
    rule("publicity", COUNT, None, "讲座|宣讲|巡讲|宣传品|文艺|法律[一-鿿]?进|□", UNSURE, TIMES),
    rule("training", COUNT, "cadre_trainings", "干部.{0,8}培训", LIKELY, TIMES),
    rule("training", COUNT, "citizen_trainings", "法律明白人.{0,6}培训", LIKELY, TIMES),
    rule("exams", RATE, "exam_attendance_rate", "参考率|参加率", SURE),
    rule("exams", RATE, "exam_pass_rate", "合格率|通过率", SURE),
    rule("meetings", COUNT, "stability_meetings", "涉稳.{0,6}研判会|信息研判会", LIKELY, TIMES),
    rule("meetings", COUNT, "special_meetings", "专题研判会", LIKELY, TIMES),
    rule(
        "meetings",
        COUNT,
        "issues_resolved",
        "分析研判(?:并)?(?:推动)?(?:化解|解决).{0,4}问题",
        LIKELY,
        THINGS,
    ),
    rule(
        "supervision",
        COUNT,
        "supervision_findings_resolved",
        "(?:发现并)?推动解决.{0,4}问题",
        LIKELY,
        THINGS,
    ),
    rule("petitions", COUNT, "petition_backlog", "(?:年末|期末|尚有|现有)信访积案", LIKELY, CASES),
    rule("petitions", COUNT, "reception_visitors", "接访下访接待批次", LIKELY, TIMES),
    rule("petitions", COUNT, "reception_petitions", "接访下访受理信访件", LIKELY, CASES),
    rule("meetings", COUNT, "issues_analysed", "分析研判问题", LIKELY, THINGS),
    rule("supervision", COUNT, "supervision_findings", "监督发现问题", LIKELY, THINGS),
    rule("supervision", RATE, "findings_in_time_rate", "监督问题按期解决率"),
    rule(
        "hotline", COUNT, "window_services", "法律服务窗口(?:共|累计)?服务(?:群众)?", LIKELY, VISITS
    ),
    rule("court", COUNT, "lawsuits", _LAWSUITS, LIKELY, CASES),
    rule("disclosure", COUNT, "disclosures", "主动公开政务信息", LIKELY, THINGS),
    rule("votes", COUNT, "votes", "票决(?:与|和)测评", LIKELY, TIMES),
    rule("votes", RATE, "survey_satisfaction_rate", "测评满意率"),
)
