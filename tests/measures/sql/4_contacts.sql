-- Contacts and cases.
create table talk as
  select * from contact join span on date >= f and date < t where '${channel}' = '' or channel = '${channel}';
create table costed as
  select p, g, coalesce(cost, minutes * ${cost_per_minute}) as cost from talk where cost is not null or minutes is not null;
create table cased as
  select *, case when case_id is null then n::text else coalesce(customer_id, '') || '/' || case_id end as c from contact;
create table opened as
  select g, c, date as day, type, channel from cased
  qualify row_number() over (partition by g, c order by date, type nulls last, channel nulls last) = 1;
create table served as
  select p, f, t, o.g, o.c, o.day,
    (select count(*) from cased k where k.g = o.g and k.c = o.c and date < t) as contacts,
    (select count(*) from cased k where k.g = o.g and k.c = o.c and date < t and first_contact_resolved = 'N') as no,
    (select count(*) from cased k where k.g = o.g and k.c = o.c and date < t and first_contact_resolved = 'Y') as yes,
    (select max(resolved_date) from cased k where k.g = o.g and k.c = o.c and date < t and resolved_date < t) as solved
  from opened o cross join span
  where type in ('complaint', 'service', 'question') and ('${channel}' = '' or channel = '${channel}');
create table r_contacts as
select p, g, {'key': 'complaints', 'value': count(*)::double} as r from opened join span on day >= f and day < t
where type = 'complaint' and ('${channel}' = '' or channel = '${channel}') group by p, g
union all
select p, g, {'key': 'first_contact_resolution', 'value':
  avg((no = 0 and (yes > 0 or (contacts = 1 and coalesce(solved < t, false))))::int)}
from served where day >= f and day < t group by p, g
union all
select p, g, {'key': 'resolution_time', 'value': avg(solved - day)}
from served where solved >= f and solved < t and solved >= day group by p, g
union all
select p, g, {'key': 'reminder_response_rate', 'value': ratio(
  count(*) filter (response = 'positive'), count(*) filter (response is distinct from 'bounced'))}
from talk where type = 'reminder' group by p, g
union all
select p, a.g, {'key': 'contacts_per_customer', 'value': ratio((select count(*) from talk
  where talk.p = a.p and talk.g = a.g and coalesce(direction, 'in') = 'in' and type is distinct from 'peer_support'), active)}
from a
union all
select p, g, {'key': 'cost_per_contact', 'value': avg(cost)} from costed group by p, g;
