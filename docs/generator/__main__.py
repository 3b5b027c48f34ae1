"""Write docs/reference and docs/examples.xlsx: `python -m docs.generator [--out FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs.generator import book, reference

HERE = Path(__file__).parents[1]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m docs.generator", description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into (default: docs)")
    folder: Path = parser.parse_args().out
    count = reference.write(folder / "reference")
    (folder / "examples.xlsx").write_bytes(book.content())
    sys.stdout.write(f"{count} pages and examples.xlsx written into {folder}\n")


if __name__ == "__main__":
    main()
