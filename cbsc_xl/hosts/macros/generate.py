"""Generate: one workbook per customer group from the tables of this one."""

from __future__ import annotations

from cbsc_xl.hosts.macros.desk import Desk
from cbsc_xl.hosts.port import Cancelled


def generate(desk: Desk) -> None:
    """Write the workbooks and their overview into a folder, and open the overview."""
    from cbsc_xl.workbook.generate import generate as write
    from cbsc_xl.workbook.runs import run_over

    voice, ledger = desk.voice, desk.data.calculator.ledger
    period = ask_period(desk)
    folder = desk.user.folder(voice("Folder for the workbooks"))
    if (folder / "Overview.xlsx").exists() and not desk.user.confirm(
        voice("{folder} holds workbooks already: replace those of the same name?", folder=folder)
    ):
        raise Cancelled
    result = write(run_over(ledger, period, language=desk.language), folder)
    said = [
        voice(
            "{count} workbooks and Overview.xlsx are in {folder}.", count=len(result.summaries), folder=folder
        )
    ]
    said += [f"{group}: {reason}" for group, reason in result.skipped.items()]
    desk.user.open(result.files[-1])
    desk.user.say("\n".join([*said, *result.remarks]))


def ask_period(desk: Desk) -> str:
    """Return the period that the user types, as typed; BadArgument if it is not understood."""
    calculator = desk.data.calculator
    proposed = calculator.period(None).text
    typed = desk.user.ask(desk.voice("Period, such as 2025, 2025-Q1 or LTM:2025-03"), proposed).strip()
    return calculator.period(typed).text
