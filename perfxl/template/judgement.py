"""What a rule says of the figures, as live formulas: the two sides, their difference, and whether it may hold.

A written amount stands for all that rounds to it, here as in perfxl's own evaluation: a sum of figures with two
decimals may miss by less than half a cent for each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from perfxl.standard.formula import COMPARISONS, Binary, Call, Formula, Name, Node, Number, Unary, walk
from perfxl.standard.model import Place, Standard
from perfxl.standard.render import plain_number, to_excel
from perfxl.template.figures import Figures

PASS, FAIL, BLANK, NOT_APPLICABLE, NO_NUMBER = "通过", "不符", "未填", "不适用", "非数字"


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a check's row has its two sides and their difference."""

    reported: str
    expected: str
    difference: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The formulas of a check's row; `percent` says that its two sides are rates."""

    reported: str
    expected: str
    difference: str
    result: str
    percent: bool


def judge(standard: Standard, place: Place, cells: Cells, figures: Figures) -> Judgement:
    """The live formulas of one place of a check. Where a figure is text, or an error, nothing can be said."""
    found = _judged(standard, place, cells, figures)
    result = f'IF({figures.texts(place.holds.names)}>0,"{NO_NUMBER}",{found.result.removeprefix("=")})'
    return replace(found, result=f'=IFERROR({result},"{NO_NUMBER}")')


def _judged(standard: Standard, place: Place, cells: Cells, figures: Figures) -> Judgement:
    judge = _Judge(standard, cells, figures)
    tree = place.holds.tree
    if isinstance(tree, Binary) and tree.operator in COMPARISONS:
        return judge.comparison(tree, _spoken_for(standard, place))
    if isinstance(tree, Call) and tree.function == "AND" and _same_left(tree):
        return judge.band(tree)
    return judge.condition(tree, place.at)


def _spoken_for(standard: Standard, place: Place) -> bool:
    """Whether another check of the same field says what a limit of 0 means, such as 无预算有支出."""
    others = (other for rule in standard.checks.values() if not rule.off for other in rule.places)
    trees = (other.holds.tree for other in others if other.at == place.at)
    return any(isinstance(tree, Call) and tree.function == "OR" for tree in trees)


def _same_left(call: Call) -> bool:
    """Whether it says of one thing that it lies between two limits."""
    lefts = {argument.left for argument in call.arguments if isinstance(argument, Binary)}
    return len(lefts) == 1 and all(isinstance(argument, Binary) for argument in call.arguments)


