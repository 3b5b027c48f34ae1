"""The books: ids that meet, sums that tie to the cent."""

from __future__ import annotations

import duckdb
import pytest

Database = duckdb.DuckDBPyConnection
REFERENCES = [
    ("Customers", "referred_by", "Customers", "customer_id"),
    ("Transactions", "product", "Products", "product"),
    ("Costs", "customer_id", "Customers", "customer_id"),
    ("Costs", "activity", "Activities", "activity"),
    ("Costs", "account", "Accounts", "account"),
    ("Accounts", "activity", "Activities", "activity"),
    ("Contacts", "customer_id", "Customers", "customer_id"),
    ("Surveys", "customer_id", "Customers", "customer_id"),
    ("Leads", "customer_id", "Customers", "customer_id"),
    ("Contracts", "customer_id", "Customers", "customer_id"),
    ("Market", "customer_id", "Customers", "customer_id"),
    ("Contributions", "customer_id", "Customers", "customer_id"),
    ("Receivables", "document_id", "Transactions", "document_id"),
    ("Transactions", "document_id", "Receivables", "document_id"),
    ("Costs", "segment", "Customers", "segment"),
    ("Leads", "segment", "Customers", "segment"),
    ("Market", "segment", "Customers", "segment"),
    ("Scorecard", "segment", "Customers", "segment"),
    ("Initiatives", "segment", "Customers", "segment"),
    ("Initiatives", "objective_id", "Scorecard", "objective_id"),
    ("Scorecard", "initiative", "Initiatives", "initiative"),
    ("Scorecard", "channel", "Transactions", "channel"),
]
KEYS = [
    ("Customers", "customer_id"),
    ("Products", "product"),
    ("Activities", "activity"),
    ("Accounts", "account"),
    ("Leads", "lead_id"),
    ("Contracts", "contract_id"),
    ("Ledger", "period || line"),
    ("Initiatives", "segment || initiative"),
]
UNKNOWN = {"C9901", "C9902"}
SCALES = {
    "nps": (0, 10),
    "csat": (1, 5),
    "csi": (1, 10),
    "ces": (1, 7),
    "contact_csat": (1, 5),
    "value": (1, 10),
    "repurchase": (1, 5),
    "awareness": (0, 1),
    "attitude": (1, 7),
    "expectation": (1, 5),
    "buying_process": (1, 5),
    "feature": (1, 5),
    "tasting": (1, 10),
    "review": (1, 5),
}


def values(db: Database, sql: str) -> list[object]:
    return [row[0] for row in db.execute(sql).fetchall()]


@pytest.mark.parametrize(("table", "column", "other", "key"), REFERENCES)
def test_references_exist(db: Database, table: str, column: str, other: str, key: str) -> None:
    used = set(values(db, f"select distinct {column} from {table} where {column} is not null"))
    assert used
    assert used <= set(values(db, f"select distinct {key} from {other}"))


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_keys_are_unique(db: Database, table: str, key: str) -> None:
    assert not values(db, f"select {key} from {table} group by all having count(*) > 1")


@pytest.mark.parametrize("table", ["Transactions", "Receivables"])
def test_unknown_customers_are_those_made_on_purpose(db: Database, table: str) -> None:
    known = "(select customer_id from Customers)"
    assert set(values(db, f"select customer_id from {table} where customer_id not in {known}")) == UNKNOWN


def test_nobody_sends_himself_or_someone_older(db: Database) -> None:
    wrong = """select c.customer_id from Customers c join Customers p on p.customer_id = c.referred_by
               where p.start_date >= c.start_date"""
    assert not values(db, wrong)


def test_lines_have_the_signs_of_the_definitions(db: Database) -> None:
    """Discount on sales only, cost of goods with the sign of the amount."""
    assert not values(db, "select document_id from Sold where amount = 0 or discount < 0")
    assert not values(db, "select document_id from Sold where amount < 0 and (discount > 0 or cogs > 0)")
    assert not values(db, "select document_id from Sold where amount > 0 and cogs < 0")


def test_a_cost_is_traced_once(db: Database) -> None:
    """A row carries a customer, an activity or a segment, or none of them."""
    assert not values(
        db,
        """select account from Costs where (customer_id is not null)::int + (activity is not null)::int
           + (segment is not null)::int > 1""",
    )


