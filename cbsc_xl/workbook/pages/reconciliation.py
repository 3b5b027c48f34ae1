"""Reconciliation: from the profit of customers to the ledger, and every cost to its pool and driver."""

from __future__ import annotations

import math

from cbsc_xl.accounting.control import CONTROL_LINES, RESULT
from cbsc_xl.accounting.lines import COST_LINES, RISK_LINES
from cbsc_xl.accounting.reconciliation import NOT_COMPARED, TOLERANCE, Compared
from cbsc_xl.errors import CbscError
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import LINE_NAMES
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages import accounts as ledger
from cbsc_xl.workbook.pages import pools
from cbsc_xl.workbook.pages.context import Context, number, thousands
from cbsc_xl.workbook.pages.ranking import total_at
from cbsc_xl.workbook.pages.steps import Step, rows
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.profit import GroupProfit

SHEET = "reconciliation"
BRIDGE = 11
"""Title, head, eight steps, the result."""

CONTROL = 2 + len(CONTROL_LINES) + 1
TRACED = 2 + len(COST_LINES) + len(RISK_LINES)
CONTROL_NAMES = LINE_NAMES | {"marketing": mark("Marketing"), RESULT: mark("Operating result")}
AGREES, DIFFERS = mark("▲ agrees"), mark("▼ differs")
STEP_NAMES = {
    "customer profit outside the group": mark("plus customer profit outside the group"),
    "expected credit loss charged": mark("plus expected credit loss charged, imputed"),
    "receivables financing charged": mark("plus receivables financing charged, imputed"),
    "write-offs booked in the ledger": mark("less write-offs booked in the ledger"),
}
NOTES = (
    mark("Imputed cost is charged to customers but not booked, so the bridge adds it back."),
    mark("Cost that no customer causes and unused capacity are shown, never spread over customers."),
    mark("To follow a line: its pools below carry its name; rate × volume of the group is its charge."),
)


TITLES = {
    "bridge": mark("From customer profit to the operating result"),
    "control": mark("Line by line beside the ledger"),
    "traced": mark("The cost lines of {group} and their pools"),
    "notes": mark("How to read"),
}


def fill(context: Context) -> None:
    """Write the bridge, the comparison with the ledger, the lines of the group and its pools."""
    profit = context.report.profit
    subtitle = context.voice(
        "{group} and the whole company, {period}; {currency}",
        group=context.report.group,
        period=labels.period_label(context.voice, context.report.run.period),
        currency=context.report.run.currency,
    )
    if isinstance(profit, CbscError):
        for block in (*TITLES, "pools"):
            context.rows(block, [])
        for name in ("light", "tolerance", "tolerance_label", "pools_title"):
            context.put(f"{SHEET}_{name}", None)
        context.frame(SHEET, ledger.unknown(context, profit), subtitle)
        return
    pools.fill(context, profit)
    bridge = _Bridge(context, profit)
    context.rows("bridge", [_title(context, "bridge", "label"), *bridge.rows()])
    context.rows("control", [_title(context, "control", "line"), *_control(context, profit, bridge)])
    context.rows("traced", [_title(context, "traced", "line"), *_traced(context, profit)])
    notes = [Row("line", {"text": context.voice.say(note)}) for note in (*NOTES, *profit.statement.notes)]
    context.rows("notes", [_title(context, "notes", "text"), *notes][:TRACED])
    light, title = _verdict(context, profit, bridge)
    context.put("reconciliation_light", light)
    context.put("reconciliation_tolerance", TOLERANCE)
    context.put("reconciliation_tolerance_label", context.voice("A line agrees below a difference of"))
    context.put("reconciliation_pools_title", context.voice("Every cost from its pool to customers"))
    context.frame(SHEET, title, subtitle)


def _title(context: Context, block: str, field: str) -> Row:
    return Row("title", {field: context.voice(TITLES[block], group=context.report.group)})


class _Bridge:
    """The steps from the profit of the group to the operating result of the company."""

    def __init__(self, context: Context, profit: GroupProfit) -> None:
        self.context, self.reconciliation = context, profit.statement.reconciliation
        self.given = {step.name: step.amount for step in self.reconciliation.steps}
        self.unallocated = tuple(pools.unallocated(context, profit))
        self.steps = self._steps()
        self.last = 2 + len(self.steps)
        self.amount = math.fsum(number(step.amount) for step in self.steps)

    @property
    def at(self) -> str:
        """The address of the operating result."""
        return self.context.layout.at("bridge", "amount", self.last)

    def _steps(self) -> list[Step]:
        voice = self.context.voice
        imputed = dict(zip(tuple(STEP_NAMES)[1:3], RISK_LINES, strict=True))
        own = self._own("customer_profit")
        steps = [Step(voice("Customer profit"), own, True, own)]
        for name, words in STEP_NAMES.items():
            if name == "write-offs booked in the ledger":
                steps += [Step(said, amount) for said, amount in self.unallocated]
            if name in self.given:
                beside = self._own(imputed[name]) if name in imputed else None
                steps.append(Step(voice(words), Cell(self.given[name]), False, beside))
        return steps

    def _own(self, line: str) -> Cell:
        """Return a line of the group from sheet Customer P&L."""
        return own_line(self.context, line)

    def rows(self) -> list[Row]:
        """Return the head, the steps, the result and the ledger."""
        voice, layout = self.context.voice, self.context.layout
        first = layout.at("bridge", "amount", 2)
        last = layout.at("bridge", "amount", self.last - 1).partition("!")[2]
        total = Step(voice("Operating result"), Cell(self.amount, f"SUM({first}:{last})"), True)
        head: dict[str, Entry] = {
            "amount": voice("Company"),
            "share": labels.shortened(self.context.report.group, 16),
        }
        planned = rows(self.context, "bridge", [*self.steps, total], 2)
        return [Row("head", head), *planned]


