"""Profitability: what customers leave after all that they cause."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Money, Ratio


@measure(
    "CBSC_PROFIT_PER_CUSTOMER",
    en="Profit per customer in the period",
    nl="Winstbijdrage per klant in een periode",
    uk="Прибуток на одного клієнта за період",
    better="higher",
    kind="activity",
    group="profitability",
    perspective="financial",
    excel="=customer_profit/active_customers",
    empty="no active customers",
)
def profit_per_customer(customer_profit: Money, active_customers: Count) -> Money:
    """Customer profit of the period (customer-based accounting, after cost to serve and financial risk
    cost) per active customer.

    >>> profit_per_customer(customer_profit=338, active_customers=2)
    169.0

    Example: 2025, lgd=0.5, receivables_rate=0.05 -> 169
        Customers: customer_id, segment, pd
        A, S, 0.02 | B, S, 0.02
        Transactions: customer_id, date, document_id, amount, discount, cogs
        A, 2025-02-01, D1, 600, 60, 360 | A, 2025-06-01, D2, 400, 40, 240
        B, 2025-03-01, D3, 500, 0, 350 | B, 2025-04-01, D4, -100, 0, -70
        Costs: date, amount, cost_type, customer_id, activity
        2025-05-01, 80, service, A, - | 2025-12-31, 90, sales, -, order handling
        2025-12-31, 50, other, -, -
        Activities: activity, cost_type, driver
        order handling, sales, orders
        Receivables: customer_id, date, amount, paid_date
        A, 2025-03-01, 1000, 2025-05-13 | B, 2025-03-01, 400, 2025-03-01

    Notes: No active customers -> no value. Cost that cannot be traced stays outside (unallocated
    line). Customers with cost but no purchase are in the numerator. Without Receivables: profit
    before financial risk, with a note.

    Sources: van Leeuwen 2015; Wurtz & Wiedenbrugge 2014 (customer based accounting); Kaplan &
    Narayanan 2001; Oracle/PeopleSoft (profitability by customer)
    """
    return ratio(customer_profit, active_customers)


@measure(
    "CBSC_PROFIT_TO_DATE",
    en="Cumulative profit per customer (historic customer value)",
    nl="Winstbijdrage per klant (cumulatief, historische klantwaarde)",
    uk="Кумулятивний прибуток на одного клієнта (історична цінність клієнта)",
    better="higher",
    kind="activity",
    group="profitability",
    perspective="financial",
    excel="=customer_profit_to_date/customers_to_date",
    empty="no purchases up to the end of the period",
)
def profit_to_date(customer_profit_to_date: Money, customers_to_date: Count) -> Money:
    """Customer profit since the start of the data up to the end of the period, per customer who ever
    purchased (historic CLV, undiscounted).

    >>> profit_to_date(customer_profit_to_date=310, customers_to_date=2)
    155.0

    Example: 2025 -> 155
        Transactions: customer_id, date, document_id, amount, cogs
        A, 2024-05-01, D1, 500, 300 | A, 2025-05-01, D2, 700, 400 | B, 2025-06-01, D3, 200, 150
        Costs: date, amount, cost_type, customer_id
        2024-06-01, 50, service, A | 2025-06-01, 100, service, A | 2025-07-01, 90, sales, B

    Notes: As profit_per_customer. Only as deep as the history pasted; costs must go back as far as
    revenue.

    Sources: van Leeuwen 2015; Farris et al. ch.5 (customer profit); van Raaij et al. 2003
    """
    return ratio(customer_profit_to_date, customers_to_date)


@measure(
    "CBSC_PROFIT_MARGIN",
    en="Customer profit margin",
    nl="Klantrendement (winst in % van de omzet)",
    uk="Рентабельність клієнтів (прибуток до виручки)",
    better="higher",
    kind="activity",
    group="profitability",
    perspective="financial",
    excel="=customer_profit/net_revenue",
    empty="net revenue is 0 or negative",
)
def customer_profit_margin(customer_profit: Money, net_revenue: Money) -> Ratio:
    """Customer profit as a share of net revenue.

    >>> customer_profit_margin(customer_profit=350, net_revenue=1400)
    0.25

    Example: 2025, lgd=0.5, receivables_rate=0.05 -> 0.24142857142857144
        Customers: customer_id, segment, pd
        A, S, 0.02 | B, S, 0.02
        Transactions: customer_id, date, document_id, amount, discount, cogs
        A, 2025-02-01, D1, 600, 60, 360 | A, 2025-06-01, D2, 400, 40, 240
        B, 2025-03-01, D3, 500, 0, 350 | B, 2025-04-01, D4, -100, 0, -70
        Costs: date, amount, cost_type, customer_id, activity
        2025-05-01, 80, service, A, - | 2025-12-31, 90, sales, -, order handling
        2025-12-31, 50, other, -, -
        Activities: activity, cost_type, driver
        order handling, sales, orders
        Receivables: customer_id, date, amount, paid_date
        A, 2025-03-01, 1000, 2025-05-13 | B, 2025-03-01, 400, 2025-03-01

    Notes: Net revenue zero or negative -> no value.

    Sources: Wurtz & Wiedenbrugge 2014 (klantrendement); Kaplan & Norton 1996 (customer
    profitability); ClearPoint 53 (customer profitability score)
    """
    return ratio(customer_profit, net_revenue)


@measure(
    "CBSC_UNPROFITABLE",
    en="Share of unprofitable customers",
    nl="Aandeel verlieslatende klanten",
    uk="Частка збиткових клієнтів",
    better="lower",
    kind="activity",
    group="profitability",
    perspective="financial",
    excel="=customers_unprofitable/customers_in_pnl",
    empty="no customer in the customer P&L",
)
def unprofitable_customer_rate(customers_unprofitable: Count, customers_in_pnl: Count) -> Ratio:
    """Share of the customers in the customer P&L of the period with a negative customer profit.

    >>> unprofitable_customer_rate(customers_unprofitable=2, customers_in_pnl=4)
    0.5

    Example: 2025 -> 0.5
        Transactions: customer_id, date, document_id, amount, cogs
        A, 2025-05-01, D1, 500, 300 | B, 2025-05-01, D2, 200, 150 | C, 2025-06-01, D3, 100, 60
        D, 2025-06-01, D4, 100, 40
        Costs: date, amount, cost_type, customer_id
        2025-06-01, 50, service, A | 2025-06-01, 90, sales, B | 2025-07-01, 50, sales, C

    Notes: No customer in the P&L -> no value. Exactly zero is not unprofitable.

    Sources: Kaplan & Norton 1996 (percentage of unprofitable customers); Kaplan & Narayanan 2001
    (whale curve)
    """
    return ratio(customers_unprofitable, customers_in_pnl)


@measure(
    "CBSC_COST_TO_SERVE",
    en="Cost-to-serve ratio",
    nl="Bedieningskosten in % van de omzet (cost-to-serve)",
    uk="Частка витрат на обслуговування клієнтів у виручці",
    better="lower",
    kind="activity",
    group="profitability",
    perspective="internal",
    excel="=cost_to_serve/net_revenue",
    empty="net revenue is 0 or negative",
)
def cost_to_serve_ratio(cost_to_serve: Money, net_revenue: Money) -> Ratio:
    """Marketing (without acquisition), sales, service and logistics cost of the customers, as a share
    of net revenue.

    >>> cost_to_serve_ratio(cost_to_serve=175, net_revenue=1400)
    0.125

    Example: 2025, lgd=0.5, receivables_rate=0.05 -> 0.12142857142857143
        Customers: customer_id, segment, pd
        A, S, 0.02 | B, S, 0.02
        Transactions: customer_id, date, document_id, amount, discount, cogs
        A, 2025-02-01, D1, 600, 60, 360 | A, 2025-06-01, D2, 400, 40, 240
        B, 2025-03-01, D3, 500, 0, 350 | B, 2025-04-01, D4, -100, 0, -70
        Costs: date, amount, cost_type, customer_id, activity
        2025-05-01, 80, service, A, - | 2025-12-31, 90, sales, -, order handling
        2025-12-31, 50, other, -, -
        Activities: activity, cost_type, driver
        order handling, sales, orders
        Receivables: customer_id, date, amount, paid_date
        A, 2025-03-01, 1000, 2025-05-13 | B, 2025-03-01, 400, 2025-03-01

    Notes: Net revenue zero or negative -> no value. Traced, driver-assigned and segment cost only;
    untraceable cost is outside.

    Sources: Kaplan & Narayanan 2001 (MSDA cost to serve); Oracle/PeopleSoft (cost to support by
    customer); Brewton (cost of sales per channel)
    """
    return ratio(cost_to_serve, net_revenue)


@measure(
    "CBSC_CUSTOMERS_PER_EMPLOYEE",
    en="Customers per employee",
    nl="Aantal klanten per medewerker",
    uk="Кількість клієнтів на одного працівника",
    better="higher",
    kind="activity",
    group="profitability",
    perspective="learning",
    excel="=active_customers/employees",
    empty="setting employees is 0",
)
def customers_per_employee(active_customers: Count, employees: Average) -> Average:
    """Number of active customers per employee of the company.

    >>> customers_per_employee(active_customers=120, employees=8)
    15.0

    Example: 2025, employees=1.5 -> 2
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, D1, 400 | B, 2025-02-01, D2, 100 | B, 2025-03-01, D3, 50
        C, 2025-02-10, D4, 20 | D, 2024-02-10, D5, 20

    Notes: Setting employees (full-time equivalents, one number for all periods) must be given. A
    group is divided by all employees too, so that the groups add up to All. More is cheaper, not
    better served: read it beside satisfaction.

    Sources: ClearPoint 53 (customers per employee); Kaplan & Norton 1996 (employee productivity)
    """
    return ratio(active_customers, employees)
