"""Questions beside a single figure: how it came about, how it moved, how it splits, what one fact is."""

from cbsc_xl.inquiry.account import LeftOut, SourceRow, TableAccount
from cbsc_xl.inquiry.balance import ValueBalance, value_balance
from cbsc_xl.inquiry.budget import BudgetReport, BudgetRow, BudgetRules, budget, budget_run, rules_of
from cbsc_xl.inquiry.engagement import Engagement, engagement
from cbsc_xl.inquiry.explanation import Explanation, FactUsed, SettingUsed, explain
from cbsc_xl.inquiry.matrix import matrix
from cbsc_xl.inquiry.series import ALL, Point, breakdown, trend
from cbsc_xl.inquiry.single import FactAnswer, fact

__all__ = [
    "ALL",
    "BudgetReport",
    "BudgetRow",
    "BudgetRules",
    "Engagement",
    "Explanation",
    "FactAnswer",
    "FactUsed",
    "LeftOut",
    "Point",
    "SettingUsed",
    "SourceRow",
    "TableAccount",
    "ValueBalance",
    "breakdown",
    "budget",
    "budget_run",
    "engagement",
    "explain",
    "fact",
    "matrix",
    "rules_of",
    "trend",
    "value_balance",
]
