"""Excel tables (ListObjects) that stand last on their sheet and grow with the data."""

from __future__ import annotations

from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from builder.names import BlockName
from builder.sheet import Page


def add_table(page: Page, block: BlockName, head_row: int) -> None:
    """Make a block and its row of heads an Excel table without a style of its own.

    Its name keeps clear of the tables of the data, which live workbooks hold too.
    """
    name = f"{block.name}_table"
    ref = f"{block.first_column}{head_row}:{block.last_column}{block.last_row}"
    columns = [
        TableColumn(id=number, name=str(page.ws[f"{letter}{head_row}"].value))
        for number, (letter, _) in enumerate(block.fields.values(), 1)
    ]
    table = Table(displayName=name, name=name, ref=ref, tableColumns=columns, autoFilter=AutoFilter(ref=ref))
    page.ws.add_table(table)
