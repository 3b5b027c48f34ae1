"""Library: the function browser."""

from __future__ import annotations

import re

from cbsc_xl import catalogue
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import Voice, mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.plan import Entry, Row

KINDS = {"opinion": mark("what customers say"), "activity": mark("what customers do")}
BETTER = {"higher": mark("higher"), "lower": mark("lower")}


def fill(context: Context) -> None:
    """Write a row per measure of the library."""
    measures = catalogue.catalogue()
    context.rows(
        "library",
        [Row("line", described(measure, context.voice, context.unit(measure.unit))) for measure in measures],
    )
    title = context.voice("{count} measures, each a function and a formula", count=len(measures))
    context.frame("library", title, context.voice("Names of functions are the same in every language"))


def described(measure: Measure, voice: Voice, unit: str) -> dict[str, Entry]:
    """Return what a browser of functions tells of a measure, in the language of the voice."""
    return {
        "function": measure.function,
        "name": measure.labels[voice.language],
        "definition": voice(measure.definition),
        "arguments": measure.formula,
        "unit": unit,
        "better": voice(BETTER[measure.better]),
        "kind": voice(KINDS[measure.kind]),
        "perspective": voice(PERSPECTIVE_NAMES[measure.perspective]),
        "needs": ", ".join(labels.need(voice, name) for name in catalogue.needs_of(measure)),
        "sources": sources(measure),
    }


def sources(measure: Measure) -> str:
    """Return the literature that a measure is taken from."""
    match = re.search(r"^Sources: (.+?)\Z", measure.text, re.M | re.S)
    return " ".join(match[1].split()) if match else ""
