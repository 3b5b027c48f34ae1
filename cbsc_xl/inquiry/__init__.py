"""Questions beside a single figure: how it came about, how it moved, how it splits, what one fact is."""

from cbsc_xl.inquiry.account import LeftOut, SourceRow, TableAccount
from cbsc_xl.inquiry.explanation import Explanation, FactUsed, SettingUsed, explain
from cbsc_xl.inquiry.series import ALL, Point, breakdown, trend
from cbsc_xl.inquiry.single import FactAnswer, fact

__all__ = [
    "ALL",
    "Explanation",
    "FactAnswer",
    "FactUsed",
    "LeftOut",
    "Point",
    "SettingUsed",
    "SourceRow",
    "TableAccount",
    "breakdown",
    "explain",
    "fact",
    "trend",
]
