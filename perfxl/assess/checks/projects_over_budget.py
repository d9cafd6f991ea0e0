"""项目支出决算数不超过预算数。"""

from __future__ import annotations

from perfxl.assess.kinds.limit import OverBudget


class ProjectsOverBudget(OverBudget):
    """Projects stay within their budget."""

    id = "projects-over-budget"


CHECK = ProjectsOverBudget()
