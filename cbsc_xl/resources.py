"""Files that come with the product: in the package once installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def template_path(name: str) -> Path:
    """Return the path of a file in workbook_templates."""
    return _folder("workbook_templates") / name


def host_path(name: str) -> Path:
    """Return the path of a file in udfs: what a spreadsheet program loads."""
    return _folder("udfs") / name


def _folder(name: str) -> Path:
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
