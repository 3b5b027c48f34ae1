-- Facts and measures of customers and transactions, from the definitions alone.
-- In: line(customer, document, day, amount, category, channel), member(customer, grp), given(customer, start),
--     period(period, first, after); variables inactive_months, loyal_min_orders,
--     early_repeat_days.
-- Out: measures(grp, period, one column per function) and channels(grp, period, channel, ...).

create macro inside(day, first, after) as day >= first and day < after;
create macro months_before(day, n) as case when year(day) < 2 then day else (day - to_months(n))::date end;
create macro ratio(n, d) as case when d > 0 then n::double / d::double end;

create table span as
select *, months_before(first, getvariable('inactive_months')) as opening_from,
  months_before(after, getvariable('inactive_months')) as closing_from,
  months_before(first, 12) as first_before, months_before(after, 12) as after_before
from period;

create table purchase as
select *, row_number() over (partition by customer order by day, document) as nth
from (select customer, document, day from line group by all having sum(amount) > 0);

create table visit as
select *, day - lag(day) over (partition by customer order by day) as gap
from (select distinct customer, day from purchase);

create table novelty as
select customer, min(day) as day
from line join purchase using (customer, document, day)
where amount > 0 and category is not null
group by customer, category;

create table started as
select customer, coalesce(any_value(given.start), min(day)) as start
from (select distinct customer from member) left join given using (customer) left join purchase using (customer)
group by customer;

create table debut as
select customer, min(purchase.day) + getvariable('early_repeat_days') as tried,
  count(*) filter (where purchase.day <= firsts.day + getvariable('early_repeat_days')
    and purchase.day > firsts.day) > 0 as back
from purchase join (select customer, min(day) as day from purchase group by all) as firsts using (customer)
join started using (customer)
where start >= (select min(day) from line)
group by all;

create table tested as
select customer, period, back from debut join span on inside(tried, first, after);

create table returned as
select customer, period, -sum(least(amount, 0)) as returns, sum(greatest(amount, 0)) as sold
from line join span on inside(day, first, after) group by all;

create table bought as
select customer, period,
  count(*) filter (where inside(day, first, after)) as orders,
  count(*) filter (where inside(day, first, after) and nth > 1) as repeats,
  count(*) filter (where day < after) > 0 as ever,
  count(*) filter (where inside(day, opening_from, first)) > 0 as opening,
  count(*) filter (where inside(day, closing_from, after)) > 0 as closing
from purchase cross join span group by all;

create table came as
select customer, period, count(gap) as gaps, sum(gap) as gap_days
from visit join span on inside(day, first, after) group by all;

create table broadened as
select distinct customer, period from novelty join span on inside(day, first, after);

create table paid as
select customer, period,
  coalesce(sum(amount) filter (where inside(day, first, after)), 0) as revenue,
  coalesce(sum(amount) filter (where inside(day, first_before, after_before)), 0) as revenue_before,
  coalesce(sum(amount) filter (where day < after), 0) as revenue_to_date
from (select customer, day, sum(amount) as amount from line group by all) cross join span group by all;

create table one as
select customer, period, coalesce(orders, 0) as orders, coalesce(repeats, 0) as repeats,
  coalesce(ever, false) as ever, coalesce(opening, false) as opening, coalesce(closing, false) as closing,
  coalesce(gaps, 0) as gaps, coalesce(gap_days, 0) as gap_days, coalesce(revenue, 0) as revenue,
  coalesce(revenue_before, 0) as revenue_before, coalesce(revenue_to_date, 0) as revenue_to_date,
  broadened.customer is not null as wider, start is not null and start < first as existing,
  start is not null and inside(start, first, after) as new, date_diff('day', start, after) as age,
  back is not null as tried, coalesce(back, false) as back, coalesce(returns, 0) as returns,
  coalesce(sold, 0) as sold
from started cross join span
left join tested using (customer, period) left join returned using (customer, period)
left join bought using (customer, period) left join came using (customer, period)
left join paid using (customer, period) left join broadened using (customer, period);

