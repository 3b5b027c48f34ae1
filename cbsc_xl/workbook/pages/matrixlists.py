"""The customers that the value matrix names, and the shapes of its chart."""

from __future__ import annotations

from cbsc_xl.accounting import value
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.matrixtable import QUADRANT_ROW, QUADRANTS, Customers
from cbsc_xl.workbook.plan import Cell, Entry, Row

RISKS, OVERS, DOTS, MARKS, LINES = "atrisk", "overserved", "matrixdot", "matrixmark", "matrixline"
LISTED = 10
NAMED_RISKS, NAMED_OVERS = 4, 2
MOST_DOTS = 400
"""How many customers the chart draws at most."""
FIELDS = ("risk", "high", "low", "over")
"""Names of the quadrants in the names of cells, in the order of the quadrants."""


def at_risk(customers: Customers) -> list[dict[str, Cell]]:
    """Return the most profitable customers at risk."""
    count = customers.panel("c1", QUADRANT_ROW)
    rows = iter(_rows_of(customers, value.AT_RISK))
    ranks = [customers.context.layout.at(RISKS, "rank", 1 + i) for i in range(LISTED)]
    return [_entry(customers, next(rows, None), f"{rank}<={count}", "risk_no", rank) for rank in ranks]


def over_served(customers: Customers) -> list[dict[str, Cell]]:
    """Return the least profitable over-served customers."""
    count = customers.panel("c1", QUADRANT_ROW + len(QUADRANTS) - 1)
    rows = reversed(_rows_of(customers, value.OVER_SERVED))
    ranks = [customers.context.layout.at(OVERS, "rank", 1 + i) for i in range(LISTED)]
    return [
        _entry(customers, next(rows, None), f"{rank}<={count}", "over_no", f"{count}-{rank}+1")
        for rank in ranks
    ]


def _rows_of(customers: Customers, quadrant: str) -> list[int]:
    return [i for i, place in enumerate(customers.matrix.places.values()) if place.quadrant == quadrant]


def _entry(customers: Customers, row: int | None, there: str, field: str, number: str) -> dict[str, Cell]:
    """Return the customer whose running number is asked; empty texts if there are not so many."""
    match = f"MATCH({number},{customers.scored(field)},0)"

    def cell(name: str, shown: float | str) -> Cell:
        return Cell("" if row is None else shown, f'IF({there},INDEX({customers.scored(name)},{match}),"")')

    id = customers.ids[row or 0]
    place = customers.matrix.places[id]
    return {
        "name": cell("customer", customers.name(id)),
        "profit": cell("value_of", place.value_of),
        "score": cell("value_for", place.value_for),
        "balance": cell("balance", place.balance),
    }


def shapes(customers: Customers, risks: list[dict[str, Cell]], overs: list[dict[str, Cell]]) -> None:
    """Write what the chart draws: dots by quadrant, customers with their names, the thresholds."""
    context, places = customers.context, customers.matrix.places
    drawn = min(len(places), MOST_DOTS)
    chosen = [i * (len(places) - 1) // max(drawn - 1, 1) for i in range(drawn)]
    context.rows(DOTS, [_dot(customers, i) for i in chosen])
    limit = Cell(customers.matrix.threshold_for, context.layout.cell("matrix_used_for"))
    named = [(RISKS, i, entry) for i, entry in enumerate(risks[:NAMED_RISKS], 1)]
    named += [(OVERS, i, entry) for i, entry in enumerate(overs[:NAMED_OVERS], 1)]
    context.rows(MARKS, [_named(context, limit, *each) for each in named])
    amounts = [place.value_of for place in places.values()]
    low = Cell(min(0.0, *amounts), f"MIN(0,{customers.scored('value_of')})")
    high = Cell(max(0.0, *amounts), f"MAX(0,{customers.scored('value_of')})")
    across = Cell(customers.matrix.threshold_of, context.layout.cell("matrix_used_of"))
    ends: tuple[tuple[Entry, Entry], ...] = ((limit, low), (limit, high), (0, across), (100, across))
    context.rows(LINES, [Row("line", {"x": x, "y": y}) for x, y in ends])


def _named(context: Context, limit: Cell, block: str, row: int, entry: dict[str, Cell]) -> Row:
    """Return a customer whom the chart names; nobody stands at the threshold, without a height."""
    name, score, profit = (context.layout.at(block, field, row) for field in ("name", "score", "profit"))
    there = entry["name"].value != ""
    values: dict[str, Entry] = {
        "label": Cell(f"  {entry['name'].value}  ", f'"  "&{name}&"  "'),
        "x": Cell(
            entry["score"].value if there else limit.value, f"IF(ISNUMBER({score}),{score},{limit.formula})"
        ),
        "y": Cell(entry["profit"].value if there else None, f"IF(ISNUMBER({profit}),{profit},NA())"),
    }
    return Row("line", values)


def _dot(customers: Customers, i: int) -> Row:
    place = customers.matrix.places[customers.ids[i]]
    of, quadrant = customers.at("value_of", i), customers.at("quadrant", i)
    heights = {
        field: Cell(
            place.value_of if place.quadrant == name else None,
            f"IF({quadrant}={customers.panel('name', QUADRANT_ROW + row)},{of},NA())",
        )
        for row, (field, name) in enumerate(zip(FIELDS, QUADRANTS, strict=True))
    }
    return Row("line", {"x": Cell(place.value_for, customers.at("value_for", i)), **heights})
