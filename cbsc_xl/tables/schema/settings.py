"""The assumptions of table Settings, with type, default and meaning."""

from __future__ import annotations

from .model import Meaning, Setting

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "base_rule",
        "text",
        "inactivity",
        "churn, retention, win-back, duration",
        Meaning(
            "Who is in the customer base: inactivity (a purchase in the last months) or relationship "
            "(start and end date)",
            "Wie in het klantenbestand zit: inactivity (een aankoop in de laatste maanden) of "
            "relationship (begin- en einddatum)",
            "Хто входить до клієнтської бази: inactivity (покупка за останні місяці) або "
            "relationship (дати початку і кінця)",
        ),
        words=("inactivity", "relationship"),
    ),
    Setting(
        "inactive_months",
        "whole",
        12,
        "churn, retention, win-back",
        Meaning(
            "Months without a purchase after which a customer is lost",
            "Maanden zonder aankoop waarna een klant verloren is",
            "Місяців без покупки, після яких клієнт втрачений",
        ),
        low=1,
    ),
    Setting(
        "loyal_min_orders",
        "whole",
        3,
        "LOYAL_RATIO",
        Meaning(
            "Purchases in the period from which a customer is loyal",
            "Aankopen in de periode vanaf waar een klant trouw is",
            "Покупок за період, з яких клієнт лояльний",
        ),
        low=1,
    ),
    Setting(
        "discount_rate",
        "number",
        0.10,
        "CLV, business cases",
        Meaning("Discount rate per year", "Disconteringsvoet per jaar", "Ставка дисконтування за рік"),
        low=0,
    ),
    Setting(
        "lgd",
        "number",
        0.45,
        "EXPECTED_CREDIT_LOSS, credit risk cost",
        Meaning(
            "Loss given default, 0 to 1", "Verlies bij wanbetaling, 0 tot 1", "Втрати за дефолту, від 0 до 1"
        ),
        low=0,
        high=1,
    ),
    Setting(
        "default_pd",
        "number",
        None,
        "EXPECTED_CREDIT_LOSS, credit risk cost",
        Meaning(
            "Probability of default of customers without their own",
            "Kans op wanbetaling van klanten zonder eigen kans",
            "Імовірність дефолту клієнтів без власного значення",
        ),
        low=0,
        high=1,
    ),
    Setting(
        "receivables_rate",
        "number",
        None,
        "financing cost of receivables",
        Meaning(
            "Rate per year at which receivables are financed",
            "Rente per jaar op de financiering van vorderingen",
            "Річна ставка фінансування дебіторської заборгованості",
        ),
        low=0,
    ),
    Setting(
        "cost_per_minute",
        "number",
        None,
        "contacts, time-driven costs",
        Meaning(
            "Cost of a minute of staff at practical capacity",
            "Kosten van een minuut personeel bij praktische capaciteit",
            "Вартість хвилини персоналу за практичної потужності",
        ),
        low=0,
    ),
    Setting(
        "segment_cost_key",
        "text",
        "revenue",
        "customer P&L",
        Meaning(
            "Key that spreads a segment's cost over its customers: revenue or customers",
            "Sleutel die segmentkosten over de klanten verdeelt: revenue of customers",
            "Ключ розподілу витрат сегмента: revenue або customers",
        ),
        words=("revenue", "customers"),
    ),
    Setting(
        "new_product_months",
        "whole",
        24,
        "NEW_PRODUCT_SHARE, PRODUCT_ADOPTION",
        Meaning(
            "Months after launch in which a product is new",
            "Maanden na introductie waarin een product nieuw is",
            "Місяців після запуску, поки товар новий",
        ),
        low=1,
    ),
    Setting(
        "early_repeat_days",
        "whole",
        90,
        "EARLY_REPEAT",
        Meaning(
            "Days after the first purchase in which a second one is early",
            "Dagen na de eerste aankoop waarin een tweede vroeg is",
            "Днів після першої покупки, за які друга вважається швидкою",
        ),
        low=1,
    ),
    Setting(
        "employees",
        "number",
        None,
        "CUSTOMERS_PER_EMPLOYEE",
        Meaning(
            "Employees of the company, in full-time equivalents",
            "Medewerkers van de onderneming, in fte",
            "Працівників компанії, в еквіваленті повної зайнятості",
        ),
        low=0,
    ),
    Setting(
        "referral_incremental_share",
        "number",
        0.5,
        "REFERRAL_VALUE",
        Meaning(
            "Share of referred customers who would not have come otherwise",
            "Deel van de aangebrachte klanten dat anders niet was gekomen",
            "Частка рекомендованих клієнтів, які інакше не прийшли б",
        ),
        low=0,
        high=1,
    ),
    Setting(
        "deflection_rate",
        "number",
        0.5,
        "PEER_SUPPORT_VALUE",
        Meaning(
            "Share of answers by customers that saved a contact",
            "Deel van de antwoorden van klanten dat een contact bespaarde",
            "Частка відповідей клієнтів, що зекономили контакт",
        ),
        low=0,
        high=1,
    ),
    Setting(
        "alternative_cost_of_funds",
        "number",
        None,
        "INVESTOR_VALUE",
        Meaning(
            "Rate per year of other funding",
            "Rente per jaar van andere financiering",
            "Річна ставка іншого фінансування",
        ),
        low=0,
    ),
    Setting(
        "fiscal_year_start",
        "whole",
        1,
        "FY and YTD periods",
        Meaning(
            "First month of the fiscal year, 1 to 12",
            "Eerste maand van het boekjaar, 1 tot 12",
            "Перший місяць фінансового року, 1-12",
        ),
        low=1,
        high=12,
    ),
    Setting(
        "green",
        "number",
        1.00,
        "scorecard status",
        Meaning(
            "Achievement from which the status is on target",
            "Realisatie vanaf waar de status op koers is",
            "Виконання, з якого статус відповідає нормі",
        ),
        low=0,
    ),
    Setting(
        "amber",
        "number",
        0.80,
        "scorecard status",
        Meaning(
            "Achievement from which the status is watch",
            "Realisatie vanaf waar de status let op is",
            "Виконання, з якого статус потребує уваги",
        ),
        low=0,
    ),
    Setting(
        "score_cap",
        "number",
        1.20,
        "scorecard",
        Meaning(
            "Highest achievement that counts",
            "Hoogste realisatie die telt",
            "Найбільше виконання, що враховується",
        ),
        low=0,
    ),
    Setting(
        "min_coverage",
        "number",
        0.50,
        "scorecard",
        Meaning(
            "Share of the weights that must have a value for a score",
            "Deel van de gewichten dat een waarde moet hebben voor een score",
            "Частка ваг зі значенням, потрібна для оцінки",
        ),
        low=0,
        high=1,
    ),
    Setting(
        "language",
        "text",
        "en",
        "labels",
        Meaning(
            "Language of the labels: en, nl or uk",
            "Taal van de labels: en, nl of uk",
            "Мова підписів: en, nl або uk",
        ),
        words=("en", "nl", "uk"),
    ),
    Setting(
        "company",
        "text",
        "",
        "cover and footer",
        Meaning("Name of the company", "Naam van de onderneming", "Назва компанії"),
    ),
    Setting(
        "currency",
        "text",
        "EUR",
        "labels",
        Meaning("Currency of the amounts", "Valuta van de bedragen", "Валюта сум"),
    ),
)
