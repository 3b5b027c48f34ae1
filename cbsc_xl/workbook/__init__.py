"""Workbooks: the plan of what a page says, the template that it fills, the package that is written."""
