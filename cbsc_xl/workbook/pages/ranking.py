"""The ranking of Customer P&L: both ends of it, looked up in the ledger of customers."""

from __future__ import annotations

import math

from cbsc_xl.accounting.lines import LINES, SUBTOTALS
from cbsc_xl.units import COUNT
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import LINE_NAMES, Account, Accounts
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages import accounts as ledger
from cbsc_xl.workbook.pages.context import DASH, Context
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK, SOURCE = "pnl", ledger.BLOCK
ENDS = 10
"""How many customers are shown of either end of the ranking."""


def total_at(context: Context, line: str) -> str:
    """Return the address of the total of a line; there must be customers."""
    table = Ranking(context, context.accounts or Accounts(()))
    return table.total_at(line)


class Ranking:
    """The rows of the page: formulas that look both ends of the ranking up in the ledger of customers."""

    def __init__(self, context: Context, accounts: Accounts) -> None:
        self.context, self.accounts = context, accounts
        self.count = len(accounts.rows)
        self.short = self.count <= 2 * ENDS + 1
        first = self.count if self.short else ENDS
        self.best = list(accounts.rows[:first])
        self.worst = [] if self.short else list(accounts.rows[-ENDS:])
        self.others = 0 if self.short else 1
        self.total_row = 1 + len(self.best) + self.others + len(self.worst)

    def at(self, name: str, row: int) -> str:
        """Return the address of a field on the page, row 0 being the head."""
        return self.context.layout.at(BLOCK, name, row).partition("!")[2]

    def total_at(self, line: str) -> str:
        """Return the address of a total as other sheets write it."""
        return self.context.layout.at(BLOCK, line, self.total_row)

    def column(self, name: str) -> str:
        """Return a column of the ledger of customers."""
        return self.context.layout.column(SOURCE, name, self.count)

    def rows(self) -> list[Row]:
        """Return all rows of the block."""
        last = len(self.best)
        top = [Row("line", self._best(i, row)) for i, row in enumerate(self.best, 1)]
        bottom = [
            Row("line" if i < self.total_row - 1 else "last", self._worst(i, row))
            for i, row in enumerate(self.worst, last + 2)
        ]
        others = [Row("others", self._others(last + 1))] if self.others else []
        if self.short:
            top[-1] = Row("last", top[-1].values)
        return [
            Row("head", self._head()),
            *top,
            *others,
            *bottom,
            Row("total", self._total()),
            Row("share", self._share()),
        ]

    def _head(self) -> dict[str, Entry]:
        voice = self.context.voice
        heads = {name: voice(LINE_NAMES[name]) for name in LINES}
        costs = [line for line in LINES if line not in SUBTOTALS and line != LINES[0]]
        heads |= {line: f"{NO_VALUE}\u00a0{heads[line]}" for line in costs}
        profit = voice("Profit, {currency}", currency=self.context.report.run.currency)
        return {"name": voice("Customer"), **heads, "margin": voice("Profit, %"), "loss": profit}

    def _best(self, row: int, account: Account) -> dict[str, Entry]:
        profits, here = self.column("customer_profit"), self.at("customer_profit", row)
        found = f"MATCH({here},{profits},0)"
        if row > 1:
            above, place = self.at("customer_profit", row - 1), self.at("position", row - 1)
            rest = f"INDEX({profits},{place}+1):INDEX({profits},ROWS({profits}))"
            found = f"IF({here}={above},{place}+MATCH({here},{rest},0),{found})"
        return self._customer(row, row, account, found)

    def _worst(self, row: int, account: Account) -> dict[str, Entry]:
        """Search from the end of the table, so that equal profits are told apart there too."""
        profits, here = self.column("customer_profit"), self.at("customer_profit", row)
        first = self.context.layout.at(SOURCE, "customer_profit", 0)
        place, end = f"(ROW({profits})-ROW({first})+1)", f"ROWS({profits})+1"
        if row < self.total_row - 1:
            below = self.at("customer_profit", row + 1)
            end = f"IF({here}={below},{self.at('position', row + 1)},{end})"
        found = f"SUMPRODUCT(MAX(({profits}={here})*({place}<{end})*{place}))"
        return self._customer(row, self.count - self.total_row + 1 + row, account, found)

    def _customer(self, row: int, rank: int, account: Account, found: str) -> dict[str, Entry]:
        place = self.at("position", row)
        lines: dict[str, Entry] = {
            line: Cell(account.lines[line], f"INDEX({self.column(line)},{place})") for line in LINES[:-1]
        }
        here = self.at("customer_profit", row)
        profits = self.column("customer_profit")
        lines["customer_profit"] = Cell(account.profit, f"LARGE({profits},{self.at('rank', row)})")
        return {
            "rank": rank,
            "name": Cell(account.name, f"INDEX({self.column('name')},{place})"),
            **lines,
            "margin": self._margin(row, account.lines["net_revenue"], account.profit),
            "position": Cell(rank, found),
            "gain": Cell(max(account.profit, 0.0), f"MAX({here},0)"),
            "loss": Cell(min(account.profit, 0.0), f"MIN({here},0)"),
        }

    def _margin(self, row: int, revenue: float, profit: float) -> Cell:
        at, over = self.at("customer_profit", row), self.at("net_revenue", row)
        return Cell(ledger.share(profit, revenue), f"IF({over}>0,{at}/{over},{DASH})")

    def _others(self, row: int) -> dict[str, Entry]:
        parts: dict[str, float] = {}
        entries: dict[str, Entry] = {}
        for line in LINES:
            shown = [row.lines[line] for row in (*self.best, *self.worst)]
            parts[line] = math.fsum([row.lines[line] for row in self.accounts.rows[ENDS:-ENDS]])
            spans = (
                f"{self.at(line, first)}:{self.at(line, last)}"
                for first, last in ((1, row - 1), (row + 1, self.total_row - 1))
            )
            total = self.at(line, self.total_row)
            entries[line] = Cell(parts[line] if shown else 0.0, f"{total}-SUM({','.join(spans)})")
        count = self.count - len(self.best) - len(self.worst)
        name = self.context.voice("{count} others", count=counted(self.context, count))
        return {
            "name": name,
            **entries,
            "margin": self._margin(row, parts["net_revenue"], parts["customer_profit"]),
        }

    def _total(self) -> dict[str, Entry]:
        row, total = self.total_row, self.accounts.total
        return {
            "name": self.context.voice(
                "All {count} customers", count=counted(self.context, self.accounts.customers)
            ),
            **{line: Cell(total(line), f"SUM({self.column(line)})") for line in LINES},
            "margin": self._margin(row, total("net_revenue"), total("customer_profit")),
        }

    def _share(self) -> dict[str, Entry]:
        over, revenue = self.at("net_revenue", self.total_row), self.accounts.total("net_revenue")
        return {
            "name": self.context.voice("in % of net revenue"),
            **{
                line: Cell(
                    ledger.share(self.accounts.total(line), revenue),
                    f"IF({over}>0,{self.at(line, self.total_row)}/{over},{DASH})",
                )
                for line in LINES
            },
        }


def counted(context: Context, count: int) -> str:
    """Return a number of customers in words of the language."""
    return labels.figure(context.voice, COUNT, count)
