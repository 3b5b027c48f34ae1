"""Runs in Pyodide: what Lite is told of the functions, and some answers, as JSON."""

import json
import sys
from pathlib import Path

sys.path.extend(["/repository", "/repository/tests/lite/standin"])

import xlwings

exec(Path("/repository/udfs/lite/main.py").read_text(encoding="utf-8"))

ANSWERS = {
    "version": ("CBSC_VERSION",),
    "list": ("CBSC_LIST",),
    "help": ("CBSC_HELP", [["churn"]]),
    "no such measure": ("CBSC_HELP", [["churnn"]]),
    "score": ("CBSC_SCORE", [[1.5]]),
    "score of a text": ("CBSC_SCORE", [["much"]]),
    "achievement": ("CBSC_ACHIEVEMENT", [[90]], [[100]], [["higher"]], None, [[""]]),
    "no actual": ("CBSC_ACHIEVEMENT", [[""]], [[100]], [["higher"]]),
    "error among the arguments": ("CBSC_ACHIEVEMENT", [[{"error": "#DIV/0!"}]], [[100]], [["higher"]]),
}
json.dumps(
    {
        "python": sys.version_info[:2],
        "numpy": "numpy" in sys.modules,
        "described": xlwings.described(),
        "answers": {question: xlwings.call(*asked) for question, asked in ANSWERS.items()},
    }
)
