"""What binds the file 卷宗 together: its cover, its contents, its back cover."""

from __future__ import annotations

from tracker.domain.papers import PaperKind
from tracker.reports.papers.fields import Field, Lines
from tracker.reports.papers.layout import (
    Cell,
    Each,
    Gap,
    Row,
    Table,
    Text,
    fact_row,
    heads,
    numbered,
)
from tracker.reports.papers.paper import Paper

COVER = Paper(
    kind=PaperKind.COVER,
    form=[
        Gap(18),
        Text("{{ 调解组织 }}", "center"),
        Gap(6),
        Text("人民调解卷宗", "cover"),
        Gap(22),
        Table(
            [
                fact_row("卷　　号", "{{ 案号 }}", height=14),
                fact_row("案件类别", "{{ 纠纷类型 }}", height=14),
                fact_row("申请人", "{{ 申请人 }}", height=14),
                fact_row("被申请人", "{{ 被申请人 }}", height=14),
                fact_row("调解员", "{{ 全部调解员 }}", height=14),
                fact_row("调解日期", "{{ 调解起止 }}", height=14),
                fact_row("结案方式", "{{ 结案方式 }}", height=14),
                fact_row("立卷人", "{{ 立卷人 }}", "立卷日期", "{{ 立卷日期 }}", height=14),
                fact_row("保管期限", "{{ 保管期限 }}", height=14),
                fact_row("备　　考", "", height=14),
            ]
        ),
        Gap(14),
        Text("{{ 中心 }}", "center"),
    ],
)
CONTENTS = Paper(
    kind=PaperKind.CONTENTS,
    own=(
        Lines(
            "目录",
            lambda subject: subject.contents,
            (
                Field("名称", lambda part: part.name),
                Field("备注", lambda part: part.remark),
            ),
        ),
    ),
    form=[
        Text("卷内目录", "title"),
        numbered("卷号"),
        Table(
            head=[heads(("序号", 1), ("文件名称", 7), ("页号", 1), ("备注", 3))],
            rows=[
                Each(
                    "目录",
                    [
                        Row(
                            [
                                Cell("{{ 项.序号 }}", 1, center=True),
                                Cell("{{ 项.名称 }}", 7),
                                Cell("", 1, center=True, page_of="{{ 项.序号 }}"),
                                Cell("{{ 项.备注 }}", 3),
                            ]
                        )
                    ],
                ),
            ],
        ),
    ],
)
BACK_COVER = Paper(
    kind=PaperKind.BACK_COVER,
    form=[
        Gap(60),
        Text("卷宗情况说明", "title"),
        Table(
            [
                Row([Cell("本卷页数", 2, label=True), Cell("共　　　页", 10, page_of="end")], 14),
                fact_row("情况说明", "", height=60),
                fact_row("立卷人", "{{ 立卷人 }}", "检查人", "", height=14),
                fact_row("立卷日期", "{{ 立卷日期 }}", "检查日期", "　　年　月　日", height=14),
            ]
        ),
    ],
)
