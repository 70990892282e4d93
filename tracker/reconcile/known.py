"""Words that surely speak of all the cases of a place and of no part of them.

A kind of dispute, an office, a way of receiving may have any name; what speaks of the whole is said
in few words. A figure with any other word in its clause is offered to a person, not judged.
"""

from __future__ import annotations

import re

from tracker.reconcile.parts import HOUSE, is_subject

_LEVELS = "镇|乡|街道|区|县|市|旗|域|辖区"
_WHOSE = """
    辖区内 镇村 两级 三级 村居 中心 人民调解委员会 调解委员会 人民调解组织 调解组织
    调委会 人民调解员 调解员 常驻 人民调解 法院 人民法院 当事人 双方 群众 各级 各类 各种
    各 所有 广大 全体 镇域 镇域内 部门一起 辖区
"""
"""Who did it, where that is everybody."""
_WHAT = """
    矛盾 纠纷 案件 案 民间 新发 新发生 社会 总量 总数 总计 件数 数 数量 量 协议 协议书
    调解协议 金额 总金额 总 标的 标的额 额 资金 款项 人民币 人数 率 度 成功率 履行率
    满意率 满意度 回访率 天数 时长 中位数 诉求 诉求类 请求 申请 主张 范围 登记表 在册 以上 信访
    事项 其他 原因 情况 汇总 口径 采用 工作人员 工作总结 工作报告 工作情况
"""
"""What was done with, and what is told of it."""
_DONE = """
    受理 接收 新收 收案 接案 登记 化解 调解 调处 疏导 排查 摸排 发现 发生 成功 办结 结案 审结 办理
    完结 处理 处置 解决 履行 兑现 到位 司法确认 确认 终结 达成 调成 结转 转入 下年 次年
    应办 未结 超期未结 逾期未结 在办 在调 进行 完成 开展 审查 收到 终止 出 不予 失败 不成 不成功
    未能 未 超期未 逾期未 涉及 涉案 涉 回访 满意 请 含 由 经 通过 获得 被 因 不属 属 调撤
"""
_HOW = """
    成功 妥善 有效 及时 依法 圆满 顺利 切实 高效 快速 先后 自动 自觉 主动 按期 全部 已经
    另 另有 剩余 余下 仅 仅为 足有 逼近 上下 年度内
    已 均 都 共 共计 累计 合计 总共 总计 其中 其余 包括 尚 尚有 仍 仍有 还 还有 现 现有
    有 正在 得到 实际 新增 新 上年 上期 去年 期初 期末 期内 年底 年末 年初 当年 本年
    本期 当期 全年 当月 年度 年 度 底 末 以来 截至 方面 领域 同期 前年 上一年 往年
"""
_MOVED = """
    同比 环比 相比 较 比 与 增长
    上升 上涨 下跌 下降 减少 增加 提高 提升 攀升 跃升 压降 压减 压缩 降低 回落 下滑
    缩短 增至 降至 升至 多 少 升 降 增 减 幅度 达 达到 高达 为 是 至 到 从 保持 稳定 维持
    始终 一直 连续 分别 平均 实现 约 近 超 超过 近乎 突破 在 占 比例 约为 的 了 和 及
    以及 并 且 后 中 之间 之 里 我 应 加上 统计 据 把 对 则 也 又 再 于 高 低 相较
    前一年 出 人 名 件 起 宗 其
"""
_OF_HEADINGS = """
    总体 基本 主要 情况 概况 结构 分析 比较 对比 汇总 数据 统计 指标 工作 成效 做法 结果 数值 单位
    分子 分母 备注 类型 来源 总体情况 一览 表 图 年度 报告 总结 详见
"""
"""What lines above others are called by that only say that something follows."""
_WORDS = sorted(
    {*_WHOSE.split(), *_WHAT.split(), *_DONE.split(), *_HOW.split(), *_MOVED.split()},
    key=len,
    reverse=True,
)
_KNOWN = re.compile(
    rf"(?:[一-鿿]{{0,4}}?(?:[镇乡]|街道))?{HOUSE}|街道(?=共|累计|全年)|[全本我](?:{_LEVELS})"
    rf"|{'|'.join(_WORDS)}"
)
_WORD = re.compile("[一-鿿A-Za-z□]")
_NUMBERED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]")
_HEADING = re.compile("|".join(sorted(_OF_HEADINGS.split(), key=len, reverse=True)))
_BODY = re.compile(
    "[一-鿿]{1,10}(?:室|站|所|队|协会|联合会|促进会|局|院|中心|办事处|机关|合作社|公司|集团"
    "|纪委|政法委|街道办|(?<!家)庭)"
)
_WHOLE = re.compile(f"[全本我](?:{_LEVELS})|(?:各级|各(?![类种]))[一-鿿]{{0,6}}组织")


def all_known(words: str) -> bool:
    """Of folded words without days and names."""
    return not _WORD.search(_KNOWN.sub("", words))


def below_headings(words: str) -> str:
    """What stands below lines that only say what follows (一、总体情况)."""
    *above, own = words.split("\n")
    return "\n".join([*(one for one in above if not _is_heading(one)), own])


def _is_heading(line: str) -> bool:
    return not _WORD.search(_KNOWN.sub("", _HEADING.sub("", _NUMBERED.sub("", line, count=1))))


def names_a_body(clause: str) -> bool:
    """Whether a clause begins with an office or a body that is not known as the whole's."""
    found = _BODY.match(clause.lstrip(" \n，；：、（）"))
    return found is not None and not all_known(found[0]) and is_subject(clause)


def is_unknown_subject(clause: str) -> bool:
    """Whether a clause without a number may say whose numbers follow, in words not known."""
    return is_subject(clause) and not all_known(clause)


def names_the_whole(words: str) -> bool:
    return _WHOLE.search(words) is not None
