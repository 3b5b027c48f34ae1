"""Care homes: loyal, content, and buying from few categories."""

from __future__ import annotations

from cbsc_xl.demo.plans.plan import Plan

CARE_HOMES = Plan(
    segment="Care homes",
    prefix="CAR",
    focus="retention",
    objectives="""
id | parent | process   | owner             | objective
F1 |        | sales     | Sales director    | My budget is in safe hands
F2 | F1     | sales     | Controller        | I plan the year with you
F3 | F1     | sales     | Account manager   | I grow and take you along
C1 |        | service   | Sales director    | I trust you with my residents
C2 | C1     | service   | Account manager   | I stay
C3 | C1     | service   | Account manager   | You have been there for years
C4 | C1     | marketing | Marketing manager | I need one supplier, not five
C5 | C4     | sales     | Marketing manager | I order from my own list
C6 | C2     | sales     | Account manager   | I order again without a thought
I1 |        | service   | Quality manager   | You never let a resident down
I2 | I1     | service   | Logistics manager | Every crate is what I ordered
I3 | I2     | service   | Quality manager   | I rely on your allergen facts
I4 | I2     | service   | Logistics manager | What you bring is fresh
L1 |        | service   | HR manager        | You learn what care means
L2 | L1     | service   | HR manager        | Your team knows our diets
L3 | L2     | service   | HR manager        | Your people like to come here
""",
    measures="""
id | measure               | channel | base  | target | wt | initiative
F1 | revenue_to_date       |         |       | 85000  | 10 |
F2 | revenue_per_customer  |         |       | 35500  | 8  |
F3 | net_revenue_retention |         |       | 1      | 7  |
C2 | retention_rate        |         |       | 0.97   | 15 |
C3 | relationship_duration |         |       | 2000   | 8  |
C4 | cross_sell_rate       |         |       | 0.25   | 8  | One basket offer
C5 | revenue_per_channel   | webshop | 19000 | 22000  | 7  | Diet lists in the webshop
C6 | interpurchase_time    |         |       | 32     | 7  |
""",
    typed="""
id | name                       | unit  | better   | before | now   | base | target | wt | initiative
I2 | Order lines complete       | ratio |          | 0.981  | 0.987 |      | 0.985  | 7  |
I3 | Allergen data certified    | count | yesno    | 0      | 1     |      | 1      | 5  | Allergen register
I4 | Days of stock, chilled     | days  | target 5 | 9.0    | 6.8   |      | 6      | 6  |
L2 | Team trained in care diets | ratio |          | 0.70   | 0.91  |      | 0.95   | 6  | Diet school
L3 | Staff satisfaction         | score |          | 7.8    | 8.1   |      | 8      | 6  |
""",
    initiatives="""
initiative                | id | start      | end        | budget | spent | done | status      | gain  | years
Allergen register         | I3 | 2025-01-15 | 2025-09-30 | 18000  | 17500 | 1.00 | completed   | 12000 | 5
Diet school               | L2 | 2025-06-01 | 2026-05-31 | 16000  | 9000  | 0.60 | on schedule | 11000 | 4
One basket offer          | C4 | 2025-11-01 | 2026-10-31 | 24000  | 1500  | 0.05 | late start  | 39000 | 3
Diet lists in the webshop | C5 | 2025-03-01 | 2026-02-28 | 28000  | 22000 | 0.80 | on schedule | 30000 | 4
""",
)
