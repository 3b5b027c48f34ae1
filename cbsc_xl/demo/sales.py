"""Sales: invoice lines, credit notes, and the few odd documents every export has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import FIRST_DAY, LAST_DAY, month_end, months
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import CARE_HOMES, CHANNELS, HOTELS
from cbsc_xl.demo.products import CATEGORIES, Product
from cbsc_xl.demo.sheet import Sheet, money

UNKNOWN = ("C9901", "C9902")


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line; amount (net), discount and cogs in cents, returns negative."""

    customer_id: str
    day: date
    document: str
    product: Product
    channel: str
    quantity: int
    amount: int
    discount: int
    cogs: int


@dataclass(frozen=True, slots=True)
class _Order:
    customer: Customer
    day: date
    value: float
    small: bool


def build(customers: list[Customer], products: list[Product]) -> list[Line]:
    """All lines by day; documents are numbered in that order."""
    orders = _all_orders(customers)
    tastes = {customer.id: _taste(customer) for customer in customers}
    lines: list[Line] = []
    for number, order in enumerate(orders, 1):
        lines += _document(order, f"I{order.day:%y}-{number:05d}", tastes[order.customer.id], products)
    owners = {customer.id: customer for customer in customers}
    lines += list(_credit_notes(lines, owners)) + _corrections(lines, owners) + _unknown(lines)
    return sorted(lines, key=lambda line: (line.day, line.document))


def _all_orders(customers: list[Customer]) -> list[_Order]:
    """Orders by day; the first and the last day have one, so that three full years are covered."""
    orders = [order for customer in customers for order in _orders(customer)]
    orders.sort(key=lambda order: (order.day, order.customer.id))
    orders[0] = replace(orders[0], day=FIRST_DAY)
    orders[-1] = replace(orders[-1], day=LAST_DAY)
    return orders


def _orders(customer: Customer) -> Iterator[_Order]:
    """Orders by season; who is about to leave orders less in his last five months."""
    dice = Dice(f"orders of {customer.name}")
    group = customer.group
    for month in months():
        expected = (
            group.in_year(group.orders, month.year) / 12 * group.season[month.month - 1] * customer.pace
        )
        if customer.left and 0 <= (customer.left - month).days < 150:
            expected *= 0.65
        small = group.in_year(group.small_orders, month.year) * (1.5 if customer.demanding else 1.0)
        for _ in range(dice.count(expected)):
            day = _order_day(month, group.weekdays, dice)
            value = group.in_year(group.order_value, month.year) * customer.size * dice.around(0.3)
            is_small = dice.chance(small)
            if customer.buys_on(day):
                yield _Order(customer, day, dice.between(60, 380) if is_small else value, is_small)


