"""``cbsc-xl explain``: how a figure came about."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.options import print_rows
from cbsc_xl.cli.question import add_question, days_of, plain, read_calculator

if TYPE_CHECKING:
    from cbsc_xl.inquiry import Explanation, LeftOut, TableAccount

NAME = "explain"
HELP = "show the facts, formula, settings and rows behind a figure"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_question(command, "measure", ("table", "json"))
    command.add_argument(
        "--rows", type=int, default=0, metavar="N", help="list the first N source rows looked at per table"
    )


def run(options: argparse.Namespace) -> int:
    """Print the explanation."""
    from cbsc_xl.errors import BadArgument
    from cbsc_xl.inquiry import explain

    if options.rows < 0:
        raise BadArgument("--rows must be 0 or more")
    found = explain(
        read_calculator(options),
        options.measure,
        options.segment,
        options.period,
        options.channel,
        options.rows,
    )
    shape = as_dict(found)
    if options.format == "json":
        print(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        _print(found, shape)
    return 0


def as_dict(found: Explanation) -> dict[str, Any]:
    """Return an explanation in the shape of docs/explain.md."""
    measure = found.measure
    return {
        "function": measure.function,
        "measure": measure.id,
        "name": measure.labels["en"],
        "definition": measure.definition,
        "segment": found.segment,
        **days_of(found.period),
        "channel": found.channel,
        "facts": [
            {
                "fact": used.name,
                "name": used.label,
                "value": used.outcome.value,
                "status": used.outcome.status,
                "unit": used.unit.name,
            }
            for used in found.facts
        ],
        "formula": found.formula,
        "numbers": found.numbers,
        "value": found.outcome.value,
        "status": found.outcome.status,
        "unit": measure.unit.name,
        "settings": [
            {"setting": used.name, "value": used.value, "origin": "given" if used.given else "default"}
            for used in found.settings
        ],
        "tables": [_table(table) for table in found.tables],
        "notes": list(found.notes),
    }


def _table(account: TableAccount) -> dict[str, Any]:
    return {
        "table": account.table,
        "read": account.read,
        "looked_at": account.looked_at,
        "refused": _reasons(account.refused),
        "left_out": _reasons(account.left_out),
        "rows": [
            {"source": row.source, "row": row.row, "values": {k: plain(v) for k, v in row.values.items()}}
            for row in account.rows
        ],
    }


def _reasons(parts: tuple[LeftOut, ...]) -> list[dict[str, Any]]:
    return [{"reason": part.reason, "rows": part.rows} for part in parts]


def _print(found: Explanation, shape: dict[str, Any]) -> None:
    print(f"{shape['function']}  {shape['name']}\n{shape['definition']}\n")
    print(f"segment  {found.segment or 'All'}")
    print(f"period   {found.period.text}: {shape['first_day'] or 'the first row'} to {shape['last_day']}")
    if found.channel:
        print(f"channel  {found.channel}")
    _section("facts", shape["facts"])
    print(f"\nformula  {found.formula}\nnumbers  {found.numbers}")
    result = found.outcome.status if found.outcome.value is None else f"{found.outcome.value:.15g}"
    print(f"result   {result} ({shape['unit']})" if found.outcome.value is not None else f"result   {result}")
    _section("settings", shape["settings"])
    _section("rows", [_account_row(table) for table in shape["tables"]])
    for table in shape["tables"]:
        rows = [{"source": row["source"], "row": row["row"], **row["values"]} for row in table["rows"]]
        _section(f"first rows of {table['table']}", rows)
    for note in found.notes:
        print(f"\n{note}")


def _account_row(table: dict[str, Any]) -> dict[str, Any]:
    """Return the account of a table as one row; the reasons with their numbers as text."""
    said = {
        key: "; ".join(f"{p['rows']} {p['reason']}" for p in table[key]) for key in ("refused", "left_out")
    }
    return {"table": table["table"], "read": table["read"], "looked at": table["looked_at"], **said}


def _section(title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        print(f"\n{title}")
        print_rows(rows, "table")
