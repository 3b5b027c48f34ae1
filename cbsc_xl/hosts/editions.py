"""The hosts of live workbooks by name: how the workbooks of each differ from portable ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.workbook.host import Host

if TYPE_CHECKING:
    from cbsc_xl.workbook.package import Package


def _classic(package: Package, language: str) -> None:
    from cbsc_xl.hosts.classic.edition import add_functions

    add_functions(package, language)


def _lite(package: Package, language: str) -> None:
    from cbsc_xl.hosts.webextension import add_lite

    add_lite(package)


HOSTS = {
    "classic": Host(suffix=".xlsm", dress=_classic),
    "libreoffice": Host(tables_grow=False),
    "lite": Host(prefix="_xldudf_", dress=_lite),
}
