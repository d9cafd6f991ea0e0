"""说明: how to read the workbook, what it was made from, and the rules behind it."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.report.styles import LINE, SECTION
from perfxl.rollup.book.layout import MOST_LINKS, Column, Layout
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.hints import FAR, FEWEST
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sheets.paged import MOST_ROWS

NAME = "说明"


def write(book: Workbook, scene: Scene) -> None:
    """Write the sheet."""
    columns = (Column("", 110, look.NAME), Column("", 2, look.BARE))
    layout = Layout(NAME, "说明", "本工作簿由 perfxl 生成。", columns, landscape=False, filtered=False)
    with book.sheet(layout) as sheet:
        for title, lines in _sections(scene):
            sheet.wide(title, SECTION, 22)
            for line in lines:
                sheet.wide(line, LINE, 16 * (1 + len(line) // 56))


def _sections(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    yield (
        "各表",
        [
            "汇总：一个单位一行。填报数取自表中，重算数由程序按评价标准算出；“合计”随筛选变化。"
            "“未核对”是因缺数、没有计算结果等无法核对或无法判定的处数，逐处见“差异”。",
            "差异：全部差异，影响等级的在前；“结果”列为“不符”的是要处理的，“已说明”的是单位写了处理意见的。",
            "指标：每份填报件的每个指标一行。来源：汇总里每个数取自哪个文件、哪张表、哪一格，怎样算得。",
            "排名与分布：按重算总分排名；图表取自同表的数据。",
            "复查（有上次汇总时）：上次的每条差异现在已改、未改、已说明原因，还是这次未能核对；新增的差异；没有再报的单位。",
            "未处理：无法读取的文件、名册上未报的单位、重复和被替代的报送、需要确认的名称。",
            "勾稽：每一项用两种办法各算一遍，两边必须相等；公式是活的，可以点开看。",
            "横向提示：放在一起比较才看得出的情况，只供参考，不作差错。",
        ],
    )
    yield (
        "怎样认定",
        [
            "同一单位同一年度的同一种表报送多次的，以后一次为准；先后看邮件的收到时间或文件（夹）名中的日期，不看文件日期；"
            "看不出先后的列入“未处理”。",
            "内容完全相同的文件只计一次。单位名称与名册不完全一致的，能唯一对应的按名册计，并列入“未处理”待确认。",
            f"比率偏离：同一标准、同一年度至少 {FEWEST} 个单位时，按中位数和绝对中位差计算偏离度，超过 {FAR} 的列出。",
            "文件以 SHA-256 标识：内容有一个字节不同，标识就不同。",
            f"每张表最多 {MOST_ROWS // 10_000} 万行，超过的接在同名加序号的表里；"
            f"超链接最多 {MOST_LINKS // 10_000} 万个，其余写明位置。",
        ],
    )
    rules = [f"{each.name}（{each.id} {each.version}，金额单位：{each.unit}）" for each in scene.standards.values()]
    yield "评价标准", rules or ["（没有可以核对的填报件）"]
