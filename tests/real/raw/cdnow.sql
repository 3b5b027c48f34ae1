-- No document number: what a customer buys on one day is one purchase.
create table line as
select v[2] as customer, '' as document, strptime(v[3], '%Y%m%d')::date as day,
  v[5]::decimal(12, 2) as amount, null::varchar as category, null::varchar as channel
from (select regexp_split_to_array(trim(text), '\s+') as v
      from read_csv('$folder/CDNOW_sample.txt', header = false, delim = '|', quote = '', escape = '',
        columns = {'text': 'varchar'}));

create table member as select distinct customer, unnest(['CDNOW', 'All']) as grp from line;
create table given as select customer, min(day) as start from line group by customer;
create table period as
select year(first) || '-Q' || quarter(first) as period, first::date as first, (first + to_months(3))::date as after
from range(timestamp '1997-01-01', timestamp '1998-07-01', interval 3 month) r(first)
union all values
  ('1997', date '1997-01-01', date '1998-01-01'),
  ('LTM:1998-06', date '1997-07-01', date '1998-07-01'),
  ('ALL:1998', date '0001-01-01', date '1999-01-01');