class _Judge:
    def __init__(self, standard: Standard, cells: Cells, figures: Figures) -> None:
        self._standard = standard
        self._cells = cells
        self._figures = figures

    def comparison(self, tree: Binary, spoken_for: bool) -> Judgement:
        """Two sides: 三公经费＝公务用车＋出国＋接待."""
        cells, divides = self._cells, _divides(tree)
        holds = self._ratio_holds(tree) if divides else self._sum_holds(tree)
        verdict = f'IF({holds},"{PASS}","{FAIL}")'
        if divides:
            filled = f"ISNUMBER({cells.reported})"
            result = f'=IF({cells.expected}="","{NOT_APPLICABLE}",IF({filled},{verdict},"{BLANK}"))'
        else:
            marked = f'OR({cells.reported}="——",{cells.expected}="——")'
            result = f'=IF(ISNUMBER({cells.difference}),{verdict},IF({marked},"{NOT_APPLICABLE}","{BLANK}"))'
        if spoken_for and tree.operator in ("<", "<="):
            zero = f"AND(ISNUMBER({cells.expected}),{cells.expected}=0,{cells.reported}<>0)"
            result = f'=IF({zero},"{NOT_APPLICABLE}",{result.removeprefix("=")})'
        return Judgement(self._side(tree.left), self._side(tree.right), self._difference(), result, self._rates(tree))

    def band(self, call: Call) -> Judgement:
        """One thing between two limits: 95%≤执行率≤105%."""
        parts = [argument for argument in call.arguments if isinstance(argument, Binary)]
        limits = "至".join(_percent(part.right) for part in parts)
        holds = f"AND({','.join(self._ratio_holds(part) for part in parts)})"
        left = parts[0].left
        without = f'IF({_nothing_to_divide_by(left)},"{FAIL}","{NOT_APPLICABLE}")'
        result = f'=IF({self._cells.reported}="",{without},IF({holds},"{PASS}","{FAIL}"))'
        return Judgement(self._side(left), limits, "", result, True)

    def condition(self, tree: Node, at: str) -> Judgement:
        """Anything else is asked of the figures as they are written; what is no number counts as 0."""
        written = to_excel(Formula("", tree), resolve_name=lambda name: f"SUM({name})").removeprefix("=")
        result = f'=IF({self._cells.reported}="","{BLANK}",IF(IFERROR({written},FALSE),"{PASS}","{FAIL}"))'
        return Judgement(f'=IF({at}="","",{at})', "", "", result, False)

    def _difference(self) -> str:
        reported, expected = self._cells.reported, self._cells.expected
        return f'=IF(AND(ISNUMBER({reported}),ISNUMBER({expected})),ROUND({reported}-{expected},6),"")'

    def _side(self, node: Node) -> str:
        """A side's value; nothing where a figure that must be filled is not, or none is, or a ratio has none."""
        if isinstance(node, Name) and node.name not in self._standard.ranges:
            return f'=IF({node.name}="","",{node.name})'
        if not (names := _names(node)):
            return to_excel(Formula("", node))
        if _divides(node):
            written = to_excel(Formula("", node)).removeprefix("=")
            return f'=IF(COUNT({",".join(names)})<{len(names)},"",IFERROR({written},""))'
        terms = _terms(node)
        total = f"SUM({','.join(terms)})" if terms else to_excel(Formula("", node)).removeprefix("=")
        required = self._required(names)
        unfilled = f"COUNT({','.join(required)})<{len(required)}" if required else f"COUNT({','.join(names)})=0"
        return f'=IF({unfilled},"",{total})'

    def _required(self, names: list[str]) -> list[str]:
        """Of these names, and of the fields in their ranges, those that must be filled."""
        ranges, fields = self._standard.ranges, self._standard.fields
        members = list[str]()
        for name in names:
            members += self._members(*ranges[name]) if name in ranges else [name]
        return [name for name in members if name in fields and fields[name].required]

    def _members(self, block_id: str, rows: str, column: str) -> list[str]:
        """The fields of a range; free rows are none."""
        block = self._standard.block(block_id)
        header = next(item for item in block.columns if item.key == column)
        return [block.field_name(row, header) for row in block.rows if row.group == rows]

    def _sum_holds(self, tree: Binary) -> str:
        """Whether the difference is within the rounding of the figures on both sides."""
        slack = self._slack(tree)
        gap = self._cells.difference
        match tree.operator:
            case "=":
                return f"ABS({gap})<{slack}" if slack else f"{gap}=0"
            case "<=" | "<":
                return f"{gap}<{slack}" if slack else f"{gap}{tree.operator}0"
        return f"-{gap}<{slack}" if slack else f"{gap}{tree.operator}0"

    def _slack(self, tree: Node) -> str:
        """Half of the last decimal of all that is filled; empty where all is exact."""
        halves = [half for name in _names(tree) if (half := self._figures.half(name))]
        return f"ROUND({'+'.join(halves)},6)" if halves else ""

    def _ratio_holds(self, tree: Binary) -> str:
        """Whether the sides may stand so; a rate may also be one whose percent sign was left out, and where both sides
        are the same percentage with two decimals there is nothing to see."""
        holds = _may_be(tree.operator, self._bounds(tree.left), self._bounds(tree.right))
        if tree.operator != "=" or not isinstance(tree.left, Name):
            return holds
        name, half = tree.left.name, self._figures.percent_half(tree.left.name)
        if not half:
            return holds
        cells, percents = self._cells, (f"({name}/100-{half})", f"({name}/100+{half})")
        shown = f"ROUND({cells.reported},4)=ROUND({cells.expected},4)"
        return f"OR({shown},{holds},{_may_be('=', percents, self._bounds(tree.right))})"

    def _bounds(self, node: Node) -> tuple[str, str]:
        """The least and the greatest that a side may come to; figures are not negative."""
        match node:
            case Name(name):
                half = self._figures.half(name)
                return (f"({name}-{half})", f"({name}+{half})") if half else (name, name)
            case Binary(operator, left, right):
                (a, b), (c, d) = self._bounds(left), self._bounds(right)
                if operator in "-/":
                    c, d = d, c
                return f"({a}{operator}{c})", f"({b}{operator}{d})"
            case Call("SUM", _):
                total = to_excel(Formula("", node)).removeprefix("=")
                slack = self._slack(node)
                return (f"({total}-{slack})", f"({total}+{slack})") if slack else (total, total)
        written = to_excel(Formula("", node)).removeprefix("=")
        return written, written

    def _rates(self, tree: Node) -> bool:
        fields = self._standard.fields
        return _divides(tree) or any(name in fields and fields[name].kind == "rate" for name in _names(tree))


def _may_be(operator: str, left: tuple[str, str], right: tuple[str, str]) -> str:
    """Whether something between the ends on the left may stand so to something between those on the right."""
    exact = left[0] == left[1] and right[0] == right[1]
    below, above = ("<=", ">=") if exact else ("<", ">")
    low = f"ROUND({left[0]}-{right[1]},9){below}0"
    high = f"ROUND({left[1]}-{right[0]},9){above}0"
    match operator:
        case "=":
            return f"AND({low},{high})"
        case "<=" | "<":
            return low
    return high


def _nothing_to_divide_by(node: Node) -> str:
    """Whether a ratio has something above and nothing, not even “——”, below: spending without a budget."""
    match node:
        case Binary("/", Name(above), Name(below)):
            return f"AND(ISNUMBER({above}),{above}>0,NOT(ISTEXT({below})))"
    return "FALSE"


def _names(node: Node) -> list[str]:
    return list(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Name)))


def _divides(node: Node) -> bool:
    return any(isinstance(part, Binary) and part.operator == "/" for part in walk(node))


def _terms(node: Node) -> list[str]:
    """The names that a side adds up, for SUM passes over “——”; none where it does anything else."""
    match node:
        case Name(name):
            return [name]
        case Binary("+", left, right):
            terms = [_terms(left), _terms(right)]
            return [name for part in terms for name in part] if all(terms) else []
        case Call("SUM", arguments):
            return [name for argument in arguments for name in _terms(argument)]
    return []


def _percent(node: Node) -> str:
    """A limit as a percentage: 95% of 95% and of 0.95."""
    match node:
        case Unary("%", Number(value)):
            return f"{plain_number(value)}%"
        case Number(value):
            return f"{plain_number((value * 100).normalize())}%"
    return to_excel(Formula("", node)).removeprefix("=")
