"""A real spreadsheet for the tests: LibreOffice recalculates, evaluates and prints."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

INSTALL = "tools/install_libreoffice"
WORKER = Path(__file__).with_name("uno_worker.py")
PYTHONS = ("python", "/usr/bin/python3")  # beside soffice.bin, else the system's


class OfficeError(Exception):
    """LibreOffice is missing, does not answer, or cannot do what was asked."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error in a cell, named as Excel names it: ``#N/A``, ``#VALUE!``, ``#NAME?``."""

    name: str

    def __str__(self) -> str:
        return self.name


Value = float | str | bool | ErrorValue


class Office:
    """One LibreOffice, started at the first question and again after a failure."""

    def __init__(self, seconds: float = 120) -> None:
        """`seconds` is the time limit of one answer."""
        self.seconds = seconds
        self.command = find_libreoffice()
        self._worker: subprocess.Popen[str] | None = None
        self._profile = tempfile.TemporaryDirectory(prefix="cbsc-office-", ignore_cleanup_errors=True)

    def recalculate(
        self,
        path: Path,
        set_cells: Mapping[str, float | str | bool | None] | None = None,
        paste: Mapping[str, Sequence[Sequence[float | str | None]]] | None = None,
        beside: Path | None = None,
        macros: bool = False,
        hard: bool = True,
        save: Path | None = None,
    ) -> dict[str, dict[str, Value]]:
        """Value of every formula cell, by sheet and address, after a hard recalculation.

        `set_cells` are typed into the opened workbook first: ``{"Targets!F12": 0.9}``; None empties a cell.
        `paste` has rows by their first cell; `beside` is a workbook that is opened and recalculated while
        this one is open, before it is recalculated again. The file itself stays as it is, `save` is a new
        .xlsx for what became of it; its VBA runs if `macros` says so. Without `hard` only what depends on
        the changes is recalculated.
        """
        found = self._ask(
            "recalculate",
            path=str(Path(path).resolve()),
            set_cells=dict(set_cells or {}),
            paste=dict(paste or {}),
            beside=str(beside.resolve()) if beside else None,
            macros=macros,
            hard=hard,
            save=str(save.resolve()) if save else None,
        )
        return {
            sheet: {address: _value(value) for address, value in cells.items()}
            for sheet, cells in found.items()
        }

    def evaluate(self, formulas: Sequence[str]) -> list[Value]:
        """Results of formulas written as in an .xlsx file: English names, commas, with or without ``=``."""
        book = openpyxl.Workbook()
        sheet = book.create_sheet("Formulas", 0)
        for row, formula in enumerate(formulas, start=1):
            sheet.cell(row, 1).value = "=" + formula.removeprefix("=")
        path = Path(self._profile.name) / "formulas.xlsx"
        book.save(path)
        values = self.recalculate(path)["Formulas"]
        return [values[f"A{row}"] for row in range(1, len(formulas) + 1)]

    def add_extension(self, path: Path) -> None:
        """Add an extension to the profile of this LibreOffice."""
        self._ask("add_extension", path=str(Path(path).resolve()))

    def pictures(self, path: Path, out_dir: Path, dpi: int = 110) -> list[Path]:
        """Every printed page of a workbook as a PNG file in `out_dir`, in order."""
        path, out_dir = Path(path).resolve(), Path(out_dir).resolve()
        out_dir.mkdir(parents=True, exist_ok=True)
        pdf = out_dir / f"{path.stem}.pdf"
        self._ask("pdf", path=str(path), target=str(pdf))
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(out_dir / path.stem)],
            check=True,
            timeout=self.seconds,
        )
        page = re.compile(re.escape(path.stem) + r"-\d+\.png")
        return sorted(file for file in out_dir.iterdir() if page.fullmatch(file.name))

    def stop(self) -> None:
        """End LibreOffice and remove its profile."""
        if self._worker is not None:
            self._end(self._worker)
        self._profile.cleanup()

    def _ask(self, question: str, **arguments: object) -> Any:
        """One question to the worker, whose whole process group is killed when the time is over."""
        worker = self._worker or self._start()
        assert worker.stdin is not None
        assert worker.stdout is not None
        line = ""
        with _limit(worker, self.seconds), contextlib.suppress(BrokenPipeError):
            worker.stdin.write(json.dumps({"ask": question, **arguments}) + "\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
        if not line:
            self._end(worker)
            raise OfficeError(
                f"LibreOffice gave no answer within {self.seconds:g} seconds, or ended: {question}"
            )
        answer = json.loads(line)
        if "failure" in answer:
            raise OfficeError(answer["failure"])
        return answer["result"]

    def _start(self) -> subprocess.Popen[str]:
        self._worker = subprocess.Popen(
            [*self.command, str(Path(self._profile.name) / "profile")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            env=_environment(),
        )
        return self._worker

    def _end(self, worker: subprocess.Popen[str]) -> None:
        """Let the worker end LibreOffice, then kill what is left of its process group."""
        self._worker = None
        with _limit(worker, 10), contextlib.suppress(BrokenPipeError), worker:
            pass  # leaving the worker closes its input and waits for it
        _kill(worker)


@contextlib.contextmanager
def _limit(worker: subprocess.Popen[str], seconds: float) -> Iterator[None]:
    """Kill the worker and LibreOffice when the block takes longer."""
    timer = threading.Timer(seconds, _kill, [worker])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _kill(worker: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)


def _value(value: Any) -> Value:
    return ErrorValue(value["error"]) if isinstance(value, dict) else value


def find_libreoffice() -> tuple[str, str, str]:
    """The command of the worker: a Python that has ``uno``, the script, soffice.bin.

    OfficeError names what is missing and the command that installs it.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        raise missing("LibreOffice (soffice)")
    if shutil.which("pdftoppm") is None:
        raise missing("pdftoppm")
    if "Carlito" not in _output("fc-match", "-f", "%{family}", "Carlito"):
        raise missing("The font Carlito")
    program = Path(soffice).resolve().parent
    for python in PYTHONS:
        if _output(str(program / python), "-c", "import uno; print('uno')"):
            return str(program / python), str(WORKER), str(program / "soffice.bin")
    raise missing("Python's module uno of LibreOffice")


def missing(what: str) -> OfficeError:
    """The sentence about a tool that the tests need."""
    return OfficeError(f"{what} is missing; install it with: {INSTALL}")


def _environment() -> dict[str, str]:
    """The environment without this Python's settings, without a screen, in a neutral language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"}


def _output(*command: str) -> str:
    """What a command prints, nothing when it fails or does not exist."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, env=_environment())
    except OSError:
        return ""
    return run.stdout if run.returncode == 0 else ""
