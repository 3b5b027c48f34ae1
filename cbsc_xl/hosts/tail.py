"""The arguments that end every question about data: segment, period, channel, data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from cbsc_xl.errors import BadArgument
from cbsc_xl.hosts import coercion
from cbsc_xl.hosts.function import Argument, Book, Function, Result
from cbsc_xl.texts import mark

if TYPE_CHECKING:
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.hosts.session import Session
    from cbsc_xl.inquiry.question import PeriodText
    from cbsc_xl.period import Period

CATEGORY = "Customer Balanced Scorecard"
SEGMENT = Argument("segment", mark("Gold, country=NL or customer_id=C001, joined by ; = and; left out: all"))
PERIOD = Argument(
    "period", mark("2025, 2025-Q1, 2025-03, FY2025, LTM:2025-03 or a date; left out: the last 12 months")
)
CHANNEL = Argument("channel", mark("one contact or sales channel; left out: all channels"))
DATA = Argument("data", mark("the cell with CBSC_DATA; left out: the data of this workbook"))
TAIL = (SEGMENT, PERIOD, CHANNEL, DATA)


class Question(NamedTuple):
    """Whom, when and which channel a question is about, and the calculator that answers it."""

    calculator: Calculator
    segment: str
    asked_period: PeriodText
    channel: str | None

    @property
    def period(self) -> Period:
        """The period, the last 12 complete months if it was left out."""
        return self.calculator.period(self.asked_period)

    def refuse_channel(self, name: str) -> None:
        """Raise BadArgument if a channel is asked of what has none."""
        if self.channel:
            raise BadArgument(f"channel not applicable to {name}")


def asking(
    name: str,
    help: str,
    answer: Callable[..., Result],
    *own: Argument,
    spills: bool = True,
) -> Function:
    """Make a function of the data: ``answer`` takes a Question and the function's own arguments."""
    arguments = (*own, *TAIL)

    def call(session: Session, book: Book, *given: Any) -> Result:
        filled: list[Any] = [*given, *[None] * (len(arguments) - len(given))]
        *mine, segment, period, channel, data = filled
        question = Question(
            session.handles.find(data, book).calculator,
            coercion.text(segment),
            coercion.period(period),
            coercion.text(channel) or None,
        )
        return answer(question, *mine)

    return Function(name, help, CATEGORY, arguments, call, spills)
