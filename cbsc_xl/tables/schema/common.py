"""Headers and words that several tables share."""

from __future__ import annotations

from .model import Column, column

CUSTOMER_ID = (
    "customer|customer no|customer number|customer nr|customer code|customer key|cust id|"
    "cust no|client id|client|"
    "client no|client number|client code|account id|debtor|"
    "debtor no|debtor number|"
    "debtor code|company id|sold to|sold to party|bill to customer no|sell to customer no|buyer id|"
    "klant|klantnummer|klantnr|klantcode|klant id|klantid|debiteur|debiteurnummer|debiteurnr|"
    "debiteurcode|"
    "debiteur id|relatie|relatienummer|relatienr|relatiecode|afnemer|afnemernr|verkooprelatie|"
    "nummer debiteur|code debiteur|opdrachtgever|kunnr|kundennummer|"
    "клієнт|код клієнта|номер клієнта|id клієнта|контрагент|код контрагента|контрагент код|"
    "покупець|код покупця|"
    "замовник|код замовника|дебітор|код дебітора|єдрпоу|код єдрпоу|ідентифікатор клієнта"
)
DATE = "datum|дата|day|dag|день"
INVOICE_DATE = (
    "invoice date|order date|posting date|document date|transaction date|billing date|"
    "sales date|booking date|"
    "factuurdatum|orderdatum|boekdatum|boekingsdatum|verkoopdatum|documentdatum|"
    "transactiedatum|datum factuur|"
    "budat|bldat|fkdat|"
    "дата документа|дата рахунку|дата рахунка|дата накладної|дата реалізації|дата продажу|"
    "дата операції|дата замовлення"
)
CHANNEL = (
    "sales channel|distribution channel|source|lead source|medium|contact type|"
    "contact channel|order channel|vtweg|"
    "kanaal|verkoopkanaal|distributiekanaal|contactkanaal|bron|verkoopbron|"
    "канал|канал продажу|канал збуту|канал продажів|канал звернення|джерело"
)
DOCUMENT_ID = (
    "document|document no|document number|invoice|invoice no|invoice number|invoice id|"
    "invoice nr|order id|order no|"
    "order number|sales order|sales order number|transaction id|receipt no|receipt number|"
    "factuur|factuurnummer|factuurnr|bonnummer|ordernummer|ordernr|documentnummer|boekstuk|"
    "boekstuknummer|"
    "boekstuknr|pakbonnummer|vbeln|belnr|"
    "номер документа|документ|номер рахунку|номер рахунка|рахунок фактура|номер накладної|"
    "накладна|номер замовлення|"
    "видаткова накладна|реєстратор"
)
SEGMENT = (
    "customer segment|customer group|client group|segment name|customer class|"
    "customer category|price group|"
    "klantgroep|klantsegment|klantengroep|debiteurgroep|debiteurengroep|klantsoort|"
    "klantcategorie|relatiegroep|"
    "klantclassificatie|doelgroep|kdgrp|"
    "сегмент|сегмент клієнта|група клієнтів|група клієнта|група контрагентів|група покупців|"
    "категорія клієнта|тип клієнта"
)
COST_TYPES = {
    "marketing": "reclame|advertising|promotion|маркетинг|реклама",
    "sales": "verkoop|verkoopkosten|selling|продаж|продажі|збут",
    "service": "klantenservice|aftersales|support|customer service|сервіс|обслуговування|підтримка",
    "logistics": "logistiek|transport|distributie|distribution|delivery|логістика|доставка|транспорт",
    "other": "overig|overige|divers|miscellaneous|інше|інші",
}
PURPOSES = {
    "acquisition": "acquisitie|werving|klantwerving|new business|залучення|придбання",
    "retention": "behoud|retentie|klantbehoud|loyalty|утримання",
}
END_DATE = (
    "end|ends|valid to|date to|einddatum|eind|geldig tot|datum tot|t/m|tot|дата закінчення|"
    "дата завершення|діє до|кінець"
)
START_DATE = (
    "start|starts|valid from|date from|begindatum|startdatum|ingangsdatum|geldig vanaf|van|"
    "дата початку|діє з|початок"
)


def currency() -> Column:
    """The currency of the amounts; more than one value in the data is refused."""
    return column(
        "currency",
        "text",
        "Currency of the amounts: one for all data",
        "Valuta van de bedragen: een voor alle gegevens",
        "Валюта сум: одна для всіх даних",
        "currency code|curr|ccy|valuta|valutacode|munt|muntsoort|waers|валюта|код валюти|валюта документа",
        example="EUR",
    )


def customer_id(en: str, nl: str, uk: str, *, required: bool = False) -> Column:
    """The customer of a row."""
    return column("customer_id", "text", en, nl, uk, CUSTOMER_ID, required=required, example="C0001")
