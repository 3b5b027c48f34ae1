"""Event caterers: big parties, late payments, many complaints."""

from __future__ import annotations

from cbsc_xl.demo.plans.plan import Plan

EVENT_CATERERS = Plan(
    segment="Event caterers",
    prefix="EVE",
    focus="revenue",
    objectives="""
id | parent | process   | owner               | objective
F1 |        | sales     | Sales director      | My parties grow with you
F2 | F1     | sales     | Account manager     | I order the whole party at once
F3 | F1     | sales     | Controller          | I am worth a good price
C1 |        | service   | Sales director      | I call you when it matters
C2 | C1     | service   | Account manager     | I stay after the season
C3 | C1     | marketing | Marketing manager   | I bring you new parties
C4 | C1     | marketing | Marketing manager   | You surprise me with more
C5 | C4     | sales     | Marketing manager   | I can order at midnight
C6 | C2     | sales     | Account manager     | I order for every event
I1 |        | service   | Operations director | You hold the show together
I2 | I1     | service   | Logistics manager   | You are there before the doors open
I3 | I2     | service   | Service manager     | You put it right the same day
I4 | I1     | sales     | Credit manager      | We settle on time
L1 |        | service   | HR manager          | You know my season
L2 | L1     | service   | HR manager          | Your crew is ready for the summer
L3 | L2     | marketing | Product manager     | We learn from every party
""",
    measures="""
id | measure              | channel | base  | target | wt | initiative
F1 | revenue_growth       |         | -0.08 | 0.15   | 12 |
F2 | average_order_value  |         |       | 3400   | 12 | Party planner
F3 | revenue_per_customer |         |       | 21000  | 11 |
C2 | churn_rate           |         |       | 0.09   | 10 | Season contract
C3 | new_customers        |         |       | 5      | 7  |
C4 | cross_sell_rate      |         |       | 0.38   | 8  |
C5 | revenue_per_channel  | webshop |       | 9000   | 5  | Party planner
C6 | purchase_frequency   |         |       | 6.5    | 5  |
""",
    typed="""
id | name                           | unit  | better | before | now  | base | target | wt | initiative
I2 | Deliveries in the agreed hour  | ratio |        | 0.83   | 0.79 | 0.70 | 0.95   | 8  | Event van on call
I3 | Complaints solved in a day     | ratio |        | 0.55   | 0.52 |      | 0.80   | 6  | Event van on call
I4 | Invoices paid within terms     | ratio |        | 0.47   | 0.50 |      | 0.60   | 6  | Deposit per event
L2 | Crew trained before the season | ratio |        | 0.64   | 0.88 |      | 0.85   | 5  |
L3 | Events reviewed together       | count |        | 6      | 14   |      | 12     | 5  | Season contract
""",
    initiatives="""
initiative        | id | start      | end        | budget | spent | done | status      | gain  | years
Season contract   | C2 | 2025-10-01 | 2026-09-30 | 15000  | 3000  | 0.20 | on schedule | 24000 | 3
Deposit per event | I4 | 2025-07-01 | 2026-03-31 | 8000   | 5000  | 0.55 | on schedule | 19000 | 4
Event van on call | I2 | 2025-05-01 | 2025-12-31 | 46000  | 21000 | 0.35 | stopped     |       |
Party planner     | F2 | 2026-02-01 | 2026-12-31 | 38000  | 0     | 0.00 | not started | 33000 | 4
""",
)
