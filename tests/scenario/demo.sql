-- The scenarios of the demo, worked out from its files alone: a row per customer for 2025.
-- change(customer_id, price, points, days): what the scenario does; every other customer is not in it.
with lines as (
    select t.customer_id, t.amount, coalesce(t.discount, 0) as discount, price, points
    from transactions t join change using (customer_id)
    where year(t.date) = 2025
), priced as (
    select customer_id, amount as before, amount * (1 + price) as amount, discount * (1 + price) as discount, points
    from lines
), sold as (
    select customer_id, sum(before) as before,
        sum(case when amount < 0 then amount
            else amount + discount - least(greatest(discount + points * (amount + discount), 0), amount + discount)
            end) as after
    from priced group by customer_id
), usual as (
    select customer_id, cast(round_even(sum(abs(amount) * (paid_date - date)) / sum(abs(amount)), 0) as integer) as taken
    from receivables where paid_date is not null group by customer_id
), invoices as (
    select r.customer_id, r.date, r.written_off_date, c.days as moved,
        r.amount * case when year(r.date) = 2025 and s.before > 0 then s.after / s.before else 1 end as amount,
        case when r.paid_date is null and r.written_off_date is null and r.date + taken >= date '2026-01-01'
            then r.date + taken else r.paid_date end as paid
    from receivables r join change c using (customer_id)
        left join sold s using (customer_id) left join usual using (customer_id)
), closed as (
    select customer_id, date, amount,
        least(case when paid is null then date '9999-01-01' else greatest(paid + moved, date) end,
            coalesce(written_off_date, date '9999-01-01')) as closed
    from invoices
), owed as (
    select customer_id,
        sum(amount * greatest(0, least(closed, date '2026-01-01') - greatest(date, date '2025-01-01'))) as days
    from closed group by customer_id
)
select sum(before) as before, sum(after) as after, sum(owed.days) * 0.06 / 365 as financing
from sold full join owed using (customer_id)
