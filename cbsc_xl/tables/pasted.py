"""A table from rows in memory: tests, pasted ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cbsc_xl.errors import BadArgument
from cbsc_xl.tables.build import draft, finish
from cbsc_xl.tables.data import Table
from cbsc_xl.tables.headers import match_headers
from cbsc_xl.tables.raw import from_objects
from cbsc_xl.tables.schema import TABLES, normal
from cbsc_xl.tables.style import locale_style


def table_from_rows(name: str, rows: Sequence[Mapping[str, object]], locale: str | None = None) -> Table:
    """Make a table of rows with headers as keys; the same rules hold as for a file.

    Rows that a file would have refused are left out; use `origin` (1 for the first row) to find them.
    No rows make an empty table with the required columns.
    Raises BadArgument for a table that the model lacks and DataError for a column read two ways.
    """
    if name not in TABLES:
        raise BadArgument(f"there is no table {name!r}; the tables are {', '.join(TABLES)}")
    headers = list(dict.fromkeys(header for row in rows for header in row)) or [*TABLES[name].required]
    columns = [from_objects([row.get(header) for row in rows]) for header in headers]
    found = match_headers(name, headers)
    fields = {field: columns[position] for field, position in found.items()}
    if TABLES[name].free_columns:
        used = set(found.values())
        fields |= {free_name(header): columns[i] for i, header in enumerate(headers) if i not in used}
    styles = dict.fromkeys(fields, locale_style(locale))
    origin = np.arange(1, len(rows) + 1, dtype=np.int32)
    return finish(draft(name, fields, styles, {field: headers[i] for field, i in found.items()}, origin))


def free_name(header: str) -> str:
    """Return the name of a free attribute column: lower case, words joined by underscores."""
    return "_".join(header.casefold().replace("-", " ").replace("_", " ").split()) or normal(header)
