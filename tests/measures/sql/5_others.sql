-- Leads, contracts, receivables, market and the new roles of customers.
create table owed as
  select p, g, customer_id, sum(amount) as open from invoice cross join span
  where date < t and not coalesce(paid_date < t, false) and not coalesce(written_off_date < t, false)
  group by p, g, customer_id;
create table billed as
  select p, g, t - case when f < '1950-01-01' then (select min(date) from invoice) else f end as days,
    coalesce(sum(amount) filter (date >= f), 0) as invoiced,
    coalesce((select sum(open) from owed o where o.p = span.p and o.g = invoice.g), 0) as open
  from invoice join span on date < t group by p, g, f, t;
create table spread as
  select p, customer_id, segment, amount / (date_to - date_from + 1)
    * greatest(0, least(date_to + 1, t) - greatest(date_from, f)) as amount
  from raw_market cross join span;
create table size as
  select p, 'All' as g, sum(amount) as market from spread where customer_id is null and segment is null group by p
  union all
  select p, g, sum(amount) from (select p, spelled(segment) as g, amount from spread
    where '${column}' = 'segment' and customer_id is null and segment is not null) group by p, g;
create table purse as
  select p, unnest([own(customer_id, null), 'All']) as g, amount from spread where customer_id is not null;
create table given as select * from contribution join span on date >= f and date < t;
create table r_others as
select p, g, {'key': 'lead_conversion_rate', 'value': avg((status = 'won')::int)} as r
from lead join span on closed_date >= f and closed_date < t where status <> 'open'
  and ('${channel}' = '' or channel = '${channel}') group by p, g
union all
select p, g, {'key': 'sales_cycle_length', 'value': avg(closed_date - created_date)}
from lead join span on closed_date >= f and closed_date < t where status = 'won' and created_date <= closed_date
  and ('${channel}' = '' or channel = '${channel}') group by p, g
union all
select p, g, {'key': 'renewal_rate', 'value': avg(coalesce(renewed = 'Y', false)::int)}
from contract join span on end_date >= f and end_date < t group by p, g
union all
select p, g, {'key': 'days_sales_outstanding', 'value': ratio(open, invoiced) * days} from billed
union all
select p, g, {'key': 'expected_credit_loss', 'value':
  sum(coalesce(pd, ${default_pd}) * 0.45 * greatest(0, open - coalesce(secured_amount, 0)))}
from owed left join raw_customers using (customer_id) group by p, g
union all
select p, g, {'key': 'market_share', 'value': ratio(coalesce(revenue, 0), market)} from size left join money using (p, g)
union all
select p, g, {'key': 'share_of_wallet', 'value': ratio(coalesce(any_value(wallet_revenue), 0), sum(amount))}
from purse left join a using (p, g) group by p, g
union all
select p, g, {'key': 'cocreation_value', 'value':
  coalesce(sum(value) filter (status = 'implemented'), 0) - coalesce(sum(cost), 0)}
from given where role = 'cocreator' group by p, g
union all
select p, s.g, {'key': 'peer_support_value', 'value': case when (select count(*) from costed c where c.p = s.p) > 0 then
  coalesce((select sum(quantity) from given k where k.p = s.p and k.g = s.g and role = 'service'), 0) * 0.5
  * (select avg(cost) from costed c where c.p = s.p and c.g = 'All')
  - coalesce((select sum(cost) from given k where k.p = s.p and k.g = s.g and role = 'service'), 0) end}
from (select distinct p, g from span cross join contribution) s
union all
select p, g, {'key': 'investor_value', 'value': sum(coalesce(quantity, 0) * (${alternative_cost_of_funds} - coalesce(rate, 0))
  * greatest(0, least(coalesce(end_date + 1, t), t) - greatest(date, f)) / 365)}
from contribution cross join span where role = 'investor' group by p, g;
