"""Tables of trade: customers, what they bought, owe and may buy."""

from __future__ import annotations

from . import common
from .model import column, table

CUSTOMERS = table(
    "Customers",
    "Customer master data: one row per customer",
    "Klantstamgegevens: een rij per klant",
    "Довідник клієнтів: один рядок на клієнта",
    "customer|clients|client|accounts receivable customers|debtors|customer master|customer list|"
    "klanten|klant|debiteuren|debiteur|relaties|klantenbestand|klantenlijst|afnemers|"
    "debiteurenlijst|"
    "клієнти|клієнт|контрагенти|покупці|дебітори|замовники|довідник контрагентів",
    common.customer_id(
        "Unique key of the customer", "Unieke sleutel van de klant", "Унікальний код клієнта", required=True
    ),
    column(
        "name",
        "text",
        "Label of the customer",
        "Naam van de klant",
        "Назва клієнта",
        "customer name|client name|company|company name|account name|reseller name|debtor name|"
        "name 1|name1|"
        "naam|klantnaam|bedrijfsnaam|bedrijf|debiteurnaam|relatienaam|naam debiteur|naam klant|"
        "handelsnaam|omschrijving|"
        "назва|найменування|назва клієнта|повна назва|контрагент назва|ім'я|піб",
        example="Jansen BV",
    ),
    column(
        "segment",
        "text",
        "Customer group of the scorecard",
        "Klantgroep van de scorecard",
        "Група клієнтів для картки показників",
        common.SEGMENT,
        example="Gold",
    ),
    column(
        "start_date",
        "date",
        "Start of the relationship; blank: first purchase",
        "Begin van de relatie; leeg: eerste aankoop",
        "Початок відносин; порожньо: перша покупка",
        "customer since|client since|created|created on|created date|creation date|since|"
        "registration date|join date|onboarding date|"
        "start date|start|klant sinds|sinds|begindatum|startdatum|aanmaakdatum|datum aangemaakt|"
        "aangemaakt|inschrijfdatum|ingangsdatum|erdat|"
        "клієнт з|дата реєстрації|дата створення|дата початку|дата першої покупки",
        example="2023-02-14",
    ),
    column(
        "end_date",
        "date",
        "Last day as a customer; blank: still a customer",
        "Laatste dag als klant; leeg: nog klant",
        "Останній день як клієнта; порожньо: досі клієнт",
        "customer until|churn date|cancelled on|cancellation date|inactive since|closed date|end|"
        "klant tot|einddatum|opzegdatum|vertrekdatum|uitschrijfdatum|inactief sinds|"
        "клієнт до|дата закриття|дата завершення|дата закінчення|дата відтоку",
    ),
    column(
        "referred_by",
        "text",
        "Customer number of the promoter who brought this customer",
        "Klantnummer van de promotor die deze klant aanbracht",
        "Код клієнта, який порекомендував",
        "referrer|referral|referrer id|referred by customer|introduced by|aangebracht door|"
        "aanbrenger|geworven door|doorverwezen door|"
        "рекомендував|рекомендований|за рекомендацією|хто порекомендував",
    ),
    column(
        "pd",
        "number",
        "Probability of default in 12 months, 0 to 1",
        "Kans op wanbetaling in 12 maanden, 0 tot 1",
        "Імовірність дефолту за 12 місяців, 0-1",
        "probability of default|default probability|default rate|wanbetalingskans|"
        "kans op wanbetaling|kans op default|"
        "імовірність дефолту|ймовірність дефолту",
        example="0.02",
    ),
    column(
        "secured_amount",
        "amount",
        "Insured or secured part of the receivable",
        "Verzekerd of gedekt deel van de vordering",
        "Застрахована або забезпечена частина заборгованості",
        "secured|insured amount|credit insurance|collateral|verzekerd bedrag|gedekt bedrag|"
        "zekerheid|kredietverzekering|zekerheden|"
        "забезпечення|застрахована сума|сума забезпечення",
        example="5000",
    ),
    column(
        "segment_from",
        "date",
        "First day on which the segment of the row holds; only with segment history",
        "Eerste dag waarop het segment van de rij geldt; alleen bij segmenthistorie",
        "Перший день дії сегмента; лише з історією сегментів",
        "segment valid from|segment since|segment date|segment vanaf|segmentdatum|segment sinds|"
        "klantgroep vanaf|сегмент з|дата сегмента",
    ),
    key=("customer_id", "segment_from"),
    free_columns=True,
)

