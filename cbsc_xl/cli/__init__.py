"""The command line: one module per command."""

from cbsc_xl.cli.main import main

__all__ = ["main"]
