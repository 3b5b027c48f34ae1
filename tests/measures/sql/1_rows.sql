-- Every row with the groups it counts for: its own, by column ${column}, and All.
create table member as select customer_id, coalesce(${column}, '(none)') as g from raw_customers;
create macro spelled(s) as coalesce((select min(segment) from raw_customers where lower(segment) = lower(s)), s);
create macro own(id, seg) as coalesce((select g from member where customer_id = id), case
  when seg is not null then case when '${column}' = 'segment' then spelled(seg) else '(anonymous)' end
  when id is not null then '(unknown)' else '(anonymous)' end);
create table tx as select *, unnest([own(customer_id, null), 'All']) as g from raw_transactions;
create table contact as
  select *, row_number() over () as n, unnest([own(customer_id, null), 'All']) as g from raw_contacts;
create table answer as select *, unnest([own(customer_id, null), 'All']) as g from raw_surveys;
create table invoice as select *, unnest([own(customer_id, null), 'All']) as g from raw_receivables;
create table lead as select *, unnest([own(customer_id, segment), 'All']) as g from raw_leads;
create table contract as select *, unnest([own(customer_id, null), 'All']) as g from raw_contracts;
create table contribution as select *, unnest([own(customer_id, null), 'All']) as g from raw_contributions;
create macro ratio(a, b) as case when b > 0 then a::double / b end;
