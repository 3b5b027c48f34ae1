"""What customers and initiatives are worth over the years: closed forms, BG/NBD forecast, business case."""

from cbsc_xl.valuation.case import BusinessCase
from cbsc_xl.valuation.forecast import ClvForecast, HoldOut, clv_bgnbd
from cbsc_xl.valuation.formulas import cac_payback, clv_npv, clv_simple, prospect_value, provision_matrix

__all__ = [
    "BusinessCase",
    "ClvForecast",
    "HoldOut",
    "cac_payback",
    "clv_bgnbd",
    "clv_npv",
    "clv_simple",
    "prospect_value",
    "provision_matrix",
]
