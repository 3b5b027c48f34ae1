"""Service: complaints and cases, and how they are solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.errors import Needs
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cbsc_xl.ledger.rows import Bools, Ints, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


SERVICE = ("complaint", "service", "question")
"""Types of contact that open a service case."""

SOLVED = "Contacts.resolved_date or Contacts.first_contact_resolved"
"""What tells whether a case was solved at the first contact."""


@fact(
    Count,
    "Contacts.type",
    en="Complaints",
    nl="Klachten",
    uk="Скарги",
)
def complaints(view: View) -> GroupPeriods:
    """Complaint cases opened in the period: cases whose first contact is a complaint."""
    cases = view.ledger.cases.first
    return view.total(cases.where(cases.says("type", "complaint") & view.cases_chosen))


def _service(view: View) -> Bools:
    """Tell which cases are service cases, of the channel asked."""
    return view.ledger.cases.first.says("type", *SERVICE) & view.cases_chosen


@fact(
    Count,
    "Contacts.type",
    "Contacts.case_id",
    en="Service cases opened",
    nl="Geopende servicezaken",
    uk="Відкриті звернення",
)
def cases_opened(view: View) -> GroupPeriods:
    """Cases opened in the period by a complaint, a service request or a question."""
    cases = view.ledger.cases.first
    cases.text("case_id")
    return view.total(cases.where(_service(view)))


def _require_solutions(cases: Rows) -> None:
    if "resolved_date" not in cases.table and "first_contact_resolved" not in cases.table:
        raise Needs("column", SOLVED)


@fact(
    Count,
    "Contacts.type",
    "Contacts.case_id",
    SOLVED,
    en="Service cases solved at the first contact",
    nl="Servicezaken opgelost bij eerste contact",
    uk="Звернення, вирішені за першого контакту",
)
def cases_solved_at_once(view: View) -> GroupPeriods:
    """Service cases opened in the period that were solved at the first contact: by the flag of the ticket
    system or, without flag, because there is one contact and a solution before the end of the period.
    """
    cases, service = view.ledger.cases, _service(view)
    _require_solutions(cases.first)
    day = cases.first.day
    solved = (
        service & (day >= period.start) & (day < period.end) & cases.solved_at_first(period.end)
        for period in view.periods
    )
    return view.sum_rows(cases.first.customer, solved)


@fact(
    Count,
    "Contacts.type",
    "Contacts.resolved_date",
    en="Service cases solved",
    nl="Opgeloste servicezaken",
    uk="Вирішені звернення",
    dated=["Contacts.resolved_date"],
)
def cases_solved(view: View) -> GroupPeriods:
    """Service cases whose last solution before the end of the period lies in the period."""
    return view.sum_rows(view.ledger.cases.first.customer, (solved for solved, _ in _solutions(view)))


@fact(
    Days,
    "Contacts.type",
    "Contacts.resolved_date",
    en="Days to solve cases, added up",
    nl="Oplosdagen, opgeteld",
    uk="Дні до вирішення, разом",
    dated=["Contacts.resolved_date"],
)
def days_to_solve(view: View) -> GroupPeriods:
    """Days from the first contact to the last solution, over the service cases solved in the period."""
    return view.sum_rows(view.ledger.cases.first.customer, (days for _, days in _solutions(view)))


def _solutions(view: View) -> Iterator[tuple[Bools, Ints]]:
    """Return, period by period, which service cases were solved in it, and the days that took."""
    cases, service = view.ledger.cases, _service(view)
    for period in view.periods:
        solution = cases.last_solution(period.end)
        solved = service & (solution >= period.start) & (solution < period.end)
        yield solved, solved * (solution - cases.first.day)
