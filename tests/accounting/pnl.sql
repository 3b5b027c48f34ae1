-- The customer P&L of a period, a second time.
create or replace temp table sold as
    select * from Transactions where date >= $first and date < $after;
create or replace temp table revenue as
    select customer_id,
           sum(case when amount >= 0 then amount + coalesce(discount, 0) else 0 end) as gross_revenue,
           sum(case when amount >= 0 then coalesce(discount, 0) else 0 end) as discounts,
           -sum(case when amount < 0 then amount else 0 end) as returns,
           sum(amount) as net_revenue, sum(coalesce(cogs, 0)) as cogs
    from sold group by customer_id;
create or replace temp table bought as
    select customer_id, date, document_id from sold group by all having sum(amount) > 0.000001;
create or replace temp table called as
    select * from Contacts where date >= $first and date < $after;
create or replace temp table volume as
    with v as (
        select 'orders' as driver, customer_id, count(*) as n from bought group by all
        union all select 'order_lines', customer_id, count(*) from sold group by all
        union all select 'quantity', customer_id, sum(coalesce(quantity, 0)) from sold group by all
        union all select 'revenue', customer_id, sum(amount) from sold group by all
        union all select 'returns', customer_id, count(*) from sold where amount < 0 group by all
        union all select 'customers', customer_id, 1 from (select distinct customer_id from bought)
        union all select 'contacts', customer_id, count(*) from called group by all
        union all select 'contacts:' || type, customer_id, count(*) from called where type is not null group by all
        union all select 'contact_minutes', customer_id, sum(coalesce(minutes, 0)) from called group by all
    ) select driver, customer_id, greatest(n, 0)::double as n from v;
create or replace temp table activity as
    select activity, cost_type, driver, purpose = 'acquisition' as wins,
           coalesce(rate, unit_minutes * coalesce(cost_per_minute, $cost_per_minute)) as rate
    from Activities;
create or replace temp table spent as
    select c.amount, c.customer_id, c.activity, c.segment, c.channel,
           case when c.customer_id is not null then 'customer'
                when c.activity is not null and a.activity is not null then 'activity'
                when c.activity is not null then 'nobody'
                when c.segment is not null then 'segment' else 'nobody' end as carrier,
           coalesce(c.purpose = 'acquisition', false) or coalesce(a.wins, false) as wins,
           case when coalesce(c.purpose = 'acquisition', false) or coalesce(a.wins, false) then 'marketing_acquisition'
                when c.cost_type = 'marketing' then 'marketing_other' else c.cost_type end as line
    from Costs c left join activity a using (activity)
    where c.date >= $first and c.date < $after;
create or replace temp table pool as
    select a.activity, a.driver, a.rate,
           case when a.wins then 'marketing_acquisition'
                when a.cost_type = 'marketing' then 'marketing_other' else a.cost_type end as own_line,
           coalesce(sum(s.amount), 0) as total,
           coalesce(sum(s.amount) filter (where s.wins and not coalesce(a.wins, false)), 0) as won,
           coalesce((select sum(n) from volume v where v.driver = a.driver), 0) as n
    from activity a left join spent s on s.activity = a.activity and s.carrier = 'activity'
    group by all;
create or replace temp table rate as
    with share as (
        select *, case when total > 0 then least(greatest(won / total, 0), 1) else 0 end as won_share,
               case when total > 0 then least(greatest((total - won) / total, 0), 1) else 1 end as own_share from pool
    )
    select activity, driver, own_line as line,
           case when rate is not null then rate * own_share when n > 0 then (total - won) / n else 0 end as rate
    from share
    union all
    select activity, driver, 'marketing_acquisition',
           case when rate is not null then rate * won_share when n > 0 then won / n else 0 end
    from share;
create or replace temp table key as
    select c.segment, c.customer_id,
           case when $key = 'customers' then (c.customer_id in (select customer_id from bought))::int
                else greatest(coalesce(r.net_revenue, 0), 0) end::double as k
    from Customers c left join revenue r using (customer_id);
create or replace temp table charge as
    select customer_id, line, amount from spent where carrier = 'customer'
    union all
    select v.customer_id, r.line, r.rate * v.n from rate r join volume v using (driver) where v.customer_id is not null
    union all
    select k.customer_id, s.line, s.amount * k.k / t.total
    from spent s join key k using (segment)
    join (select segment, sum(k) as total from key group by segment) t using (segment)
    where s.carrier = 'segment' and t.total > 0;
create or replace temp table owed as
    select customer_id,
           sum(amount * greatest(0, date_diff('day', greatest(date, $first),
               least($after, coalesce(paid_date, $after), coalesce(written_off_date, $after))))) as owed_days
    from Receivables group by customer_id;
create or replace temp table risk as
    select o.customer_id,
           coalesce(c.pd, $default_pd) * $lgd * greatest(0, owed_days / days - coalesce(c.secured_amount, 0)) * days / 365
               as credit_risk_cost,
           owed_days * $receivables_rate / 365 as receivables_financing
    from (select *, date_diff('day', $first, $after) as days from owed) o left join Customers c using (customer_id);
create or replace temp table pnl as
select customer_id, 'gross_revenue' as line, gross_revenue as amount from revenue
union all select customer_id, 'discounts', discounts from revenue
union all select customer_id, 'returns', returns from revenue
union all select customer_id, 'net_revenue', net_revenue from revenue
union all select customer_id, 'cogs', cogs from revenue
union all select customer_id, 'gross_margin', net_revenue - cogs from revenue
union all select customer_id, line, sum(amount) from charge group by all
union all select customer_id, 'contribution', sum(amount) from (
    select customer_id, net_revenue - cogs as amount from revenue union all select customer_id, -amount from charge
) group by all
union all select customer_id, 'credit_risk_cost', credit_risk_cost from risk
union all select customer_id, 'receivables_financing', receivables_financing from risk
union all select customer_id, 'customer_profit', sum(amount) from (
    select customer_id, net_revenue - cogs as amount from revenue union all select customer_id, -amount from charge
    union all select customer_id, -credit_risk_cost - receivables_financing from risk
) group by all;
create or replace temp table unallocated as
select (select coalesce(sum(amount), 0) from spent where carrier in ('activity', 'nobody'))
     - (select coalesce(sum(r.rate * v.n), 0) from rate r join volume v using (driver) where v.customer_id is not null);