TRANSACTIONS = table(
    "Transactions",
    "Invoice or order lines; returns and credit notes negative",
    "Factuur- of orderregels; retouren en creditnota's negatief",
    "Рядки рахунків або замовлень; повернення зі знаком мінус",
    "transaction|sales|invoices|invoice lines|order lines|orders|sales lines|revenue|"
    "turnover|sales ledger|"
    "factuurregels|facturen|omzet|verkopen|verkoopregels|orderregels|orders|verkoopfacturen|"
    "omzetregels|verkoopfactuurregels|"
    "продажі|продаж|реалізація|реалізації|накладні|рядки рахунків|рахунки|замовлення|"
    "видаткові накладні|виручка",
    common.customer_id("Customer of the line", "Klant van de regel", "Клієнт рядка", required=True),
    column(
        "date",
        "date",
        "Invoice or order date",
        "Factuur- of orderdatum",
        "Дата рахунку або замовлення",
        f"{common.DATE}|{common.INVOICE_DATE}",
        required=True,
        example="2025-01-15",
    ),
    column(
        "amount",
        "amount",
        "Net revenue of the line after discount, excl. VAT; returns negative",
        "Netto-omzet van de regel na korting, excl. btw; retouren negatief",
        "Чиста виручка рядка після знижки без ПДВ; повернення з мінусом",
        "net amount|net revenue|revenue|net sales|sales amount|line amount|line total|net value|"
        "net price total|amount excl vat|amount excluding vat|"
        "extended price|netwr|turnover|subtotal|"
        "bedrag|netto bedrag|nettobedrag|omzet|netto omzet|bedrag excl btw|bedrag exclusief btw|"
        "regelbedrag|verkoopbedrag|factuurbedrag excl btw|"
        "regeltotaal|totaal excl btw|bedrag ex btw|netto|factuurbedrag|"
        "сума|сума без пдв|виручка|виручка без пдв|дохід|сума документа|сума реалізації|"
        "сума продажу|вартість без пдв|вартість",
        required=True,
        example="1250.00",
    ),
    column(
        "document_id",
        "text",
        "Invoice number: groups lines to one purchase",
        "Factuurnummer: groepeert regels tot een aankoop",
        "Номер рахунку: об'єднує рядки в одну покупку",
        common.DOCUMENT_ID,
        example="F2025-0001",
    ),
    column(
        "discount",
        "amount",
        "Discount included in the line, positive",
        "Korting in de regel, positief",
        "Знижка в рядку, додатна",
        "discount amount|line discount|line discount amount|rebate|korting|kortingsbedrag|"
        "regelkorting|korting bedrag|rabat|знижка|сума знижки",
        example="50.00",
    ),
    column(
        "cogs",
        "amount",
        "Cost of goods sold, same sign as amount",
        "Kostprijs van de omzet, zelfde teken als het bedrag",
        "Собівартість, той самий знак, що й сума",
        "cost of goods|cost of goods sold|cost of sales|total cost|product cost|"
        "total product cost|cost amount|cost price|wavwr|"
        "kostprijs|kostprijs verkopen|kostprijs omzet|inkoopwaarde|kostprijsbedrag|"
        "totale kostprijs|inkoopwaarde omzet|"
        "собівартість|собівартість реалізації|собівартість продажу|вартість закупівлі",
        example="800.00",
    ),
    column(
        "quantity",
        "number",
        "Number of units",
        "Aantal eenheden",
        "Кількість одиниць",
        "qty|units|order quantity|number|pieces|aantal|hoeveelheid|stuks|fkimg|кількість|к-сть|кіл-ть|обсяг",
        example="10",
    ),
    column(
        "product",
        "text",
        "Key to table Products",
        "Sleutel naar tabel Products",
        "Ключ до таблиці Products",
        "product id|product code|product no|product key|item|item no|item code|item number|sku|"
        "stock code|article|article no|material|matnr|"
        "artikel|artikelnummer|artikelnr|artikelcode|productcode|productnummer|"
        "товар|код товару|номенклатура|артикул|код номенклатури|продукт",
        example="P-100",
    ),
    column(
        "category",
        "text",
        "Product category",
        "Productcategorie",
        "Категорія товару",
        "product category|product group|item group|item category|product line|matkl|"
        "categorie|productgroep|artikelgroep|productcategorie|assortimentsgroep|omzetgroep|"
        "категорія|група товарів|товарна група|номенклатурна група|категорія товару",
        example="Hardware",
    ),
    column(
        "channel", "text", "Sales channel", "Verkoopkanaal", "Канал продажу", common.CHANNEL, example="web"
    ),
    common.currency(),
)