def _order_day(month: date, weekdays: tuple[float, ...], dice: Dice) -> date:
    """A day of the month on a weekday that the group likes."""
    weekday = dice.weighted(range(7), weekdays)
    first = month + timedelta((weekday - month.weekday()) % 7)
    return first + timedelta(7 * dice.whole(0, (month_end(month) - first).days // 7))


def _taste(customer: Customer) -> list[tuple[str, date]]:
    """The categories he buys, each from a day on: the assortment widens over the years."""
    dice = Dice(f"taste of {customer.name}")
    mixed = dice.shuffled(CATEGORIES)
    start = dice.whole(3, 4)
    taste = [(category, date.min) for category in mixed[:start]]
    for year, chance in zip((2023, 2024, 2025), customer.group.widening, strict=True):
        if dice.chance(chance) and len(taste) < len(mixed):
            taste.append((mixed[len(taste)], dice.day(date(year, 1, 1), date(year, 9, 30))))
    return taste


def _document(
    order: _Order, number: str, taste: list[tuple[str, date]], products: list[Product]
) -> list[Line]:
    dice = Dice(number)
    channel = _channel(order, dice)
    count = 1 if order.small else dice.whole(2, 3)
    known = [category for category, since in taste if since <= order.day]
    chosen = dice.shuffled(known)[:count]
    share = order.value / len(chosen)
    return [
        _line(order, number, channel, _product(category, order, products, dice), share, dice)
        for category in chosen
    ]


def _channel(order: _Order, dice: Dice) -> str:
    group = order.customer.group
    return dice.weighted(CHANNELS, [group.in_year(shares, order.day.year) for shares in group.channels])


def _product(category: str, order: _Order, products: list[Product], dice: Dice) -> Product:
    """A product on sale that day; new ones sell as well as the group likes news."""
    offered = [
        product for product in products if product.category == category and product.launch <= order.day
    ]
    news = 0.35 * order.customer.group.new_products
    weights = [news if product.launch >= FIRST_DAY else 1.0 for product in offered]
    return dice.weighted(offered, weights)


def _line(order: _Order, number: str, channel: str, product: Product, value: float, dice: Dice) -> Line:
    price = product.price_in(order.day.year)
    quantity = max(1, int(value * dice.between(0.7, 1.3) * 100 / price + 0.5))
    gross = price * quantity
    discount = int(gross * _discount(order, dice))
    cogs = product.cost_in(order.day.year) * quantity
    return Line(
        order.customer.id, order.day, number, product, channel, quantity, gross - discount, discount, cogs
    )


def _discount(order: _Order, dice: Dice) -> float:
    """Discount rate; the demanding hotels negotiate more, and more every year."""
    group = order.customer.group
    rate = group.in_year(group.discount, order.day.year) * dice.between(0.6, 1.4)
    return rate + (0.08 + 0.02 * (order.day.year - FIRST_DAY.year) if order.customer.demanding else 0.0)


def _credit_notes(lines: list[Line], customers: dict[str, Customer]) -> Iterator[Line]:
    """Returns, some days after the delivery; two in three go back in stock."""
    dice = Dice("returns")
    for line in lines:
        group = customers[line.customer_id].group
        rate = group.in_year(group.returned, line.day.year) / 2
        back = dice.between(0.2, 1.0)
        day = line.day + timedelta(dice.whole(3, 20))
        in_stock = dice.chance(0.67)
        if dice.chance(rate) and day <= LAST_DAY:
            quantity = max(1, int(line.quantity * back))
            amount = -line.amount * quantity // line.quantity
            cogs = -line.cogs * quantity // line.quantity if in_stock else 0
            document = line.document.replace("I", "N")
            yield replace(
                line, day=day, document=document, quantity=-quantity, amount=amount, discount=0, cogs=cogs
            )


def _corrections(lines: list[Line], customers: dict[str, Customer]) -> list[Line]:
    """Two price corrections booked weeks later under the number of the invoice, one of them upwards."""
    hotel = next(
        line
        for line in lines
        if line.day >= date(2025, 6, 10) and customers[line.customer_id].group is HOTELS
    )
    home = next(
        line
        for line in lines
        if line.day >= date(2025, 3, 20) and customers[line.customer_id].group is CARE_HOMES
    )
    return [
        replace(
            hotel, day=hotel.day + timedelta(25), quantity=0, amount=-hotel.amount // 10, discount=0, cogs=0
        ),
        replace(home, day=home.day + timedelta(20), quantity=0, amount=4850, discount=0, cogs=0),
    ]


def _unknown(lines: list[Line]) -> list[Line]:
    """Four lines booked on customer ids that the master data do not know."""
    chosen = [line for line in lines if line.day.month == 5 and line.amount < 100_000]
    picked = [chosen[len(chosen) * share // 5] for share in (1, 2, 3, 4)]
    return [
        replace(line, customer_id=UNKNOWN[number % 2], document=f"X{line.day:%y}-{number:05d}")
        for number, line in enumerate(picked, 1)
    ]


def sheet(lines: list[Line]) -> Sheet:
    """Table Transactions."""
    columns = (
        *("customer_id", "date", "document_id", "amount", "discount", "cogs"),
        *("quantity", "product", "category", "channel"),
    )
    return Sheet("Transactions", columns, [_row(line) for line in lines])


def _row(line: Line) -> tuple[str | int | date, ...]:
    product = line.product
    return (
        *(
            line.customer_id,
            line.day,
            line.document,
            money(line.amount),
            money(line.discount),
            money(line.cogs),
        ),
        *(line.quantity, product.id, product.category, line.channel),
    )
