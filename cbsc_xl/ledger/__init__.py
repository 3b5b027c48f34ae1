"""The tables as arrays, and the ways to add them up over customers and periods."""

from cbsc_xl.ledger.grouping import Grouping
from cbsc_xl.ledger.ledger import Ledger
from cbsc_xl.ledger.segment import Segment, parse_segment
from cbsc_xl.ledger.view import View

__all__ = ["Grouping", "Ledger", "Segment", "View", "parse_segment"]
