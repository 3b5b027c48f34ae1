"""Channels: what goes through each, what it costs and brings, and whether anybody watches it."""

from __future__ import annotations

from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.channels import VOLUMES, Channel, shown
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import DASH, DASH_FORMAT, Context, known, percent, quoted
from cbsc_xl.workbook.pages.context import shown as dashed
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, FactKey, ValueKey

BLOCK = "channels"
NOBODY = mark("○ nobody watches")
WATCH = (NOBODY, mark("● no satisfaction"), mark("● no objective"), mark("▲ watched"))
"""How a channel is watched: by no one, by an objective only, by a satisfaction score only, by both."""

GROWTH = '+0%;"−"0%;0%'


def fill(context: Context) -> None:
    """Write a row per channel, what has none, and the total."""
    channels = context.report.run.channels
    rows = [Row("line", _channel(context, row, channel)) for row, channel in enumerate(channels)]
    if channels:
        rows += [Row("rest", _rest(context)), Row("total", _total(context))]
    context.rows(BLOCK, rows)
    _heads(context)
    _frame(context)


def _heads(context: Context) -> None:
    context.put("channels_head_contacts", context.voice("Contacts by customers"))
    context.put("channels_head_revenue", context.voice("Net revenue"))
    for measure in shown():
        head = f"{measure.labels[context.report.run.language]}, {context.unit(measure.unit)}"
        context.put(f"channels_head_{measure.id}", head)


def _frame(context: Context) -> None:
    voice, run = context.voice, context.report.run
    count = len(run.channels)
    if not count:
        title: Cell | str = voice(
            "No channel in the data: fill in column channel of Contacts and Transactions"
        )
    else:
        title = _message(context)
    subtitle = voice(
        "{group}, {period} against {previous}; contacts are those that customers began; money in {currency}",
        group=context.report.group,
        period=labels.period_label(voice, run.period),
        previous=context.previous_name,
        currency=run.currency,
    )
    context.frame(BLOCK, title, subtitle)
    context.put("channels_missing", "   ".join(_missing(context)))


def _message(context: Context) -> Cell:
    channels = context.report.run.channels
    column, shares = (
        context.layout.column(BLOCK, name, len(channels)) for name in ("status", "revenue_share")
    )
    unseen = [row for row, channel in enumerate(channels) if not _state(context, channel)]
    rows = context.plan.blocks[BLOCK]
    through = sum(_value(rows[row].values.get("revenue_share")) for row in unseen)
    count = f'COUNTIF({column},"○*")'
    found = context.sentence(
        "{some} of {count} channels are watched by nobody; {share} of revenue goes through them",
        some=Cell(len(unseen), count),
        count=len(channels),
        share=Cell(percent(through), f'TEXT(SUMIFS({shares},{column},"○*"),"0%")'),
    )
    every = context.voice("Every channel is watched by an objective or a satisfaction score")
    return Cell(found.value if unseen else every, f"IF({count}=0,{text(every)},{found.formula})")


def _value(entry: Entry) -> float:
    value = entry.value if isinstance(entry, Cell) else entry
    return value if isinstance(value, float) else 0.0


def _missing(context: Context) -> list[str]:
    """Return why a measure has no figure in any channel, and how many channels have no row."""
    said = []
    for measure in shown():
        outcomes = [
            values[-1]
            for key, values in context.report.values.items()
            if key.channel and key.measure is measure
        ]
        if all(outcome.value is None for outcome in outcomes):
            column = Needs("column", f"{measure.channel}.channel")
            reason = next((outcome.error for outcome in outcomes if outcome.error), column)
            name = measure.labels[context.report.run.language]
            said.append(f"{name}: {labels.reason(context.voice, reason)}.")
    if left := context.report.run.channels_left_out:
        words = mark("{count} channels with fewer rows in the data are counted under other or no channel.")
        said.append(context.voice(words, count=left))
    return said


def _at(context: Context, field: str, row: int) -> str:
    return context.layout.at(BLOCK, field, row)


def _channel(context: Context, row: int, channel: Channel) -> dict[str, Entry]:
    fields: dict[str, Entry] = {"channel": channel.name}
    for name, (fact, table) in VOLUMES.items():
        if table in channel.tables:
            fields |= _volume(context, row, name, FactKey(fact, (table, channel.name)))
            fields[f"{name}_share"] = _share(context, row, name, FactKey(fact, (table, channel.name)))
    for measure in shown():
        if measure.channel in channel.tables:
            fields |= _measure(context, row, ValueKey(measure, channel.name))
    lines = f"SUMPRODUCT(({context.layout.column('targets', 'channel')}={_at(context, 'channel', row)})*1)"
    asked = ",".join(f"ISNUMBER({_at(context, measure.id, row)})" for measure in _opinions())
    words = [context.voice(word) for word in WATCH]
    choices = ",".join(text(word) for word in words)
    return fields | {
        "watched_by": "; ".join(_objectives(context, channel)),
        "status": Cell(words[_state(context, channel)], f"CHOOSE(1+({lines}>0)+2*OR({asked}),{choices})"),
    }


