"""What the ribbon knows of a macro."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cbsc_xl.hosts.macros.desk import Desk


@dataclass(frozen=True)
class Macro:
    """A button of the ribbon and what it does.

    ``label`` and ``help`` are English, ``icon`` is a name of Office (imageMso), ``group`` the
    English name of its part of the ribbon.
    """

    name: str
    label: str
    help: str
    icon: str
    group: str
    action: Callable[[Desk], None]
