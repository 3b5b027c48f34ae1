-- Beyond the first library: margin, life cycle, mailings, the brand, deals and overdue invoices.
create table sum_of_lines as
  select p, g, sum(amount) as net, sum(cogs) as cogs, -sum(least(amount, 0)) as returned,
    sum(greatest(amount, 0)) as before_returns,
    sum(case when amount >= 0 then coalesce(discount, 0) else 0 end) as discount
  from tx join span on date >= f and date < t group by p, g;
create table debut as
  select s.g, s.customer_id, s.first + ${early_repeat_days} as last,
    exists (select 1 from purchase q where q.g = s.g and q.customer_id = s.customer_id
              and q.day > s.first and q.day <= s.first + ${early_repeat_days}) as back
  from start s where s.first is not null and s.start >= (select min(date) from tx);
create table adopter as
  select distinct p, g, customer_id from tx join raw_products using (product) join span on date >= f and date < t
  where amount > 0 and date >= launch_date and date < launch_date + to_months(${new_product_months});
create table mail as select * from talk where type = 'campaign' and response is distinct from 'bounced';
create table r_depth as
select p, g, unnest(map_entries(map {
  'gross_margin': ratio(net - coalesce(cogs, 0), net),
  'average_discount': ratio(discount, before_returns + discount),
  'returns_rate': ratio(returned, before_returns)
})) as r from sum_of_lines
union all
select p, g, unnest(map_entries(map {
  'new_customer_share': ratio(count(*) filter (orders > 0 and start >= f and start < t), count(*) filter (orders > 0)),
  'customers_per_employee': count(*) filter (orders > 0) / ${employees},
  'up_sell_rate': ratio(count(*) filter (revenue_py > 0.000001 and revenue > revenue_py + 0.000001),
                        count(*) filter (revenue_py > 0.000001)),
  'new_product_adoption': ratio(
    count(*) filter (orders > 0 and (p, g, customer_id) in (select (p, g, customer_id) from adopter)),
    count(*) filter (orders > 0)),
  'referral_rate': ratio(
    count(*) filter (start >= f and start < t
      and customer_id in (select customer_id from raw_customers where referred_by is not null)),
    count(*) filter (start >= f and start < t))
})) from x group by p, g
union all
select p, g, {'key': 'early_repeat_rate', 'value': avg(back::int)}
from debut join span on last >= f and last < t group by p, g
union all
select p, g, {'key': 'reference_customers', 'value': count(distinct customer_id)::double}
from given where role = 'promoter' group by p, g
union all
select p, g, unnest(map_entries(map {
  'open_rate': avg((response is not null)::int),
  'click_rate': avg((coalesce(response, '') in ('clicked', 'redeemed', 'positive'))::int),
  'redemption_rate': avg((coalesce(response, '') in ('redeemed', 'positive'))::int)
})) from mail group by p, g
union all
select p, g, {'key': 'brand_awareness', 'value': avg(score)}
from scored where metric = 'awareness' and method = 'survey' and score in (0, 1) group by p, g
union all
select p, g, unnest(map_entries(map {
  'brand_attitude': avg(points) filter (metric = 'attitude'),
  'expectations_score': avg(points) filter (metric = 'expectation'),
  'buying_process_satisfaction': avg(points) filter (metric = 'buying_process'),
  'feature_satisfaction': avg(points) filter (metric = 'feature')
})) from told where method = 'survey' group by p, g
union all
select p, g, {'key': 'new_leads', 'value': count(*)::double}
from lead join span on created_date >= f and created_date < t
where '${channel}' = '' or channel = '${channel}' group by p, g
union all
select p, g, {'key': 'average_deal_value', 'value': avg(amount)}
from lead join span on closed_date >= f and closed_date < t
where status = 'won' and ('${channel}' = '' or channel = '${channel}') group by p, g
union all
select p, g, {'key': 'overdue_share', 'value': ratio(coalesce(sum(amount) filter (due_date < t), 0), sum(amount))}
from invoice cross join span
where date < t and not coalesce(paid_date < t, false) and not coalesce(written_off_date < t, false) group by p, g;