def test_costs_agree_with_accounts_and_activities(db: Database) -> None:
    for column in ("cost_type", "activity", "purpose"):
        wrong = f"c.{column} is distinct from a.{column}"
        assert not values(db, f"select account from Costs c join Accounts a using (account) where {wrong}")
    wrong = "c.cost_type <> a.cost_type"
    assert not values(db, f"select activity from Costs c join Activities a using (activity) where {wrong}")


def test_ledger_ties_to_the_tables(db: Database) -> None:
    """Every line of every month equals the sum of the table it controls, to the cent."""
    db.execute(
        """create or replace temp table Controlled as
           select strftime(day, '%Y-%m') as period, 'net_revenue' as line, sum(amount) as amount
           from Sold group by 1
           union all select strftime(day, '%Y-%m'), 'cogs', sum(cogs) from Sold group by 1
           union all select date[:7], cost_type, sum(amount) from Spent group by all"""
    )
    db.execute(
        """insert into Controlled
           with lost as (select written_off_date[:7] as period, sum(amount) as lost from Owed group by 1),
             result as (select period, sum(if(line = 'net_revenue', amount, -amount)) as amount
                        from Controlled group by 1)
           select period, 'operating_result', amount - coalesce(lost, 0)
           from result left join lost using (period)"""
    )
    joined = """from Ledger full join Controlled c using (period, line)"""
    assert values(db, f"select count(*) {joined}") == [36 * 8]
    assert (
        values(db, f"select line {joined} where Ledger.amount::decimal(18, 2) is distinct from c.amount")
        == []
    )


def test_receivables_are_the_documents_with_vat(db: Database) -> None:
    """Abroad without VAT; at home between 9% (food) and 21%; parts add up to the document."""
    db.execute(
        """create or replace temp table Billed as
           with net as (select document_id, day, customer_id, sum(amount) as net, count(*) as lines
                        from Sold group by all),
                gross as (select document_id, date::date as day, customer_id, any_value(country) as country,
                          sum(amount) as gross from Owed group by all)
           select * from net full join gross using (document_id, day, customer_id)"""
    )
    assert not values(db, "select document_id from Billed where net is null or gross is null")
    assert not values(db, "select document_id from Billed where country in ('BE', 'DE') and gross <> net")
    low, high = "abs(net) * 1.09 - lines * 0.01", "abs(net) * 1.21 + lines * 0.01"
    at_home = f"coalesce(country, 'NL') = 'NL' and not abs(gross) between {low} and {high}"
    assert not values(db, f"select document_id from Billed where {at_home}")


def test_payments_follow_invoices(db: Database) -> None:
    assert not values(
        db, "select document_id from Owed where paid_date < date or written_off_date <= due_date"
    )
    both = "paid_date is not null and written_off_date is not null"
    assert not values(db, f"select document_id from Owed where {both}")
    parts = "select document_id from Owed group by document_id, date having count(*) = 2"
    assert len(values(db, parts)) > 50


def test_cases_are_solved_after_they_open(db: Database) -> None:
    assert not values(db, "select case_id from Contacts where resolved_date < date")
    cases = "select case_id from Contacts where case_id is not null group by customer_id, case_id having"
    assert not values(db, f"{cases} max(first_contact_resolved) = 'Y' and count(*) > 1")
    assert values(db, f"{cases} max(resolved_date) is null")


@pytest.mark.parametrize("metric", SCALES)
def test_scores_lie_on_their_scales(db: Database, metric: str) -> None:
    low, high = SCALES[metric]
    found = db.execute(
        f"select min(score), max(score), count(*) from Said where metric = '{metric}'"
    ).fetchone()
    assert found is not None
    assert low <= found[0] < found[1] <= high
    assert found[2] >= 20


def test_new_products_are_sold_from_their_launch(db: Database) -> None:
    early = "select product from Sold join Products using (product) where day < launch_date::date"
    assert not values(db, early)
    new = "select distinct product from Sold join Products using (product) where launch_date >= '2024-01-01'"
    assert len(values(db, new)) == 8
