-- The same P&L by a column of the transaction lines; runs after pnl.sql.
create or replace temp table line as
    select *, coalesce($by, '(none)') as place from sold;
create or replace temp table caused as
    select 'orders' as driver, customer_id,
           case when count(distinct place) = 1 then min(place) else '(not split)' end as place, 1::double as n
    from line group by customer_id, date, document_id having sum(amount) > 0.000001
    union all select 'order_lines', customer_id, place, 1 from line
    union all select 'quantity', customer_id, place, coalesce(quantity, 0) from line
    union all select 'revenue', customer_id, place, amount from line
    union all select 'returns', customer_id, place, 1 from line where amount < 0
    union all select 'customers', customer_id, '(not split)', 1 from (select distinct customer_id from bought)
    union all select 'contacts', customer_id, coalesce($contact, '(not split)'), 1 from called
    union all select 'contacts:' || type, customer_id, coalesce($contact, '(not split)'), 1 from called where type is not null
    union all select 'contact_minutes', customer_id, coalesce($contact, '(not split)'), coalesce(minutes, 0) from called;
create or replace temp table part as
    with net as (
        select driver, customer_id, place, greatest(sum(n), 0) as n from caused where customer_id is not null group by all
    )
    select driver, customer_id, place, n / sum(n) over (partition by driver, customer_id) as share from net;
create or replace temp table booked as
    select *, coalesce($cost, '(not split)') as place from spent;
create or replace temp table by_place as
    select place, 'gross_revenue' as line, sum(case when amount >= 0 then amount + coalesce(discount, 0) else 0 end) as amount
    from line group by all
    union all select place, 'discounts', sum(case when amount >= 0 then coalesce(discount, 0) else 0 end) from line group by all
    union all select place, 'returns', -sum(case when amount < 0 then amount else 0 end) from line group by all
    union all select place, 'net_revenue', sum(amount) from line group by all
    union all select place, 'cogs', sum(coalesce(cogs, 0)) from line group by all
    union all select place, line, sum(amount) from booked where carrier = 'customer' group by all
    union all
    select p.place, r.line, sum(r.rate * v.n * p.share)
    from rate r join volume v using (driver) join part p using (driver, customer_id) where v.n > 0 group by all
    union all select place, line, sum(amount) from booked where carrier = 'segment' group by all
    union all select '(not split)', 'credit_risk_cost', sum(credit_risk_cost) from risk
    union all select '(not split)', 'receivables_financing', sum(receivables_financing) from risk;
