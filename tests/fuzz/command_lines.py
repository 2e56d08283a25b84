"""Command lines from click's tree of commands: each option there is, with values that nobody means."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import click

from engine.cli.main import penholder
from tests.fuzz.oddities import TEXTS

PASSED_OVER = {
    "--watch": "it goes on until somebody ends it",
    "studio": "it goes on until somebody ends it; tests/studio tries its addresses",
    "--scheduler": "it waits for a network; tests/commands/test_batch_addresses.py tries some",
    "--help": "it says nothing else, whatever stands beside it",
}
"""Options and commands that are not tried, and why."""
_PLACES = (
    "", ".", "..", "inputs", "inputs/council.yaml", "inputs/narrative", "outputs/final", "outputs/final/record.json",
    "outputs/final/verification/equity.pdf", "signoff/register.jsonl", "word_templates/readiness.docx", "gone/x", "~",
    "new folder", "equity.docx", "a pipe", "a loop", "endless", "-", "%2e", "n" * 300, "a\nb", "caf\udc82.xlsx",
    "\x1b[31mred",
)  # fmt: skip
_WORDS = tuple(text for text in TEXTS if not {"\0", "\ud800"} & set(text) and not text.startswith("/"))
"""What a shell can give; nothing that names a place of this machine, where a command may write."""
_NAMES = (
    "equity",
    "leaders",
    "draft",
    "final",
    "public",
    "json",
    "text",
    "2026-03-14",
    "2026-01",
    "1",
    "0",
    "-1",
    "999999",
)


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    return _below((), penholder)


def _below(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _below((*words, name), inner)
    elif words[0] not in PASSED_OVER:
        yield words, command


def command_line(words: tuple[str, ...], command: click.Command, dice: random.Random) -> list[str]:
    """The command with some of its options and arguments, mostly as many as it wants."""
    given = list(words)
    for option in command.params:
        name = max(option.opts, key=len)
        if isinstance(option, click.Option):
            wanted = 0 if name in PASSED_OVER else dice.random() < (1.0 if name == "--no-pdf" else 0.35)
        else:
            wanted = dice.choice((1, 1, 1, 2, 0)) if option.nargs < 0 else dice.random() < 0.93
        for _ in range(int(wanted)):
            if isinstance(option, click.Option):
                given.append(name)
            if not (isinstance(option, click.Option) and option.is_flag):
                given.append(_value(option.type, dice))
    if dice.random() < 0.05:
        given.insert(dice.randrange(len(given) + 1), dice.choice(_WORDS))
    return given


def _value(kind: click.ParamType[Any], dice: random.Random) -> str:
    if isinstance(kind, click.Path) and dice.random() < 0.9:
        return dice.choice(_PLACES)
    if isinstance(kind, click.Choice) and dice.random() < 0.8:
        return str(dice.choice(list(kind.choices)))
    return dice.choice((*_NAMES, *_WORDS))
