-- Purchases, revenue and the customer base.
create table purchase as
  select g, customer_id, date as day, document_id
  from tx group by g, customer_id, date, document_id having sum(amount) > 0.000001;
create table start as
  select g, customer_id, coalesce(max(start_date), min(day)) as start, min(day) as first
  from (select m.g, m.customer_id, c.start_date, null::date as day
          from (select customer_id, unnest([g, 'All']) as g from member) m join raw_customers c using (customer_id)
        union all select g, customer_id, null, day from purchase
        union all select g, customer_id, null, null from tx)
  group by g, customer_id;
create table x as
  select s.p, s.f, s.t, b.g, b.customer_id, b.start, (select min(date) from tx) > b.start as before_data,
    (select count(*) from purchase q where q.g = b.g and q.customer_id = b.customer_id and day >= f and day < t) as orders,
    (select count(*) from purchase q where q.g = b.g and q.customer_id = b.customer_id and day < f) as earlier,
    (select count(*) from purchase q where q.g = b.g and q.customer_id = b.customer_id and day < t) as ever,
    (select count(*) from purchase q where q.g = b.g and q.customer_id = b.customer_id
       and day >= f - interval 12 month and day < f) > 0 as base_from,
    (select count(*) from purchase q where q.g = b.g and q.customer_id = b.customer_id
       and day >= t - interval 12 month and day < t) > 0 as base_to,
    coalesce((select sum(amount) from tx q where q.g = b.g and q.customer_id = b.customer_id
       and date >= f and date < t), 0) as revenue,
    coalesce((select sum(amount) from tx q where q.g = b.g and q.customer_id = b.customer_id
       and date >= pf and date < pt), 0) as revenue_py,
    exists (select 1 from raw_market w where w.customer_id = b.customer_id
       and w.date_from < t and w.date_to >= f) as wallet_known,
    exists (select 1 from tx q where q.g = b.g and q.customer_id = b.customer_id and category is not null
       and amount > 0 and date >= f and date < t
       and exists (select 1 from purchase u where u.g = q.g and u.customer_id = q.customer_id and u.day = q.date
                     and u.document_id is not distinct from q.document_id)
       and not exists (select 1 from tx o where o.g = q.g and o.customer_id = q.customer_id
                     and o.category = q.category and o.amount > 0 and o.date < f
                     and exists (select 1 from purchase u where u.g = o.g and u.customer_id = o.customer_id
                       and u.day = o.date and u.document_id is not distinct from o.document_id))) as new_category
  from start b cross join span s;
create table money as
  select p, g, sum(amount) filter (date >= f and date < t) as revenue,
    sum(amount) filter (date >= pf and date < pt) as revenue_py, sum(amount) filter (date < t) as revenue_ever,
    sum(amount) filter (date >= f and date < t and launch_date <= date
                          and date < launch_date + to_months(${new_product_months})) as revenue_new
  from tx left join raw_products using (product) cross join span group by p, g;
create table gap as
  select g, customer_id, day, day - lag(day) over (partition by g, customer_id order by day) as days
  from (select distinct g, customer_id, day from purchase);
create table a as
  select p, g, count(*) filter (orders > 0) as active, sum(orders) as orders,
    count(*) filter (base_from) as opening, count(*) filter (base_from and base_to) as kept,
    count(*) filter (start >= f and start < t) as new,
    count(*) filter (start < f and not base_from) as away,
    count(*) filter (start < f and not base_from and orders > 0) as back,
    count(*) filter (orders >= ${loyal_min_orders}) as loyal,
    count(*) filter (orders between 1 and ${loyal_min_orders} - 1) as disloyal,
    sum(case when orders > 0 then orders - case when earlier = 0 and not before_data then 1 else 0 end else 0 end)
      as repeats,
    count(*) filter (orders > 0 and (earlier > 0 or before_data or orders > 1)) as repeaters,
    sum(revenue) filter (revenue_py > 0.000001) as nrr_now, sum(revenue_py) filter (revenue_py > 0.000001) as nrr_then,
    count(*) filter (ever > 0) as ever, count(*) filter (base_to) as closing,
    sum(datediff('day', start, t)) filter (base_to) as days,
    count(*) filter (orders > 0 and start < f) as existing,
    count(*) filter (orders > 0 and start < f and new_category) as crossed,
    coalesce(sum(revenue) filter (wallet_known), 0) as wallet_revenue
  from x group by p, g;
create table r_purchases as
select p, g, unnest(map_entries(map {
  'active_customers': active::double,
  'new_customers': new::double,
  'repeat_purchases': repeats::double,
  'churn_rate': ratio(opening - kept, opening),
  'retention_rate': ratio(kept, opening),
  'winback_rate': ratio(back, away),
  'relationship_duration': ratio(days, closing),
  'net_revenue_retention': ratio(nrr_now, nrr_then),
  'loyal_disloyal_ratio': ratio(loyal, disloyal),
  'repeat_customer_rate': ratio(repeaters, active),
  'purchase_frequency': ratio(orders, active),
  'average_order_value': ratio(coalesce(revenue, 0), orders),
  'cross_sell_rate': ratio(crossed, existing),
  'revenue_per_customer': ratio(coalesce(revenue, 0), active),
  'revenue_to_date': ratio(revenue_ever, ever),
  'revenue_growth': ratio(coalesce(revenue, 0), revenue_py) - 1,
  'new_product_revenue_share': ratio(coalesce(revenue_new, 0), revenue),
  'interpurchase_time': (select avg(days) from gap join span s on day >= s.f and day < s.t where gap.g = a.g and s.p = a.p)
})) as r from a left join money using (p, g);
