CREATE OR REPLACE TEMP TABLE documents AS
SELECT customer, date, document, (year(date) - 2021) * 4 + quarter(date) - 1 AS quarter, sum(amount) AS amount
FROM lines GROUP BY customer, date, document;

CREATE OR REPLACE TEMP VIEW purchases AS SELECT * FROM documents WHERE amount > 1e-6;

CREATE OR REPLACE TEMP TABLE people AS
SELECT c.customer, segment, coalesce(start, first) AS start, first
FROM customers c LEFT JOIN (SELECT customer, min(date) AS first FROM purchases GROUP BY customer) USING (customer);

CREATE OR REPLACE TEMP TABLE bought AS
SELECT customer, segment, quarter, start, first, count(*) AS orders
FROM purchases JOIN people USING (customer) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE revenue AS
SELECT customer, segment, quarter, sum(amount) AS amount
FROM documents JOIN people USING (customer) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE base AS
SELECT DISTINCT customer, segment, start, quarter + k AS quarter FROM bought, (VALUES (1), (2), (3), (4)) AS t(k);

CREATE OR REPLACE TEMP TABLE cohort AS
SELECT segment, customer, quarter + 4 AS quarter, amount FROM revenue WHERE amount > 1e-6;

WITH first_day AS (SELECT min(date) AS day FROM lines),
quarters AS (SELECT i AS quarter, (DATE '2021-01-01' + to_months(3 * i))::DATE AS day FROM range(8, 20) AS r(i)),
gaps AS (
    SELECT segment, (year(date) - 2021) * 4 + quarter(date) - 1 AS quarter,
        date_diff('day', lag(date) OVER (PARTITION BY customer ORDER BY date), date) AS gap
    FROM (SELECT DISTINCT customer, date FROM purchases) JOIN people USING (customer)
),
new_category AS (
    SELECT customer, (year(min(date)) - 2021) * 4 + quarter(min(date)) - 1 AS quarter
    FROM lines SEMI JOIN purchases USING (customer, date, document)
    WHERE amount > 0 GROUP BY customer, category
),
existing AS (SELECT b.* FROM bought b JOIN quarters q USING (quarter) WHERE b.start < q.day),
lost AS (
    SELECT segment, customer, q.quarter FROM people JOIN quarters q ON start < q.day
    ANTI JOIN base b ON b.customer = people.customer AND b.quarter = q.quarter
),
facts AS (
    SELECT 'net_revenue' AS fact, segment, quarter, sum(amount) AS value FROM revenue GROUP BY ALL
    UNION ALL SELECT 'net_revenue_previous_year', segment, quarter + 4, sum(amount) FROM revenue GROUP BY ALL
    UNION ALL SELECT 'cohort_revenue_previous_year', segment, quarter, sum(amount) FROM cohort GROUP BY ALL
    UNION ALL SELECT 'cohort_revenue', segment, quarter, sum(amount)
        FROM revenue SEMI JOIN cohort USING (customer, quarter) GROUP BY ALL
    UNION ALL SELECT 'orders', segment, quarter, sum(orders) FROM bought GROUP BY ALL
    UNION ALL SELECT 'active_customers', segment, quarter, count(*) FROM bought GROUP BY ALL
    UNION ALL SELECT 'customers_repeating', segment, quarter, count(*) FROM bought, first_day
        WHERE orders > 1 OR start < first_day.day
            OR (year(first) - 2021) * 4 + quarter(first) - 1 <> quarter GROUP BY ALL
    UNION ALL SELECT 'customers_new', segment, (year(start) - 2021) * 4 + quarter(start) - 1, count(*)
        FROM people WHERE start IS NOT NULL GROUP BY ALL
    UNION ALL SELECT 'purchase_gaps', segment, quarter, count(gap) FROM gaps GROUP BY ALL
    UNION ALL SELECT 'purchase_gap_days', segment, quarter, sum(gap) FROM gaps GROUP BY ALL
    UNION ALL SELECT 'customers_opening', segment, quarter, count(*) FROM base GROUP BY ALL
    UNION ALL SELECT 'customers_lost', segment, quarter, count(*)
        FROM base ANTI JOIN (SELECT customer, quarter - 1 AS quarter FROM base) USING (customer, quarter)
        GROUP BY ALL
    UNION ALL SELECT 'customers_lost_before', segment, quarter, count(*) FROM lost GROUP BY ALL
    UNION ALL SELECT 'customers_won_back', segment, quarter, count(*)
        FROM lost SEMI JOIN bought USING (customer, quarter) GROUP BY ALL
    UNION ALL SELECT 'customers_existing', segment, quarter, count(*) FROM existing GROUP BY ALL
    UNION ALL SELECT 'customers_cross_sold', segment, quarter, count(*)
        FROM existing SEMI JOIN new_category USING (customer, quarter) GROUP BY ALL
)
SELECT fact, segment, quarter - 8 AS quarter, value::DOUBLE AS value FROM facts WHERE quarter BETWEEN 8 AND 19
