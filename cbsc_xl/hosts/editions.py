"""How the workbooks of each host differ from portable ones."""

from __future__ import annotations

from cbsc_xl.hosts.webextension import add_lite
from cbsc_xl.workbook.source import Host

HOSTS = {
    "libreoffice": Host(prefix="", suffix=".xlsx", dress=lambda package: None),
    "lite": Host(prefix="_xldudf_", suffix=".xlsx", dress=add_lite),
}
