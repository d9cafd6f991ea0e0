"""An Assessment as MarkUp: notes at the cells, 差异清单 and 评分汇总."""
