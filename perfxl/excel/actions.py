"""The six actions of the ribbon: what each is called, what it says of itself, its macro and its icon."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """An action. `id` is what macros and Python call it; `icon` is an Office icon (imageMso) that Excel 2007 and later
    has; `label` and `tip` are for the person."""

    id: str
    label: str
    tip: str
    icon: str
    large: bool = True

    @property
    def macro(self) -> str:
        """The macro that does it, for who has no ribbon."""
        return f"Perfxl_{self.id.capitalize()}"


ACTIONS = (
    Action("check", "校验", "重算并核对，只报告结果、跳到最要紧的一处，不往工作簿里写任何东西。", "DataValidation"),
    Action("score", "评分", "重算并评分：有差异的单元格加底色和批注，另加“差异清单”“评分汇总”两张表。", "CalculateNow"),
    Action(
        "summary",
        "汇总",
        "自评表里：打开“评分汇总”，还没有评过分的先评分。没有打开自评表时：选一个文件夹，把收回的自评表汇总成一张表。",
        "AutoSum",
    ),
    Action("clean", "清除标记", "去掉评分加上的底色、批注和两张表，填报的内容不动。", "ReviewDeleteComment"),
    Action(
        "export",
        "导出上报",
        "必须改的都处理了，就去掉标记，另存一份按单位、年度、表名命名的文件。",
        "FileSendAsAttachment",
    ),
    Action("help", "填报说明", "打开“填报说明”：怎样填，核对哪些关系。", "Help"),
)

GROUPS = (("自评", ACTIONS[:3]), ("上报", ACTIONS[3:]))
"""The groups of the ribbon tab."""
