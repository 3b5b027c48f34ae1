"""The report as plain text, for `cbsc-xl check`."""

from __future__ import annotations

from itertools import islice

from cbsc_xl.tables.report import Problem, Refusal, Report

_SHOWN = 20


def render(report: Report) -> str:
    """Write the report: counts by table, what was left out (first rows a table), notes, proposals."""
    parts = [_counts(report)]
    parts += [text for table in report.counts if (text := _refused(report, table))]
    if report.notes:
        parts.append("Notes\n" + "\n".join(f"  {note}" for note in report.notes))
    if report.proposals:
        parts.append(
            "Lines to consider for mapping.toml\n" + "\n".join(f"  {line}" for line in report.proposals)
        )
    return "\n\n".join(parts)


def _counts(report: Report) -> str:
    if not report.counts:
        return "No table was found."
    width = max(len(name) for name in (*report.counts, "table"))
    lines = [f"{'table':<{width}}  {'read':>10}  {'used':>10}  {'left out':>10}  from"]
    for name, count in report.counts.items():
        sources = ", ".join(dict.fromkeys(count.sources))
        lines.append(
            f"{name:<{width}}  {count.read:>10,}  {count.used:>10,}  {count.refused:>10,}  {sources}"
        )
    return "\n".join(lines)


def _refused(report: Report, table: str) -> str:
    refusals = [refusal for refusal in report.refusals if refusal.table == table]
    single = [refusal for refusal in refusals if refusal.column]
    whole = [refusal for refusal in refusals if not refusal.column]
    if not refusals:
        return ""
    lines = [f"{table}: left out"]
    lines += [f"  {len(refusal.rows):,} rows: {refusal.reason}{_where(refusal)}" for refusal in whole]
    problems = [problem for refusal in single for problem in islice(refusal.problems(), _SHOWN)]
    problems.sort(key=lambda problem: (problem.source, problem.row))
    lines += [_line(problem) for problem in problems[:_SHOWN]]
    more = sum(len(refusal.rows) for refusal in single) - len(problems[:_SHOWN])
    if more > 0:
        lines.append(f"  and {more:,} more")
    return "\n".join(lines)


def _where(refusal: Refusal) -> str:
    if len(refusal.rows) > 1:
        return ""
    value = f": {refusal.values[0]!r}" if refusal.values else ""
    return f" (row {refusal.rows[0]} of {refusal.source}{value})"


def _line(problem: Problem) -> str:
    value = f" {problem.value!r}" if problem.value else ""
    source = f"{problem.source}, " if problem.source else ""
    return f"  {source}row {problem.row}, {problem.column}{value}: {problem.reason}"
