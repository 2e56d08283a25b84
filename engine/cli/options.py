"""Options that many commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from engine import log
from engine.workspace import workspace_at

__all__ = ["format_option", "verbose_option", "workspace_at", "workspace_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _show_log(_: click.Context, __: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        log.show()


verbose_option = click.option(
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_log,
    help="Tell each step with its time, and what was found in the cache, on standard error.",
)


def workspace_option(command: _Command) -> _Command:
    """The folder a command works in, and whether it tells what it does on the way."""
    root = click.option(
        "--workspace",
        "root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="The folder to work in. Default: the current folder.",
    )
    return root(verbose_option(command))


format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are printed."
)
