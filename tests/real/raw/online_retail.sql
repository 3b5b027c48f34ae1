-- The invoice lines of customers as README.md of the data set delimits sales and returns.
create table raw as
select row_number() over () as place, InvoiceNo as document, InvoiceDate::timestamp as moment,
  InvoiceDate::date as day, StockCode as product, Quantity::bigint as quantity,
  UnitPrice::decimal(12, 3) as price, CustomerID as customer, Country as country
from read_csv('$folder/online_retail.csv.gz', all_varchar = true, nullstr = '');

create table line as
select customer, document, day, (quantity * price)::decimal(18, 3) as amount, product, country, moment, place,
  case when product[1] in ('1', '2', '3', '4', '7', '8', '9') then product[1] else 'other' end as category,
  case when product in ('POST', 'DOT', 'C2', 'M', 'D', 'S', 'BANK CHARGES', 'CRUK', 'PADS')
    then 'services' else 'articles' end as channel
from raw
where customer is not null and document not like 'A%'
  and (document like 'C%' or quantity > 0 and price > 0);

create table first_line as
select customer, arg_min(country, (document like 'C%', moment, document, place)) as country,
  arg_min(day, (document like 'C%', moment, document, place)) as day
from line group by customer;

create table member as select customer, country as grp from first_line union all select customer, 'All' from first_line;
create table given as select customer, day as start from first_line where $starts;
create table period as select * from (values
  ('2010-Q4', date '2010-10-01', date '2011-01-01'),
  ('2011-Q1', date '2011-01-01', date '2011-04-01'),
  ('2011-Q2', date '2011-04-01', date '2011-07-01'),
  ('2011-Q3', date '2011-07-01', date '2011-10-01'),
  ('2011-Q4', date '2011-10-01', date '2012-01-01'),
  ('2011', date '2011-01-01', date '2012-01-01'),
  ('2011-12', date '2011-12-01', date '2012-01-01'),
  ('2011-06-15:2011-11-14', date '2011-06-15', date '2011-11-15'),
  ('ALL:2011', date '0001-01-01', date '2012-01-01')) v(period, first, after)
union all
select 'LTM:' || strftime(last, '%Y-%m'), (last - to_months(11))::date, (last + to_months(1))::date
from range(timestamp '2010-12-01', timestamp '2012-01-01', interval 1 month) r(last);
