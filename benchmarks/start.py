"""Starting: what a process waits for before its first answer."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from benchmarks.timing import show

ROWS = 100_000
IMPORTS = {
    "import cbsc_xl.calculator": "import cbsc_xl.calculator",
    "import numpy": "import numpy",
    "import pandas": "import pandas",
}
PASTED = f"""
from datetime import datetime, timedelta
days = [datetime(2023, 1, 1) + timedelta(i) for i in range(1096)]
rows = [
    dict(customer_id=f"C{{i * 7919 % 2000}}", document_id=f"D{{i // 5}}", date=days[i * 1096 // {ROWS}],
         amount=float(i * 37 % 1000) + 0.5, quantity=float(i % 9), product=f"P{{i % 300}}",
         category=f"K{{i % 20}}", channel="web" if i % 3 else "shop")
    for i in range({ROWS})
]
"""
ANSWER = """
from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, table_from_rows
calculator = Calculator(Ledger(Data({"Transactions": table_from_rows("Transactions", rows)})))
assert calculator.measure("CBSC_REVENUE_PER_CUSTOMER", "", 2025).value
"""
CLOCK = "\nfrom time import perf_counter; start = perf_counter()\n{code}\nprint(perf_counter() - start)"


def run(rounds: int) -> None:
    """Import and answer in fresh processes, in turn."""
    programs = {name: CLOCK.format(code=code) for name, code in IMPORTS.items()}
    show("import in a fresh process", _medians(programs, rounds), "import cbsc_xl.calculator")
    first = {"import, 100,000 pasted rows, first measure": PASTED + CLOCK.format(code=ANSWER)}
    show("first answer in a fresh process", _medians(first, rounds), next(iter(first)))


def _medians(programs: dict[str, str], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
            times[name].append(float(done.stdout))
    return {name: median(values) for name, values in times.items()}
