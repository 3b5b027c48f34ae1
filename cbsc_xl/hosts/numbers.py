"""Functions of plain numbers, so that textbook examples can be typed in one to one.

Each is a function of Python whose parameters have the names of the arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cbsc_xl.errors import BadArgument, NoValue, ScorecardError
from cbsc_xl.hosts.coercion import is_blank, number, numbers, word
from cbsc_xl.hosts.function import Argument, Book, Function, Result
from cbsc_xl.hosts.tail import CATEGORY
from cbsc_xl.texts import mark

if TYPE_CHECKING:
    from cbsc_xl.hosts.session import Session

Reader = Callable[[Any, str], Any]
Parameter = tuple[Argument, Reader]

DIRECTIONS = ("higher", "lower", "target", "yesno")
SCORING = "cbsc_xl.scorecard.scoring"
VALUATION = "cbsc_xl.valuation"


def required(name: str, help: str, read: Reader = number) -> Parameter:
    """Describe a parameter that must be given."""
    return Argument(name, help, optional=False), read


def optional(name: str, help: str, read: Reader = number) -> Parameter:
    """Describe a parameter that may be left out; the function knows its default."""
    return Argument(name, help), read


def plain(name: str, help: str, function: str, *parameters: Parameter) -> Function:
    """Make a function of the spreadsheet of one of Python, named ``module:function``."""
    module, _, attribute = function.partition(":")

    def call(session: Session, book: Book, *given: Any) -> Result:
        values = dict(_read(parameters, given))
        try:
            found = getattr(import_module(module), attribute)(**values)
        except ScorecardError as error:
            raise BadArgument(str(error)) from None
        if found is None:
            raise NoValue("no actual or no target")
        return float(found)

    return Function(name, help, CATEGORY, tuple(argument for argument, _ in parameters), call)


def _read(parameters: tuple[Parameter, ...], given: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Return name and value of each argument; blank ones are left out, or missing."""
    found = []
    for (argument, read), value in zip(parameters, (*given, *[None] * len(parameters)), strict=False):
        if not argument.optional or not is_blank(value):
            found.append((argument.name, read(value, argument.name)))
    return found


def _known(value: Any, name: str) -> float | None:
    """Return a number, None for a blank: no figure is not 0."""
    return None if is_blank(value) else number(value, name)


def _direction(value: Any, name: str) -> str:
    found = word(value, name)
    if found not in DIRECTIONS:
        raise BadArgument(f"argument {name} is {found!r}, not one of {', '.join(DIRECTIONS)}")
    return found


ACTUAL = required("actual", mark("the figure that was reached"), _known)
TARGET = required("target", mark("the figure that should be reached"), _known)
DIRECTION = required("direction", mark("what is good: higher, lower, target or yesno"), _direction)
BASELINE = optional("baseline", mark("where the way to the target begins; left out: none"))
TOLERANCE = optional(
    "tolerance", mark("how far a figure may be from a target that is best itself; for target only")
)
ACHIEVED = required("achieved", mark("what CBSC_ACHIEVEMENT returned"))
CAP = optional("score_cap", mark("the highest score that counts; left out: 1.2"))
MARGIN = required("margin", mark("margin of a customer per year"))
RETENTION = required("retention", mark("share of the customers that stays each year, 0 to 1"))
RATE = required("discount_rate", mark("discount rate per year, such as 0.1"))
TIMING = optional("timing", mark("year_end: first margin after a year; now: first margin at once"), word)
GROWTH = optional("growth", mark("growth of the margin per year; left out: 0"))
YEARS = optional("years", mark("number of yearly margins that count; left out: without end"))
VALUES = required("values", mark("amounts per year, the first of which is now"), numbers)
CAC = required("cac", mark("cost of winning one customer"))
MONTHLY = required("monthly_margin", mark("margin of a customer per month"))
MONTHLY_RETENTION = optional("retention", mark("share that stays each month; left out: nobody leaves"))
ACQUIRED = required("acquisition_rate", mark("share of the prospects that become customers, 0 to 1"))
INITIAL = required("initial_margin", mark("margin of the first purchase"))
LIFETIME = required("lifetime_value", mark("value of a customer after the first purchase"))
SPENDING = required("acquisition_spending", mark("cost of acquisition per prospect"))
EXPOSURES = required("exposures", mark("receivables per ageing bucket"), numbers)
LOSSES = required("loss_rates", mark("share that is lost of each bucket, 0 to 1"), numbers)

FUNCTIONS = (
    plain(
        "CBSC_ACHIEVEMENT",
        mark("How far a target is reached: 1 is reached; with a baseline, the part of the way covered."),
        f"{SCORING}:achievement",
        *(ACTUAL, TARGET, DIRECTION, BASELINE, TOLERANCE, CAP),
    ),
    plain(
        "CBSC_SCORE",
        mark("An achievement limited to what may count: 0 up to the cap."),
        f"{SCORING}:score",
        *(ACHIEVED, CAP),
    ),
    plain(
        "CBSC_CLV_SIMPLE",
        mark("Lifetime value of a customer with constant margin, retention and discount rate."),
        f"{VALUATION}:clv_simple",
        *(MARGIN, RETENTION, RATE, TIMING, GROWTH, YEARS),
    ),
    plain(
        "CBSC_CLV_NPV",
        mark("Net present value of yearly amounts; unlike NPV it does not discount the first."),
        f"{VALUATION}:clv_npv",
        *(VALUES, RATE),
    ),
    plain(
        "CBSC_CAC_PAYBACK",
        mark("Months until the margin of a customer has paid the cost of winning that customer."),
        f"{VALUATION}:cac_payback",
        *(CAC, MONTHLY, MONTHLY_RETENTION),
    ),
    plain(
        "CBSC_PROSPECT_VALUE",
        mark("What a prospect is worth; above 0 the spending on acquisition creates value."),
        f"{VALUATION}:prospect_value",
        *(ACQUIRED, INITIAL, LIFETIME, SPENDING),
    ),
    plain(
        "CBSC_PROVISION_MATRIX",
        mark("Expected credit loss of receivables: exposure times loss rate, over the ageing buckets."),
        f"{VALUATION}:provision_matrix",
        *(EXPOSURES, LOSSES),
    ),
)
