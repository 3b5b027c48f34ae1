"""A company small enough to count by hand, in one place for all tests of inquiries."""

from __future__ import annotations

from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, Report, Settings, Table, table_from_rows

CUSTOMERS = """
customer_id segment country start_date
A Gold NL 2023-05-01
B Gold BE 2024-02-01
C Silver NL 2024-03-01
D - NL 2025-02-10
E Bronze DE 2025-06-01
"""

TRANSACTIONS = """
customer_id date document_id amount channel
A 2024-03-01 F1 100 shop
A 2025-01-10 F2 60 shop
A 2025-01-10 F2 40 web
A 2025-02-01 N1 -10 shop
B 2024-04-01 F3 200 web
B 2025-03-05 F4 50 web
C 2024-06-01 F5 80 shop
C 2025-01-20 F6 30 shop
D 2025-02-10 F7 20 -
X 2025-01-31 F8 5 web
A 2026-01-01 F9 999 shop
"""
"""X is not in table Customers; the last line lies after every period asked."""

SURVEYS = """
customer_id date metric score
A 2025-01-05 nps 10
B 2025-01-06 nps 3
A 2025-01-07 csat 5
B 2025-01-08 nps 11
A 2024-12-31 nps 9
C 2025-02-01 nps 10
- 2025-02-02 nps 9
"""


def table(name: str, text: str) -> Table:
    """A table written as lines of words; a dash is a blank."""
    head, *lines = (line.split() for line in text.strip().splitlines())
    rows = [{column: word for column, word in zip(head, line, strict=True) if word != "-"} for line in lines]
    return table_from_rows(name, rows)


def calculator(*names: str, settings: dict[str, float | int | str] | None = None) -> Calculator:
    """The company, with all tables or those named."""
    texts = {"Customers": CUSTOMERS, "Transactions": TRANSACTIONS, "Surveys": SURVEYS}
    tables = {name: table(name, text) for name, text in texts.items() if not names or name in names}
    return Calculator(Ledger(Data(tables, Settings(settings or {}), Report())))
