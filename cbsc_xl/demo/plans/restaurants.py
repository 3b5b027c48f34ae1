"""Restaurants: they leave, and few come back."""

from __future__ import annotations

from cbsc_xl.demo.plans.plan import Plan

RESTAURANTS = Plan(
    segment="Restaurants",
    prefix="RES",
    focus="retention",
    objectives="""
id | parent | process   | owner             | objective
F1 |        | sales     | Sales director    | I keep my budget with you
F2 | F1     | sales     | Controller        | I fill the van when I order
F3 | F1     | sales     | Sales director    | My small kitchen is worth your time
C1 |        | service   | Sales director    | I stay
C2 | C1     | sales     | Account manager   | I come back, because you asked
C3 | C1     | sales     | Account manager   | I order every month
C4 | C3     | service   | Service manager   | You know my voice on the phone
I1 |        | service   | Logistics manager | My kitchen never waits for you
I2 | I1     | service   | Logistics manager | You are here before lunch
I3 | I2     | service   | Service manager   | What I send back is credited at once
I4 | I1     | marketing | Account manager   | You notice when I go quiet
L1 |        | service   | HR manager        | You understand a restaurant
L2 | L1     | service   | HR manager        | Your drivers are good hosts
L3 | L2     | service   | HR manager        | I see the same faces every week
""",
    measures="""
id | measure               | channel | base | target | wt | initiative
F1 | net_revenue_retention |         | 0.60 | 0.90   | 10 | Menu partner programme
F2 | average_order_value   |         |      | 1600   | 10 |
F3 | revenue_per_customer  |         |      | 13500  | 10 | Menu partner programme
C1 | churn_rate            |         | 0.25 | 0.12   | 14 | Save desk
C2 | winback_rate          |         |      | 0.12   | 6  | Win-back calls
C3 | interpurchase_time    |         |      | 42     | 8  | Menu partner programme
C3 | loyal_disloyal_ratio  |         |      | 1      | 6  |
C4 | revenue_per_channel   | phone   |      | 6000   | 6  |
""",
    typed="""
id | name                         | unit  | better | before | now   | base | target | wt | initiative
I2 | Deliveries before 11 o'clock | ratio |        | 0.905  | 0.874 |      | 0.90   | 7  | Early van
I3 | Days until a return is paid  | days  | lower  | 9.0    | 6.5   |      | 7      | 5  |
I4 | Quiet customers called       | ratio |        | 0.20   | 0.38  |      | 0.70   | 6  | Save desk
L2 | Team trained in hospitality  | ratio |        | 0.55   | 0.82  |      | 0.80   | 6  | Hospitality course
L3 | Staff satisfaction           | score |        | 7.1    | 7.4   | 6.9  | 7.3    | 6  |
""",
    initiatives="""
initiative             | id | start      | end        | budget | spent | done | status      | gain  | years
Save desk              | C1 | 2025-09-01 | 2026-08-31 | 42000  | 17000 | 0.40 | on schedule | 58000 | 3
Win-back calls         | C2 | 2025-05-01 | 2026-04-30 | 14000  | 6000  | 0.25 | late start  | 16000 | 3
Menu partner programme | F3 | 2026-01-01 | 2026-12-31 | 30000  | 0     | 0.00 | not started | 35000 | 4
Early van              | I2 | 2025-04-01 | 2026-06-30 | 55000  | 38000 | 0.65 | on schedule | 41000 | 5
Hospitality course     | L2 | 2025-02-01 | 2025-11-30 | 12000  | 11500 | 1.00 | completed   | 9000  | 3
""",
)
