"""Hotels: they buy more, but serving them costs more every year."""

from __future__ import annotations

from cbsc_xl.demo.plans.plan import Plan

HOTELS = Plan(
    segment="Hotels",
    prefix="HOT",
    focus="revenue",
    objectives="""
id | parent | process   | owner               | objective
F1 |        | sales     | Sales director      | I buy more with you every year
F2 | F1     | sales     | Controller          | Serving me pays for both of us
C1 |        | sales     | Sales director      | I think of you first
C2 | C1     | service   | Sales director      | I stay
C3 | C1     | marketing | Marketing manager   | I get value for what I pay
C4 | C1     | sales     | Sales director      | I come to you whenever I run short
C5 | C4     | sales     | Marketing manager   | I order in two minutes
I1 |        | service   | Operations director | You run as smoothly as my kitchen
I2 | I1     | service   | Logistics manager   | You deliver without fuss
I3 | I2     | service   | Service manager     | One call is enough for me
I4 | I1     | service   | Service manager     | You make it easy for me
I5 | I4     | sales     | Credit manager      | I pay on the day we agreed
L1 |        | service   | HR manager          | Your people know my trade
L2 | L1     | service   | HR manager          | You train your people for me
L3 | L2     | marketing | Product manager     | You use my ideas
""",
    measures="""
id | measure               | channel | base  | target | wt | initiative
F1 | net_revenue_retention |         |       | 1.03   | 10 | Assortment review
F1 | revenue_growth        |         |       | 0.08   | 8  |
F2 | average_order_value   |         |       | 4000   | 12 | Order fee below EUR 150
C2 | churn_rate            |         | 0.10  | 0.08   | 12 |
C3 | cross_sell_rate       |         | 0.30  | 0.39   | 10 | Assortment review
C4 | interpurchase_time    |         |       | 20     | 8  |
C5 | revenue_per_channel   | webshop | 25000 | 28000  | 10 |
""",
    typed="""
id | name                     | unit  | better | before | now   | base | target | wt | initiative
I2 | Orders delivered on time | ratio |        | 0.951  | 0.932 |      | 0.96   | 7  | Fixed delivery days
I3 | Calls solved at once     | ratio |        | 0.74   | 0.612 |      | 0.80   | 6  | Train the service desk
I4 | Ease after a case        | score |        |        |       |      | 80     | 4  | Survey after each case
I5 | Hotels on direct debit   | ratio |        | 0.35   | 0.46  |      | 0.45   | 3  | Direct debit offer
L2 | Desk staff trained       | ratio |        | 0.10   | 0.50  | 0.10 | 0.60   | 6  | Train the service desk
L3 | Ideas of chefs in use    | count |        | 2      | 5     |      | 5      | 4  | Idea board for chefs
""",
    initiatives="""
initiative              | id | start      | end        | budget | spent | done | status      | gain  | years
Train the service desk  | I3 | 2025-07-01 | 2026-06-30 | 48000  | 25000 | 0.50 | on schedule | 62000 | 3
Fixed delivery days     | I2 | 2025-10-01 | 2026-12-31 | 36000  | 4000  | 0.15 | late start  | 84000 | 4
Order fee below EUR 150 | F2 | 2025-10-01 | 2026-06-30 | 12000  | 3000  | 0.30 | on schedule | 31000 | 4
Direct debit offer      | I5 | 2025-04-01 | 2026-03-31 | 18000  | 15000 | 0.80 | on schedule | 14000 | 4
Assortment review       | C3 | 2026-01-01 | 2026-12-31 | 40000  | 0     | 0.00 | not started | 27000 | 4
Survey after each case  | I4 | 2025-10-01 | 2026-03-31 | 9000   | 2000  | 0.10 | stopped     |       |
Idea board for chefs    | L3 | 2025-01-01 | 2025-12-31 | 15000  | 16000 | 1.00 | completed   | 22000 | 4
""",
)
