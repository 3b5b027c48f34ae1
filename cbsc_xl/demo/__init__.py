"""The demo company: a fictional wholesaler whose tables show every measure at work."""

from __future__ import annotations

from cbsc_xl.demo.company import NAME, write

__all__ = ["NAME", "write"]
