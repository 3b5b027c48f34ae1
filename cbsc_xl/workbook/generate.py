"""One workbook per customer group, the overview, and a manifest: all of them, or nothing of a file."""

from __future__ import annotations

import gc
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cbsc_xl import __version__
from cbsc_xl.period import to_date
from cbsc_xl.resources import template_path
from cbsc_xl.texts import translate
from cbsc_xl.workbook.filenames import file_names
from cbsc_xl.workbook.host import Host
from cbsc_xl.workbook.live import Live
from cbsc_xl.workbook.overview import FEW_CUSTOMERS, Overview
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.report import GroupReport, Run
from cbsc_xl.workbook.source import for_host, with_data
from cbsc_xl.workbook.summary import Summary, summarise
from cbsc_xl.workbook.template import Template

FEW_GROUPS = 40
"""Up to this many groups one process is quicker than starting others."""
NEW_OBJECTS = 100_000
"""Python looks for circular garbage once there are so many new objects; a workbook has hardly any."""

Progress = Callable[[int, int, str], None]


@dataclass
class Result:
    """What a run has written, and what it has to say about groups that are small or left out."""

    directory: Path
    summaries: list[Summary] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[Path]:
        """The workbooks, the overview last."""
        return [self.directory / name for name in (*(s.file for s in self.summaries), "Overview.xlsx")]


def generate(
    run: Run,
    directory: Path,
    groups: Sequence[str] | None = None,
    template: Path | None = None,
    progress: Progress | None = None,
    data: bool = False,
    host: Host | None = None,
) -> Result:
    """Write the workbooks of a run into a directory, which is made if need be.

    With ``data`` they hold the tables, too; for a ``host`` they are live. A group without a purchase in
    the period and the year before gets no workbook but a sentence.
    Raises TemplateError or ScorecardError before anything is written for the group concerned.
    """
    directory.mkdir(parents=True, exist_ok=True)
    result = Result(directory, remarks=_reach(run))
    source = template or template_path("scorecard.xlsx")
    reports = list(_reports(run, groups or run.groups, result))
    names = file_names((report.group for report in reports), host.suffix if host else ".xlsx")
    with _prepared(source, run, reports, data, host) as (ready, live), _collecting_seldom():
        jobs = (Job(report.work_out(), directory / names[report.group], ready, live) for report in reports)
        for done, summary in enumerate(_write_all(jobs, len(reports)), 1):
            result.summaries.append(summary)
            if progress:
                progress(done, len(reports), summary.group)
    _write_overview(run, result)
    _write_manifest(run, result)
    return result


def _reach(run: Run) -> list[str]:
    """Return what the reach of the data means for the figures."""
    said = []
    if run.ends_early:
        said.append(f"the data end on {to_date(run.cutoff)}, before the period does")
    if run.previous_incomplete:
        said.append(
            f"the data begin on {to_date(run.first_day)}, after the previous year did: growth and revenue "
            "retention compare with less than a full period, and customers without start_date look new"
        )
    return said


def _reports(run: Run, groups: Sequence[str], result: Result) -> Iterator[GroupReport]:
    for group in groups:
        report = GroupReport(run, group)
        if report.is_empty:
            text = "no purchase in {period} or the year before"
            result.skipped[group] = text.format(period=run.period.text)
            continue
        customers = report.customers
        if customers == 0:
            result.remarks.append(f"{group}: no purchase in {run.period.text}; the workbook shows the loss")
        elif customers is not None and customers < FEW_CUSTOMERS:
            result.remarks.append(f"{group}: {customers:.0f} active customers, so ratios jump")
        yield report


@contextmanager
def _prepared(
    source: Path, run: Run, reports: Sequence[GroupReport], data: bool, host: Host | None
) -> Iterator[tuple[Path, Live | None]]:
    """Yield the template of all workbooks: as it is, or with the data and the parts of a host."""
    if not data and host is None:
        yield source, None
        return
    live = None
    if host is None:
        package = with_data(source, run)
    else:
        package, live = for_host(source, run, host, (fact for report in reports for fact in report.facts))
    with tempfile.TemporaryDirectory(prefix="cbsc-") as folder:
        path = Path(folder) / source.name
        path.write_bytes(package.write({}))
        yield path, live


@dataclass(frozen=True)
class Job:
    """A workbook to write: the figures, the file, the template, and how live formulas ask for figures."""

    report: GroupReport
    path: Path
    source: Path
    live: Live | None


def _write_all(jobs: Iterator[Job], count: int) -> Iterator[Summary]:
    workers = min(os.cpu_count() or 1, count // FEW_GROUPS + 1)
    if workers == 1:
        yield from map(_write, jobs)
        return
    with ProcessPoolExecutor(workers, initializer=_collect_seldom) as pool:
        yield from pool.map(_write, jobs, chunksize=8)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _collect_seldom() -> None:
    """Pass over what there is already, such as the ledger, and look at new objects seldom."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def _write(job: Job) -> Summary:
    """Write the workbook of one group; runs in a process of its own when there are many."""
    report, template = job.report, _template(job.source)
    language = report.run.language
    title = f"{report.group} {report.run.period.text}"
    content = template.fill(
        plan(report, template.layout, job.live),
        lambda text: translate(text, language),
        title=title,
        recalculate=job.live is None,
    )
    replace_file(job.path, content)
    return summarise(report, job.path.name)


@cache
def _template(path: Path) -> Template:
    return Template(Package(path))


def _write_overview(run: Run, result: Result) -> None:
    template = _template(template_path("overview.xlsx"))
    content = template.fill(
        Overview(run, result.summaries, template.layout).fill(),
        lambda text: translate(text, run.language),
        title=f"Overview {run.period.text}",
    )
    replace_file(result.directory / "Overview.xlsx", content)


def _write_manifest(run: Run, result: Result) -> None:
    manifest = {
        "version": __version__,
        "period": run.period.text,
        "by": run.column,
        "language": run.language,
        "currency": run.currency,
        "overview": "Overview.xlsx",
        "rows": {
            table: {"read": read, "used": used, "refused": listed}
            for table, (read, used, listed) in run.rows.items()
        },
        "groups": [summary.as_json() for summary in result.summaries],
        "skipped": result.skipped,
        "remarks": result.remarks,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    replace_file(result.directory / "manifest.json", text.encode("utf-8"))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there: nobody ever finds half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".cbsc-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
