"""A second implementation, in SQL and from the definitions alone, on random companies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Template
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbsc_xl.calculator import NO_DATA, Outcome
from cbsc_xl.catalogue import catalogue, find
from cbsc_xl.period import Period, to_date
from cbsc_xl.tables.schema import TABLES
from tests.measures.companies import FULL, PERIODS, SETTINGS, Tables, company, cube

SCRIPTS = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).with_name("sql").glob("*.sql"))]
RESULTS = ("purchases", "answers", "contacts", "others", "depth")
TYPES = {"text": "text", "yesno": "text", "date": "date", "number": "double", "amount": "double"}
DEFAULTS = {"new_product_months": 24, "early_repeat_days": 90}
Answers = dict[tuple[str, str, int], float | None]


def load(database: duckdb.DuckDBPyConnection, tables: Tables, periods: list[Period]) -> None:
    """Put the rows into raw tables, and the periods into table span, by number."""
    for name, full in FULL.items():
        spec = TABLES[name]
        types = ", ".join(
            f'"{column}" {TYPES.get(spec[column].type if column in spec else "text", "text")}'
            for column in full
        )
        database.execute(f"create table raw_{name.lower()} ({types})")
        for row in tables[name]:
            marks = ", ".join("?" for _ in full)
            database.execute(
                f"insert into raw_{name.lower()} values ({marks})", [row[column] for column in full]
            )
    database.execute("create table span (p int, f date, t date, pf date, pt date)")
    for number, period in enumerate(periods):
        ends = [_date(end) for whole in (period, period.previous_year) for end in (whole.start, whole.end)]
        database.execute("insert into span values (?, ?, ?, ?, ?)", [number, *ends])


def _date(day: int) -> date:
    return to_date(max(day, -20_000))


def ask_sql(tables: Tables, column: str, channel: str) -> Answers:
    """Return every measure by id, group and number of the period."""
    words = {"column": column, "channel": channel, **DEFAULTS, **SETTINGS}
    with duckdb.connect(":memory:") as database:
        load(database, tables, PERIODS)
        for script in SCRIPTS:
            database.execute(Template(script).substitute(words))
        found: list[tuple[Any, ...]] = []
        for name in RESULTS:
            found += database.execute(f"select r.key, g, p, r.value from r_{name}").fetchall()
    return {(measure, group, period): value for measure, group, period, value in found}


def ask_python(tables: Tables, column: str, channel: str) -> dict[tuple[str, str, int], Outcome]:
    found: dict[tuple[str, str, int], Outcome] = {}
    for columns in ([column], []):
        of = cube(tables, columns, PERIODS)
        for measure in catalogue():
            if measure.channel_required or (channel and measure.channel not in ("Surveys", "Contacts")):
                continue
            for group, names in enumerate(of.grouping.names):
                for period in range(len(PERIODS)):
                    key = measure.id, names[0] if names else "All", period
                    found[key] = of.outcome(measure, group, period, channel or None)
    return found


def compare(tables: Tables, column: str, channel: str) -> set[str]:
    """Compare all answers; return the measures that were compared.

    SQL has no row for a group without rows: Python says 0 or no value then. SQL does not look at the dates
    pasted, so it has nothing to say where Python answers "no data for this period".
    """
    sql, compared = ask_sql(tables, column, channel), set()
    measures = {measure for measure, _, _ in sql}
    for key, outcome in ask_python(tables, column, channel).items():
        if key[0] not in measures or outcome.status == f"no value: {NO_DATA}":
            continue
        if key in sql:
            assert outcome.value == pytest.approx(sql[key], abs=1e-7), (key, outcome)
            compared.add(key[0])
        else:
            assert not outcome.value, (key, outcome)
    return compared


@settings(max_examples=12)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 60),
    st.sampled_from(["segment", "country"]),
    st.sampled_from(["", "phone"]),
)
def test_sql_agrees(seed: int, rows: int, column: str, channel: str) -> None:
    tables = company(seed, rows)
    for name in ("Surveys", "Contacts"):
        tables[name][0]["channel"] = "phone"
    compare(tables, column, channel)


def test_sql_covers_the_measures() -> None:
    """What has no second implementation is made of customer profit, or needs a sales channel (see below)."""
    compared = compare(company(7, 60), "segment", "")
    rest = {measure for measure in catalogue() if measure.id not in compared}
    assert len(compared) >= 64
    assert {measure.id for measure in rest if "Costs" not in str(needs(measure))} == OF_SALES_CHANNEL


OF_SALES_CHANNEL = {"revenue_per_channel", "margin_per_channel"}
SALES_CHANNEL = """
with line as (select p, customer_id, amount, coalesce(discount, 0) as discount, coalesce(cogs, 0) as cogs
              from raw_transactions join span on date >= f and date < t where channel = 'web'),
  buyer as (select p, count(distinct customer_id) as buyers, count(*) as purchases
            from (select p, customer_id from raw_transactions join span on date >= f and date < t
                  group by p, customer_id, date, document_id
                  having sum(amount) > 0.000001 and bool_or(coalesce(channel, '') = 'web')) group by p),
  total as (select p, sum(amount) as net, sum(cogs) as cogs, sum(greatest(amount, 0)) as sold,
              sum(if(amount >= 0, discount, 0)) as discount, -sum(least(amount, 0)) as returned
            from line group by p)
select p, {
  'revenue_per_channel': net / buyers, 'margin_per_channel': (net - cogs) / buyers,
  'average_order_value': net / purchases, 'gross_margin': if(net > 0, (net - cogs) / net, null),
  'average_discount': if(sold + discount > 0, discount / (sold + discount), null),
  'returns_rate': if(sold > 0, returned / sold, null)}
from total left join buyer using (p)
"""


@settings(max_examples=12)
@given(st.integers(0, 2**32 - 1), st.integers(5, 60))
def test_sql_agrees_on_a_sales_channel(seed: int, rows: int) -> None:
    tables = company(seed, rows)
    tables["Transactions"][0]["channel"] = "web"
    of = cube(tables, [], PERIODS)
    with duckdb.connect(":memory:") as database:
        load(database, tables, PERIODS)
        found = database.execute(SALES_CHANNEL).fetchall()
    for period, answers in found:
        for name, expected in answers.items():
            outcome = of.outcome(find(name), 0, period, "web")
            assert outcome.value == pytest.approx(expected, abs=1e-7), (name, period, outcome)


def needs(measure: Any) -> list[str]:
    from cbsc_xl.catalogue import needs_of

    return list(needs_of(measure))
