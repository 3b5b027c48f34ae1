"""The cells of a whale curve: its customers, and its figures as formulas over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cbsc_xl.accounting.whale import WhaleCurve
from cbsc_xl.units import MONEY
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages.context import DASH, DASH_FORMAT, Context, known, percent, thousands
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK, KEY, MARKS = "whale", "whalekey", "whalemark"
CUSTOMERS, TOTAL, PEAK, AT_PEAK = range(4)
"""Rows of the key figures that formulas need."""
STEPS = 100
SHARE = "0.0%"
SHARES_UP_TO = 3.0
"""Peak above which the curve is drawn in money: shares of a total near zero say nothing."""


def money(context: Context, amount: float, at: str) -> Cell:
    """Return an amount at an address, in whole units with its currency, as text."""
    currency = f"{context.report.run.currency} "
    said = thousands(amount, at)
    return Cell(f"{currency}{said.value}", f"{text(currency)}&{said.formula}")


@dataclass(frozen=True)
class Whale:
    """The cells of one curve: values computed here, formulas over the table of customers."""

    context: Context
    curve: WhaleCurve

    @property
    def in_shares(self) -> bool:
        """Whether the curve shows shares of the total; money where that is not above 0, or near zero."""
        return self.curve.peak is not None and self.curve.peak <= SHARES_UP_TO

    @property
    def asked(self) -> str:
        """The same as a formula."""
        return f"AND({self.key(TOTAL)}>0,N({self.key(PEAK)})<={self.context.layout.cell('whale_limit')})"

    def key(self, row: int) -> str:
        """Return the address of a key figure."""
        return self.context.layout.at(KEY, "value", row)

    def named(self, field: str, row: int) -> str:
        """Return the address of a field of a named point."""
        return self.context.layout.at(MARKS, field, row)

    def column(self, field: str) -> str:
        """Return the range of a field of the table."""
        return self.context.layout.column(BLOCK, field, len(self.curve.ids))

    def drawn(self, amount: float) -> float:
        """Return an amount as the curve shows it: in % of the total, or as it is."""
        return 100 * amount / self.curve.total if self.in_shares else amount

    def drawn_cell(self, amount: float, at: str) -> Cell:
        """Return the same as a formula over an address."""
        return Cell(self.drawn(amount), f"IF({self.asked},100*{at}/{self.key(TOTAL)},{at})")

    def share(self, amount: float, at: str) -> Cell:
        """Return an amount as a share of the total, a dash if that is not above 0."""
        share = amount / self.curve.total if self.curve.total > 0 else None
        formula = f"IF({self.key(TOTAL)}>0,{at}/{self.key(TOTAL)},{DASH})"
        return Cell(known(share), formula, DASH_FORMAT if share is None else SHARE)

    def money(self, amount: float, at: str) -> Cell:
        """Return an amount with its currency as text."""
        return money(self.context, amount, at)

    def amount(self, amount: float, at: str) -> Cell:
        """Return an amount beside its share."""
        return Cell(amount, at, MONEY.format)

    def worth(self, amount: float, at: str) -> Cell:
        """Return an amount as text in the unit of the curve."""
        money = self.money(amount, at)
        said = percent(amount / self.curve.total) if self.in_shares else money.value
        return Cell(said, f'IF({self.asked},TEXT({at}/{self.key(TOTAL)},"0%"),{money.formula})')

    def earned(self, amount: float, at: str) -> Cell:
        """Return an amount as text, `118% of the profit` or in money."""
        money = self.money(amount, at)
        total = self.key(TOTAL)
        part = percent(amount / self.curve.total) if self.in_shares else NO_VALUE
        share = self.context.sentence("{share} of the profit", share=Cell(part, f'TEXT({at}/{total},"0%")'))
        shown = share.value if self.in_shares else money.value
        return Cell(shown, f"IF({self.asked},{share.formula},{money.formula})")

    def table(self, names: Mapping[str, str]) -> list[Row]:
        """Return a row per customer, the most profitable first."""
        at = self.context.layout.at
        rows = []
        before = ""
        for i, (id, profit, cumulative) in enumerate(
            zip(self.curve.ids, self.curve.profits, self.curve.cumulative, strict=True)
        ):
            own, here = at(BLOCK, "profit", i), at(BLOCK, "cumulative", i)
            values: dict[str, Entry] = {
                "rank": i + 1,
                "id": id,
                "customer": names.get(id, id),
                "profit": profit,
                "cumulative": Cell(cumulative, f"{before}+{own}" if before else own),
                "customers": Cell(
                    (i + 1) / len(self.curve.ids), f"{at(BLOCK, 'rank', i)}/{self.key(CUSTOMERS)}"
                ),
                "share": self.share(cumulative, here),
            }
            rows.append(Row("line", values))
            before = here
        return rows

    @property
    def amounts(self) -> list[float]:
        """Cumulative profit at every percent of the customers."""
        count = len(self.curve.ids)
        places = np.arange(STEPS + 1) / STEPS * count
        return list(np.interp(places, range(count + 1), (0.0, *self.curve.cumulative)).tolist())