RECEIVABLES = table(
    "Receivables",
    "Debtor invoices with their payment, incl. VAT",
    "Debiteurenfacturen met betaling, incl. btw",
    "Рахунки дебіторів з оплатами, з ПДВ",
    "receivable|accounts receivable|ar|open items|open invoices|aging|ageing|debtor items|"
    "openstaande posten|debiteuren openstaand|debiteuren betaald|debiteurenposten|"
    "vorderingen|openstaande facturen|ouderdomsanalyse|"
    "дебіторська заборгованість|дебіторка|заборгованість|розрахунки з покупцями|"
    "розрахунки з клієнтами",
    common.customer_id("Customer who owes", "Klant die moet betalen", "Клієнт-боржник", required=True),
    column(
        "date",
        "date",
        "Invoice date",
        "Factuurdatum",
        "Дата рахунку",
        f"{common.DATE}|{common.INVOICE_DATE}",
        required=True,
        example="2025-01-15",
    ),
    column(
        "amount",
        "amount",
        "Invoice amount incl. VAT; credit note negative",
        "Factuurbedrag incl. btw; creditnota negatief",
        "Сума рахунку з ПДВ; коригування з мінусом",
        "invoice amount|gross amount|amount incl vat|total|total amount|open amount|dmbtr|wrbtr|"
        "bedrag|bedrag incl btw|factuurbedrag|bruto bedrag|totaalbedrag|totaal incl btw|"
        "openstaand bedrag|"
        "сума|сума з пдв|сума рахунку|сума боргу|сума документа|всього",
        required=True,
        example="1512.50",
    ),
    column(
        "document_id",
        "text",
        "Invoice number",
        "Factuurnummer",
        "Номер рахунку",
        common.DOCUMENT_ID,
        example="F2025-0001",
    ),
    column(
        "paid_date",
        "date",
        "Payment date; blank: open",
        "Betaaldatum; leeg: open",
        "Дата оплати; порожньо: не оплачено",
        "payment date|date paid|paid on|paid|clearing date|settled date|augdt|betaaldatum|"
        "datum betaald|betaald op|datum betaling|vereffend op|"
        "дата оплати|дата платежу|оплачено|сплачено",
        example="2025-02-12",
    ),
    column(
        "due_date",
        "date",
        "Due date",
        "Vervaldatum",
        "Термін оплати",
        "due|due on|payment due|payment due date|maturity date|vervaldatum|vervaldag|"
        "uiterste betaaldatum|vervalt op|faedt|"
        "термін оплати|дата погашення|строк оплати|термін сплати|оплатити до",
        example="2025-02-14",
    ),
    column(
        "written_off_date",
        "date",
        "Date of the write-off",
        "Datum van afboeking",
        "Дата списання",
        "write off date|write-off date|written off|bad debt date|afboekdatum|afgeboekt op|"
        "datum afboeking|oninbaar per|дата списання|списано",
    ),
    common.currency(),
)

