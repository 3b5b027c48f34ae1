-- Surveys, focus groups and online feedback.
create table scale(metric text, low double, high double);
insert into scale values ('nps', 0, 10), ('csat', 1, 5), ('csi', 1, 10), ('ces', 1, 7), ('contact_csat', 1, 5),
  ('value', 1, 10), ('repurchase', 1, 5), ('awareness', 0, 1), ('attitude', 1, 7), ('expectation', 1, 5),
  ('buying_process', 1, 5), ('feature', 1, 5);
create table scored as
  select p, g, metric, coalesce(method, 'survey') as method, score, item, coalesce(weight, 1) as weight,
    case when metric in ('nps', 'awareness') then 0 else coalesce(scale_min, low, case when method = 'online' then 1 end) end as low,
    case when metric = 'nps' then 10 when metric = 'awareness' then 1 else coalesce(scale_max, high, case when method = 'online' then 5 end) end as high
  from answer left join scale using (metric) join span on date >= f and date < t
  where '${channel}' = '' or channel = '${channel}';
create table told as
  select *, 100 * (score - low) / (high - low) as points, (score >= high - 1)::int as top from scored
  where score between low and high;
create table item as
  select p, g, avg(weight) as weight, avg(points) as points
  from told where metric = 'csi' and method = 'survey' and weight >= 0 group by p, g, item;
create table r_answers as
select p, g, unnest(map_entries(map {
  'nps': 100 * avg((score >= 9)::int - (score <= 6)::int) filter (metric = 'nps' and method = 'survey'),
  'csat': avg(top) filter (metric = 'csat' and method = 'survey'),
  'repurchase_intention': avg(top) filter (metric = 'repurchase' and method = 'survey'),
  'customer_effort_score': 1 + 0.06 * avg(points) filter (metric = 'ces' and method = 'survey'),
  'contact_satisfaction': avg(points) filter (metric = 'contact_csat' and method = 'survey'),
  'perceived_value': avg(points) filter (metric = 'value' and method = 'survey'),
  'focus_group_score': avg(points) filter (method = 'focus_group'),
  'online_feedback_score': avg(points) filter (method = 'online')
})) as r from told group by p, g
union all
select p, g, {'key': 'customer_satisfaction_index', 'value': ratio(sum(weight * points), sum(weight))}
from item group by p, g;
