"""Language: that of messages and sheets of this workbook."""

from __future__ import annotations

from cbsc_xl.hosts.macros.desk import LANGUAGE_NAME, Desk
from cbsc_xl.texts import LANGUAGES, Voice


def language(desk: Desk) -> None:
    """Note the chosen language in the workbook."""
    prompt = desk.voice("Language of messages and new sheets of this workbook")
    chosen = desk.user.choose(prompt, LANGUAGES, desk.language)
    desk.book.put_name(LANGUAGE_NAME, f'="{chosen}"')
    voice = Voice(chosen)
    desk.user.say(voice("Messages and new sheets of this workbook are in English."))
