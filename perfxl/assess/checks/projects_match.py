"""基础数据表的项目支出与自评表的项目支出一致。"""

from __future__ import annotations

from perfxl.assess.kinds.identity import Identity


class ProjectsMatch(Identity):
    """Projects are the same in both sheets, budget and final."""

    id = "projects-match"


CHECK = ProjectsMatch()
