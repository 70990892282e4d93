"""Papers with which a case begins: application, acceptance register, notice of rights."""

from __future__ import annotations

from tracker.domain.papers import PaperKind
from tracker.domain.problems import N_
from tracker.reports.papers.layout import (
    Cell,
    Each,
    Row,
    Seal,
    Signature,
    Table,
    Text,
    When,
    fact_row,
    heads,
    numbered,
    seal_row,
    written,
)
from tracker.reports.papers.paper import Paper

RIGHTS = (
    "选择或者接受人民调解员；",
    "接受调解、拒绝调解或者要求终止调解；",
    "要求调解公开进行或者不公开进行；",
    "自主表达意愿、自愿达成调解协议。",
)
DUTIES = (
    "如实陈述纠纷事实；",
    "遵守调解现场秩序，尊重人民调解员；",
    "尊重对方当事人行使权利。",
)
FURTHER = (
    "人民调解委员会调解民间纠纷，不收取任何费用。",
    "经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。",
    "达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内"
    "共同向人民法院申请司法确认。",
    "调解不成的，当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。",
)

APPLICATION = Paper(
    kind=PaperKind.APPLICATION,
    form=[
        Text("人民调解申请书", "title"),
        Each("当事人", [Text("{{ 项.基本情况 }}", "line")]),
        Text("纠纷简要情况：", "heading"),
        written("简要情况", 40),
        Text("当事人申请事项：", "heading"),
        written("申请事项"),
        When("诉求金额", [Text("诉求金额：{{ 诉求金额及大写 }}。")]),
        Text("人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"),
        Signature("申请人（签名、盖章或按指印）"),
        Text("{{ 登记日期 }}", "day"),
    ],
)
REGISTER = Paper(
    kind=PaperKind.REGISTER,
    of=lambda case: (None,) if case.accepted_on or case.declined_reason else (),
    lacks=N_("The case is neither accepted nor declined yet."),
    form=[
        Text("人民调解受理登记表", "title"),
        numbered(),
        Table(
            rows=[
                fact_row("登记日期", "{{ 登记日期 }}", "受理日期", "{{ 受理日期 }}"),
                fact_row("案件来源", "{{ 案件来源 }}", "纠纷类型", "{{ 纠纷类型 }}"),
                fact_row("难易程度", "{{ 难易程度 }}", "村(社区)", "{{ 村社区 }}"),
                heads(("身份", 2), ("姓名(名称)", 3), ("证件号码", 4), ("联系电话", 3)),
                Each(
                    "当事人",
                    [
                        Row(
                            [
                                Cell("{{ 项.身份 }}", 2, center=True),
                                Cell("{{ 项.姓名 }}", 3, center=True),
                                Cell("{{ 项.证件号码 }}", 4, center=True),
                                Cell("{{ 项.联系电话 }}", 3, center=True),
                            ]
                        ),
                        fact_row("住址", "{{ 项.住址 }}"),
                    ],
                ),
                fact_row("纠纷简要情况", "{{ 简要情况 }}", height=32),
                fact_row("申请事项", "{{ 申请事项 }}", height=16),
                fact_row("诉求金额", "{{ 诉求金额及大写 }}"),
                fact_row("处理意见", "{{ 受理意见 }}", height=14),
                fact_row("备注", "{{ 备注 }}"),
            ],
            ending=[
                fact_row("当事人签名", "", "登记人签名", "", height=16),
                seal_row("{{ 调解组织 }}", "{{ 受理日期 or 登记日期 }}"),
            ],
        ),
    ],
)
NOTICE = Paper(
    kind=PaperKind.NOTICE,
    form=[
        Text("人民调解权利义务告知书", "title"),
        numbered(),
        Text("{{ 当事人姓名 }}：", "line"),
        Text("根据《中华人民共和国人民调解法》的规定，现将人民调解的有关事项告知如下："),
        Text("一、当事人在人民调解活动中享有下列权利（第二十三条）：", "heading"),
        *(Text(f"（{place}）{right}") for place, right in zip("一二三四", RIGHTS, strict=True)),
        Text("二、当事人在人民调解活动中履行下列义务（第二十四条）：", "heading"),
        *(Text(f"（{place}）{duty}") for place, duty in zip("一二三", DUTIES, strict=True)),
        Text("三、其他事项：", "heading"),
        *(Text(f"（{place}）{line}") for place, line in zip("一二三四", FURTHER, strict=True)),
        Text("以上内容本人已知悉并理解，自愿接受人民调解。", "line"),
        Each("当事人", [Signature("{{ 项.身份 }}　{{ 项.姓名 }}（签名、盖章或按指印）")]),
        Signature("告知人（人民调解员签名）"),
        Seal("{{ 调解组织 }}", "{{ 受理日期 or 登记日期 }}"),
    ],
)
