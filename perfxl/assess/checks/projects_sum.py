"""项目支出等于其下各项目之和；各项目未填的不核。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import DetailSum


class ProjectsSum(DetailSum):
    """Projects = the sum of their rows, each column; rows left blank leave nothing to check with."""

    id = "projects-sum"


CHECK = ProjectsSum()
