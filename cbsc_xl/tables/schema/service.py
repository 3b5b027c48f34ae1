"""Tables of what customers say and do beside buying: contacts, surveys, contributions."""

from __future__ import annotations

from . import common
from .model import column, table

CONTACTS = table(
    "Contacts",
    "Interactions per channel: calls, cases, visits, mailings",
    "Klantcontacten per kanaal: gesprekken, zaken, bezoeken, mailings",
    "Контакти за каналами: дзвінки, звернення, візити, розсилки",
    "contact|interactions|cases|tickets|calls|incidents|service requests|activities log|"
    "klantcontacten|contacten|contactmomenten|meldingen|gesprekken|klachten|контакти|"
    "звернення|дзвінки|взаємодії|заявки|скарги",
    column(
        "date",
        "date",
        "Date of the contact",
        "Datum van het contact",
        "Дата контакту",
        f"{common.DATE}|contact date|call date|created|created on|created at|opened|opened at|"
        "date opened|timestamp|date time|"
        "contactdatum|datum contact|aangemaakt op|meldingsdatum|datum melding|дата контакту|"
        "дата звернення|дата створення|створено",
        required=True,
        example="2025-01-15",
    ),
    common.customer_id(
        "Customer; blank: prospect or anonymous",
        "Klant; leeg: prospect of anoniem",
        "Клієнт; порожньо: потенційний або анонім",
    ),
    column(
        "channel",
        "text",
        "phone, email, chat, visit, shop, social, portal, ...",
        "phone, email, chat, visit, shop, social, portal, ...",
        "phone, email, chat, visit, shop, social, portal, ...",
        common.CHANNEL,
        open_=True,
        words={
            "phone": "telephone|call|telefoon|telefonisch|bellen|телефон|дзвінок",
            "email": "e-mail|mail|електронна пошта|пошта|імейл",
            "chat": "webchat|livechat|чат",
            "visit": "bezoek|візит",
            "shop": "store|winkel|магазин",
            "social": "social media|соцмережі",
            "portal": "портал|klantportaal",
        },
        example="phone",
    ),
    column(
        "type",
        "text",
        "complaint, service, question, sales, visit, reminder, campaign, peer_support",
        "complaint (klacht), service, question (vraag), sales, visit (bezoek), reminder "
        "(aanmaning), campaign, peer_support",
        "complaint (скарга), service, question (питання), sales, visit (візит), reminder "
        "(нагадування), campaign, peer_support",
        "case type|ticket type|category|reason|subject type|soort|type contact|"
        "meldingsoort|categorie|reden|onderwerp|"
        "тип|вид|тип звернення|вид звернення|категорія|тип контакту",
        open_=True,
        words={
            "complaint": "complaints|klacht|klachten|скарга|рекламація",
            "service": "servicemelding|storing|сервіс|обслуговування",
            "question": "query|inquiry|enquiry|vraag|informatie|питання|запит|консультація",
            "sales": "verkoop|продаж",
            "visit": "bezoek|візит",
            "reminder": "herinnering|aanmaning|betalingsherinnering|нагадування",
            "campaign": "mailing|campagne|кампанія|розсилка",
            "peer_support": "peer support|community|forum|взаємодопомога|форум",
        },
        example="complaint",
    ),
    column(
        "direction",
        "text",
        "in (default) or out",
        "in (standaard) of out",
        "in (за замовчуванням) або out",
        "in out|inbound outbound|call direction|richting|inkomend uitgaand|напрям|напрямок",
        words={
            "in": "inbound|incoming|inkomend|вхідний|вхідні|вхідний дзвінок",
            "out": "outbound|outgoing|uitgaand|вихідний|вихідні",
        },
        example="in",
    ),
    column(
        "case_id",
        "text",
        "Groups the contacts of one case",
        "Groepeert de contacten van een zaak",
        "Об'єднує контакти одного звернення",
        "case|case no|case number|ticket|ticket id|ticket no|ticket number|incident|"
        "incident number|number|"
        "zaak|zaaknummer|zaaknr|meldingsnummer|meldingnummer|ticketnummer|номер звернення|"
        "звернення|номер заявки|номер справи|тікет",
        example="T-100",
    ),
    column(
        "resolved_date",
        "date",
        "Date on which the case was solved",
        "Datum waarop de zaak is opgelost",
        "Дата вирішення",
        "resolved|resolved at|resolved on|solved date|date solved|closed|closed at|closed date|"
        "resolution date|"
        "oplosdatum|opgelost op|datum opgelost|afgehandeld op|afhandeldatum|gereedmelddatum|"
        "дата вирішення|вирішено|дата закриття|закрито",
    ),
    column(
        "first_contact_resolved",
        "yesno",
        "Solved at the first contact: Y or N",
        "Bij eerste contact opgelost: J of N",
        "Вирішено з першого контакту: Т або Н",
        "fcr|first call resolution|first contact resolution|resolved first contact|"
        "direct opgelost|eerste keer goed|opgelost bij eerste contact|"
        "вирішено з першого разу|вирішено при першому контакті",
    ),
    column(
        "response",
        "text",
        "positive, negative, bounced or blank; of a campaign mail also how far it got: opened, clicked, "
        "redeemed",
        "positive, negative, bounced of leeg; van een campagnemail ook hoe ver die kwam: opened "
        "(geopend), clicked (aangeklikt), redeemed (verzilverd)",
        "positive, negative, bounced або порожньо; для листа кампанії також, що з ним зробили: opened "
        "(відкрито), clicked (перехід), redeemed (скористались)",
        "answer|reaction|reply|reactie|antwoord|respons|відповідь|реакція",
        words={
            "positive": "positief|yes|paid|ja|betaald|позитивна|так|оплачено",
            "negative": "negatief|no|nee|негативна|ні",
            "bounced": "bounce|undeliverable|onbestelbaar|недоставлено",
            "opened": "open|read|geopend|gelezen|відкрито|прочитано",
            "clicked": "click|click-through|clicked through|geklikt|aangeklikt|doorgeklikt|клік|перехід|"
            "натиснуто",
            "redeemed": "redemption|redeem|used|ordered|verzilverd|ingewisseld|besteld|"
            "скористались|використано|замовлено",
        },
    ),
    column(
        "minutes",
        "number",
        "Handling time in minutes",
        "Behandeltijd in minuten",
        "Тривалість у хвилинах",
        "duration|duration minutes|handling time|handle time|aht|minuten|duur|behandeltijd|"
        "duur minuten|хвилини|хвилин|тривалість|час обробки",
        example="12",
    ),
    column(
        "cost",
        "amount",
        "Cost of this contact, if known",
        "Kosten van dit contact, indien bekend",
        "Вартість контакту, якщо відома",
        "cost amount|contact cost|kosten|kosten contact|вартість|витрати",
    ),
    common.currency(),
)

