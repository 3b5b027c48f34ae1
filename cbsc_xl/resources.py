"""Files that come with the product: in the package once installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def template_path(name: str) -> Path:
    """Return the path of a file in workbook_templates."""
    installed = PACKAGE / "workbook_templates"
    folder = installed if installed.is_dir() else PACKAGE.parent / "workbook_templates"
    return folder / name
