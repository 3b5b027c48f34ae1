"""The demo company, written once, and a DuckDB that reads its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from cbsc_xl.demo import write

VIEWS = (
    """create view Segment as select customer_id, segment, country, start_date, end_date from Customers""",
    """create view Sold as
       select customer_id, document_id, date::date as day, year(date::date) as year, product,
              amount::decimal(18, 2) as amount, discount::decimal(18, 2) as discount,
              cogs::decimal(18, 2) as cogs
       from Transactions""",
    """create view Purchase as
       select segment, customer_id, document_id, day, year, sum(amount) as value
       from Sold left join Segment using (customer_id) group by all having value > 0""",
    """create view Called as
       select segment, c.* replace (minutes::double as minutes), year(date::date) as year
       from Contacts c left join Segment using (customer_id)""",
    """create view Said as
       select segment, end_date, s.* replace (score::int as score), year(date::date) as year
       from Surveys s left join Segment using (customer_id)""",
    """create view Owed as
       select segment, country, r.* replace (amount::decimal(18, 2) as amount)
       from Receivables r left join Segment using (customer_id)""",
    """create view Spent as
       select c.* replace (amount::decimal(18, 2) as amount), year(date::date) as year from Costs c""",
)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo") / "data"
    write(directory)
    return directory


@pytest.fixture(scope="session")
def db(demo: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every csv file as a view of text columns named as the table, blanks as null; and the typed views."""
    with duckdb.connect() as connection:
        for file in demo.glob("*.csv"):
            source = f"read_csv('{file}', header = true, all_varchar = true)"
            connection.execute(f'create view "{file.stem}" as select * from {source}')
        for view in VIEWS:
            connection.execute(view)
        yield connection
