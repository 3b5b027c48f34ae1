"""How an initiative stands: the words people type, and the symbol of each."""

from __future__ import annotations

from functools import cache

from cbsc_xl.texts import LANGUAGES, mark, translate

SYMBOLS = {
    mark("completed"): "▲",
    mark("on schedule"): "▲",
    mark("late start"): "●",
    mark("late"): "●",
    mark("not started"): "○",
    mark("stopped"): "▼",
}
SYNONYMS = {
    "completed": ("done", "finished", "klaar", "gereed", "voltooid", "виконано", "завершена", "готово"),
    "on schedule": ("on track", "in progress", "op koers", "loopt", "lopend", "вчасно", "виконується"),
    "late start": ("started late", "te laat begonnen", "late start gemaakt", "розпочато із запізненням"),
    "late": ("delayed", "behind schedule", "vertraagd", "achter op schema", "із запізненням", "відстає"),
    "not started": ("planned", "gepland", "nog niet begonnen", "niet gestart", "заплановано", "не почато"),
    "stopped": ("cancelled", "canceled", "gestaakt", "geannuleerd", "скасовано", "припинено"),
}
"""Other words for a status, in any of the languages."""


@cache
def known() -> dict[str, str]:
    """Return which status of `SYMBOLS` a word means, in whichever language it is typed."""
    words = {translate(word, language).casefold(): word for word in SYMBOLS for language in LANGUAGES}
    return {other: word for word, others in SYNONYMS.items() for other in others} | words
