"""The 汇总 workbook: its sheets in their order, written whole or not at all."""

from __future__ import annotations

from perfxl.opc.atomic import replacing
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.scene import Scene
from perfxl.rollup.sheets import (
    about,
    findings,
    hinted,
    indicators,
    issues,
    lineage,
    look,
    proofs,
    ranking,
    second,
    summary,
)


def write_workbook(scene: Scene) -> bool:
    """Write it; returns whether every Σ proof holds. Raises UnwritableTarget."""
    with replacing(scene.out) as out, Workbook(out, look.styles()) as book:
        summary.write(book, scene)
        pages = {findings.NAME: findings.write(book, scene)}
        if scene.second_round:
            second.write(book, scene)
        pages[indicators.NAME] = indicators.write(book, scene)
        ranking.write(book, scene)
        issues.write(book, scene)
        proven = proofs.write(book, scene, pages)
        hinted.write(book, scene)
        lineage.write(book, scene)
        about.write(book, scene)
    return all(proof.first == proof.second for proof in proven if not proof.hint)
