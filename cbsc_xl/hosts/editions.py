"""The hosts of live workbooks by name: how the workbooks of each differ from portable ones."""

from __future__ import annotations

from cbsc_xl.hosts.webextension import add_lite
from cbsc_xl.workbook.host import Host

HOSTS = {
    "libreoffice": Host(tables_grow=False),
    "lite": Host(prefix="_xldudf_", dress=lambda package, _: add_lite(package)),
}
