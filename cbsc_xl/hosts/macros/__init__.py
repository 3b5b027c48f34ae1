"""The macros behind the ribbon: each works on a workbook through the port, whatever the host."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from cbsc_xl.errors import BadArgument, CbscError
from cbsc_xl.hosts.macros.about import about
from cbsc_xl.hosts.macros.browser import browser
from cbsc_xl.hosts.macros.build import build
from cbsc_xl.hosts.macros.check import check
from cbsc_xl.hosts.macros.desk import Desk
from cbsc_xl.hosts.macros.explain import explain
from cbsc_xl.hosts.macros.freeze import freeze
from cbsc_xl.hosts.macros.generate import generate
from cbsc_xl.hosts.macros.language import language
from cbsc_xl.hosts.macros.macro import Macro
from cbsc_xl.hosts.macros.new import new
from cbsc_xl.hosts.macros.paste import paste
from cbsc_xl.hosts.macros.recalculate import recalculate
from cbsc_xl.hosts.macros.snapshot import snapshot
from cbsc_xl.hosts.port import Cancelled, User, Workbook
from cbsc_xl.hosts.session import Session
from cbsc_xl.texts import mark

__all__ = ["MACROS", "Desk", "Macro", "run"]

DATA, SCORECARD, FIGURES = mark("Data"), mark("Scorecard"), mark("Figures")
SHARING, HELP = mark("Sharing"), mark("Help")

MACROS = (
    Macro(
        "new",
        mark("New book"),
        mark("A new workbook with a headed and explained sheet per table, to paste exports into."),
        "FileNew",
        DATA,
        new,
    ),
    Macro(
        "paste",
        mark("Paste helper"),
        mark("Makes a table of the pasted cells: finds out which it is and what its columns mean."),
        "Paste",
        DATA,
        paste,
    ),
    Macro(
        "check",
        mark("Check data"),
        mark("Lists on a sheet what was read, and every row that was left out and why."),
        "DataValidation",
        DATA,
        check,
    ),
    Macro(
        "build",
        mark("Scorecard sheet"),
        mark(
            "Writes the scorecard of a customer group on a sheet of this workbook; its figures are functions."
        ),
        "ChartInsert",
        SCORECARD,
        build,
    ),
    Macro(
        "generate",
        mark("Workbooks per group"),
        mark("Writes one workbook per customer group and an overview into a folder."),
        "ExportExcel",
        SCORECARD,
        generate,
    ),
    Macro(
        "recalculate",
        mark("Recalculate"),
        mark("Works out every formula anew, even where nothing seems to have changed."),
        "CalculateNow",
        SCORECARD,
        recalculate,
    ),
    Macro(
        "explain",
        mark("Explain cell"),
        mark("Tells on a sheet how the figure of the selected cell came about."),
        "Help",
        FIGURES,
        explain,
    ),
    Macro(
        "browser",
        mark("Functions"),
        mark("Lists on a sheet every function with its definition, arguments, unit and sources."),
        "FunctionWizard",
        FIGURES,
        browser,
    ),
    Macro(
        "freeze",
        mark("Freeze for sharing"),
        mark("Writes a copy in which every function is its value, with a note where it came from."),
        "Lock",
        SHARING,
        freeze,
    ),
    Macro(
        "snapshot",
        mark("Snapshot"),
        mark("Adds the figures of a period to the table History of this workbook."),
        "Camera",
        SHARING,
        snapshot,
    ),
    Macro(
        "language",
        mark("Language"),
        mark("Chooses the language of messages and new sheets of this workbook."),
        "Translate",
        HELP,
        language,
    ),
    Macro(
        "about",
        mark("About and doctor"),
        mark("Shows on a sheet the versions, the data of this workbook, and what went wrong."),
        "Info",
        HELP,
        about,
    ),
)
"""The buttons of the ribbon, in their order."""


def run(
    name: str,
    book: Workbook,
    user: User,
    session: Session,
    now: datetime | None = None,
    faults: Callable[[], Iterable[str]] = tuple,
) -> bool:
    """Run a macro and tell whether it did its work; what goes wrong is one sentence to the user.

    ``faults`` says what is wrong with the host, a sentence each. What nobody foresaw is a line in the log of
    the session. BadArgument for a macro that does not exist.
    """
    macro = next((macro for macro in MACROS if macro.name == name), None)
    if macro is None:
        raise BadArgument(f"there is no macro {name!r}")
    desk = Desk(book, user, session, now or datetime.now(), faults)
    try:
        macro.action(desk)
    except Cancelled:
        return False
    except CbscError as error:
        user.say(str(error))
        return False
    except OSError as error:
        user.say(f"{error.filename}: {error.strerror}")
        return False
    except Exception as error:
        session.note(macro.name, error)
        said = desk.voice("{button} stopped: About and doctor says why.", button=desk.voice(macro.label))
        user.say(said)
        return False
    return True
