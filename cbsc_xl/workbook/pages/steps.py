"""Steps from one sum to the next: amounts with their sign, and the bars that the chart draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.workbook.pages.context import Context, number
from cbsc_xl.workbook.plan import Cell, Entry, Row


@dataclass(frozen=True)
class Step:
    """A step or, if ``whole``, a sum that begins at 0; ``beside`` is what stands next to the amount."""

    label: Entry
    amount: Cell
    whole: bool = False
    beside: Entry = None


def rows(context: Context, block: str, steps: Sequence[Step], first: int = 0) -> list[Row]:
    """Return the rows of a block of steps that begins with row ``first`` of the block."""
    planned, end = [], 0.0
    for i, step in enumerate(steps):
        amount = number(step.amount)
        fresh = step.whole or i == 0
        start = 0.0 if fresh else end
        end = start + amount
        places = {name: context.layout.at(block, name, first + i) for name in ("amount", "end")}
        before = context.layout.at(block, "end", first + i - 1)
        a, b = "0" if fresh else before, places["end"]
        planned.append(
            Row(
                "sum" if step.whole else "line",
                {
                    "label": step.label,
                    "amount": step.amount,
                    "share": step.beside,
                    "end": Cell(end, places["amount"] if fresh else f"{before}+{places['amount']}"),
                    **_bars(start, end, a, b, step.whole),
                },
            )
        )
    return planned


def _bars(start: float, end: float, a: str, b: str, whole: bool) -> dict[str, Entry]:
    """Return the parts of a bar from start to end, whose addresses are ``a`` and ``b``."""
    low, high = min(start, end), max(start, end)
    least, most = f"MIN({a},{b})", f"MAX({a},{b})"
    base = Cell(max(low, 0.0) + min(high, 0.0), f"MAX({least},0)+MIN({most},0)")
    above = Cell(max(high, 0.0) - max(low, 0.0), f"MAX({most},0)-MAX({least},0)")
    below = Cell(min(low, 0.0) - min(high, 0.0), f"MIN({least},0)-MIN({most},0)")
    return {"base": base, "whole" if whole else "part": above, "below": below}
