"""Reading TOML, with the place of a mistake in one sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cbsc_xl.errors import DataError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; DataError says where it cannot be read."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} is not valid TOML: {error}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path.name} is not written in UTF-8: save it as UTF-8") from None
    return content
