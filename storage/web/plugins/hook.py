"""Datasette's mark of a hook implementation, with types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from datasette import hookimpl

Function = TypeVar("Function", bound=Callable[..., Any])


def hook(function: Function) -> Function:
    """Mark a function of a plugin as the implementation of the hook whose name it bears."""
    return cast(Function, hookimpl(function))
