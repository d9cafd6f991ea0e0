"""The sentences that macros say, by key. They travel on a sheet of the workbook that holds the macros, so that the
macros' source stays ASCII; the names of sheets that macros look for travel with them."""

from __future__ import annotations

from perfxl.writeback.identity import SEPARATOR

SHEET = "perfxl"
"""The sheet they stand on: key in column A, text in column B."""

TEXTS = {
    "title": "绩效自评",
    "list_sheet": "差异清单",
    "summary_sheet": "评分汇总",
    "help_sheet": "填报说明",
    "audit_sheet": "审核",
    "rollup_sheet": "勾稽",
    "results": "审核_结果",
    "fields": "审核_字段",
    "natures": "审核_性质",
    "fail": "不符",
    "error": "必须改",
    "separator": SEPARATOR.strip("\n"),
    "undo": "清除绩效自评标记",
    "pick": "选择放着各单位自评表的文件夹，汇总成一张表",
    "no_workbook": "没有打开的工作簿。请先打开填好的自评表，再点这个按钮。",
    "protected_view": "工作簿在“受保护的视图”里，还不能读。请先点上方黄条里的“启用编辑”，再点这个按钮。",
    "cleaned": "已去掉评分加上的标记和表，填报的内容没有改动。",
    "failed": "没有做完，填报的数没有改动。",
    "no_help": "这个工作簿里没有“填报说明”表；用 perfxl 的空白模板填报才有。",
    "no_answer": "perfxl 没有回应：没有装好，或者被本机的安全策略拦下了。请联系信息科；表里的公式和“审核”表仍可照用。",
    "no_result": "perfxl 没有交回结果，工作簿没有改动。",
    "locked": "有的单元格加不上批注（工作表设了密码保护，或已有对话批注），请看“差异清单”。",
    "offline_form": "本机没有安装 perfxl，这个工作簿里也没有“审核”表，无法核对。请用 perfxl 的空白模板填报。",
    "offline_ok": "本机没有安装 perfxl，已按表内公式重新计算：“审核”表没有不符的项目。",
    "offline_bad": "本机没有安装 perfxl，已按表内公式重新计算，跳到第一处。“审核”表不符的项目数：",
}
