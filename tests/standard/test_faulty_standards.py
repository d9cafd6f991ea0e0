"""A faulty standard is refused with its line and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.errors import StandardError
from perfxl.standard.build import build
from perfxl.standard.document import MOST_BYTES
from perfxl.standard.faults import Faulty
from perfxl.standard.loader import load
from tests.standard.small import SMALL, changed, write


class Planted:
    """One fault: a text of the small standard and what replaces it, the line blamed, and what is said of it.

    The line is that of `blamed`, a piece of the faulty text; where it is not given, that of the replaced text."""

    def __init__(self, old: str, new: str, zh: str, en: str, blamed: str | None = None) -> None:
        self.old, self.new, self.zh, self.en = old, new, zh, en
        self.blamed = blamed

    @property
    def text(self) -> str:
        assert SMALL.count(self.old) == 1, f"not once in the small standard: {self.old}"
        return SMALL.replace(self.old, self.new)

    @property
    def line(self) -> int:
        before = SMALL.index(self.old) if self.blamed is None else self.text.index(self.blamed)
        return self.text[:before].count("\n") + 1


GROUP = '{ key = "车", label = "1、车", group = "各项" }'
HEAD = {
    "an id that is no slug": Planted('"small-2020"', '"小表 2020"', "不能作标识", "is no id"),
    "a key that nobody knows": Planted(
        'version = "1"', 'versoin = "1"', "不认识的项“versoin”", "unknown key “versoin”"
    ),
    "a missing key": Planted('region = "某县"\n', "", "缺少“region”", "“region” is missing", "id = "),
    "a year that is no number": Planted("year = 2020\nunit", 'year = "2020"\nunit', "应当是整数", "a whole number"),
    "a truth value for a year": Planted("year = 2020\nunit", "year = true\nunit", "应当是整数", "a whole number"),
    "a year long ago": Planted("year = 2020\nunit", "year = 202\nunit", "1990 到 2200 之间", "from 1990 to 2200"),
    "an unknown unit of money": Planted('unit = "万元"', 'unit = "亿元"', "只能是：万元、元", "only one of"),
    "a source that is no table": Planted(
        '[{ text = "自拟", verified = true }]', '["自拟"]', "应当是一组表", "a list of tables", "sources"
    ),
    "a text with a line break in it": Planted('name = "小表"', 'name = "小\\n表"', "有换行", "line ends"),
    "a missing section": Planted(
        '[[grade]]\nname = "好"\nfrom = 60\nto = 100\n\n[[grade]]\nname = "差"\nfrom = 0\nbelow = 60\n',
        "",
        "缺少“grade”一节",
        "the section “grade” is missing",
        "id = ",
    ),
    "a sheet too few": Planted(
        '[sheets.self]\nname = "附件2"\nannex = "附件2"\ntitle = "{年}年自评表"\n',
        "",
        "“sheet”不能是“self”，只能是：base",
        "only one of: base",
        'sheet = "self"',
    ),
    "a sheet name that Excel refuses": Planted('name = "附件2"', 'name = "附件[2]"', "不能作工作表名", "sheet's name"),
}
FORM = {
    "a bad kind of column": Planted(
        'header = "{年}年预算数", kind = "amount"', 'header = "{年}年预算数", kind = "money"', "“money”", "cannot be"
    ),
    "a bad kind of label": Planted(
        'label = "单位：", kind = "text"', 'label = "单位：", kind = "rat"', "“rat”", "only one"
    ),
    "a bad layout": Planted('layout = "label"', 'layout = "list"', "只能是：grid、label", "grid, label"),
    "two columns of one key": Planted(
        '{ key = "决算", header', '{ key = "预算", header', "两列同名“预算”：第 33 行已有", "line 33 has it"
    ),
    "two rows of one key": Planted('{ key = "会", label', '{ key = "车", label', "两行同名“车”", "two rows named"),
    "two fields of one name": Planted(
        '{ key = "单位", label',
        '{ key = "车_预算", label',
        "两个字段同名“车_预算”",
        "two fields named",
        '{ key = "车", label',
    ),
    "a range with a field's name": Planted('details = "会明细"', 'details = "车"', "同名“车_预算”", "two fields named"),
    "a field with the total's name": Planted(
        '{ key = "单位", label', '{ key = "总分_分值", label', "已留作总分", "kept for the total"
    ),
    "a name with a space": Planted('{ key = "单位", label', '{ key = "单 位", label', "不能有空格", "cannot be a name"),
    "a name that is a cell": Planted(
        '{ key = "单位", label', '{ key = "AB12", label', "像单元格地址", "a cell address"
    ),
    "a name that is a row and column": Planted(
        '{ key = "单位", label', '{ key = "R1C1", label', "像单元格地址", "a cell address"
    ),
    "a name that starts with a digit": Planted(
        '{ key = "单位", label', '{ key = "1单位", label', "不能以数字或点开头", "cannot start with a digit"
    ),
    "a name with brackets": Planted('{ key = "单位", label', '{ key = "单位（全称）", label', "不能有“（”", "“（”"),
    "no name at all": Planted('{ key = "单位", label', '{ key = "", label', "名称是空的", "the name is empty"),
    "two blocks of one id": Planted('id = "支出"', 'id = "表头"', "两个块同名“表头”", "two blocks of the id"),
    "a misspelt key written with an escape": Planted(
        '{ key = "单位", label',
        '{ key = "单位", "n\\u0061me" = "", label',
        "不认识的项“name”",
        "unknown key",
    ),
    "columns where labels are": Planted(
        'layout = "label"\n', 'layout = "label"\ncolumns = []\n', "label 块没有列", "has no columns", "columns = []"
    ),
    "a misspelt key in a row": Planted(GROUP, GROUP.replace("group", "gruop"), "不认识的项“gruop”", "unknown key"),
    "decimals that are no number": Planted(GROUP, GROUP.replace("group", "decimals"), "应当是整数", "a whole number"),
    "an alias that is no text": Planted(
        GROUP, GROUP.replace('group = "各项"', "aliases = [1]"), "都是文字", "texts only"
    ),
    "required that names no column": Planted(
        GROUP, GROUP.replace('group = "各项"', 'required = ["去年"]'), "没有“去年”这一列", "no column “去年”"
    ),
    "required that is no truth value": Planted(
        GROUP, GROUP.replace('group = "各项"', 'required = "是"'), "true 或 false", "true or false"
    ),
    "too many spare rows": Planted(
        'label = "支出情况"', 'label = "支出情况"\nspare_rows = 100000', "0 到 1000 之间", "from 0 to", "spare_rows"
    ),
}
FORMULAS = {
    "an unknown function": Planted(
        '"=车_{列}+会_{列}" }', '"=XLOOKUP(车_{列})" }', "不支持函数 XLOOKUP", "XLOOKUP", '"=XLOOKUP'
    ),
    "a formula that is none": Planted(
        '"=车_{列}+会_{列}" }', '"=车_{列}+(会_{列}" }', "不合语法", "not a formula", "+("
    ),
    "an unknown name": Planted(
        'formula = "=车_决算/车_预算"', 'formula = "=车_决算/船_预算"', "“船_预算”没有定义", "“船_预算” in"
    ),
    "a cell instead of a name": Planted(
        'formula = "=车_决算/车_预算"', 'formula = "=车_决算/B2"', "不能用单元格 B2", "names, not cells"
    ),
    "a column of the table in a rate": Planted(
        'formula = "=车_决算/车_预算"', 'formula = "=SUM([得分])"', "不能用指标表的列", "cannot be used here"
    ),
    "an unknown column": Planted(
        'score = "=SUM([得分])"', 'score = "=SUM([自评分])"', "“[自评分]”没有定义", "“[自评分]” in", "total = "
    ),
    "an unknown column of this row": Planted(
        "'=IFERROR(VALUE([二级]),0)'",
        "'=IFERROR(VALUE([@三级]),0)'",
        "“[@三级]”没有定义",
        "is not defined",
        '"二级分值" =',
    ),
    "fields computed in a circle": Planted(
        GROUP,
        GROUP.replace('group = "各项"', 'formula = "=合计_{列}-会_{列}"'),
        "公式循环引用：",
        "in a circle",
        '{ key = "合计", label',
    ),
    "a sum of a group that has the sum in it": Planted(
        '"=车_{列}+会_{列}" }',
        '"=SUM(各项_{列})", group = "各项" }',
        "合计_预算→合计_预算",
        "in a circle",
        'formula = "=SUM(各项',
    ),
    "derived columns in a circle": Planted(
        "'=IFERROR(VALUE([二级]),0)'", "'=[@二级分值]+1'", "二级分值→二级分值", "in a circle", '"二级分值" ='
    ),
    "a place without a value": Planted(
        '"=车_{列}+会_{列}" }', '"=车_{栏}+会_{列}" }', "“{栏}”代表什么没有给出", "nothing is given for “{栏}”", "{栏}"
    ),
    "a formula longer than Excel's": Planted(
        'formula = "=车_决算/车_预算"', f'formula = "=车_决算{"+1" * 5000}"', "8192", "8192", 'formula = "=车_决算+1'
    ),
}
MARKING = {
    "level-1 weights that do not add up": Planted(
        "weight = 100, score",
        "weight = 90, score",
        "一级指标分值合计 100，不等于总分 90",
        "come to 100",
        "[[indicator]]",
    ),
    "level-2 weights that do not add up": Planted(
        '"质量", weight = 20',
        '"质量", weight = 15',
        "“产出”的二级指标分值合计 55，不等于 60",
        "come to 55",
        "weight = 60",
    ),
    "a weight of nothing": Planted('"质量", weight = 20', '"质量", weight = 0', "应当大于 0", "above 0", "groups = ["),
    "a weight that is no number": Planted("weight = 60", 'weight = "六十"', "不是可用的数字：六十", "no usable number"),
    "a weight without end": Planted("weight = 60", "weight = 1e400", "不是可用的数字", "no usable number"),
    "a weight that is no number at all": Planted("weight = 60", "weight = nan", "不是可用的数字", "no usable number"),
    "two columns of one kind": Planted('kind = "target"', 'kind = "level2"', "已有一列是“level2”", "another column"),
    "two table columns of one key": Planted('{ key = "目标"', '{ key = "二级"', "两列同名“二级”", "two columns named"),
    "a table without scores": Planted(
        '  { key = "得分", header = "自评得分", kind = "score" },\n',
        "",
        "缺少“score”",
        "“score”",
        'columns = [\n  { key = "一级"',
    ),
    "a table column with brackets": Planted('{ key = "目标"', '{ key = "[目标]"', "不能作列名", "cannot name a column"),
    "a table column of a kept name": Planted('{ key = "目标"', '{ key = "分值"', "留用的列名", "kept for another use"),
    "a derived column of a written one's name": Planted(
        "\"二级分值\" = '=IFERROR(VALUE([二级]),0)'", "\"二级\" = '=1'", "两列同名“二级”", "two columns named"
    ),
    "an unknown kind of rule": Planted(
        '[[indicator]]\nlevel1 = "产出"',
        '[[rule]]\nname = "按人"\nkind = "by_hand"\n\n[[indicator]]\nlevel1 = "产出"',
        "“kind”不能是“by_hand”",
        "cannot be “by_hand”",
        'kind = "by_hand"',
    ),
    "a rule that is not there": Planted(
        'label = "指标"\n', 'label = "指标"\nrule = "按人"\n', "没有名为“按人”的评分规则", "no rule", 'rule = "按人"'
    ),
    "overlapping grade bands": Planted("below = 60", "below = 61", "等级分段重叠：“差”与“好”", "overlap", "from = 60"),
    "grade bands that share their end": Planted("below = 60", "to = 60", "等级分段重叠", "overlap", "from = 60"),
    "a gap between grade bands": Planted("from = 60", "from = 61", "等级分段有空档：“差”与“好”之间", "a gap"),
    "a gap at the bottom": Planted("from = 0\n", "from = 1\n", "等级分段有空档：0 到 1", "a gap"),
    "a gap at the top": Planted("to = 100", "to = 99", "等级分段有空档：99 到 100", "a gap"),
    "a gap for the full mark": Planted("to = 100", "below = 100", "等级分段有空档：100 到 100", "a gap"),
    "a band upside down": Planted("below = 60", "below = 0", "下限 0 不小于上限 0", "ends at 0"),
    "a band without an end": Planted("to = 100\n", "", "只写一个", "one of them", '[[grade]]\nname = "好"'),
}
RULES = {
    "an unknown check": Planted(
        "[check.total-sum]", "[check.total-sums]", "没有名为“total-sums”的检查", "no check has the id"
    ),
    "a check at no field": Planted(
        'at = "车_决算"', 'at = "船_决算"', "没有字段“船_决算”", "no field is named “船_决算”"
    ),
    "a check in a column there is not": Planted(
        'each = ["预算", "决算"]', 'each = ["预算", "概算"]', "没有字段“合计_概算”", "no field", 'at = "合计_{列}"'
    ),
    "each without a place for it": Planted(
        'at = "合计_{列}"', 'at = "合计_决算"', "at 里要有“{列}”", "at needs “{列}”"
    ),
    "a check without a condition": Planted(
        'holds = "=总分_自评得分=SUM([得分])"\n', "", "缺少“holds”", "“holds” is missing", "[check.total-sum]"
    ),
    "a field for a check of the table": Planted(
        "[check.total-sum]\n",
        '[check.total-sum]\nat = "车_决算"\n',
        "不认识的项“at”",
        "unknown key",
        'at = "车_决算"\nholds = "=总分',
    ),
    "a condition for a check in code": Planted(
        "[check.total-sum]", "[check.required-blank]", "不认识的项“holds”", "unknown key", 'holds = "=总分'
    ),
    "an unknown severity": Planted(
        "[check.total-sum]\n", '[check.total-sum]\nseverity = "fatal"\n', "“fatal”", "cannot be", "severity ="
    ),
    "a limit that nothing uses": Planted(
        '"上限" = 1.05 }', '"上限" = 1.05, "中限" = 1 }', "界限“中限”没有用在公式里", "no formula uses", "limits ="
    ),
    "a limit taken out of the formula": Planted(
        ">={下限}", ">=0.95", "界限“下限”没有用在公式里", "no formula uses", "limits ="
    ),
    "a limit that the sentence needs": Planted(
        '>={下限},车_决算/车_预算<={上限})"\nlimits = { "下限" = "95%", "上限" = 1.05 }',
        '>=95%,车_决算/车_预算<={上限})"\nlimits = { "上限" = 1.05 }',
        "limits 里缺少“下限”",
        "limits lacks “下限”",
        "[check.procurement-execution]",
    ),
    "a limit that is not given": Planted(
        '"下限" = "95%", ', "", "“{下限}”代表什么没有给出", "nothing is given for", 'holds = "=AND('
    ),
    "a limit that is no number": Planted('"95%"', '"大半"', "不是可用的数字：大半", "no usable number"),
    "two rates of one id": Planted(
        "[check.vehicles-sum]",
        '[[rate]]\nid = "car"\nlabel = "又"\nformula = "=1"\nbasis = ""\n\n[check.vehicles-sum]',
        "两个比率同名“car”",
        "two rates",
        'id = "car"\nlabel = "又"',
    ),
    "a rate stated in no field": Planted(
        'reported = "车_执行率"', 'reported = "车_比率"', "没有字段“车_比率”", "no field"
    ),
    "a rate stated in an amount": Planted(
        'reported = "车_执行率"', 'reported = "车_决算"', "不是比率", "is not a rate"
    ),
    "a step of nothing": Planted(
        'reported = "车_执行率"',
        'steps = { weight = 5, full_at = "100%", side = "over", step = "0%", points = 1, source = "" }',
        "“step”应当大于 0",
        "above 0",
    ),
    "a pair that is not given": Planted(
        'each = ["预算", "决算"]',
        'each = ["预算", "决算"]\npairs = { "预算" = "执行" }',
        "“决算”没有对应的列",
        "has no pair",
        "pairs =",
    ),
}
SYNTAX = {
    "a quote left open": Planted('name = "小表"', 'name = "小表', "不是合法的 TOML", "not TOML"),
    "a Chinese key without quotes": Planted(
        '"二级分值" =', "二级分值 =", "有中文的键要加引号", "Chinese keys need quotes"
    ),
    "a Chinese key without quotes in braces": Planted(
        'limits = { "下限"', "limits = { 下限", "有中文的键要加引号", "Chinese keys need quotes"
    ),
    "a key given twice": Planted(
        'version = "1"', 'version = "1"\nversion = "2"', "不是合法的 TOML", "not TOML", 'version = "2"'
    ),
    "a bracket left open at the end": Planted("below = 60\n", "below = [60\n", "不是合法的 TOML", "not TOML", "below"),
}
FAULTS = {**HEAD, **FORM, **FORMULAS, **MARKING, **RULES, **SYNTAX}


class DescribeAFaultyStandard:
    @pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
    def it_is_refused_with_line_and_reason(self, fault: Planted, tmp_path: Path):
        with pytest.raises(StandardError) as caught:
            build(write(tmp_path, fault.text))
        assert caught.value.zh.startswith(f"small.toml:{fault.line}: ")
        assert caught.value.en.startswith(f"small.toml:{fault.line}: ")
        assert fault.zh in caught.value.zh
        assert fault.en in caught.value.en

    @pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
    def it_is_refused_for_nothing_that_follows_from_the_fault(self, fault: Planted, tmp_path: Path):
        with pytest.raises(Faulty) as caught:
            build(write(tmp_path, fault.text))
        assert [each.zh for each in caught.value.faults if fault.zh not in each.zh] == []

    def but_without_the_fault_it_is_taken(self, tmp_path: Path):
        assert changed(tmp_path).id == "small-2020"


class DescribeAHostileStandard:
    def it_is_refused_over_one_megabyte(self, tmp_path: Path):
        path = write(tmp_path, SMALL + "#" * MOST_BYTES)
        with pytest.raises(StandardError, match=r"small\.toml:1: 评价标准文件超过 1 MB"):
            build(path)

    def it_is_refused_when_it_is_not_utf_8(self, tmp_path: Path):
        path = tmp_path / "small.toml"
        path.write_bytes(SMALL.encode("gbk"))
        with pytest.raises(StandardError, match=r"small\.toml:2: 不是 UTF-8"):
            build(path)

    @pytest.mark.parametrize(
        "text", ["x = " + "[" * 100_000, "x = " + "9" * 5000, "x = 1e99999999999999999999", "x = {" * 3000]
    )
    def it_is_refused_when_it_cannot_be_read(self, text: str, tmp_path: Path):
        with pytest.raises(StandardError, match=r"small\.toml:1: "):
            build(write(tmp_path, text))

    def it_is_refused_with_more_fields_than_any_form(self, tmp_path: Path):
        rows = "\n".join(f'{{ key = "行{n}", label = "" }},' for n in range(1000))
        with pytest.raises(StandardError, match="字段超过 2000 个"):
            changed(tmp_path, ('rows = [\n  { key = "合计"', f'rows = [\n{rows}\n  {{ key = "合计"'))

    def it_is_refused_with_more_places_than_any_check(self, tmp_path: Path):
        many = str(["预算"] * 2001)
        with pytest.raises(StandardError, match="超过 2000 处"):
            changed(tmp_path, ('each = ["预算", "决算"]', f"each = {many}"))


class DescribeAStandardThatIsNotThere:
    def it_is_named_with_those_there_are(self):
        with pytest.raises(StandardError, match=r"没有名为“henan-2020”的评价标准.*hunan-2020"):
            load("henan-2020")

    def it_may_not_be_a_folder(self, tmp_path: Path):
        with pytest.raises(StandardError, match="读不了评价标准"):
            load(tmp_path)
