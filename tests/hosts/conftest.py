"""One LibreOffice with the add-in for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cbsc_xl.hosts.libreoffice.extension import build, worker_command
from tests.office.driver import Office


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A LibreOffice with the add-in, in a profile of its own."""
    extension = tmp_path_factory.mktemp("extension") / "cbsc-xl.oxt"
    build(extension, worker_command())
    office = Office(seconds=300)
    office.add_extension(extension)
    yield office
    office.stop()
