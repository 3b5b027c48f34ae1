"""NAMES.md: the contract between the templates and the code that fills them."""

from __future__ import annotations

from builder.names import Names

_INTRODUCTION = """\
# Names of the templates

Written by `build.py`; a template that you restyle must keep these names, not their places.

* A cell is a defined name `<sheet>_<field>`.
* A block is an area `<block>_rows` with a name `<block>_<field>` for each column that is filled. Its rows are
  filled from the top. `<block>_pattern_<role>` is a row inside the area: height and cell styles of every row
  of that role.
* Rows that a block does not use are hidden, unless another block in the same row uses them. A block without
  patterns keeps the look of each of its rows. An area `keep_<sheet>_rows`, which nothing fills, keeps the
  rows visible that stand beside fixed parts.
* A table that grows stands last on its sheet; the text in a head of a table is the name of its column.
* Charts are fixed parts over the rows of a block: row i of Scorecard draws row i of `linetrend`, row i of
  Measures draws row i of `saytrend` and `dotrend`. Rows without a trend are left empty.
* The roles `slim_...` are the same rows at a lower height, for pages with many rows; all rows of a block on
  Scorecard must be either slim or not, because its bars need equal heights.
* Fixed texts are whole cells and are translated as such when a file is filled.
"""

_HINTS = """\
## Conventions that the formats rely on

* A status word begins with ▲ ● ▼ ○; the colour follows the symbol. `status_word` holds the words.
* Scorecard: the variance takes its colour from `scorecard_achieved`.
* Measures: the change takes its colour from the word in `..._verdict`, compared with `measures_better` and
  `measures_worse`. A row of a role `need_...` has grey italics on the side without a value.
* Overview: the last row of `groups` (role `all`, one row more than groups) is not filled with status colours.
  Columns of measures that are not used are hidden from `m9` on: ranking, reds and movers stand below
  `m1` to `m8` and the totals. Of `ranking_full` the chart draws an outline up to 100%.
* A dash for a missing value has the format `@_._0_%` in a column of numbers.
* Numbers with the format `;;;` lie under a chart and are not seen.
"""


def markdown(books: dict[str, Names]) -> str:
    """Return the text of NAMES.md for the templates by file name."""
    parts = [_INTRODUCTION, _HINTS]
    parts += [f"## {file}\n\n{names.markdown()}" for file, names in books.items()]
    return "\n".join(parts).rstrip() + "\n"
