"""One LibreOffice with the add-in for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cbsc_xl.hosts.libreoffice.extension import build, worker_command
from tests.office.driver import Office


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A LibreOffice with the add-in, in a profile of its own."""
    yield from _office(tmp_path_factory.mktemp("extension") / "cbsc-xl.oxt")


@pytest.fixture
def office_again(tmp_path: Path) -> Iterator[Office]:
    """Another LibreOffice with the add-in, which knows nothing of the first."""
    yield from _office(tmp_path / "cbsc-xl.oxt")


def _office(extension: Path) -> Iterator[Office]:
    build(extension, worker_command())
    office = Office(seconds=300)
    office.add_extension(extension)
    yield office
    office.stop()
