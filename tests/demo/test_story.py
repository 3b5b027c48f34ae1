"""The story that the tables tell, measured from the files by SQL of its own."""

from __future__ import annotations

import duckdb
import pytest

Database = duckdb.DuckDBPyConnection
GROUPS = ("Hotels", "Restaurants", "Care homes", "Event caterers")


def number(db: Database, sql: str) -> float:
    row = db.execute(sql).fetchone()
    assert row is not None
    assert row[0] is not None
    return float(row[0])


def churn(db: Database, group: str, end: str) -> float:
    """Share of those who bought in the year before last, seen from the end, who did not in the last year."""
    return number(
        db,
        f"""with bought as (select distinct customer_id, day >= date '{end}' - interval 1 year as lately
                            from Purchase where segment = '{group}' and day < date '{end}'
                              and day >= date '{end}' - interval 2 year)
            select avg((customer_id not in (select customer_id from bought where lately))::int)
            from bought where not lately""",
    )


def sales(db: Database, group: str, year: int, figure: str) -> float:
    return number(db, f"select {figure} from Purchase where segment = '{group}' and year = {year}")


def month_share(db: Database, group: str, months: str) -> float:
    """Share of the purchases of a group that fall in these months."""
    return number(db, f"select avg((month(day) in ({months}))::int) from Purchase where segment = '{group}'")


def test_restaurants_leave(db: Database) -> None:
    assert churn(db, "Restaurants", "2026-01-01") > 0.15 > 1.3 * churn(db, "Restaurants", "2025-01-01")
    assert sales(db, "Restaurants", 2025, "sum(value)") < 0.8 * sales(db, "Restaurants", 2024, "sum(value)")


def test_churn_of_restaurants_rises_through_2025(db: Database) -> None:
    rates = [churn(db, "Restaurants", end) for end in ("2025-01-01", "2025-07-01", "2026-01-01")]
    assert rates == sorted(rates)
    assert rates[2] > 1.5 * rates[0]


def test_few_customers_come_back(db: Database) -> None:
    back = """with bought as (select distinct customer_id, year from Purchase)
              select count(*) from bought b join Customers using (customer_id)
              where year = 2025 and start_date < '2024-01-01'
                and customer_id not in (select customer_id from bought where year = 2024)"""
    assert 3 <= number(db, back) <= 8


def test_care_homes_stay_and_are_content(db: Database) -> None:
    assert churn(db, "Care homes", "2026-01-01") < 0.05
    promoters = """select avg((score >= 9)::int) - avg((score <= 6)::int) from Said
                   where metric = 'nps' and year = 2025 and segment = '{}'"""
    assert (
        number(db, promoters.format("Care homes")) > 0.2 > 0 > number(db, promoters.format("Event caterers"))
    )


def test_hotels_buy_more_in_smaller_orders(db: Database) -> None:
    for figure in ("sum(value)", "count(*) / count(distinct customer_id)"):
        by_year = [sales(db, "Hotels", year, figure) for year in (2023, 2024, 2025)]
        assert by_year == sorted(by_year)
    assert sales(db, "Hotels", 2025, "avg(value)") < sales(db, "Hotels", 2023, "avg(value)")


def test_hotels_ask_more_every_year(db: Database) -> None:
    minutes = """select sum(minutes) / count(distinct customer_id) from Called
                 where segment = 'Hotels' and year = {}"""
    assert number(db, minutes.format(2025)) > 1.2 * number(db, minutes.format(2023))


PROFITS = """
with margin as (
       select customer_id, sum(amount) as revenue, sum(amount - cogs) as margin, count(*) as lines,
              count(*) filter (amount < 0) as returned
       from Sold where year = 2025 group by 1),
     orders as (select customer_id, count(*) as orders from Purchase where year = 2025 group by 1),
     calls as (
       select customer_id, sum(minutes) as minutes, count(*) filter (type = 'visit') as visits
       from Called where year = 2025 group by 1),
     direct as (select customer_id, sum(amount) as direct from Spent where year = 2025 group by 1),
     pool as (select activity, sum(amount) as amount from Spent where year = 2025 group by 1),
     rates as (
       select (select sum(amount) from pool where activity in ('Order handling', 'Delivery'))
                / (select sum(orders) from orders) as an_order,
              (select amount from pool where activity = 'Picking')
                / (select sum(lines) from margin) as a_line,
              (select amount from pool where activity = 'Field visits')
                / (select sum(visits) from calls) as a_visit)
select segment, margin - coalesce(direct, 0) - orders * an_order - lines * a_line - returned * 85
         - coalesce(visits, 0) * a_visit - coalesce(minutes, 0) * 0.95 as profit
from margin join orders using (customer_id) left join calls using (customer_id)
  left join direct using (customer_id) join Customers using (customer_id), rates
order by revenue desc limit 10
"""


def test_some_of_the_biggest_hotels_lose_money(db: Database) -> None:
    """Of the ten largest customers of 2025: margin less direct cost less activities."""
    losers = [segment for segment, profit in db.execute(PROFITS).fetchall() if profit < 0]
    assert 2 <= len(losers) <= 5
    assert set(losers) == {"Hotels"}


