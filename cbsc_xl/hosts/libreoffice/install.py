"""Adding the extension to LibreOffice, and removing it, with LibreOffice's own tool ``unopkg``."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from cbsc_xl.errors import HostError
from cbsc_xl.hosts.libreoffice.extension import IDENTIFIER, build, worker_command

FILE = "cbsc-xl.oxt"
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/unopkg",
    "C:/Program Files/LibreOffice/program/unopkg.com",
    "/usr/lib/libreoffice/program/unopkg",
    "/opt/libreoffice/program/unopkg",
)
SECONDS = 120


def install() -> None:
    """Build the extension for this environment and add it, in place of an older one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        build(path, worker_command())
        _unopkg("add", "--force", "--suppress-license", str(path))


def remove() -> None:
    """Remove the extension."""
    _unopkg("remove", IDENTIFIER)


def _unopkg(*arguments: str) -> None:
    command = shutil.which("unopkg") or next((place for place in PLACES if Path(place).is_file()), None)
    if command is None:
        raise HostError("LibreOffice was not found: its tool unopkg must be on the path")
    run = subprocess.run(  # noqa: S603
        [command, *arguments], capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL
    )
    if run.returncode:
        said = " ".join((run.stderr or run.stdout).split())
        raise HostError(f"LibreOffice refuses: {said}")
