"""The vocabulary: every word that a measure may use as the name of a parameter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from cbsc_xl.errors import Needs
from cbsc_xl.units import Unit, unit_of

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Floats
    from cbsc_xl.ledger.view import GroupPeriods, View

FactFunction = Callable[["View"], "GroupPeriods"]
Finish = Callable[["Floats"], "GroupPeriods"]
AnyFact = TypeVar("AnyFact", bound=FactFunction)

UNDATED = ("Customers", "Products")
"""Tables whose rows hold for any period."""


@dataclass(frozen=True, eq=False)
class Fact:
    """A number that adds up over customers: its function, unit, labels and needs.

    ``function`` gives what adds up: a number per group and period or, where the fact itself is no sum,
    partial sums along further axes, of which ``finish`` makes the fact once all are added.
    An ``additive`` of False marks a figure that is the same for each group, or a parameter of a group.

    ``needs`` names tables (``Transactions``), columns beyond the required ones
    (``Transactions.category``) and settings without default; an ``or`` stands between what can replace
    each other. ``may_need`` is a setting that only some rows need: a group and period with such rows
    is not a number as long as the setting is missing. ``dated`` names the date columns that the
    period must touch: ``Table.column``, ``Table.first:last``, or ``base``.
    """

    name: str
    function: FactFunction
    finish: Finish
    unit: Unit
    labels: dict[str, str]
    needs: tuple[str, ...]
    may_need: str
    dated: tuple[str, ...]
    additive: bool

    @property
    def meaning(self) -> str:
        """What the fact counts, in one paragraph."""
        return inspect.cleandoc(self.function.__doc__ or "")

    def known(self, value: float) -> float:
        """Return the value of one group and period; Needs if it is not a number."""
        if value != value:
            raise Needs("setting", self.may_need)
        return value


VOCABULARY: dict[str, Fact] = {}


def fact(
    unit: Any,
    *needs: str,
    en: str,
    nl: str,
    uk: str,
    dated: Sequence[str] | None = None,
    may_need: str = "",
    additive: bool = True,
    finish: Finish = lambda sums: sums,
) -> Callable[[AnyFact], AnyFact]:
    """Register a function as a fact under its own name.

    Left out, ``dated`` is column date of each table needed; empty, the fact has a meaning for a
    period without any row, such as everything up to its end.
    """
    tables = dict.fromkeys(need.partition(".")[0] for need in needs if need[0].isupper())
    if dated is None:
        dated = [f"{table}.date" for table in tables if table not in UNDATED]

    def register(function: AnyFact) -> AnyFact:
        name = function.__name__
        if name in VOCABULARY:
            raise TypeError(f"fact {name} is defined twice")
        VOCABULARY[name] = Fact(
            name=name,
            function=function,
            finish=finish,
            unit=unit_of(unit),
            labels={"en": en, "nl": nl, "uk": uk},
            needs=needs,
            may_need=may_need,
            dated=tuple(dated),
            additive=additive,
        )
        return function

    return register
