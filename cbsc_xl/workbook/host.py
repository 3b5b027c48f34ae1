"""What the workbook needs to know of a spreadsheet program that calls functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cbsc_xl.workbook.package import Package


@dataclass(frozen=True)
class Host:
    """A spreadsheet program that calls functions: how its workbooks differ from portable ones.

    ``prefix`` stands before the name of a function in a file, ``suffix`` ends the name of the file,
    ``dress`` adds the parts that the host needs, with texts in a language. ``tables_grow`` tells whether
    the program takes rows that are pasted below a table into the table.
    """

    prefix: str = ""
    suffix: str = ".xlsx"
    dress: Callable[[Package, str], None] = lambda package, language: None
    tables_grow: bool = True