LEADS = table(
    "Leads",
    "Leads, opportunities or quotes",
    "Leads, kansen of offertes",
    "Ліди, можливості або пропозиції",
    "lead|opportunities|opportunity|quotes|quotations|pipeline|sales pipeline|deals|prospects|"
    "offertes|kansen|verkoopkansen|aanvragen|prospects|leads|ліди|лід|угоди|можливості|"
    "пропозиції|комерційні пропозиції|воронка",
    column(
        "created_date",
        "date",
        "Date on which the lead came in",
        "Datum van binnenkomst",
        "Дата надходження",
        "created|created on|create date|creation date|open date|opened|engage date|date created|"
        "lead date|quote date|"
        "aanmaakdatum|aangemaakt|aangemaakt op|startdatum|offertedatum|datum aanvraag|datum|"
        "дата створення|створено|дата звернення|дата",
        required=True,
        example="2025-01-10",
    ),
    column(
        "closed_date",
        "date",
        "Date on which it was won or lost; blank: open",
        "Datum gewonnen of verloren; leeg: open",
        "Дата виграшу або програшу; порожньо: відкрито",
        "closed|close date|closed on|closing date|date closed|decision date|won date|"
        "sluitdatum|afsluitdatum|gesloten op|datum gesloten|beslisdatum|afgesloten op|"
        "дата закриття|закрито|дата завершення",
        required=True,
        may_be_blank=True,
        example="2025-02-20",
    ),
    column(
        "status",
        "text",
        "won, lost or open",
        "won, lost of open (gewonnen, verloren, open)",
        "won, lost або open (виграно, програно, відкрито)",
        "state|stage|deal stage|lead status|stage name|outcome|result|fase|stadium|uitkomst|"
        "resultaat|dealstatus|статус|стан|етап|результат|стадія",
        required=True,
        words={
            "won": "closed won|win|converted|success|accepted|ordered|gewonnen|geaccepteerd|order|akkoord|"
            "gescoord|"
            "виграно|виграш|успішно|укладено|продано|успішно реалізовано",
            "lost": "closed lost|loss|rejected|declined|disqualified|cancelled|verloren|afgewezen|vervallen|"
            "niet gegund|"
            "програно|програш|втрачено|відмова|не реалізовано|закрито і не реалізовано",
            "open": "new|in progress|pending|working|qualified|proposal|negotiation|lopend|in behandeling|"
            "nieuw|openstaand|uitgebracht|"
            "відкрито|відкритий|в роботі|новий|нова|переговори",
        },
        example="won",
    ),
    column(
        "lead_id",
        "text",
        "Number of the lead",
        "Nummer van de lead",
        "Номер ліда",
        "opportunity id|opportunity|deal id|quote id|quote no|quote number|lead no|id|"
        "offertenummer|offertenr|leadnummer|kansnummer|номер|код|номер угоди|код ліда",
        example="L-001",
    ),
    common.customer_id(
        "Customer, if it is one already or became one",
        "Klant, als die al klant is of werd",
        "Клієнт, якщо вже є або став ним",
    ),
    column(
        "segment",
        "text",
        "Customer group the lead belongs to",
        "Klantgroep van de lead",
        "Група клієнтів ліда",
        common.SEGMENT,
        example="Gold",
    ),
    column(
        "channel",
        "text",
        "Channel by which it came",
        "Kanaal waarlangs de lead kwam",
        "Канал надходження",
        common.CHANNEL,
        example="web",
    ),
    column(
        "amount",
        "amount",
        "Value of the deal",
        "Waarde van de kans",
        "Сума угоди",
        "value|deal value|deal amount|close value|expected revenue|estimated value|opportunity amount|"
        "bedrag|waarde|offertebedrag|verwachte omzet|dealwaarde|сума|вартість|сума угоди|бюджет",
        example="12000",
    ),
    common.currency(),
)

