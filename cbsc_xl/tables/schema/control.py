"""Tables of controlling: costs, activities, accounts, ledger totals, settings."""

from __future__ import annotations

from . import common
from .model import column, table

ACCOUNT = (
    "account no|account number|account code|gl account|g/l account|ledger account|hkont|"
    "saknr|grootboek|grootboekrekening|grootboeknummer|rekening|rekeningnummer|рахунок|"
    "рахунок обліку|код рахунку|номер рахунку"
)
COST_TYPE = (
    "type|cost category|cost line|expense type|kostensoort|soort kosten|kostencategorie|"
    "kostentype|soort|тип витрат|вид витрат|стаття витрат|стаття|категорія витрат"
)
ACTIVITY = "cost pool|pool|process|activiteit|kostenpool|proces|діяльність|вид діяльності|процес|пул витрат"
PURPOSE = "cost purpose|aim|doel|bestemming|мета|призначення|ціль"

COSTS = table(
    "Costs",
    "Marketing, sales, service, logistics and other cost lines",
    "Kostenregels marketing, verkoop, service, logistiek en overig",
    "Витрати на маркетинг, продаж, сервіс, логістику та інші",
    "cost|expenses|expense|cost lines|general ledger costs|overheads|kosten|kostenregels|"
    "grootboekmutaties|uitgaven|витрати|затрати|витрата",
    column(
        "date",
        "date",
        "Booking date",
        "Boekdatum",
        "Дата проводки",
        f"{common.DATE}|posting date|booking date|document date|transaction date|expense date|"
        "budat|boekdatum|boekingsdatum|transactiedatum|дата проводки|дата операції|"
        "дата документа",
        required=True,
        example="2025-01-31",
    ),
    column(
        "amount",
        "amount",
        "Cost, positive; a credit is negative",
        "Kosten, positief; een tegenboeking negatief",
        "Сума витрат, додатна; сторно з мінусом",
        "cost|costs|cost amount|value|debit|net amount|dmbtr|bedrag|kosten|kostenbedrag|"
        "netto bedrag|bedrag excl btw|debet|сума|витрати|сума витрат|сума без пдв|дебет",
        required=True,
        example="4800",
    ),
    column(
        "cost_type",
        "text",
        "marketing, sales, service, logistics or other; or give account",
        "marketing, sales (verkoop), service, logistics (logistiek), other (overig); of geef account",
        "marketing, sales, service, logistics, other; або вкажіть account",
        COST_TYPE,
        required=True,
        words=common.COST_TYPES,
        example="marketing",
    ),
    common.customer_id(
        "Direct cost: charged to this customer",
        "Directe kosten: voor deze klant",
        "Прямі витрати: на цього клієнта",
    ),
    column(
        "activity",
        "text",
        "Cost pool: charged by Activities",
        "Kostenpool: doorbelast via Activities",
        "Пул витрат: розподіл через Activities",
        ACTIVITY,
        example="delivery",
    ),
    column(
        "account",
        "text",
        "Ledger account, mapped by table Accounts",
        "Grootboekrekening, vertaald in tabel Accounts",
        "Рахунок, відповідність у таблиці Accounts",
        ACCOUNT,
        example="4510",
    ),
    column(
        "segment",
        "text",
        "Traceable to a customer group only",
        "Alleen herleidbaar tot een klantgroep",
        "Стосується лише групи клієнтів",
        common.SEGMENT,
        example="Gold",
    ),
    column(
        "channel",
        "text",
        "Traceable to a channel",
        "Herleidbaar tot een kanaal",
        "Стосується каналу",
        common.CHANNEL,
    ),
    column(
        "purpose",
        "text",
        "acquisition or retention",
        "acquisition (werving) of retention (behoud)",
        "acquisition (залучення) або retention (утримання)",
        PURPOSE,
        words=common.PURPOSES,
        example="acquisition",
    ),
    common.currency(),
)

ACTIVITIES = table(
    "Activities",
    "Activity drivers and rates: one row per activity",
    "Activiteiten met drijver en tarief: een rij per activiteit",
    "Види діяльності з драйверами та ставками",
    "activity|activity rates|abc|cost drivers|drivers|activiteiten|kostendrijvers|tarieven|"
    "види діяльності|драйвери|драйвери витрат",
    column(
        "activity",
        "text",
        "Name as in Costs.activity",
        "Naam zoals in Costs.activity",
        "Назва як у Costs.activity",
        f"{ACTIVITY}|name|naam|назва",
        required=True,
        example="delivery",
    ),
    column(
        "cost_type",
        "text",
        "Line of the customer P&L: marketing, sales, service, logistics, other",
        "Regel van de klant-P&L: marketing, sales, service, logistics, other",
        "Рядок P&L клієнта: marketing, sales, service, logistics, other",
        COST_TYPE,
        required=True,
        words=common.COST_TYPES,
        example="logistics",
    ),
    column(
        "driver",
        "text",
        "orders, order_lines, quantity, revenue, returns, customers, contacts, contacts:visit, "
        "contact_minutes",
        "orders, order_lines, quantity, revenue, returns, customers, contacts, contacts:visit, "
        "contact_minutes",
        "orders, order_lines, quantity, revenue, returns, customers, contacts, contacts:visit, "
        "contact_minutes",
        "cost driver|activity driver|drijver|kostendrijver|verdeelsleutel|драйвер|драйвер витрат|"
        "база розподілу",
        required=True,
        open_=True,
        words={
            "orders": "bestellingen|замовлення",
            "order_lines": "order lines|orderregels|рядки замовлень",
            "quantity": "aantal|кількість",
            "revenue": "omzet|виручка",
            "returns": "retouren|повернення",
            "customers": "klanten|клієнти",
            "contacts": "contacten|контакти",
            "contact_minutes": "contact minutes|contactminuten|хвилини контактів",
        },
        example="orders",
    ),
    column(
        "rate",
        "number",
        "Currency per driver unit",
        "Bedrag per eenheid van de drijver",
        "Сума за одиницю драйвера",
        "tariff|price|unit rate|tarief|kostentarief|ставка|тариф",
        example="50",
    ),
    column(
        "unit_minutes",
        "number",
        "Minutes per driver unit",
        "Minuten per eenheid",
        "Хвилин на одиницю",
        "minutes|minutes per unit|minuten|minuten per eenheid|хвилин на одиницю|хвилини",
        example="8",
    ),
    column(
        "cost_per_minute",
        "number",
        "Cost per minute at practical capacity",
        "Kosten per minuut bij praktische capaciteit",
        "Вартість хвилини за практичної потужності",
        "minute rate|rate per minute|minuuttarief|kosten per minuut|вартість хвилини",
        example="0.80",
    ),
    column(
        "purpose",
        "text",
        "acquisition or retention",
        "acquisition (werving) of retention (behoud)",
        "acquisition (залучення) або retention (утримання)",
        PURPOSE,
        words=common.PURPOSES,
    ),
    key=("activity",),
)

