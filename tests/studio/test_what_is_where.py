"""For every command and option of the command line: the page that offers it, or why none does."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from engine.cli.main import penholder
from engine.finding_kinds import Remedy
from engine.model.edition import Edition
from engine.model.returns import ReturnState
from engine.model.signing import State
from engine.studio import words
from engine.studio.offers import OFFERS
from engine.studio.pages import signoff
from engine.studio.pages.progress import SHAPES
from engine.studio.routes import ENTRIES

PAGE_OF = {
    "new": "/start",
    "new --sample": "/start",
    "doctor": "/start",
    "check": "/findings",
    "check --all": "/findings",
    "build": "/build",
    "build --edition": "/build",
    "arrive": "/arrivals",
    "arrive --from": "/arrivals",
    "arrive --look": "/arrivals",
    "arrive --anyway": "/arrivals",
    "arrive --undo": "/arrivals",
    "settle": "/settle",
    "settle --all": "/settle",
    "settle --who": "/settle/{question}",
    "settle --why": "/settle/{question}",
    "settle --when": "/settle/{question}",
    "settle --undo": "/settle",
    "adopt": "/bring-in/put",
    "adopt --last-year": "/bring-in",
    "adopt --look": "/bring-in",
    "adopt --undo": "/bring-in/back",
    "framework import": "/bring-in/put",
    "framework import --look": "/bring-in",
    "framework list": "/bring-in",
    "framework use": "/bring-in/use",
    "signoff issue": "/signoff",
    "signoff issue --addendum": "/signoff",
    "signoff receive": "/arrivals",
    "signoff receive --code": "/signoff/copy/code",
    "signoff receive --attested-by": "/signoff/{sheet}",
    "signoff receive --signed-by": "/signoff/{sheet}",
    "signoff receive --signed-on": "/signoff/{sheet}",
    "signoff status": "/signoff",
    "verify": "/handover",
    "compare": "/compare",
    "compare --out": "/compare",
    "template check": "/templates",
    "template check --annotate": "/templates/commented/{name}",
    "template check --add-styles": "/templates/styles",
    "template fields": "/templates/fields",
    "template fields --out": "/templates/guide",
    "template preview": "/templates/{name}",
    "template brand": "/templates/brand",
    "evidence": "/evidence",
    "return": "/return",
    "return --request": "/return/request",
    "return --column": "/return/request",
    "forms": "/send/forms",
    "studio": "/",
    "studio --shortcut": "/start/shortcut",
}
"""What a page offers, by command and option."""
_EVERYWHERE = ("--workspace", "--format", "--verbose", "--help")
"""Of every command: where, for whom, and how much is told."""
WHY_NONE = {
    "build --only": "a whole edition is built, of which the cache makes a sheet alone hardly faster",
    "build --no-pdf": "pages are looked at, which needs them",
    "build --watch": "each page looks whether anything has changed when it is opened",
    "arrive --as": "a file is told by what is in it; what nobody knows is named, and stays where it is",
    "studio --no-browser": "it is a browser",
    "batch": "for shared services, which have no browser on the machine",
    "framework show": "each form and page shows the wording where it is wanted",
    "framework import --version": "the next number is taken",
    "forms --out": "each person's are saved as a zip, wherever the browser puts it",
    "template new": "each template is there to be saved and changed, with every field that it needs",
    "template brand --out": "the former templates are kept, and a copy of each can be saved",
}
"""What no page offers, and why; a group of commands stands for all in it."""


def commands(group: click.Group = penholder, before: str = "") -> Iterator[str]:
    """Every command, and every option of it that is its own."""
    for name, command in group.commands.items():
        whole = f"{before}{name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{whole} ")
            continue
        yield whole
        for option in command.params:
            own = isinstance(option, click.Option) and option.opts[0] not in _EVERYWHERE
            yield from [f"{whole} {option.opts[0]}"] if own else []


@pytest.mark.parametrize("command", list(commands()))
def test_each_is_on_a_page_or_it_is_said_why_not(command: str) -> None:
    said = [command, command.partition(" ")[0]]
    assert command in PAGE_OF or any(name in WHY_NONE for name in said), (
        f"say in which page {command} is, or why in none"
    )
    assert command not in PAGE_OF or command not in WHY_NONE


def test_what_is_told_of_is_there() -> None:
    every = set(commands())
    groups = {name for name, command in penholder.commands.items()}
    assert set(PAGE_OF) <= every
    assert set(WHY_NONE) <= every | groups
    assert set(PAGE_OF.values()) <= {entry.path for entry in ENTRIES}


def test_every_edition_every_state_and_every_remedy_has_its_words() -> None:
    assert set(words.EDITIONS) == set(Edition)
    assert set(SHAPES) == set(ReturnState)
    assert set(OFFERS) == set(Remedy)
    assert set(signoff.SHAPES) == set(State)
    for shapes in (SHAPES, signoff.SHAPES):
        assert len({shape for shape, *_ in shapes.values()}) == len(shapes), "a new state needs a new shape"
