"""The Customer Balanced Scorecard in Excel."""

__version__ = "0.1.0"