CONTRACTS = table(
    "Contracts",
    "Contracts with their expiry",
    "Contracten met afloopdatum",
    "Договори з датою закінчення",
    "contract|subscriptions|subscription|agreements|contracten|abonnementen|overeenkomsten|"
    "договори|договір|контракти|підписки",
    common.customer_id(
        "Customer of the contract", "Klant van het contract", "Клієнт договору", required=True
    ),
    column(
        "end_date",
        "date",
        "Expiry date",
        "Afloopdatum",
        "Дата закінчення",
        f"{common.END_DATE}|expiry|expiry date|expiration date|renewal date|contract end|"
        "contract end date|afloopdatum|einde contract|einddatum contract|verloopdatum|"
        "дата закінчення договору|термін дії",
        required=True,
        example="2025-12-31",
    ),
    column(
        "renewed",
        "yesno",
        "Was it renewed: Y or N; blank: not yet known",
        "Verlengd: J of N; leeg: nog niet bekend",
        "Чи продовжено: Т або Н; порожньо: ще невідомо",
        "renewal|is renewed|extended|verlengd|verlenging|opgezegd nee|продовжено|пролонговано|"
        "пролонгація|поновлено",
        required=True,
        may_be_blank=True,
        example="Y",
    ),
    column(
        "contract_id",
        "text",
        "Number of the contract",
        "Contractnummer",
        "Номер договору",
        "contract|contract no|contract number|subscription id|contractnummer|contractnr|"
        "abonnementsnummer|номер договору|договір|код договору",
        example="K-17",
    ),
    column(
        "start_date",
        "date",
        "Start of the contract",
        "Begin van het contract",
        "Початок договору",
        f"{common.START_DATE}|contract start|contract start date|ingang|дата договору",
        example="2025-01-01",
    ),
    column(
        "annual_value",
        "amount",
        "Value per year",
        "Waarde per jaar",
        "Річна вартість",
        "annual contract value|acv|arr|yearly value|annual amount|jaarwaarde|jaarbedrag|"
        "contractwaarde|waarde per jaar|річна вартість|річна сума|сума договору",
        example="24000",
    ),
    common.currency(),
)

MARKET = table(
    "Market",
    "Size of the market per segment, or what a customer spends in all (wallet)",
    "Marktomvang per segment, of wat een klant in totaal besteedt",
    "Обсяг ринку за сегментом або загальні витрати клієнта",
    "market size|market data|wallet|markt|marktomvang|marktgegevens|ринок|обсяг ринку|місткість ринку",
    column(
        "date_from",
        "date",
        "First day the amount covers",
        "Eerste dag van het bedrag",
        "Перший день періоду",
        f"{common.START_DATE}|from|vanaf|з|від",
        required=True,
        example="2025-01-01",
    ),
    column(
        "date_to",
        "date",
        "Last day the amount covers, included",
        "Laatste dag van het bedrag, inbegrepen",
        "Останній день періоду, включно",
        f"{common.END_DATE}|to|до|по",
        required=True,
        example="2025-12-31",
    ),
    column(
        "amount",
        "amount",
        "Market size or wallet in the period",
        "Marktomvang of bestedingen in de periode",
        "Обсяг ринку або витрат за період",
        "market size|size|value|wallet|spend|revenue|bedrag|marktomvang|omvang|omzet|bestedingen|"
        "сума|обсяг|обсяг ринку|витрати",
        required=True,
        example="5000000",
    ),
    column(
        "segment",
        "text",
        "Customer group whose market it is",
        "Klantgroep van deze markt",
        "Група клієнтів цього ринку",
        f"{common.SEGMENT}|sector",
        example="Gold",
    ),
    common.customer_id("Customer whose wallet it is", "Klant van deze bestedingen", "Клієнт, чиї це витрати"),
    common.currency(),
)

PRODUCTS = table(
    "Products",
    "Products with their launch date",
    "Producten met introductiedatum",
    "Товари з датою виведення на ринок",
    "product|items|articles|product list|producten|artikelen|artikellijst|assortiment|товари|"
    "товар|номенклатура|продукти|довідник номенклатури",
    column(
        "product",
        "text",
        "Key used in Transactions.product",
        "Sleutel zoals in Transactions.product",
        "Ключ як у Transactions.product",
        "product id|product code|product no|product key|item|item no|item code|item number|sku|"
        "stock code|article|article no|material|matnr|"
        "artikel|artikelnummer|artikelnr|artikelcode|productcode|productnummer|товар|код товару|"
        "номенклатура|артикул|код номенклатури|продукт|код",
        required=True,
        example="P-100",
    ),
    column(
        "launch_date",
        "date",
        "Date of launch",
        "Introductiedatum",
        "Дата виведення на ринок",
        "launched|launch|introduced|introduction date|release date|first sold|introductiedatum|"
        "introductie|lanceerdatum|op de markt sinds|leverbaar vanaf|"
        "дата запуску|дата виведення|дата введення|дата появи",
        required=True,
        example="2024-09-01",
    ),
    key=("product",),
)

TABLES = (CUSTOMERS, TRANSACTIONS, RECEIVABLES, LEADS, CONTRACTS, MARKET, PRODUCTS)
