"""The customers of the value matrix: where each stands, as formulas over his profit and his score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from cbsc_xl.accounting import value
from cbsc_xl.accounting.value import ValueMatrix, value_matrix
from cbsc_xl.accounting.whale import whale_curve
from cbsc_xl.texts import mark
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.profit import GroupProfit

BLOCK, PANEL = "matrix", "matrixpanel"
QUADRANTS = {
    value.AT_RISK: mark("at risk"),
    value.HIGH: mark("in balance, high"),
    value.LOW: mark("in balance, low"),
    value.OVER_SERVED: mark("over-served"),
}
"""Names: high value of the customer first, in each the low value for him first."""
STANDINGS = QUADRANTS | {value.WITHOUT_SCORE: mark("no value-for score"), value.NEW: mark("new")}
VERDICTS = (mark("gives more than he gets"), mark("balanced"), mark("gets more than he gives"))
QUADRANT_ROW, VERDICT_ROW = 1, 7
"""First rows of the panel that hold the names of the quadrants and of the verdicts."""


@dataclass(frozen=True)
class Customers:
    """The table of the customers: those with a score by profit, then those without."""

    context: Context
    profit: GroupProfit

    @cached_property
    def matrix(self) -> ValueMatrix:
        """Every customer of the period, the most profitable first."""
        profits = self.profit.profits
        ordered = {id: profits[id] for id in whale_curve(profits).ids}
        return value_matrix(ordered, self.profit.perceived)

    @cached_property
    def ids(self) -> list[str]:
        """Customer ids in the order of the rows."""
        return [*self.matrix.places, *self.matrix.without_score]

    def at(self, field: str, row: int) -> str:
        """Return the address of a field of a customer."""
        return self.context.layout.at(BLOCK, field, row)

    def scored(self, field: str) -> str:
        """Return the range of a field over the customers with a score."""
        return self.context.layout.column(BLOCK, field, len(self.matrix.places))

    def all(self, field: str) -> str:
        """Return the range of a field over all customers."""
        return self.context.layout.column(BLOCK, field, len(self.ids))

    def panel(self, field: str, row: int) -> str:
        """Return the address of a cell of the panel."""
        return self.context.layout.at(PANEL, field, row)

    def panel_range(self, field: str, row: int, rows: int) -> str:
        """Return the range of some rows of the panel."""
        return f"{self.panel(field, row)}:{self.panel(field, row + rows - 1).partition('!')[2]}"

    def name(self, id: str) -> str:
        """Return the name of a customer, his id if he has none."""
        return self.profit.names.get(id, id)

    def verdict(self, id: str) -> str:
        """Return who gets more, in English."""
        balance = round(self.matrix.places[id].balance, 9)
        return VERDICTS[1 + (balance > value.BALANCED) - (balance < -value.BALANCED)]

    def rows(self) -> list[Row]:
        """Return a row per customer."""
        scored = [
            Row("line", self._plain(i, id) | self._judged(i, id)) for i, id in enumerate(self.matrix.places)
        ]
        return scored + [
            Row("line", self._plain(i, id)) for i, id in enumerate(self.ids) if id not in self.matrix.places
        ]

    def _plain(self, i: int, id: str) -> dict[str, Entry]:
        before = self.profit.before
        then = before.standings.get(id, value.NEW) if before else None
        return {
            "id": id,
            "customer": self.name(id),
            "value_of": self.profit.profits[id],
            "value_for": NO_VALUE,
            "quadrant": self.context.voice(STANDINGS[value.WITHOUT_SCORE]),
            "before": NO_VALUE if then is None else self.context.voice(STANDINGS[then]),
        }

    def _judged(self, i: int, id: str) -> dict[str, Entry]:
        place, voice, cell = self.matrix.places[id], self.context.voice, self.context.layout.cell
        of, score, balance = (self.at(name, i) for name in ("value_of", "value_for", "balance"))
        names = self.panel_range("name", QUADRANT_ROW, len(QUADRANTS))
        words = self.panel_range("name", VERDICT_ROW, len(VERDICTS))
        high, gets = f"({of}<{cell('matrix_used_of')})", f"({score}>={cell('matrix_used_for')})"
        ranks = f"{self._rank(score, 'value_for')}-({self._rank(of, 'value_of')})"
        judged = f"1+(ROUND({balance},9)>=-{value.BALANCED})+(ROUND({balance},9)>{value.BALANCED})"
        return {
            "value_of": place.value_of,
            "value_for": place.value_for,
            "quadrant": Cell(voice(QUADRANTS[place.quadrant]), f"INDEX({names},1+2*{high}+{gets})"),
            "balance": Cell(place.balance, f"({ranks})/(2*COUNT({self.scored('value_for')}))"),
            "verdict": Cell(voice(self.verdict(id)), f"INDEX({words},{judged})"),
            "risk_no": self._running("risk_no", i, value.AT_RISK),
            "over_no": self._running("over_no", i, value.OVER_SERVED),
        }

    def _rank(self, at: str, field: str) -> str:
        """Return how many customers are below less how many are above: the middle rank of equal values."""
        return f"RANK({at},{self.scored(field)},1)-RANK({at},{self.scored(field)},0)"

    def _running(self, field: str, i: int, quadrant: str) -> Cell:
        """Return how many customers are in a quadrant down to a row: what the lists look for."""
        name = self.panel("name", QUADRANT_ROW + list(QUADRANTS).index(quadrant))
        before = f"{self.at(field, i - 1)}+" if i else ""
        return Cell(self._counts[quadrant][i], f"{before}({self.at('quadrant', i)}={name})*1")

    @cached_property
    def _counts(self) -> dict[str, list[int]]:
        places = self.matrix.places.values()
        return {name: list(accumulate(int(place.quadrant == name) for place in places)) for name in QUADRANTS}
