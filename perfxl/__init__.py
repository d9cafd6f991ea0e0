"""perfxl: read, recompute and score 部门整体支出绩效自评 workbooks."""
