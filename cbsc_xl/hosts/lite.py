"""The functions in xlwings Lite: the main.py of a workbook imports all of them with ``*``.

Lite runs each workbook in a Python of its own. Without xlwings the functions are plain ones of Python.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from cbsc_xl.hosts.coercion import is_range
from cbsc_xl.hosts.function import Argument, ErrorValue, Function, Result, Scalar
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.session import Session

Callback = Callable[..., Any]

_ERRORS = {error.value: error for error in ErrorValue}


class _Workbook:
    """The only workbook of this process; a function of Lite cannot read its tables."""

    key = "workbook"

    def table(self, name: str) -> None:
        return None


_SESSION, _BOOK = Session(), _Workbook()


def _callback(function: Function) -> Callback:
    """Return what Lite calls for a function; xlwings reads name, help and parameters from it."""

    def call(*given: Any) -> Any:
        return _shown(_SESSION.call(function.name, [_argument(value) for value in given], _BOOK))

    variadic = any(argument.repeated for argument in function.arguments)
    parameters = [_parameter(argument, variadic) for argument in function.arguments]
    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.help
    call.__annotations__ = {}
    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return call


def _parameter(argument: Argument, variadic: bool) -> Parameter:
    """Return an argument as Python declares it; xlwings allows no defaults beside a repeated one."""
    if argument.repeated:
        return Parameter(argument.name, Parameter.VAR_POSITIONAL)
    default = None if argument.optional and not variadic else Parameter.empty
    return Parameter(argument.name, Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _argument(value: Any) -> Any:
    """Return a cell, which Lite delivers as a range, by its value, and errors as what they are."""
    if is_range(value) and len(value) == 1 and len(value[0]) == 1:
        value = value[0][0]
    return _ERRORS.get(value, value) if isinstance(value, str) else value


def _shown(result: Result) -> Any:
    """Return a result with errors as text, which Lite turns into true errors."""
    if isinstance(result, list):
        return [[_text(value) for value in row] for row in result]
    return _text(result)


def _text(value: Scalar) -> float | str | bool | None:
    return value.value if isinstance(value, ErrorValue) else value


def _registered(function: Function) -> Callback:
    """Return a function as xlwings registers it: ranges as rows, errors among cells as text."""
    call = _callback(function)
    try:
        import xlwings
    except ImportError:
        return call
    for argument in function.arguments:
        call = xlwings.arg(argument.name, ndim=2, err_to_str=True, doc=argument.help)(call)
    return xlwings.func(call)


__all__ = [function.name for function in functions()]
globals().update({function.name: _registered(function) for function in functions()})
