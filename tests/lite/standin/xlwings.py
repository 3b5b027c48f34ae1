"""Stands in for xlwings inside xlwings Lite: what it is told of functions, and how Excel's cells reach them.

Cells are rows of values, ``""`` for a blank and a dictionary for an error, as Excel hands them to an add-in.
"""

import inspect

ERRORS = {"#N/A", "#VALUE!", "#NUM!", "#DIV/0!"}
OPTIONS = {}
REGISTERED = {}


def arg(name, **options):
    def decorate(function):
        assert name in inspect.signature(function).parameters
        OPTIONS.setdefault(function.__name__, {})[name] = options
        return function

    return decorate


def func(function):
    parameters = inspect.signature(function).parameters.values()
    kinds = [parameter.kind for parameter in parameters]
    assert {*kinds} <= {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        assert all(parameter.default is inspect.Parameter.empty for parameter in parameters)
    REGISTERED[function.__name__] = function
    return function


def described():
    """What Excel is told: help of each function; name, kind and help of its arguments."""
    return {name: [function.__doc__, _arguments(name)] for name, function in sorted(REGISTERED.items())}


def _arguments(name):
    return [
        [parameter.name, _kind(parameter), OPTIONS[name][parameter.name]["doc"]]
        for parameter in _parameters(name)
    ]


def _parameters(name):
    return list(inspect.signature(REGISTERED[name]).parameters.values())


def _kind(parameter):
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return "repeated"
    return "required" if parameter.default is inspect.Parameter.empty else "optional"


def call(name, *ranges):
    """What a cell shows: each argument is rows of cells, or None if it is left out."""
    declared = _parameters(name)
    given = [_read(name, declared[min(i, len(declared) - 1)], rows) for i, rows in enumerate(ranges)]
    return _written(REGISTERED[name](*given))


def _read(name, parameter, rows):
    if rows in (None, [[""]]):
        return None if parameter.default is inspect.Parameter.empty else parameter.default
    options = OPTIONS[name][parameter.name]
    cells = [[_cell(value, options) for value in row] for row in rows]
    if options.get("ndim") == 2:
        return cells
    if len(cells) == 1:
        return cells[0] if len(cells[0]) > 1 else cells[0][0]
    return [row[0] for row in cells] if len(cells[0]) == 1 else cells


def _cell(value, options):
    if isinstance(value, dict):
        return value["error"] if options.get("err_to_str") else None
    return None if value == "" else value


def _written(result):
    if isinstance(result, list):
        assert len({len(row) for row in result}) == 1
        return [[_written(value) for value in row] for row in result]
    assert isinstance(result, (bool, int, float, str))
    return {"error": result} if result in ERRORS else result