create table facts as
select grp, period, count(*) filter (where orders > 0) as active_customers, sum(orders) as orders,
  sum(repeats) as repeat_orders, count(*) filter (where repeats > 0) as customers_repeating,
  count(*) filter (where orders >= getvariable('loyal_min_orders')) as customers_loyal,
  count(*) filter (where orders > 0 and orders < getvariable('loyal_min_orders')) as customers_disloyal,
  sum(gaps) as purchase_gaps, sum(gap_days) as purchase_gap_days,
  count(*) filter (where existing and orders > 0) as customers_existing,
  count(*) filter (where existing and orders > 0 and wider) as customers_cross_sold,
  count(*) filter (where opening) as customers_opening, count(*) filter (where closing) as customers_closing,
  count(*) filter (where opening and closing) as customers_kept,
  count(*) filter (where opening and not closing) as customers_lost,
  coalesce(sum(age) filter (where closing), 0) as days_as_customer,
  count(*) filter (where existing and not opening) as customers_lost_before,
  count(*) filter (where existing and not opening and orders > 0) as customers_won_back,
  count(*) filter (where new) as customers_new, sum(revenue) as net_revenue,
  sum(revenue_before) as net_revenue_previous_year,
  coalesce(sum(revenue_before) filter (where revenue_before > 0), 0) as cohort_revenue_previous_year,
  coalesce(sum(revenue) filter (where revenue_before > 0), 0) as cohort_revenue,
  sum(revenue_to_date) as revenue_to_date, count(*) filter (where ever) as customers_to_date,
  count(*) filter (where new and orders > 0) as customers_new_active,
  count(*) filter (where revenue_before > 0) as customers_before,
  count(*) filter (where revenue_before > 0 and revenue > revenue_before) as customers_grown,
  count(*) filter (where tried) as first_buyers, count(*) filter (where tried and back) as first_buyers_back,
  sum(returns) as returns, sum(sold) as revenue_before_returns
from one join member using (customer) group by all;

create table measures as
select grp, period,
  active_customers as CBSC_ACTIVE_CUSTOMERS,
  customers_new as CBSC_NEW_CUSTOMERS,
  repeat_orders as CBSC_REPEAT_PURCHASES,
  ratio(customers_lost, customers_opening) as CBSC_CHURN,
  ratio(customers_kept, customers_opening) as CBSC_RETENTION,
  ratio(cohort_revenue, cohort_revenue_previous_year) as CBSC_NRR,
  ratio(days_as_customer, customers_closing) as CBSC_RELATIONSHIP_DURATION,
  ratio(customers_won_back, customers_lost_before) as CBSC_WINBACK,
  ratio(customers_loyal, customers_disloyal) as CBSC_LOYAL_RATIO,
  ratio(customers_repeating, active_customers) as CBSC_REPEAT_CUSTOMERS,
  ratio(orders, active_customers) as CBSC_PURCHASE_FREQUENCY,
  ratio(purchase_gap_days, purchase_gaps) as CBSC_TIME_BETWEEN_PURCHASES,
  ratio(net_revenue, orders) as CBSC_ORDER_VALUE,
  ratio(customers_cross_sold, customers_existing) as CBSC_CROSS_SELL,
  ratio(net_revenue, active_customers) as CBSC_REVENUE_PER_CUSTOMER,
  ratio(revenue_to_date, customers_to_date) as CBSC_REVENUE_TO_DATE,
  ratio(net_revenue, net_revenue_previous_year) - 1 as CBSC_REVENUE_GROWTH,
  ratio(customers_new_active, active_customers) as CBSC_NEW_CUSTOMER_SHARE,
  ratio(customers_grown, customers_before) as CBSC_UP_SELL,
  ratio(first_buyers_back, first_buyers) as CBSC_EARLY_REPEAT,
  ratio(returns, revenue_before_returns) as CBSC_RETURNS_RATE
from facts;

create table channels as
with orders as (
    select grp, period, channel, count(*) as orders, count(distinct customer) as customers
    from (select distinct customer, document, day, channel from line join purchase using (customer, document, day))
    join span on inside(day, first, after) join member using (customer) group by all
), revenue as (
    select grp, period, channel, sum(amount) as revenue
    from line join span on inside(day, first, after) join member using (customer) group by all
)
select grp, period, channel, coalesce(customers, 0) as CBSC_ACTIVE_CUSTOMERS,
  ratio(orders, customers) as CBSC_PURCHASE_FREQUENCY,
  ratio(coalesce(revenue, 0), orders) as CBSC_ORDER_VALUE,
  ratio(coalesce(revenue, 0), customers) as CBSC_REVENUE_PER_CHANNEL
from (select distinct grp, period, channel from member, period, (select distinct channel from line))
left join orders using (grp, period, channel) left join revenue using (grp, period, channel);