def own_line(context: Context, line: str) -> Cell:
    """Return a line of the group, as the total of sheet Customer P&L or 0 without customers."""
    found = context.accounts
    if found is None or not found.rows:
        return Cell(0.0)
    return Cell(found.total(line), total_at(context, line))


def _control(context: Context, profit: GroupProfit, bridge: _Bridge) -> list[Row]:
    """Return the pasted tables beside the ledger; without table Ledger what would make it known."""
    lines, voice = profit.statement.reconciliation.lines, context.voice
    if not lines:
        return [Row("line", {"line": voice("Paste table Ledger to compare line by line")})]
    head: dict[str, Entry] = {
        "tables": voice("Tables"),
        "ledger": voice("Ledger"),
        "difference": voice("Difference"),
        "result": voice("Result"),
    }
    planned = [Row("head", head)]
    for i, line in enumerate(lines, 2):
        planned.append(Row("sum" if line.line == RESULT else "line", _compared(context, i, line, bridge)))
    return planned


def _compared(context: Context, row: int, line: Compared, bridge: _Bridge) -> dict[str, Entry]:
    at = {name: context.layout.at("control", name, row) for name in ("tables", "ledger", "difference")}
    tables = Cell(bridge.amount, bridge.at) if line.line == RESULT else Cell(line.tables)
    words = [context.voice(word) for word in (AGREES, DIFFERS)]
    limit = context.layout.cell("reconciliation_tolerance")
    difference = _difference(line, bridge)
    return {
        "line": context.voice(CONTROL_NAMES[line.line]),
        "tables": tables,
        "ledger": line.ledger,
        "difference": Cell(difference, f"ROUND({at['tables']}-{at['ledger']},6)"),
        "result": Cell(
            words[abs(difference) >= TOLERANCE],
            f"IF(ABS({at['difference']})<{limit},{text(words[0])},{text(words[1])})",
        ),
    }


def _difference(line: Compared, bridge: _Bridge) -> float:
    tables = bridge.amount if line.line == RESULT else line.tables
    return round(tables - line.ledger, 6) + 0.0


def _traced(context: Context, profit: GroupProfit) -> list[Row]:
    """Return what the pools charge the group beside the lines of its P&L."""
    voice, layout = context.voice, context.layout
    count = pools.count(profit)
    lines, amounts = (layout.column("pools", name, count) for name in ("line", "group_charge"))
    head: dict[str, Entry] = {
        "charged": voice("Pools"),
        "statement": voice("P&L"),
        "difference": voice("Difference"),
    }
    planned = [Row("head", head)]
    for i, line in enumerate((*COST_LINES, *RISK_LINES), 2):
        at = {name: layout.at("traced", name, i) for name in ("line", "charged", "statement")}
        charged = math.fsum(part.rate * part.volume for part in profit.charges if part.line == line)
        own = own_line(context, line)
        difference = round(charged - number(own), 6) + 0.0
        planned.append(
            Row(
                "line",
                {
                    "line": voice(LINE_NAMES[line]),
                    "charged": Cell(charged, f"SUMIFS({amounts},{lines},{at['line']})"),
                    "statement": own,
                    "difference": Cell(difference, f"ROUND({at['charged']}-{at['statement']},6)"),
                },
            )
        )
    return planned


def _verdict(context: Context, profit: GroupProfit, bridge: _Bridge) -> tuple[Cell, Cell]:
    """Return the light and the title of the page."""
    voice, lines = context.voice, profit.statement.reconciliation.lines
    wrong = [abs(_difference(line, bridge)) >= TOLERANCE for line in lines]
    light = Cell("○ " + voice(NOT_COMPARED))
    verdict = Cell(voice(NOT_COMPARED), text(voice(NOT_COMPARED)))
    if lines:
        test = f'COUNTIF({context.layout.column("control", "result")},"▼*")=0'
        words = voice("▲ every compared line agrees with the ledger"), voice("▼ differs from the ledger")
        light = Cell(words[any(wrong)], f"IF({test},{text(words[0])},{text(words[1])})")
    if lines and lines[-1].line == RESULT:
        at = context.layout.at("control", "result", 1 + len(lines))
        said = voice("as in the ledger"), voice("not as in the ledger")
        verdict = Cell(said[wrong[-1]], f'IF(LEFT({at},1)="▲",{text(said[0])},{text(said[1])})')
    own = own_line(context, "customer_profit")
    title = context.sentence(
        "Customer profit of {currency} {profit} leads to an operating result of {result}, {verdict}",
        currency=context.report.run.currency,
        profit=thousands(number(own), own.formula or "0"),
        result=thousands(bridge.amount, bridge.at),
        verdict=verdict,
    )
    return light, title
