"""Which cases words speak of: all of the place's, or a part of them.

A part may be named by a type of dispute, a source, an organisation, another institution; such
words hold for what follows. Others (当场, 书面, 平均) say how, and hold for the next number alone.
"""

from __future__ import annotations

import re
from enum import Enum

from tracker.domain.dispute_types import STANDARD_TYPES

_OFFICIAL = [name.removesuffix("纠纷") for _code, name, _parent in STANDARD_TYPES]
_USUAL = (
    "婚姻 家庭 婚恋 情感 劳动 劳资 欠薪 讨薪 工资 土地 山林 水利 征地 拆迁 征迁 交通 医患 债务 借贷"
    " 经济 赡养 抚养 继承 商事 房屋 房产 宅基地 相邻 噪声 消费 物业 装修 租赁 工伤 校园 海事 治安"
    " 民商事 涉诉 涉法 信访"
)
_TYPES = "|".join(sorted({*_OFFICIAL, *_USUAL.split()} - {"其他"}, key=len, reverse=True))
_CASE = "(?:纠纷|争议|案件|矛盾|问题|件)"
_OFFICES = (
    "法院|法庭|检察|公安|派出所|交警|人社|劳动监察|市场监管|住建|自然资源|卫健|民政局|信访局"
    "|信访部门|综合执法|综合行政执法|仲裁|行政复议|行政争议|妇联|工会|商会|团委|残联|教育局"
)
_DONE = "化解|调解|调处|受理|办结"
_PERSONS = (
    "书记|主任|[镇乡]长|所长|会长|[队站]长|支书|村干部|镇干部|机关干部|党员|民警|法官|人大代表|委员(?!会)"
    "|老人|能人|同志|军人|主席|大[姐妈爷]|先进个人"
)
"""Who did what is told, where it stands before what was done."""
_PLACED = "(?:村|社区|企业|行业|校|院|[一-鿿]{2}纠纷)"
HOUSE = r"(?:社会(?:矛盾(?:纠纷)?)?(?:综合)?(?:治理|调处化解)|矛调|综治)(?:服务)?中心"

_CAMPAIGN = (
    "专项(?:行动|整治|活动|排查|治理)|攻坚|集中(?:排查|化解|攻坚|调处|整治)"
    "|大排查|大走访|排查月|化解月"
)

