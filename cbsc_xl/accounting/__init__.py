"""Customer-based accounting: the P&L of each customer, traced to pools and reconciled to the ledger."""

from cbsc_xl.accounting.acquisition import AcquisitionCost
from cbsc_xl.accounting.dimension import DimensionStatement, pnl_by
from cbsc_xl.accounting.pnl import Pnl, pnl, pnl_to_date
from cbsc_xl.accounting.reconciliation import Reconciliation, reconcile
from cbsc_xl.accounting.statement import Statement, customer_pnl, statement_of
from cbsc_xl.accounting.trace import Charge, PoolTrace, charges, group_charges, pool_traces

__all__ = [
    "AcquisitionCost",
    "Charge",
    "DimensionStatement",
    "Pnl",
    "PoolTrace",
    "Reconciliation",
    "Statement",
    "charges",
    "customer_pnl",
    "group_charges",
    "pnl",
    "pnl_by",
    "pnl_to_date",
    "pool_traces",
    "reconcile",
    "statement_of",
]
