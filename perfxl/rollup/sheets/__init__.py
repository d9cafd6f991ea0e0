"""The sheets of the 汇总 workbook, each a module that writes one."""
