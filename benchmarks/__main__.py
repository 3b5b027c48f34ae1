"""`python -m benchmarks`: ratios to named peers, measured in one run."""

from __future__ import annotations

import argparse

from benchmarks import calc, cells, clv, compute, read, start, write

PARTS = ("compute", "write", "read", "start", "clv", "cells", "calc")


def main() -> None:
    """Measure what is asked, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="invoice lines (1000000)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the lines, fewer rounds, no growth")
    parser.add_argument("--only", choices=PARTS, help="one part")
    options = parser.parse_args()
    lines = options.lines // 10 if options.quick else options.lines
    rounds = 3 if options.quick else 5
    for part in [options.only] if options.only else PARTS:
        print(f"\n=== {part} ===")
        _measure(part, lines, rounds, quick=options.quick)


def _measure(part: str, lines: int, rounds: int, *, quick: bool) -> None:
    if part == "compute":
        compute.run(lines, rounds)
        compute.growth(compute.GROWTH[: 2 if quick else 3], rounds)
    elif part == "write":
        write.one(rounds)
        write.many(100 if quick else 1_000)
    elif part == "read":
        read.run(lines, lines // 10, rounds)
    elif part == "start":
        start.run(rounds)
    elif part == "clv":
        clv.run(4 * rounds)
    elif part == "cells":
        cells.run(rounds)
    else:
        calc.run(1 if quick else 3)


if __name__ == "__main__":
    main()