LASTING = (
    rf"(?:村|社区)(?:〔社区〕)?级?{HOUSE}",
    rf"(?:{_TYPES})[^，。；：\d]{{0,4}}(?:纠纷|争议|案件|类)|(?:{_TYPES})类?[ ]?(?=\d)",
    rf"(?:{_TYPES})(?:事故)?(?:领域|方面)?(?:成功)?(?:调解|化解|调处)(?!员|室|委|站|组织|中心|工作)",
    "(?<!各)(?<!各个)领域[^，。；\\d]{0,6}(?:纠纷|矛盾|化解|调解|受理|调处|案件)",
    r"涉(?:企|农|校|侨|外|军|众|疫|诉|法|访|黑|未|铁|旅|林|水|土|毒|电)(?!及)",
    rf"(?:疑难|复杂|重大|重点|简易|一般|突出|群体性|突发|历史遗留|跨[区镇县市省界][域]?)[^，。；\d]{{0,4}}{_CASE}",
    "[两三四五六七八九十几]大?类(?:突出|主要|重点|传统)?(?:矛盾)?纠纷",
    rf"(?<![每无有何])(?:一|1)[起件宗桩例](?!{_DONE})[^，。；\d]{{0,16}}(?:纠纷|案件|矛盾)",
    "单个|个案|[该此]案|这[起件]|典型案例",
    "(?:上年|上期|去年|往年|历年|期初|年初)度?(?:结转|未结|遗留)的?(?:纠纷|案件|矛盾)[^，。；\\d]{0,4}"
    f"(?:{_DONE})",
    f"(?:往年|去年|上年|以前年度|(?:19|20)\\d\\d年)受理的[^，。；\\d]{{0,8}}[^，。；]{{0,7}}(?:{_DONE})",
    f"(?:在办|存量|积压)的?(?:纠纷|案件|矛盾)[^，。；\\d]{{0,3}}(?:{_DONE})",
    rf"常驻(?:人民)?调解员[^，。；\d]{{0,6}}(?:{_DONE})",
    "老大难|疑难杂症|邻[镇乡县区]|周边(?:乡镇|镇街)|历史遗留|骨头案",
    f"(?:{_OFFICES})",
    r"(?:部门|热线|平台|网格|110|12345)[^，。；\d]{0,6}(?:委派|委托|移送|移交|转办|转来|交办|分流|流转|推送)",
    "委派|委托(?!代理)|移送|移交|诉前|诉中|诉源|警调|访调|检调|诉调|上报|交办|督办|挂牌|包案|分流",
    "主动(?:调解|排查|发现|介入)|(?:当事人|群众)?依?申请(?:受理|调解)",
    "行政(?:争议|纠纷)|行政调解|司法调解|仲裁调解|律师调解|行业调解|商事调解|公益调解|专业调解|行专调解",
    rf"{_PLACED}(?:级)?(?:人民)?(?:调委会|调解委员会)|行业性|专业性|行专",
    "司法所|我所|本所|全所|工作室|调解室|工作站|调解站|村级|村居|村〔|各村|镇级|县级|市级|区级|省级|两所|一村一",
    "(?<![镇乡农驻进各入下城到])[一-鿿]村(?!居|社|级|民|庄|镇|规|两|里)|(?<!进)[一-鿿]社区(?!矫正|戒毒)",
    r"(?<!会)(?<!治理)(?<!矛调)(?<!综治)(?:[一-鿿]{2,6})(?:调解|服务|法律)中心",
    rf"(?:{_PERSONS})[^，。；\d]{{0,8}}?(?:{_DONE}|牵头|包案)",
    "网格员?|企业|律师|法律顾问|志愿者|乡贤|五老|老兵|老娘舅|两代表一委员|专家库?|楼栋长|平安员",
    r"调解员(?!共|全|累|年|们|积|深|开|成|化|调|队|人|及|、|，|等|均|参|进|[ \n\d])[一-鿿]{2,4}?"
    "(?:同志)?(?:一年|全年|年|共|累计|成功|化解|调解|调处)",
    "(?:通过|依托|借助)(?:\\d{5}|[^，。；\\d]){0,14}(?:码|平台|小程序|系统|热线|渠道)|解纷码|码上",
    _CAMPAIGN,
    r"[一-鿿]某(?![些一个])",
    "[“‘](?!一)[^”’，。；]{2,10}[”’](?:成功|共|全年|累计|已)*(?:调解|化解|受理|调处)",
    r"(?:对|将|针对|就)(?:[^，。；、\d]{0,8}的)?[ \n]*$",
    "全省|全国|我省|全球|全系统",
)
PASSING = (
    "当场|就地|就近|口头|书面|线上|在线|网上|远程|视频|云上|联合|一次性|当日|当天|最大|最高|最低|单笔|单案",
    "积案|重复件",
    "平均|人均|件均|户均|日均|月均|年均|每(?!百件)|万人",
    "参与|协助|帮助|助力|配合|指导|协调|督促|首次|初次|按期|按时|按需|提前|属地|上门|夜间|巡回|预防|防止|避免|劝返",
    "自行和解|释法说理|转办(?!理)|息诉|撤诉|诉讼|小额|大额|跟踪",
)
AMONG = "其中|当中"
WHOLE = (
    "镇[、和]?村(?:〔社区〕)?(?:两级)?(?:人民)?调解组织",
    "全镇|全街道|全乡|全区|全县|全市|全旗|全域|本镇|本乡|本街道|我镇|我乡|我街道|我县|我市|我区|本县|本区|本市",
    "辖区|(?<![一-鿿])(?:合计|总计|共计|总共|总数|累计共)",
    r"(?:各级|各|全[镇县区市乡]|两级|所有|广大)[^，。；、\d村社企行镇街]{0,4}(?:人民)?(?:调委会|调解委员会|调解组织)",
)
_RESETS = "|".join(WHOLE)
_MARKS = re.compile(
    f"(?P<whole>{_RESETS})|(?P<house>{HOUSE})|(?P<among>{AMONG})|(?P<lasting>{'|'.join(LASTING)})"
    f"|(?P<passing>{'|'.join(PASSING)})"
)
_HARMLESS = re.compile(
    r"(?:经|向|由)[一-鿿]{0,6}(?:法院|法庭)[一-鿿]{0,6}(?:司法)?确认|(?:法院|法庭)司法确认"
    r"|当事人申请(?!受理|调解)|重大(?:风险|隐患|舆情|活动|事故|安全|决策)"
)
"""Words that name an office and still speak of all the cases."""
_NO_SUBJECT = re.compile(
    r"[ \n]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.]|[一二三四五]是)?[ ]*(?:在[^，。；]{0,10}?)?"
    "(?:加强|强化|深化|推动|推进|建立|健全|完善|落实|坚持|整合|构建|打造|创新|探索|持续|扎实|全面|不断|着力|紧扣"
    "|联合|会同|积极|充分|深入|严格|大力|切实|有效|进一步|认真|组织|实行|实施|推行|选聘|聘请|吸纳|引入|入驻|设立"
    "|成立|建成|配齐|规范|优化|提升|延伸|畅通|压实|突出|做实|做优|做好|抓实|抓好|夯实|筑牢|注重|常态|定期|及时"
    "|按照|根据|贯彻|与|和|把|将|让|使|防范|为|实现|形成|搭建|组建|吸收|协同|统筹|用好|用活|培育|开展|制定|出台"
    "|印发|邀请|引导|推广|践行|弘扬|发挥)"
    "|[^，。；]*(?:以[^，。；]{1,20}为主|主要(?:集中|表现|涉及))"
)
"""A clause that begins so says what was done, not whose cases are spoken of."""


class Extent(Enum):
    """Of which cases a passage speaks."""

    WHOLE = "whole"
    PART = "part"
    AMONG = "among"


def extent_of(words: str, before: Extent) -> tuple[Extent, bool]:
    """Of the cases told of behind ``words``, when before them it was ``before``; and whether the
    next number alone is one of a part.
    """
    now, passing, lasting = before, False, False
    for found in _MARKS.finditer(_HARMLESS.sub(_covered, words)):
        if found.lastgroup == "whole" or (found.lastgroup == "house" and not lasting):
            now, passing = Extent.WHOLE, False
        elif found.lastgroup == "among":
            now = Extent.AMONG if now is Extent.WHOLE else now
        elif found.lastgroup == "lasting":
            now, lasting = Extent.PART, True
        elif found.lastgroup == "passing":
            passing = True
    return now, passing


def is_subject(clause: str) -> bool:
    """Whether a clause without a number may say whose the numbers behind it are."""
    return not _NO_SUBJECT.match(clause) or re.search(_CAMPAIGN, clause) is not None


def _covered(found: re.Match[str]) -> str:
    return "□" * len(found[0])
