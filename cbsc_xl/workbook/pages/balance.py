"""Value balance: what the customers bring and cost in the years to come, and in new roles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from cbsc_xl.accounting.lines import ACQUISITION, COST_LINES, RISK_LINES
from cbsc_xl.accounting.value import annuity
from cbsc_xl.catalogue import find
from cbsc_xl.errors import CbscError
from cbsc_xl.inquiry.balance import NOBODY, YEARS
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import Accounts
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages import accounts as ledger
from cbsc_xl.workbook.pages import roles, settings
from cbsc_xl.workbook.pages.context import DASH, Context, hundredths, thousands
from cbsc_xl.workbook.pages.ranking import total_at
from cbsc_xl.workbook.pages.steps import Step, rows
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, FactKey, ValueKey

STEPS, BY_YEAR = "balancesteps", "balanceyears"
MOST_YEARS = 10
LENGTH = FactKey("years_of_period")
RETENTION = ValueKey(find("retention_rate"))
CELLS = (
    *("input_years", "input_retention", "input_discount", "used_retention", "used_discount"),
    *("factor", "bright", "dark", "net", "ratio", "unit", "note"),
)
COSTS = {
    mark("less cost of goods"): ("cogs",),
    mark("less cost to serve"): tuple(line for line in COST_LINES if line != ACQUISITION),
    mark("less financial risk"): RISK_LINES,
}
"""The dark side by lines of the P&L; acquisition is spent once and is no part of it."""
BRIGHT = 2
"""The row of the steps that adds up the bright side."""


def fill(context: Context) -> None:
    """Write the balance and the roles; without a P&L only the roles and what is missing."""
    roles.fill(context)
    profit, length = context.report.profit, context.report.facts[LENGTH][POINTS - 1]
    if isinstance(profit, CbscError):
        _empty(context, ledger.unknown(context, profit))
    elif isinstance(length, CbscError):
        _empty(context, ledger.unknown(context, length))
    elif context.accounts is None or not context.accounts.rows:
        _empty(context, context.voice("No customers in the period: no balance"))
    else:
        _fill(Balance(context, context.accounts, length))


def _empty(context: Context, title: str) -> None:
    for block in (STEPS, BY_YEAR):
        context.rows(block, [])
    for name in CELLS:
        context.put(f"balance_{name}", None)
    context.frame("balance", title, _subtitle(context))


def _subtitle(context: Context) -> str:
    return context.voice(
        "{group}, {period}; figures of the period per year, as long as customers stay, in {currency}",
        group=context.report.group,
        period=labels.period_label(context.voice, context.report.run.period),
        currency=context.report.run.currency,
    )


@dataclass(frozen=True)
class Balance:
    """The figures of the balance; ``length`` is that of the period in years."""

    context: Context
    accounts: Accounts
    length: float

    @cached_property
    def retention(self) -> float:
        """Customers who stay, per year; nan if nobody was there to stay."""
        kept = self.context.report.values[RETENTION][-1].value
        return math.nan if kept is None else kept ** (1 / self.length)

    @cached_property
    def discount(self) -> float:
        """The discount rate of the settings."""
        return self.context.report.run.settings.number("discount_rate")

    @property
    def factor(self) -> float:
        """Present value of 1 a year."""
        return annuity(YEARS, self.retention, self.discount)

    @cached_property
    def flows(self) -> list[float]:
        """What stands per year beside each step: revenue, roles, bright side, costs, balance."""
        gains = [self.accounts.total("net_revenue") / self.length, roles.known(self.context) / self.length]
        costs = [
            -math.fsum(self.accounts.total(line) for line in lines) / self.length for lines in COSTS.values()
        ]
        return [*gains, sum(gains), *costs, sum(gains) + sum(costs)]

    def cell(self, name: str) -> str:
        """Return the address of a cell of the page."""
        return self.context.layout.cell(f"balance_{name}")

    def flow(self, step: int, last: int | None = None) -> str:
        """Return the address of what stands per year beside a step, or beside a run of steps."""
        at = self.context.layout.at(STEPS, "share", step)
        if last is None:
            return at
        return f"SUM({at}:{self.context.layout.at(STEPS, 'share', last).partition('!')[2]})"

    def put(self, name: str, value: float | None, formula: str) -> None:
        """Fill a cell of the page with a formula."""
        self.context.put(f"balance_{name}", Cell(value, formula))


def _fill(balance: Balance) -> None:
    _inputs(balance)
    planned = rows(balance.context, STEPS, _steps(balance))
    if math.isnan(balance.factor):
        planned = [_without_value(row) for row in planned]
    balance.context.rows(STEPS, planned)
    balance.context.rows(BY_YEAR, [_year(balance, year) for year in range(1, MOST_YEARS + 1)])
    _results(balance)
    _frame(balance)


def _inputs(balance: Balance) -> None:
    context = balance.context
    length = context.fact(LENGTH, POINTS - 1)
    kept = context.value(RETENTION, POINTS - 1)
    typed = {name: balance.cell(f"input_{name}") for name in ("retention", "discount")}
    context.put("balance_input_years", YEARS)
    for name in typed:
        context.put(f"balance_input_{name}", None)
    computed = f"IF(ISNUMBER({kept}),{kept}^(1/{length}),NA())"
    balance.put("used_retention", balance.retention, _typed(typed["retention"], computed))
    balance.put(
        "used_discount", balance.discount, _typed(typed["discount"], settings.at(context, "discount_rate"))
    )


def _typed(at: str, otherwise: str) -> str:
    return f"IF(ISNUMBER({at}),{at},{otherwise})"


def _steps(balance: Balance) -> list[Step]:
    context, flows, factor = balance.context, balance.flows, balance.cell("factor")
    length = context.fact(LENGTH, POINTS - 1)
    names: list[Entry] = [
        context.voice("Direct revenue"),
        roles.step_name(context),
        context.voice("Bright side"),
    ]
    formulas = [
        f"{total_at(context, 'net_revenue')}/{length}",
        f"{roles.known_sum(context)}/{length}",
        balance.flow(0, BRIGHT - 1),
    ]
    for name, lines in COSTS.items():
        names.append(context.voice(name))
        total = "+".join(total_at(context, line) for line in lines)
        formulas.append(f"0-({total})/{length}")
    names.append(context.voice("Balance"))
    formulas.append(balance.flow(BRIGHT, BRIGHT + len(COSTS)))
    return [
        Step(
            name,
            Cell(flow * balance.factor, f"{balance.flow(i)}*{factor}"),
            i in (BRIGHT, len(flows) - 1),
            Cell(flow, formula),
        )
        for i, (name, flow, formula) in enumerate(zip(names, flows, formulas, strict=True))
    ]


def _without_value(row: Row) -> Row:
    """Return a step whose present value is not known: no number that follows from it is."""
    known = ("label", "share")
    values = {
        name: Cell(None, entry.formula, entry.format)
        if isinstance(entry, Cell) and name not in known
        else entry
        for name, entry in row.values.items()
    }
    return Row(row.pattern, values)


def _year(balance: Balance, year: int) -> Row:
    """Return one of the years to come: its share of the factor, both sides, the balance up to it."""
    at = {name: balance.context.layout.at(BY_YEAR, name, year - 1) for name in ("year", "factor", "net")}
    first = balance.context.layout.at(BY_YEAR, "net", 0)
    share = (balance.retention / (1 + balance.discount)) ** year if year <= YEARS else None
    bright, net = balance.flows[BRIGHT], balance.flows[-1]
    known = share is not None and not math.isnan(share)

    def cell(amount: float, formula: str) -> Cell:
        value: float | str = amount if known else NO_VALUE
        return Cell(value, f"IF(ISNUMBER({at['factor']}),{formula},{DASH})")

    stay = f"({balance.cell('used_retention')}/(1+{balance.cell('used_discount')}))^{at['year']}"
    dark = balance.flow(BRIGHT + 1, BRIGHT + len(COSTS))
    paid = annuity(year, balance.retention, balance.discount)
    weight = share or 0.0
    values: dict[str, Entry] = {
        "year": year,
        "factor": Cell(
            NO_VALUE if share is None else share,
            f"IF({at['year']}<={balance.cell('input_years')},{stay},{DASH})",
        ),
        "bright": cell(weight * bright, f"{at['factor']}*{balance.flow(BRIGHT)}"),
        "dark": cell(weight * (bright - net), f"0-{at['factor']}*{dark}"),
        "net": cell(weight * net, f"{at['factor']}*{balance.flow(len(balance.flows) - 1)}"),
        "cumulative": cell(net * paid, f"SUM({first}:{at['net'].partition('!')[2]})"),
    }
    return Row("line", values)


def _results(balance: Balance) -> None:
    column = balance.context.layout.column(BY_YEAR, "factor")
    factor = balance.cell("factor")
    bright, net = (balance.flows[i] * balance.factor for i in (BRIGHT, -1))
    dark = bright - net
    ratio = bright / dark if dark > 0 else math.nan
    lost = balance.flow(BRIGHT + 1, BRIGHT + len(COSTS))
    balance.put("factor", balance.factor, f"IF(COUNT({column})>0,SUM({column}),NA())")
    balance.put("bright", bright, f"{balance.flow(BRIGHT)}*{factor}")
    balance.put("dark", dark, f"0-{lost}*{factor}")
    balance.put("net", net, f"{balance.cell('bright')}-{balance.cell('dark')}")
    at = balance.cell("dark")
    balance.put("ratio", ratio, f"IF({at}>0,{balance.cell('bright')}/{at},NA())")


def _frame(balance: Balance) -> None:
    context = balance.context
    voice, currency = context.voice, context.report.run.currency
    bright, net = (balance.flows[i] * balance.factor for i in (BRIGHT, -1))
    dark = bright - net
    said = context.sentence(
        "Over {years} years each {currency} 1.00 of cost brings {ratio}; the balance is {currency} {net}",
        years=Cell(YEARS, balance.cell("input_years")),
        currency=currency,
        ratio=hundredths(bright / dark if dark > 0 else None, balance.cell("ratio")),
        net=thousands(net if not math.isnan(net) else None, balance.cell("net")),
    )
    none = voice("No value balance: {reason}", reason=voice(NOBODY))
    known = f"ISNUMBER({balance.cell('factor')})"
    title = Cell(none if math.isnan(net) else said.value, f"IF({known},{said.formula},{text(none)})")
    context.frame("balance", title, _subtitle(context))
    context.put(
        "balance_unit", voice("Bright side against dark side, present value in {currency}", currency=currency)
    )
    context.put(
        "balance_note",
        voice(
            "Cost to win customers is spent once and left out. Roles are estimates and no part of customer "
            "profit; one that is not known counts for nothing here."
        ),
    )
