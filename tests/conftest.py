"""What all tests share: a real spreadsheet, the same random tests for everyone, the real data if present."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.office.driver import Office, OfficeError

SHARED = Path(__file__).parents[2] / "shared"
collect_ignore = [] if SHARED.is_dir() else ["real"]

hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """LibreOffice for the whole session."""
    try:
        office = Office()
    except OfficeError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    yield office
    office.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    if collect_ignore:
        terminalreporter.write_line(
            "tests/real left out: they need the folder ../shared beside the repository"
        )