SURVEYS = table(
    "Surveys",
    "Answers of surveys, focus groups and online feedback: one answer per row",
    "Antwoorden van enquetes, focusgroepen en online feedback: een antwoord per rij",
    "Відповіді опитувань, фокус-груп та онлайн-відгуки: одна відповідь у рядку",
    "survey|survey responses|survey answers|nps|csat|feedback|responses|reviews|"
    "enquetes|enquete|enqueteresultaten|klanttevredenheid|klanttevredenheidsonderzoek|"
    "antwoorden|опитування|анкети|відгуки|оцінки|відповіді",
    column(
        "date",
        "date",
        "Date of the answer",
        "Datum van het antwoord",
        "Дата відповіді",
        f"{common.DATE}|answer date|response date|survey date|submitted|submitted at|completed at|"
        "timestamp|"
        "antwoorddatum|invuldatum|datum ingevuld|enquetedatum|дата відповіді|дата опитування|"
        "дата анкети",
        required=True,
        example="2025-03-02",
    ),
    column(
        "metric",
        "text",
        "nps, csat, csi, ces, contact_csat, value, repurchase, awareness, attitude, expectation, "
        "buying_process, feature, or free text",
        "nps, csat, csi, ces, contact_csat, value, repurchase, awareness, attitude, expectation, "
        "buying_process, feature, of vrije tekst",
        "nps, csat, csi, ces, contact_csat, value, repurchase, awareness, attitude, expectation, "
        "buying_process, feature або довільний текст",
        "question|measure|kpi|question type|vraag|maatstaf|meting|vraagtype|метрика|показник|питання",
        required=True,
        may_be_blank=True,
        open_=True,
        words={
            "nps": "net promoter score|aanbeveling|recommendation|рекомендація",
            "csat": "satisfaction|tevredenheid|customer satisfaction|задоволеність",
            "csi": "satisfaction index|tevredenheidsindex|індекс задоволеності",
            "ces": "effort|customer effort score|moeite|зусилля",
            "contact_csat": "contact satisfaction|contacttevredenheid|задоволеність контактом",
            "value": "perceived value|waarde|цінність",
            "repurchase": "repurchase intention|herhaalaankoop|повторна покупка",
            "awareness": "brand awareness|naamsbekendheid|merkbekendheid|знання бренду|впізнаваність бренду",
            "attitude": "brand attitude|merkattitude|merkhouding|ставлення до бренду",
            "expectation": "expectations|verwachting|verwachtingen|очікування",
            "buying_process": "buying process|purchase process|ordering|aankoopproces|bestelproces|"
            "процес купівлі|процес замовлення",
            "feature": "features|product feature|kenmerk|eigenschap|productkenmerk|характеристика|функція",
        },
        example="nps",
    ),
    column(
        "score",
        "number",
        "Score of the answer",
        "Score van het antwoord",
        "Оцінка",
        "answer|rating|value|points|cijfer|antwoord|waardering|beoordeling|rapportcijfer|оцінка|"
        "бал|відповідь|рейтинг",
        required=True,
        example="9",
    ),
    common.customer_id("Customer; blank: anonymous", "Klant; leeg: anoniem", "Клієнт; порожньо: анонім"),
    column(
        "method",
        "text",
        "survey (default), focus_group or online",
        "survey (standaard), focus_group of online",
        "survey (за замовчуванням), focus_group або online",
        "survey method|collection method|methode|wijze|метод|спосіб",
        words={
            "survey": "enquete|questionnaire|опитування|анкета",
            "focus_group": "focus group|focusgroep|фокус-група",
            "online": "web|review|онлайн",
        },
        example="survey",
    ),
    column(
        "channel",
        "text",
        "Channel the question is about",
        "Kanaal waarover de vraag gaat",
        "Канал, про який питання",
        common.CHANNEL,
    ),
    column(
        "item",
        "text",
        "Item of the satisfaction index, or the feature asked about",
        "Onderdeel van de tevredenheidsindex, of het kenmerk waarover de vraag gaat",
        "Складова індексу задоволеності або характеристика, про яку питання",
        "attribute|aspect|topic|onderdeel|kenmerk|аспект|складова|критерій",
        example="quality",
    ),
    column(
        "weight",
        "number",
        "Importance of the item",
        "Belang van het onderdeel",
        "Вага складової",
        "importance|gewicht|weging|belang|вага|важливість|ваговий коефіцієнт",
        example="0.5",
    ),
    column(
        "scale_min",
        "number",
        "Lowest score possible, if not the usual one",
        "Laagst mogelijke score, indien afwijkend",
        "Найнижча оцінка, якщо інша",
        "min|minimum|schaal min|schaal van|мінімум|шкала мін",
    ),
    column(
        "scale_max",
        "number",
        "Highest score possible, if not the usual one",
        "Hoogst mogelijke score, indien afwijkend",
        "Найвища оцінка, якщо інша",
        "max|maximum|schaal max|schaal tot|максимум|шкала макс",
    ),
)