def _opinions() -> list[Measure]:
    return [measure for measure in shown() if measure.kind == "opinion"]


def _objectives(context: Context, channel: Channel) -> list[str]:
    """Return the objectives of the scorecard that name a channel, as the customer says them."""
    found = [
        quoted(context, objective.text)
        for objective, line in context.report.scorecard.lines()
        if (line.channel or "").casefold() == channel.name.casefold()
    ]
    return list(dict.fromkeys(found))


def _state(context: Context, channel: Channel) -> int:
    """Return the place in `WATCH`."""
    values = context.report.values
    keys = (ValueKey(measure, channel.name) for measure in _opinions())
    asked = any(key in values and values[key][-1].value is not None for key in keys)
    return bool(_objectives(context, channel)) + 2 * asked


def _number(context: Context, key: FactKey, point: int) -> float | None:
    value = context.report.facts[key][point]
    return None if isinstance(value, CbscError) else value


def _volume(context: Context, row: int, name: str, key: FactKey) -> dict[str, Entry]:
    """Return a volume and its growth."""
    now, before = _number(context, key, POINTS - 1), _number(context, key, 0)
    at, previous = _at(context, name, row), context.fact(key, 0)
    growth = None if now is None or not before or before < 0 else now / before - 1
    return {
        name: dashed(context.fact(key, POINTS - 1), now, VOCABULARY[key.fact].unit.format),
        f"{name}_change": Cell(
            known(growth),
            f"IF(AND(ISNUMBER({at}),N({previous})>0),{at}/{previous}-1,{DASH})",
            DASH_FORMAT if growth is None else GROWTH,
        ),
    }


def _share(context: Context, row: int, name: str, key: FactKey) -> Cell:
    total_key, total_at = FactKey(key.fact), _at(context, name, len(context.report.run.channels) + 1)
    part, total = _number(context, key, POINTS - 1), _number(context, total_key, POINTS - 1)
    share = max(0.0, (part or 0.0) / total) if total and total > 0 else 0.0
    return Cell(share, f"IF(N({total_at})>0,MAX(0,N({_at(context, name, row)})/{total_at}),0)")


def _measure(context: Context, row: int, key: ValueKey) -> dict[str, Entry]:
    """Return a measure and its change."""
    name, outcomes = key.measure.id, context.report.values[key]
    before, now = outcomes[0].value, outcomes[-1].value
    unit = key.measure.unit.sized(before, now)
    change = None if now is None or before is None else (now - before) * unit.change_factor
    factor = "" if unit.change_factor == 1 else f"*{unit.change_factor:g}"
    at, previous = _at(context, name, row), context.value(key, 0)
    return {
        name: dashed(context.value(key, POINTS - 1), now, unit.format),
        f"{name}_change": Cell(
            known(change),
            f"IF(AND(ISNUMBER({at}),ISNUMBER({previous})),({at}-{previous}){factor},{DASH})",
            DASH_FORMAT if change is None else labels.change_format(context.voice, unit),
        ),
    }


def _rest(context: Context) -> dict[str, Entry]:
    """Return what goes through no channel of the page: the total less its rows."""
    count = len(context.report.run.channels)
    fields: dict[str, Entry] = {"channel": context.voice("Other or no channel")}
    for name, (fact, table) in VOLUMES.items():
        keys = [
            FactKey(fact, (table, channel.name))
            for channel in context.report.run.channels
            if table in channel.tables
        ]
        total = _number(context, FactKey(fact), POINTS - 1)
        parts = sum(_number(context, key, POINTS - 1) or 0.0 for key in keys)
        rest = None if total is None else round(total - parts, 2) + 0.0
        at = _at(context, name, count + 1)
        column = context.layout.column(BLOCK, name, count)
        fields[name] = Cell(
            known(rest),
            f"IF(ISNUMBER({at}),ROUND({at}-SUM({column}),2),{DASH})",
            DASH_FORMAT if rest is None else VOCABULARY[fact].unit.format,
        )
    return fields


def _total(context: Context) -> dict[str, Entry]:
    row = len(context.report.run.channels) + 1
    fields: dict[str, Entry] = {"channel": context.voice("All channels")}
    for name, (fact, _) in VOLUMES.items():
        fields |= _volume(context, row, name, FactKey(fact))
    for measure in shown():
        if not measure.channel_required:
            fields |= _measure(context, row, ValueKey(measure))
    return fields
