"""What README and guides say about commands, functions and messages is so in the code."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cbsc_xl.cli.main import parser
from cbsc_xl.hosts.functions import functions

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = (ROOT / "README.md", *DOCS.glob("*.md"), *DOCS.glob("install/*.md"))
NETWORK = {"aiohttp", "asyncio", "ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib", "xmlrpc"}
OF_OTHERS = {"Permission denied", "'cbsc-xl' is not recognized", "command not found", "…"}
GAP = "\0"
each = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)


@cache
def commands() -> dict[str, set[str]]:
    """The options of each command, those of its actions included."""
    return {name: set(_options(command)) for name, command in _subcommands(parser())}


def _subcommands(command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    yield from command._option_string_actions
    for name, action in _subcommands(command):
        yield name
        yield from _options(action)


def code(guide: Path) -> Iterator[str]:
    """Lines of indented and fenced code, and code within sentences."""
    text = guide.read_text(encoding="utf-8")
    yield from re.findall(r"^ {4,}(.+)$", text, re.M)
    yield from (
        line for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S) for line in block.split("\n")
    )
    yield from re.findall(r"`([^`\n]+)`", text)


@each
def test_commands_and_their_options_exist(guide: Path) -> None:
    for line in code(guide):
        for said in re.findall(r"(?:^|\brun:? |; )cbsc-xl (?!does )([a-z]+[^;`#]*)", line):
            name, *rest = said.split()
            assert name in commands(), line
            assert {word for word in rest if word.startswith("--")} <= commands()[name], line


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"`cbsc-xl {name}" not in text] == []


@each
def test_functions_exist(guide: Path) -> None:
    named = set(re.findall(r"\bCBSC_[A-Z_]+[A-Z]\b", guide.read_text(encoding="utf-8")))
    assert named <= {function.name for function in functions()}


def texts_of_code() -> Iterator[str]:
    """Every text in the package, with a gap where something is put in."""
    for path in (ROOT / "cbsc_xl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.sub(r"\{\w+\}", GAP, node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else GAP for part in node.values)
                yield "".join(map(str, parts))


def messages() -> list[str]:
    """First cells of the tables of the page, except what Excel says."""
    page = (DOCS / "troubleshooting.md").read_text(encoding="utf-8")
    sections = [part for part in page.split("\n## ")[1:] if not part.startswith("What Excel says")]
    cells = (cell for part in sections for cell in re.findall(r"^\| (`.+?) \|", part, re.M))
    return [
        message for cell in cells for message in re.findall(r"`([^`]+)`", cell) if message not in OF_OTHERS
    ]


def test_messages_of_the_troubleshooting_page_are_in_the_code() -> None:
    known = list(texts_of_code())
    missing = []
    for message in messages():
        pattern = re.compile(".*".join(map(re.escape, message.split("…"))), re.S)
        if not any(pattern.search(text) for text in known) and not _needs(message):
            missing.append(message)
    assert len(messages()) > 50
    assert missing == []


def _needs(message: str) -> bool:
    """The one message whose word is put in: needs table, needs column, needs setting."""
    return message in {f"needs {kind} …" for kind in ("table", "column", "setting")}


@pytest.mark.parametrize("module", ["hosts/classic/install.py", "hosts/libreoffice/install.py"])
def test_every_sentence_of_the_doctor_is_on_the_page(module: str) -> None:
    tree = ast.parse((ROOT / "cbsc_xl" / module).read_text(encoding="utf-8"))
    said = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in _parts(value))
        for node in ast.walk(tree)
        if (value := _sentence(node)) is not None
    ]
    shown = messages()
    assert said
    for sentence in said:
        assert any(_same(sentence, message) for message in shown), sentence


def _sentence(node: ast.AST) -> ast.expr | None:
    """The text of a sentence that is yielded or raised."""
    if isinstance(node, ast.Yield) and isinstance(node.value, (ast.Constant, ast.JoinedStr)):
        return node.value
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "HostError":
        return node.args[0] if isinstance(node.args[0], (ast.Constant, ast.JoinedStr)) else None
    return None


def _parts(value: ast.expr) -> list[ast.expr]:
    return value.values if isinstance(value, ast.JoinedStr) else [value]


def _same(sentence: str, message: str) -> bool:
    pattern = ".*".join(map(re.escape, message.split("…")))
    return re.fullmatch(pattern, sentence) is not None


def test_no_part_of_the_program_opens_a_connection() -> None:
    imported = {
        name.split(".")[0]
        for path in (ROOT / "cbsc_xl").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imports(node)
    }
    assert imported & NETWORK == set()


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