ACCOUNTS = table(
    "Accounts",
    "Ledger accounts and what they mean: for Costs rows that carry only an account",
    "Grootboekrekeningen en hun betekenis: voor Costs-rijen met alleen een rekening",
    "Рахунки та їх значення: для рядків Costs лише з рахунком",
    "account|chart of accounts|gl accounts|rekeningschema|grootboekrekeningen|"
    "grootboekschema|рахунки обліку|план рахунків",
    column(
        "account",
        "text",
        "Ledger account",
        "Grootboekrekening",
        "Рахунок",
        ACCOUNT,
        required=True,
        example="4510",
    ),
    column(
        "cost_type",
        "text",
        "marketing, sales, service, logistics or other",
        "marketing, sales, service, logistics of other",
        "marketing, sales, service, logistics або other",
        COST_TYPE,
        words=common.COST_TYPES,
        example="marketing",
    ),
    column(
        "activity",
        "text",
        "Cost pool of the account",
        "Kostenpool van de rekening",
        "Пул витрат рахунку",
        ACTIVITY,
    ),
    column(
        "purpose",
        "text",
        "acquisition or retention",
        "acquisition (werving) of retention (behoud)",
        "acquisition (залучення) або retention (утримання)",
        PURPOSE,
        words=common.PURPOSES,
    ),
    key=("account",),
)

LEDGER = table(
    "Ledger",
    "Control totals of the general ledger",
    "Controletotalen van het grootboek",
    "Контрольні суми головної книги",
    "general ledger|gl|trial balance|control totals|grootboek|saldibalans|controletotalen|"
    "головна книга|оборотно-сальдова відомість|контрольні суми",
    column(
        "period",
        "period",
        "Period, as 2025, 2025-Q1 or 2025-03",
        "Periode, zoals 2025, 2025-Q1 of 2025-03",
        "Період: 2025, 2025-Q1 або 2025-03",
        "month|quarter|year|periode|maand|kwartaal|jaar|період|місяць|квартал|рік",
        required=True,
        example="2025-Q1",
    ),
    column(
        "line",
        "text",
        "net_revenue, cogs, marketing, sales, service, logistics, other, operating_result",
        "net_revenue, cogs, marketing, sales, service, logistics, other, operating_result",
        "net_revenue, cogs, marketing, sales, service, logistics, other, operating_result",
        "item|p&l line|regel|post|resultaatregel|рядок|стаття|показник",
        required=True,
        words={
            "net_revenue": "net revenue|revenue|netto omzet|omzet|виручка|чиста виручка|дохід",
            "cogs": "cost of goods sold|cost of sales|kostprijs omzet|kostprijs|собівартість",
            **common.COST_TYPES,
            "operating_result": "operating result|operating profit|ebit|bedrijfsresultaat|"
            "операційний результат|операційний прибуток",
        },
        example="net_revenue",
    ),
    column(
        "amount",
        "amount",
        "Total of the line",
        "Totaal van de regel",
        "Сума рядка",
        "value|total|balance|bedrag|saldo|totaal|сума|сальдо|оборот|всього",
        required=True,
        example="236800",
    ),
    common.currency(),
    key=("period", "line"),
)

SETTINGS = table(
    "Settings",
    "Assumptions: name and value",
    "Aannames: naam en waarde",
    "Припущення: назва та значення",
    "setting|assumptions|parameters|instellingen|aannames|veronderstellingen|налаштування|"
    "припущення|параметри",
    column(
        "name",
        "text",
        "Name of the setting",
        "Naam van de instelling",
        "Назва параметра",
        "setting|parameter|naam|instelling|назва|параметр|налаштування",
        required=True,
        example="discount_rate",
    ),
    column(
        "value",
        "text",
        "Value of the setting",
        "Waarde van de instelling",
        "Значення параметра",
        "waarde|значення",
        required=True,
        may_be_blank=True,
        example="0.10",
    ),
    key=("name",),
)

TABLES = (COSTS, ACTIVITIES, ACCOUNTS, LEDGER, SETTINGS)
