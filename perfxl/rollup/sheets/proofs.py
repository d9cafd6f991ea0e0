"""勾稽: that nothing was lost on the way. Each line gives one sum taken in two independent ways; both are live formulas
over the other sheets where they can be, so that anyone can see them close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from perfxl.rollup.book.cells import Value
from perfxl.rollup.book.layout import Column, Formula, Layout
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import indicators, look
from perfxl.sml.a1 import letters
from perfxl.standard.check_ids import SEVERITIES

NAME = "勾稽"
COLUMNS = (
    Column("事项", 34, look.NAME),
    Column("甲：怎样得来", 44, look.NAME),
    Column("甲数", 16, look.AMOUNT, "number"),
    Column("乙：怎样得来", 44, look.NAME),
    Column("乙数", 16, look.AMOUNT, "number"),
    Column("差", 12, look.AMOUNT, "number"),
    Column("结论", 10, look.PLAIN),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """A sum taken in two ways; a formula is given where the sheets can show it. `hint` says that a difference is not
    an error of the roll-up but something to look at."""

    title: str
    one: str
    first: Decimal
    other: str
    second: Decimal
    formula: str = ""
    counter: str = ""
    hint: bool = False
    count: bool = False


def write(book: Workbook, scene: Scene, pages: dict[str, list[str]]) -> list[Proof]:
    """Write the sheet; `pages` are the sheets that 差异 and 指标 take up. Returns the proofs."""
    proofs = [*_files(scene), *_findings(scene, pages), *_amounts(scene), *_points(scene, pages), *_parents(scene)]
    open_ = sum(proof.first != proof.second for proof in proofs if not proof.hint)
    said = "全部一致。" if not open_ else f"{open_} 项不一致，请勿使用本汇总。"
    line = f"{len(proofs)} 项；{said}甲、乙两数取自不同的地方。"
    with book.sheet(Layout(NAME, "勾稽关系", line, COLUMNS, filtered=False, tab="548235")) as sheet:
        for proof in proofs:
            at = sheet.at
            first: Value = Formula(proof.formula, f"{proof.first:f}") if proof.formula else f"{proof.first:f}"
            second: Value = Formula(proof.counter, f"{proof.second:f}") if proof.counter else f"{proof.second:f}"
            gap = Formula(f"ROUND(C{at}-E{at},2)", f"{proof.first - proof.second:f}")
            wrong = "供核对" if proof.hint else "不一致"
            verdict = "一致" if proof.first == proof.second else wrong
            verdict_cell = Formula(f'IF(F{at}=0,"一致","{wrong}")', verdict, "text")
            looks = dict.fromkeys((2, 4, 5), look.COUNT if proof.count else look.AMOUNT)
            if proof.first != proof.second:
                looks[6] = look.SEVERITY["hint" if proof.hint else "error"]
            sheet.row((proof.title, proof.one, first, proof.other, second, gap, verdict_cell), looks)
    return proofs


def _files(scene: Scene) -> Iterator[Proof]:
    count = scene.store.count
    parts = {
        name: count("select count(*) from arrival where standing = ?", name)
        for name in ("counted", "duplicate", "superseded", "failed")
    }
    unread = count("select count(*) from aside where why <> 'ignored'")
    yield Proof(
        "收到的文件都有着落",
        "收到的文件数",
        Decimal(count("select count(*) from arrival") + unread),
        f"有效 {parts['counted']}＋重复 {parts['duplicate']}＋被替代 {parts['superseded']}"
        f"＋无法读取 {parts['failed']}＋其他未读 {unread}",
        Decimal(sum(parts.values()) + unread),
        count=True,
    )
    yield Proof(
        "每份有效填报件一行",
        "有效填报件数",
        Decimal(parts["counted"]),
        "“汇总”的行数",
        Decimal(count("select count(*) from unit")),
        counter=_over(scene, "核对处数", "ROWS({})"),
        count=True,
    )


def _over(scene: Scene, title: str, formula: str) -> str:
    place = scene.places.get(title)
    return formula.format(place) if place else ""


def _findings(scene: Scene, pages: dict[str, list[str]]) -> Iterator[Proof]:
    found = "select count(*) from finding where severity = ? and outcome = 'fail'"
    for severity, title in SEVERITIES.items():
        listed = "+".join(f"COUNTIFS('{name}'!$B:$B,\"{title}\",'{name}'!$N:$N,\"不符\")" for name in pages["差异"])
        yield Proof(
            f"差异条数：{title}",
            "“差异”中结果为“不符”的行",
            Decimal(scene.store.count(found, severity)),
            "“汇总”各单位条数之和",
            Decimal(scene.store.count(f"select sum({severity}) from unit")),
            listed,
            _over(scene, title, "SUM({})"),
            count=True,
        )


def _amounts(scene: Scene) -> Iterator[Proof]:
    """Each column of money: the sum of the column against the sum of the figures filled, cell by cell."""
    for amount in scene.money.columns:
        if amount.key not in scene.tally.open_ended:
            yield Proof(
                f"金额：{amount.label}",
                "“汇总”该列之和",
                _cents(scene.tally.columns[amount.key]),
                f"各填报件的 {'＋'.join(amount.fields)} 逐格相加",
                _cents(scene.tally.fields[amount.key]),
                _over(scene, amount.label, "ROUND(SUM({}),2)"),
            )


def _points(scene: Scene, pages: dict[str, list[str]]) -> Iterator[Proof]:
    """The points of all indicator rows against the totals that 汇总 recomputed."""
    if scene.tally.complete:
        letter = letters(indicators.SCORE + 1)
        summed = "+".join(f"SUM('{name}'!${letter}:${letter})" for name in pages["指标"])
        yield Proof(
            "得分：各行之和",
            "“指标”自评得分（填报）之和",
            _cents(scene.tally.points),
            "“汇总”各行合计之和",
            _cents(scene.tally.summed),
            f"ROUND({summed},2)",
        )


def _parents(scene: Scene) -> Iterator[Proof]:
    """A parent's own filing against the sum of the units below it, as something to look at."""
    below = scene.store.stable(
        "select p.name, p.year, p.budget, p.executed, group_concat(ifnull(c.budget, 0), '+'),"
        " group_concat(ifnull(c.executed, 0), '+'), count(*) from unit p join unit c on c.parent = p.name"
        " and c.year is p.year and c.id <> p.id group by p.id order by p.line"
    )
    for name, year, planned, spent, plans, spents, count in below:
        for title, own, parts in (("预算", planned, plans), ("执行", spent, spents)):
            total = sum((Decimal(part) for part in str(parts).split("+")), Decimal(0))
            yield Proof(
                f"上级与下级：{name} {year or ''} {title}", f"下级 {count} 个单位{title}之和", _cents(total),
                "该单位本级填报件", _cents(Decimal(own or 0)), hint=True,
            )  # fmt: skip


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))