@pytest.mark.parametrize("other", ["Hotels", "Restaurants", "Care homes"])
def test_event_caterers_pay_later_and_complain_more(db: Database, other: str) -> None:
    delay = """select avg(datediff('day', due_date::date, paid_date::date)) from Owed
               where amount > 0 and segment = '{}'"""
    assert number(db, delay.format("Event caterers")) > 1.3 * number(db, delay.format(other))
    complaints = """select (select count(distinct customer_id || case_id) from Called
                            where type = 'complaint' and segment = '{0}')
                           / (select count(*) from Purchase where segment = '{0}')"""
    assert number(db, complaints.format("Event caterers")) > 2 * number(db, complaints.format(other))


def test_each_group_has_its_season(db: Database) -> None:
    assert month_share(db, "Event caterers", "6, 7, 8, 12") > 0.45
    assert month_share(db, "Hotels", "6, 7, 8") > 0.29 > month_share(db, "Hotels", "1, 2, 12")
    assert month_share(db, "Care homes", "6, 7, 8") == pytest.approx(0.25, abs=0.03)
    assert month_share(db, "Restaurants", "12") > 0.10


def test_restaurants_order_for_the_weekend(db: Database) -> None:
    weekend = "select avg((isodow(day) in (4, 5, 6))::int) from Purchase where segment = '{}'"
    assert number(db, weekend.format("Restaurants")) > 0.7 > number(db, weekend.format("Care homes"))


def test_what_customers_say_is_not_always_what_they_do(db: Database) -> None:
    praised = """select count(distinct customer_id) from Said
                 where metric = 'nps' and score >= 9 and end_date <= '2025-12-31'"""
    grumbled = """select count(distinct customer_id) from Said s join Purchase p using (customer_id)
                  where metric = 'nps' and score <= 4 and s.year < 2025 and p.year = 2025"""
    assert number(db, praised) >= 3
    assert number(db, grumbled) >= 3


def test_customers_send_customers_who_send_customers(db: Database) -> None:
    chain = """select count(*) from Customers a join Customers b on b.referred_by = a.customer_id
               join Customers c on c.referred_by = b.customer_id"""
    assert number(db, chain) >= 2


def test_all_roles_are_played_and_hotels_have_the_ideas(db: Database) -> None:
    roles = db.execute("select distinct role from Contributions order by 1").fetchall()
    assert [role for (role,) in roles] == ["cocreator", "investor", "promoter", "service"]
    ideas = """select avg((segment = 'Hotels')::int) from Contributions join Customers using (customer_id)
               where role = 'cocreator'"""
    assert number(db, ideas) > 0.6


def test_new_products_gain_share(db: Database) -> None:
    share = """select sum(amount) filter (launch_date >= '2024') / sum(amount)
               from Sold join Products using (product) where year = {}"""
    assert number(db, share.format(2025)) > 2 * number(db, share.format(2024)) > 0


def test_more_kitchens_know_us_every_year(db: Database) -> None:
    known = """select avg(score) from Said where metric = 'awareness' and customer_id is null and year = {}"""
    rates = [number(db, known.format(year)) for year in (2023, 2024, 2025)]
    assert rates == sorted(rates)
    assert rates[2] > rates[0] + 0.05


def test_campaign_mails_lose_readers_at_every_step(db: Database) -> None:
    mails = "select count(*) from Called where type = 'campaign' and year = 2025 and response {}"
    steps = ["is distinct from 'bounced'", "in ('opened', 'negative', 'clicked', 'redeemed')"]
    steps += ["in ('clicked', 'redeemed')", "= 'redeemed'"]
    counts = [number(db, mails.format(step)) for step in steps]
    assert counts == sorted(set(counts), reverse=True)
    assert counts[-1] >= 5


EDGE_CASES = {
    "a customer who never bought": """Customers where start_date >= '2025'
        and customer_id not in (select customer_id from Purchase)""",
    "customers without segment": "Customers where segment is null",
    "customers without start date": "Customers where start_date is null",
    "customers without rating": "Customers where pd is null",
    "lines of unknown customers": "Sold where customer_id not in (select customer_id from Customers)",
    "anonymous answers": "Surveys where customer_id is null",
    "anonymous contacts": "Contacts where customer_id is null",
    "documents corrected on a later day": """(select document_id from Sold group by 1
        having count(distinct day) > 1)""",
    "credit notes": "Sold where document_id[1] = 'N' and amount < 0",
    "returns that do not go back in stock": "Sold where document_id[1] = 'N' and cogs = 0",
    "invoices written off": "Owed where written_off_date is not null",
    "open invoices": "Owed where paid_date is null and written_off_date is null",
    "open leads": "Leads where status = 'open' and closed_date is null",
    "running contracts": "Contracts where end_date > '2025-12-31' and renewed is null",
    "bounced reminders": "Contacts where type = 'reminder' and response = 'bounced'",
    "a cost that is a credit": "Spent where amount < 0",
}


@pytest.mark.parametrize("case", EDGE_CASES)
def test_edge_cases_are_there(db: Database, case: str) -> None:
    assert number(db, f"select count(*) from {EDGE_CASES[case]}") >= 1


@pytest.mark.parametrize("group", GROUPS)
def test_groups_have_customers_enough(db: Database, group: str) -> None:
    assert number(db, f"select count(*) from Customers where segment = '{group}'") >= 40
