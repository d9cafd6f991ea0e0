"""An Assessment as MarkUp: notes at the cells, 差异清单 and 评分汇总; and as a plain table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfxl.assess.model import Assessment
    from perfxl.report.markup import MarkUp


def build(assessment: Assessment) -> MarkUp:
    """All that perfxl shows in the scored workbook."""
    from perfxl.report.discrepancies import discrepancies
    from perfxl.report.markup import MarkUp
    from perfxl.report.notes import notes
    from perfxl.report.summary import summary

    return MarkUp(notes(assessment), (discrepancies(assessment), summary(assessment)))
