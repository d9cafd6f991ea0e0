"""Which file counts for which unit: names matched with the roster, the same content only once, of several submissions
the last. Whatever is set aside or unsure becomes an issue, which the sheet 未处理 shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from perfxl.rollup.matching import Match, Matcher
from perfxl.rollup.record import unpack
from perfxl.rollup.roster import bare
from perfxl.rollup.store import Store

ISSUES = (
    "无法读取", "名册单位未报", "名称待确认", "另有表未核对", "先后不明", "同名不同表", "已被后一次报送替代",
    "重复报送", "逾期报送", "不是工作簿",
)  # fmt: skip
"""Kinds of issues in the order they are shown; an issue's rank is its place here."""

ALIKE = 0.5
"""Of the figures of two filings of one name: from this share of equal ones on they are two submissions of one unit."""


OF_PROJECT = "›"
"""Stands in a code between the unit's own and the name of a project."""

_UNLISTED = 1 << 40
"""Where units that no roster lists come: behind all others."""


def settle(store: Store, matcher: Matcher | None, deadline: str | None) -> None:
    """Decide about every file. `deadline` is an ISO date: what was submitted on a later day is late."""
    _set_aside(store)
    _name_units(store, matcher)
    _supersede(store, by_roster=matcher is not None)
    if deadline:
        _late(store, deadline)
    if matcher is not None:
        _missing(store, matcher)
    store.save()


def issue(store: Store, kind: str, shown: str, link: str, unit: str, note: str, sha256: str = "") -> None:
    """Note one."""
    store.run("insert into issue values (?, ?, ?, ?, ?, ?)", ISSUES.index(kind), shown, link, unit, note, sha256)


def _set_aside(store: Store) -> None:
    """What could not be read, and further files of a content that counts already."""
    unread = (ISSUES.index("无法读取"), ISSUES.index("不是工作簿"))
    store.run(
        "insert into issue select case why when 'not_a_workbook' then ? else ? end, shown, link, '', reason, ''"
        " from aside where why <> 'ignored'",
        unread[1], unread[0],
    )  # fmt: skip
    store.run(
        "insert into issue select ?, shown, link, '', failed, arrival.sha256 from arrival join record using (key)"
        " where failed <> ''",
        unread[0],
    )
    store.run("update arrival set standing = 'failed' where key in (select key from record where failed <> '')")
    store.run("update arrival set standing = 'duplicate' where target is null and standing = 'counted'")
    store.run(
        "insert into issue select ?, a.shown, a.link, record.unit, '与“' || b.shown || '”内容完全相同，只计一次。',"
        " a.sha256 from arrival a join arrival b on b.key = a.key and b.target is not null"
        " join record on record.key = a.key where a.standing = 'duplicate'",
        ISSUES.index("重复报送"),
    )


def _name_units(store: Store, matcher: Matcher | None) -> None:
    query = (
        "select arrival.id, shown, link, record.unit, record.year, arrival.sha256, standard, project from arrival"
        " join record using (key) where standing = 'counted' order by shown, arrival.id"
    )
    for number, shown, link, unit, year, sha256, form, project in store.stable(query):
        match = matcher.find(unit, shown) if matcher else _unmatched(unit)
        place = match.unit.row if match.unit else _UNLISTED
        code = match.unit.id if match.unit else bare(unit) or sha256
        name, parent = (match.unit.name, match.unit.parent) if match.unit else (unit, "")
        if project:
            code, name = f"{code}{OF_PROJECT}{bare(project)}", f"{name}（{project}）"
        if match.note:
            issue(store, "名称待确认", shown, link, unit, match.note, sha256)
        store.run(
            "update arrival set code = ?, name = ?, parent = ?, year = ?, form = ?, note = ?, place = ? where id = ?",
            code, name, parent, year, form, match.note, place, number,
        )  # fmt: skip


def _unmatched(unit: str) -> Match:
    return Match(None, "unknown", "" if unit else "没有填写单位名称。")


def _supersede(store: Store, *, by_roster: bool) -> None:
    """Of several submissions of one form by one unit for one year the last counts; a form for projects comes once for
    each."""
    query = (
        "select code, ifnull(year, 0), form, (select max(b.time) from arrival b where b.key = a.key) as said, shown,"
        " id, key, link, name, sha256 from arrival a where standing = 'counted' and (code, ifnull(year, 0),"
        " form) in (select code, ifnull(year, 0), form from arrival where standing = 'counted' group by 1, 2, 3"
        " having count(*) > 1) order by code, ifnull(year, 0), form, said, shown, id"
    )
    for _, group in groupby(store.stable(query), key=lambda row: row[:3]):
        for cluster in _clusters(store, [row[1:] for row in group], by_roster):
            _keep_last(store, cluster)


