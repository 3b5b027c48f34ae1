"""Reading files, against the libraries that people read them with."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import polars as pl
import pyarrow.csv  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]
import python_calamine
import xlsxwriter  # type: ignore[import-untyped]

from benchmarks.frames import text_frames
from benchmarks.sales import sales
from benchmarks.timing import Work, medians, show, work
from cbsc_xl.tables import read

OURS = "cbsc-xl (typed, checked)"


def run(lines: int, book_lines: int, rounds: int) -> None:
    """Write the lines as csv, parquet and xlsx, and read them."""
    frame, _ = text_frames(sales(lines))
    frame = frame.rename(columns={"customer": "customer_id", "document": "document_id"})
    with TemporaryDirectory() as folder:
        text, table, book = (_folder(folder, kind) for kind in ("csv", "parquet", "xlsx"))
        frame.to_csv(text, index=False, date_format="%Y-%m-%d")
        frame.to_parquet(table, index=False)
        _write_book(book, frame.head(book_lines))
        print()
        show(f"csv, {len(frame):,} lines", medians(_csv(text), rounds), OURS)
        show(f"parquet, {len(frame):,} lines", medians(_parquet(table), rounds), OURS)
        show(f"xlsx, {book_lines:,} lines", medians(_xlsx(book), rounds), OURS)


def _folder(parent: str, kind: str) -> Path:
    folder = Path(parent) / kind
    folder.mkdir()
    return folder / f"transactions.{kind}"


def _csv(path: Path) -> dict[str, Work[object]]:
    return {
        OURS: work(read, path.parent),
        "pandas": work(pd.read_csv, path),
        "polars": work(pl.read_csv, path),
        "pyarrow": work(pyarrow.csv.read_csv, path),
    }


def _parquet(path: Path) -> dict[str, Work[object]]:
    return {
        OURS: work(read, path.parent),
        "pandas": work(pd.read_parquet, path),
        "polars": work(pl.read_parquet, path),
        "pyarrow": work(pyarrow.parquet.read_table, path),
    }


def _xlsx(path: Path) -> dict[str, Work[object]]:
    return {
        OURS: work(read, path.parent),
        "python-calamine (lists of cells)": work(_calamine, path),
        "pandas with calamine": work(lambda: pd.read_excel(path, engine="calamine")),
    }


def _calamine(path: Path) -> object:
    return python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()


def _write_book(path: Path, frame: pd.DataFrame) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Transactions")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, list(frame.columns))
        for i, row in enumerate(frame.itertuples(index=False), 1):
            for j, value in enumerate(row):
                if isinstance(value, pd.Timestamp):
                    sheet.write_datetime(i, j, value.to_pydatetime(), day)
                else:
                    sheet.write(i, j, value)
