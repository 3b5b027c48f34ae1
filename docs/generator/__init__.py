"""Writes the reference and the workbook of worked examples from the catalogue."""
