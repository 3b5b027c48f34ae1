"""All pages of the reference, and their way into a folder."""

from __future__ import annotations

from pathlib import Path

from cbsc_xl.catalogue import catalogue
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.tables.schema import TABLES
from docs.generator.facts import fact_page
from docs.generator.index import index_page
from docs.generator.measures import measure_page
from docs.generator.tables import table_page


def pages() -> dict[str, str]:
    """Return every page by its path in the folder of the reference."""
    return {
        "index.md": index_page(),
        **{f"measures/{measure.id}.md": measure_page(measure) for measure in catalogue()},
        **{f"facts/{fact.name}.md": fact_page(fact) for fact in VOCABULARY.values()},
        **{f"tables/{spec.name}.md": table_page(spec) for spec in TABLES.values()},
    }


def write(folder: Path) -> int:
    """Write all pages into a folder, remove those of things that are gone, and return how many there are."""
    found = pages()
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in found:
            path.unlink()
    return len(found)
