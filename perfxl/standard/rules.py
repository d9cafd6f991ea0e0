"""What a standard's file computes and demands: rates and checks, each check on all its places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from perfxl.standard.check_ids import CHECKS, CheckId
from perfxl.standard.document import Entry, fill, places
from perfxl.standard.kinds.figure import positive
from perfxl.standard.kinds.step_deduct import FIGURES, READINGS, deduction
from perfxl.standard.model import CheckRule, Field, Place, Rate, Severity, Steps

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
MOST_PLACES = 2000
"""More places than any check has; a file that asks for more is refused."""

_ALWAYS = ("basis", "severity", "off", "rule")


def read_rates(root: Entry, fields: Mapping[str, Field]) -> tuple[Rate, ...]:
    """The rates, none where the file has none."""
    if not root.has("rate"):
        return ()
    rates: dict[str, Rate] = {}
    for entry in root.entries("rate"):
        rate = _rate(entry, fields)
        if rate.id in rates and entry.sound("id"):
            entry.blame("id", f"两个比率同名“{rate.id}”", f"two rates of the id “{rate.id}”")
        rates[rate.id] = rate
    return tuple(rates.values())


def _rate(entry: Entry, fields: Mapping[str, Field]) -> Rate:
    entry.only("id", "label", "formula", "basis", "reported", "steps")
    return Rate(
        id=slug(entry, "id"),
        label=entry.text("label"),
        formula=entry.formula("formula", {}),
        basis=entry.text("basis"),
        reported=_reported(entry, fields),
        steps=_steps(entry.entry("steps")) if entry.has("steps") else None,
    )


def slug(entry: Entry, key: str) -> str:
    """An id: small letters, digits and hyphens."""
    written = entry.text(key)
    parts = written.split("-")
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in parts):
        entry.blame(
            key,
            f"“{written}”不能作标识，只用小写字母、数字和连字符",
            f"“{written}” is no id: small letters, digits and hyphens only",
        )
    return written


def _reported(entry: Entry, fields: Mapping[str, Field]) -> str | None:
    if not entry.has("reported"):
        return None
    name = entry.text("reported")
    if name not in fields:
        if not entry.doc.lost(name):
            entry.blame("reported", f"没有字段“{name}”", f"no field is named “{name}”")
    elif fields[name].kind != "rate":
        entry.blame("reported", f"字段“{name}”不是比率", f"the field “{name}” is not a rate")
    return name


def _steps(entry: Entry) -> Steps:
    entry.only("weight", *FIGURES, "source")
    weight, rule = positive(entry, "weight"), deduction(entry)
    full, started, prorata = (entry.made(f"={rule.points[reading]}", "points") for reading in READINGS)
    words = f"满分{weight.words}分，{rule.words}"
    return Steps(weight.value, full, started, prorata, words, entry.text("source"))


def read_checks(root: Entry, fields: Collection[str]) -> dict[str, CheckRule]:
    """A rule for every check there is; those whose condition the file does not write are off."""
    section = root.entry("check")
    for check_id in section.values:
        if check_id not in CHECKS:
            section.blame(check_id, f"没有名为“{check_id}”的检查", f"no check has the id “{check_id}”")
    checks: dict[str, CheckRule] = {}
    for check in CHECKS.values():
        with root.doc.going_on():
            checks[check.id] = _check(section, check, fields)
    return checks


def _check(section: Entry, check: CheckId, fields: Collection[str]) -> CheckRule:
    if not section.has(check.id):
        off = check.written != "program"
        return CheckRule(check.id, severity=check.severity, off=off, rule=check.rule)
    entry = section.entry(check.id)
    return _CheckReader(entry, check, fields).read()


class _CheckReader:
    """Reads one [check.…] section."""

    def __init__(self, entry: Entry, check: CheckId, fields: Collection[str]) -> None:
        self._entry = entry
        self._check = check
        self._fields = fields
        self._limits = self._written_limits()

    def read(self) -> CheckRule:
        """The rule with all its places."""
        entry, check = self._entry, self._check
        self._refuse_unknown()
        off = entry.flag("off")
        return CheckRule(
            id=check.id,
            places=() if check.written == "program" or (off and not entry.has("holds")) else self._places(),
            limits=self._numbers() or None,
            basis=entry.text("basis", ""),
            severity=entry.choice("severity", SEVERITIES, check.severity),
            off=off,
            rule=self._rule(off),
        )

    def _refuse_unknown(self) -> None:
        if self._check.written == "program":
            self._entry.only(*_ALWAYS)
        elif self._check.written == "table":
            self._entry.only("holds", "expected", "limits", *_ALWAYS)
        else:
            self._entry.only("at", "each", "rows", "pairs", "holds", "expected", "limits", *_ALWAYS)

    def _written_limits(self) -> dict[str, str]:
        """The limits as they are written: 95% stays a percentage in formulas and sentences."""
        if not self._entry.has("limits"):
            return {}
        limits = self._entry.entry("limits")
        return {name: str(limits.values[name]).strip() for name in limits.values}

    def _numbers(self) -> dict[str, Decimal]:
        if not self._limits:
            return {}
        limits = self._entry.entry("limits")
        formulas = [self._entry.text(key) for key in ("holds", "expected") if self._entry.has(key)]
        for name in limits.values:
            if formulas and not any(name in places(formula) for formula in formulas):
                limits.blame(name, f"界限“{name}”没有用在公式里", f"no formula uses the limit “{name}”")
        return {name: limits.number(name) for name in limits.values}

    def _rule(self, off: bool) -> str:
        """The check in one sentence: the standard's own, or the one known by everybody, with the limits in it."""
        entry = self._entry
        if entry.has("rule"):
            return fill(entry, "rule", self._limits)
        rule = self._check.rule
        for name in places(rule):
            if name not in self._limits and not off and entry.sound():
                entry.blame(
                    None,
                    f"limits 里缺少“{name}”（或者另写 rule 一句话）",
                    f"limits lacks “{name}” (or write a rule of your own)",
                )
            rule = rule.replace(f"{{{name}}}", self._limits.get(name, "……"))
        return rule

    def _places(self) -> tuple[Place, ...]:
        entry = self._entry
        columns = entry.texts("each") or ("",)
        rows = entry.texts("rows") or ("",)
        if len(columns) * len(rows) > MOST_PLACES:
            raise entry.fault("each", f"检查的位置超过 {MOST_PLACES} 处", f"over {MOST_PLACES} places")
        return tuple(self._place(column, row) for column in columns for row in rows)

    def _place(self, column: str, row: str) -> Place:
        entry = self._entry
        values = {"列": column, "行": row, "对": self._pair(column)}
        known = {name: value for name, value in values.items() if value} | self._limits_in_formulas()
        table = self._check.written == "table"
        return Place(
            at="" if table else self._at(known),
            holds=entry.formula("holds", known, table=table),
            expected=entry.formula("expected", known, table=table) if entry.has("expected") else None,
        )

    def _limits_in_formulas(self) -> dict[str, str]:
        return {name: f"({text})" if text.startswith("-") else text for name, text in self._limits.items()}

    def _pair(self, column: str) -> str:
        if not self._entry.has("pairs"):
            return ""
        pairs = self._entry.entry("pairs")
        if column not in pairs.values:
            self._entry.blame("pairs", f"“{column}”没有对应的列", f"“{column}” has no pair")
            return column
        return pairs.text(column)

    def _at(self, known: Mapping[str, str]) -> str:
        for key, name in (("each", "列"), ("rows", "行")):
            if self._entry.has(key) and name not in places(self._entry.text("at")):
                self._entry.blame("at", f"写了 {key}，at 里要有“{{{name}}}”", f"with {key}, at needs “{{{name}}}”")
        field = fill(self._entry, "at", known)
        if field not in self._fields and not self._entry.doc.lost(field):
            self._entry.blame("at", f"没有字段“{field}”", f"no field is named “{field}”")
        return field
