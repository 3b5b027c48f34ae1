"""What LibreOffice and the worker say to each other, without LibreOffice; building and installing."""

from __future__ import annotations

import json
import math
import os
import pickle
import struct
import subprocess
import threading
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl import __version__
from cbsc_xl.cli.main import main
from cbsc_xl.hosts.function import ErrorValue
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.libreoffice import install
from cbsc_xl.hosts.libreoffice.extension import worker_command
from cbsc_xl.hosts.libreoffice.worker import ERROR_NUMBERS, Worker, encoded
from tests.hosts.books import CUSTOMERS, SALES, TRANSACTIONS

REVENUE = "CBSC_REVENUE_PER_CUSTOMER"


def asked(*messages: tuple[Any, ...]) -> list[Any]:
    """Return what a worker sends after these messages."""
    target = BytesIO()
    Worker(BytesIO(b"".join(map(pickle.dumps, messages))), target).run()
    target.seek(0)
    found = []
    while target.tell() < len(target.getvalue()):
        found.append(pickle.load(target))
    return found


def call(function: str, *arguments: Any, key: str = "1") -> tuple[Any, ...]:
    return "call", function, arguments, key


def test_a_call_is_answered() -> None:
    tables = ("Customers", CUSTOMERS, ("Transactions", TRANSACTIONS))
    handle, value = asked(call("CBSC_DATA", *tables), call(REVENUE, "Gold", 2025.0))
    assert handle[1].startswith("CBSC:")
    assert value == ("result", 150.0)


def test_tables_are_asked_for_and_calls_in_between_are_answered() -> None:
    """The worker knows no data and asks for each table; the first question waits for another call."""
    to_worker, from_worker = os.pipe(), os.pipe()
    with (
        os.fdopen(to_worker[0], "rb") as source,
        os.fdopen(from_worker[1], "wb") as target,
        os.fdopen(to_worker[1], "wb", buffering=0) as ask,
        os.fdopen(from_worker[0], "rb") as answers,
    ):
        thread = threading.Thread(target=Worker(source, target).run)
        thread.start()
        ask.write(pickle.dumps(call(REVENUE, "Gold", 2025.0)))
        assert pickle.load(answers)[0] == "table"
        ask.write(pickle.dumps(call("CBSC_VERSION")))
        assert pickle.load(answers) == ("result", __version__)
        ask.write(pickle.dumps(("rows", CUSTOMERS)))
        while (message := pickle.load(answers))[0] == "table":
            ask.write(pickle.dumps(("rows", SALES.get(message[1]))))
        assert message == ("result", 150.0)
        ask.close()
        thread.join()


@pytest.mark.parametrize("error", list(ErrorValue))
def test_errors_are_numbers_in_the_payload_of_a_nan(error: ErrorValue) -> None:
    found = encoded(error)
    assert isinstance(found, float)
    assert math.isnan(found)
    assert struct.unpack("<Q", struct.pack("<d", found))[0] & 0xFFFFFFFF == ERROR_NUMBERS[error]


def test_the_process_answers() -> None:
    """The command that stands in the extension starts a worker, from any folder."""
    message = pickle.dumps(call("CBSC_DATA", "Customers", SALES["Customers"], ()))
    run = subprocess.run(worker_command(), input=message, capture_output=True, cwd="/", check=True)
    kind, content = pickle.loads(run.stdout)
    assert (kind, content.partition(" ")[2]) == ("result", "2 rows read, 0 refused")


def test_build_names_every_function(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "my.oxt"
    assert main(["libreoffice", "build", str(path)]) == 0
    assert capsys.readouterr().out.strip() == str(path)
    with zipfile.ZipFile(path) as package:
        methods = json.loads(package.read("addin.json"))["methods"]
        known = package.read("CalcAddIns.xcu").decode()
    assert [name for name, _ in methods.values()] == [function.name for function in functions()]
    assert all(f">{function.name}<" in known for function in functions())


@pytest.mark.parametrize("action", ["install", "remove"])
def test_without_libreoffice(
    action: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install.shutil, "which", lambda _: None)
    monkeypatch.setattr(install, "PLACES", ())
    assert main(["libreoffice", action]) == 1
    assert "LibreOffice was not found" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "result"), [(0, 0), (1, 1)])
def test_install_gives_the_extension_to_unopkg(
    code: int,
    result: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tool = tmp_path / "unopkg"
    tool.write_text(
        f'#!/bin/sh\necho it is locked >&2\ntest -f "$4" || exit 9\nexit {code}\n', encoding="utf-8"
    )
    tool.chmod(0o755)
    monkeypatch.setattr(install.shutil, "which", lambda _: str(tool))
    assert main(["libreoffice", "install"]) == result
    said = capsys.readouterr()
    assert ("it is locked" in said.err) == bool(code)
    assert ("=CBSC_VERSION()" in said.out) == (not code)
