"""Lifetime value per customer from a ledger: rows, margin, hold-out, words, refusals."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest

from cbsc_xl.errors import BadArgument, NoValue
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period, to_date
from cbsc_xl.tables import Data, Settings, table_from_rows
from cbsc_xl.valuation import ClvForecast, clv_bgnbd, clv_npv
from cbsc_xl.valuation.forecast import FEWEST, TOO_FEW
from cbsc_xl.valuation.repeat import repeat_purchases
from tests.valuation.books import MARGIN, shop
from tests.valuation.histories import history

YEAR = parse_period("2025")


@pytest.fixture(scope="module")
def book() -> Ledger:
    return shop()


@pytest.fixture(scope="module")
def forecast(book: Ledger) -> ClvForecast:
    return clv_bgnbd(book, "", YEAR)


def summary_by_hand(book: Ledger, end: int) -> dict[str, tuple[float, ...]]:
    """Frequency, recency, age and mean value from the pasted rows, customer by customer."""
    days: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    table = book.table("Transactions")
    cells = zip(
        table.text("customer_id").strings(), table.days("date").tolist(), table.numbers("amount"), strict=True
    )
    for name, day, amount in cells:
        if day < end:
            days[str(name)][to_date(day)] += amount
    found = {}
    for name, spent in days.items():
        first, *more = sorted(spent)
        recency = (max(spent) - first).days / 7
        age = (to_date(end) - timedelta(days=1) - first).days / 7
        mean = sum(spent[day] for day in more) / len(more) if more else np.nan
        found[name] = (float(len(more)), recency, age, mean)
    return found


@pytest.mark.parametrize("end", [YEAR.start, YEAR.end])
def test_repeat_purchases_are_days_and_weeks(book: Ledger, end: int) -> None:
    everybody = np.arange(book.customers.size) < book.customers.anonymous
    found = repeat_purchases(book, end, everybody)
    columns = (found.frequency, found.recency, found.age, found.monetary_value)
    ours = {
        book.customers.ids[code]: tuple(float(column[i]) for column in columns)
        for i, code in enumerate(found.customer)
    }
    theirs = summary_by_hand(book, end)
    assert ours.keys() == theirs.keys()
    for name, values in theirs.items():
        assert ours[name] == pytest.approx(values, nan_ok=True)


def test_margin_is_what_purchases_leave(forecast: ClvForecast) -> None:
    assert forecast.margin.value == pytest.approx(MARGIN)


def test_a_row_is_margin_times_value_times_discounted_purchases(book: Ledger, forecast: ClvForecast) -> None:
    ledger = summary_by_hand(book, book.span("Transactions")[1])
    for row in forecast.rows[::40]:
        x, recency, age, mean = ledger[str(row["customer_id"])]
        one = history(x, recency, age, mean)
        year = 365.25 / 7
        until = [float(forecast.purchasing.expected_purchases(one, t * year)[0]) for t in range(4)]
        assert row["expected_purchases"] == pytest.approx(until[1])
        assert row["repeat_purchases"] == x
        value = forecast.spending.expected_value(one)[0]
        assert row["expected_order_value"] == pytest.approx(value)
        flows = [0.0, *(MARGIN * value * (until[t] - until[t - 1]) for t in (1, 2, 3))]
        assert row["clv"] == pytest.approx(clv_npv(flows, 0.10))


def test_the_most_valuable_come_first(forecast: ClvForecast) -> None:
    values = [row["clv"] for row in forecast.rows]
    assert values == sorted(values, reverse=True)
    assert len({row["customer_id"] for row in forecast.rows}) == forecast.customers


def test_the_period_is_predicted_from_what_was_before(forecast: ClvForecast) -> None:
    held = forecast.holdout
    assert held is not None
    assert abs(held.error) < 0.15
    assert any(line.startswith("hold-out: ") and "%): " in line for line in forecast.remarks)


def test_a_segment_is_fitted_on_its_own(book: Ledger, forecast: ClvForecast) -> None:
    parts = [clv_bgnbd(book, name, YEAR) for name in ("Odd", "Even")]
    assert sum(part.customers for part in parts) == forecast.customers
    assert parts[0].purchasing != parts[1].purchasing


def test_returns_lower_the_margin(book: Ledger) -> None:
    table = book.table("Transactions")
    days, amounts = table.days("date"), table.numbers("amount")
    spent = float(amounts[(days >= YEAR.start) & (days < YEAR.end)].sum())
    columns = (
        table.text("customer_id").strings(),
        map(to_date, days.tolist()),
        amounts,
        table.numbers("cogs"),
        table.text("document_id").strings(),
    )
    names = ("customer_id", "date", "amount", "cogs", "document_id")
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    rows.append(dict(zip(names, ("C0001", to_date(YEAR.end - 180), -0.1 * spent, 0, "R"), strict=True)))
    tables = {**book.data.tables, "Transactions": table_from_rows("Transactions", rows)}
    after = clv_bgnbd(Ledger(Data(tables, Settings({}))), "", YEAR).margin.value
    assert after == pytest.approx(MARGIN - 0.1)


def test_without_costs_purchases_are_forecast_but_no_value(book: Ledger) -> None:
    tables = {name: table for name, table in book.data.tables.items() if name != "Costs"}
    forecast = clv_bgnbd(Ledger(Data(tables, Settings({}))), "", YEAR)
    assert "no CLV: needs table Costs" in forecast.remarks
    assert forecast.rows[0]["clv"] is None
    assert forecast.rows[0]["expected_order_value"] is not None


def test_too_few_customers_are_refused_in_words() -> None:
    with pytest.raises(NoValue, match=f"fewer than {FEWEST} customers purchased again"):
        clv_bgnbd(shop(90), "", YEAR)
    assert str(FEWEST) in TOO_FEW


def test_no_history_before_the_period_means_no_hold_out(book: Ledger) -> None:
    forecast = clv_bgnbd(book, "", parse_period("ALL:2025"))
    assert forecast.holdout is None
    assert any(line.startswith("no hold-out") for line in forecast.remarks)


def test_days_after_the_data_end_are_not_silence(book: Ledger) -> None:
    """A period that goes on after the last row sees customers at the last row."""
    longer = clv_bgnbd(book, "", parse_period("2025-01-01:2027-12-31"))
    assert longer.rows == clv_bgnbd(book, "", YEAR).rows


@pytest.mark.parametrize("years", [0, -1])
def test_years_are_at_least_one(book: Ledger, years: int) -> None:
    with pytest.raises(BadArgument, match="years"):
        clv_bgnbd(book, "", YEAR, years)


def test_a_period_after_the_data_has_neither_hold_out_nor_margin(book: Ledger) -> None:
    forecast = clv_bgnbd(book, "", parse_period("2028"))
    assert forecast.holdout is None
    assert "no CLV: no value: no purchases in the period" in forecast.remarks
    assert forecast.rows[0]["clv"] is None
