"""The same cells in LibreOffice Calc: what reading the ranges costs, and what 530 cells add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter  # type: ignore[import-untyped]

from benchmarks.cells import PERIOD, asked, pasted
from benchmarks.timing import medians, show, work
from cbsc_xl.hosts.libreoffice.extension import build, worker_command
from tests.office.driver import Office

DATA = '=CBSC_DATA("Transactions",Transactions!A1:H100001,"Customers",Customers!A1:B2001)'
OPENED = "opened and recalculated, no function"
READ = "and the ranges read by CBSC_DATA"
FILLED = "and 530 cells"


def run(rounds: int) -> None:
    """Open and recalculate a workbook with 100,000 rows: without functions, with the data, with all cells."""
    cells = [f'={name}("{segment}",{PERIOD:g},,A$1)' for name, segment in asked()]
    contents = {OPENED: ["=1+1"], READ: [DATA], FILLED: [DATA, *cells]}
    office = Office(seconds=300)
    with TemporaryDirectory() as folder:
        extension = Path(folder) / "cbsc-xl.oxt"
        build(extension, worker_command())
        office.add_extension(extension)
        works = {}
        for place, (name, formulas) in enumerate(contents.items()):
            path = Path(folder) / f"{place}.xlsx"
            _write(path, formulas)
            works[name] = work(office.recalculate, path)
        show("LibreOffice Calc, 100,000 rows x 8", medians(works, rounds), OPENED)
    office.stop()


def _write(path: Path, formulas: Sequence[str]) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in zip(("Transactions", "Customers"), pasted(), strict=True):
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(i, j, value, day)
                    else:
                        sheet.write(i, j, value)
        sheet = book.add_worksheet("Cells")
        for i, formula in enumerate(formulas):
            sheet.write_formula(i, 0, formula)