def _clusters(store: Store, rows: list[tuple[Any, ...]], by_roster: bool) -> Iterator[list[tuple[Any, ...]]]:
    """Submissions of one unit. Without a roster, equal names may be two units: those whose figures are mostly different
    are kept apart, and said."""
    clusters: list[tuple[set[tuple[str, str]], list[tuple[Any, ...]]]] = []
    for row in rows:
        figures = _figures(store, row[5])
        home = next((one for one in clusters if by_roster or _share(one[0], figures) >= ALIKE), None)
        if home is None:
            clusters.append((figures, [row]))
        else:
            home[1].append(row)
    for place, (_, members) in enumerate(clusters):
        if place:
            for row in members:
                _say_apart(store, row, place)
        yield members


def _say_apart(store: Store, row: tuple[Any, ...], place: int) -> None:
    note = "与另一份填报件单位名称相同而数字大半不同，按两个单位列示；如是同一单位，请只留一份，或用名册加以区分。"
    issue(store, "同名不同表", row[3], row[6], row[7], note, row[8])
    store.run("update arrival set code = code || '#' || ?, note = note || ? where id = ?", place, note, row[4])


def _keep_last(store: Store, rows: list[tuple[Any, ...]]) -> None:
    *earlier, last = rows
    for row in earlier:
        order = f"（{row[2] or '时间不明'}，后一次 {last[2] or '时间不明'}）"
        note = f"同一单位后来又报送了“{last[3]}”{order}，以后一次为准。"
        issue(store, "已被后一次报送替代", row[3], row[6], row[7], note, row[8])
        store.run("update arrival set standing = 'superseded', note = note || ? where id = ?", note, row[4])
    if earlier and not _decided(str(earlier[-1][2]), str(last[2])):
        note = f"与“{earlier[-1][3]}”哪一份在后，从邮件和文件名中看不出来，暂按名称顺序以本份为准，请核对。"
        issue(store, "先后不明", last[3], last[6], last[7], note, last[8])
        store.run("update arrival set note = note || ? where id = ?", note, last[4])


def _decided(earlier: str, later: str) -> bool:
    """Whether one time is surely before the other: a day alone says nothing about an hour of that day."""
    shortest = min(len(earlier), len(later))
    return shortest > 0 and earlier[:shortest] < later[:shortest]


def _figures(store: Store, key: str) -> set[tuple[str, str]]:
    row = store.one("select body from record where key = ?", key)
    return {(each.field, each.value or "") for each in unpack(row[0]).figures} if row else set()


def _share(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _late(store: Store, deadline: str) -> None:
    """A unit is late when the first that came of it is; nothing is said where the time of one is not known."""
    store.index("arrival", "code")
    first = (
        "select ifnull(min(nullif(b.time, '')), '') as time from arrival b where b.key in (select c.key from arrival c"
        " where c.code = a.code and c.year is a.year and c.form is a.form) group by b.key"
    )
    query = (
        f"select shown, link, name, sha256, said, id from (select *, (select min(time) from ({first})) as said"
        " from arrival a where standing = 'counted') where said > ? order by shown"
    )
    for shown, link, name, sha256, said, number in store.stable(query, f"{deadline}T23:59:59"):
        note = f"{said.replace('T', ' ')} 报送，截止日为 {deadline}。"
        issue(store, "逾期报送", shown, link, name, note, sha256)
        store.run("update arrival set note = note || ? where id = ?", f"逾期：{note}", number)


def _missing(store: Store, matcher: Matcher) -> None:
    there = {
        str(row[0]).partition(OF_PROJECT)[0]
        for row in store.all("select distinct code from arrival where standing = 'counted'")
    }
    for unit in matcher.units:
        if unit.id not in there:
            where = f"名册第 {unit.row} 行，上级：{unit.parent}" if unit.parent else f"名册第 {unit.row} 行"
            issue(store, "名册单位未报", "", "", unit.name, f"没有收到该单位可以读取的填报件（{where}）。")
