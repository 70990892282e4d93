"""The common disputes 常见纠纷模板 that every center starts with.

``type_code`` names one of the standard dispute types. What differs from case to case stands
between 【】, and is what the reader fills in.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.vocabulary import Difficulty


@dataclass(frozen=True)
class CommonDispute:
    name: str
    type_code: str
    difficulty: Difficulty
    summary: str
    claims: str


STANDARD_TEMPLATES: tuple[CommonDispute, ...] = (
    CommonDispute(
        "邻里漏水",
        "neighbours",
        Difficulty.SIMPLE,
        "双方系【楼栋】上下层邻居。【月日】起，楼上【房号】卫生间渗水，致楼下天花板、墙面"
        "【受损情况】，双方对渗水原因和赔偿金额意见不一，自行协商未果。",
        "1. 对方于【期限】前修复渗漏处；2. 赔偿装修损失【金额】元。",
    ),
    CommonDispute(
        "相邻通行",
        "neighbours",
        Difficulty.SIMPLE,
        "双方系【村组】邻居，房前【位置】通道历来共同通行。【月日】，一方在通道上【堆放物品/砌墙/"
        "停车】，致另一方出入不便，双方因此发生争执。",
        "对方于【期限】前清除障碍，恢复通道原状，保证正常通行。",
    ),
    CommonDispute(
        "婚姻家庭",
        "family",
        Difficulty.ORDINARY,
        "双方于【年份】登记结婚，育有【子女情况】。近期因【家务/经济/赡养/子女教育】发生矛盾，"
        "经亲属劝解未果，现到本组织请求调解。",
        "1. 【和好/就子女抚养、财产分割达成一致】；2. 【其他事项】。",
    ),
    CommonDispute(
        "拖欠工资",
        "labour_wages",
        Difficulty.ORDINARY,
        "申请人于【起止日期】在被申请人处从事【岗位/工程】，约定报酬【标准】。被申请人尚欠工资"
        "【金额】元，经多次催讨未付，申请人持有【欠条/考勤/工资单】。",
        "被申请人于【期限】前付清拖欠的工资【金额】元。",
    ),
    CommonDispute(
        "交通事故",
        "traffic",
        Difficulty.ORDINARY,
        "【月日时】，一方驾驶【车辆】在【路段】与另一方【车辆/行人】发生碰撞，造成【伤情/车损】。"
        "交警部门认定【责任划分】。双方对赔偿项目和金额协商未果。",
        "对方赔偿医疗费、误工费、车辆维修费等共计【金额】元。",
    ),
    CommonDispute(
        "宅基地",
        "housing",
        Difficulty.COMPLEX,
        "双方系【村组】村民，宅基地相邻。【月日】，一方【建房/翻建/砌围墙】时，另一方认为其超出"
        "【四至界限】约【面积】平方米，双方对权属凭证和界址各执一词。",
        "1. 确认双方宅基地界址；2. 【停止施工/拆除越界部分/补偿金额】。",
    ),
    CommonDispute(
        "合同欠款",
        "contract",
        Difficulty.ORDINARY,
        "双方于【年月日】就【货物/服务/借款】达成【书面/口头】约定，价款【金额】元。一方已履行，"
        "另一方尚欠【金额】元，经催讨以【理由】为由未付。",
        "对方于【期限】前支付欠款【金额】元【及逾期利息】。",
    ),
    CommonDispute(
        "物业费",
        "property_service",
        Difficulty.SIMPLE,
        "业主系【小区房号】住户，自【年月】起未交物业费，共计【金额】元。业主认为物业公司"
        "【服务不到位的情况】，物业公司认为已按合同提供服务，双方协商未果。",
        "1. 业主于【期限】前交纳物业费【金额】元；2. 物业公司于【期限】前整改【事项】。",
    ),
)