CONTRIBUTIONS = table(
    "Contributions",
    "New roles of customers: promoter rewards, ideas, peer support, funding",
    "Nieuwe klantrollen: promotorbeloningen, ideeen, onderlinge hulp, financiering",
    "Нові ролі клієнтів: винагороди промоутерам, ідеї, взаємодопомога, фінансування",
    "contribution|customer roles|cocreation|co-creation|ideas|bijdragen|klantrollen|"
    "cocreatie|ideeen|внески|ролі клієнтів|ідеї",
    column(
        "date",
        "date",
        "Date of the contribution",
        "Datum van de bijdrage",
        "Дата внеску",
        f"{common.DATE}|contribution date|datum bijdrage|дата внеску",
        required=True,
        example="2025-04-01",
    ),
    common.customer_id(
        "Customer who contributes", "Klant die bijdraagt", "Клієнт, який робить внесок", required=True
    ),
    column(
        "role",
        "text",
        "promoter, cocreator, service or investor",
        "promoter, cocreator, service of investor",
        "promoter, cocreator, service або investor",
        "customer role|type|rol|klantrol|soort|роль|роль клієнта",
        required=True,
        words={
            "promoter": "referral|ambassador|promotor|ambassadeur|промоутер|амбасадор",
            "cocreator": "co-creator|cocreatie|idea|idee|співтворець|ідея",
            "service": "peer support|helper|onderlinge hulp|сервіс|помічник",
            "investor": "funding|crowdfunding|belegger|investeerder|financier|інвестор",
        },
        example="cocreator",
    ),
    column(
        "value",
        "amount",
        "Idea: effect on profit per year",
        "Idee: winsteffect per jaar",
        "Ідея: вплив на прибуток за рік",
        "annual value|annual benefit|profit effect|waarde|winsteffect|opbrengst|вартість|ефект|"
        "вигода|річний ефект",
        example="8000",
    ),
    column(
        "quantity",
        "number",
        "Questions solved, or principal of the funding",
        "Opgeloste vragen, of hoofdsom",
        "Вирішені питання або сума фінансування",
        "number|principal|count|aantal|hoofdsom|кількість|сума вкладу|основна сума",
        example="40",
    ),
    column(
        "rate",
        "number",
        "Rate paid to the investor, per year",
        "Rente betaald aan de belegger, per jaar",
        "Ставка для інвестора, річна",
        "interest|interest rate|rente|rentepercentage|ставка|відсоткова ставка|процент",
        example="0.04",
    ),
    column(
        "cost",
        "amount",
        "Reward paid",
        "Betaalde beloning",
        "Виплачена винагорода",
        "reward|incentive|kosten|beloning|vergoeding|винагорода|витрати|бонус",
        example="250",
    ),
    column(
        "status",
        "text",
        "implemented, or any other word",
        "implemented (ingevoerd), of een ander woord",
        "implemented (впроваджено) або інше слово",
        "state|stand|статус|стан",
        open_=True,
        words={"implemented": "ingevoerd|geimplementeerd|doorgevoerd|впроваджено|реалізовано"},
        example="implemented",
    ),
    column(
        "end_date",
        "date",
        "Last day of the funding or of the effect",
        "Laatste dag van de financiering of het effect",
        "Останній день фінансування або ефекту",
        common.END_DATE,
    ),
    common.currency(),
)

TABLES = (CONTACTS, SURVEYS, CONTRIBUTIONS)
