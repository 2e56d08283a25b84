"""docs/commands.md, made of what the command line itself says of each command and option."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import click

from engine import errors
from engine.cli.main import penholder
from engine.finding_kinds import INPUTS_HAVE_ERRORS, TEMPLATES_HAVE_ERRORS


def every_command() -> dict[str, click.Command]:
    """All commands that can be given, by the words they are given with."""
    return dict(_below(penholder, "penholder"))


def commands() -> str:
    """A section for each command, with its arguments and options."""
    return "\n".join(line for name, command in every_command().items() for line in _section(name, command)) + "\n"


def exit_codes() -> str:
    """The table of exit codes, each with what it means."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    meanings = {kind.exit_code: str(inspect.getdoc(kind)) for kind in kinds if issubclass(kind, errors.PenholderError)}
    meanings |= {
        0: "All is well. Warnings do not change it.",
        1: "A fault of penholder's own.",
        INPUTS_HAVE_ERRORS: "Inputs have errors. A draft is built all the same, unless `council.yaml` is wrong.",
        TEMPLATES_HAVE_ERRORS: "Templates have errors, and nothing else has.",
    }
    rows = (f"| {code} | {meaning} |" for code, meaning in sorted(meanings.items()))
    return "\n".join(("", "| exit code | means |", "|---|---|", *rows, "", ""))


def _below(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from _below(inner, f"{name} {word}")
    else:
        yield name, command


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context)).removeprefix("[OPTIONS]").strip()
    yield from ("", f"## {name}", "", "```", f"{name} {usage}".strip(), "```", "")
    for paragraph in str(inspect.cleandoc(command.help or "")).split("\n\n"):
        yield from (paragraph.replace("\b\n", ""), "")
    options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
    yield from ("| option | does |", "|---|---|")
    for option in options:
        yield f"| `{_written(option, context)}` | {_cell(option.help or '')} |"


def _written(option: click.Option, context: click.Context) -> str:
    """An option as it is typed, with what it takes."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    taken: Any = "" if option.is_flag else f" {option.make_metavar(context)}"
    return f"{names}{taken}{' …' if option.multiple else ''}".replace("|", r"\|")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", r"\|")
