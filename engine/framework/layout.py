"""How the sector's workbook is laid out: the words its headings, columns and labels begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.plain_words import folded
from engine.schemas import load_schema, no_schema
from engine.workspace import Workspace, house

_KIND = "official_workbook"


@dataclass(frozen=True, slots=True)
class Misprint:
    """Printed words that somebody will stumble over, and what is meant by them."""

    printed: str
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    """How the heading of a section of the report begins, and those of its parts, by their ids."""

    heading: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePageWords:
    """How the lines of a page on a theme are known. ends: words that only headings after the page have."""

    covers: tuple[str, ...]
    looked_for: tuple[str, ...]
    statement: tuple[str, ...]
    notes: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """data_schemas/official_workbook.yaml as values; all words are folded but those of slips and kinds of document.

    endorsing: the line above the declarations; declarations: how each begins, by its id.
    """

    blocks: Mapping[str, tuple[str, ...]]
    prompts: tuple[str, ...]
    data: tuple[str, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, str]
    yes: tuple[str, ...]
    every_statement: tuple[str, ...]
    window: str
    types: Mapping[str, str]
    sources: tuple[str, ...]
    slips: tuple[Misprint, ...]
    theme_pages: ThemePageWords
    tips: tuple[str, ...]
    sections: Mapping[str, SectionWords]
    review: tuple[str, ...]
    endorsing: tuple[str, ...]
    declarations: Mapping[str, tuple[str, ...]]


def load_layout(workspace: Workspace) -> Layout:
    """The layout file of a workspace, else the house copy. Raises InputError where it is not one."""
    try:
        return _layout(load_schema(Workspace(house()), _KIND) | load_schema(workspace, _KIND))
    except (KeyError, TypeError, AttributeError) as fault:
        raise no_schema(_KIND, f"it lacks {fault}") from fault


def _layout(content: dict[str, Any]) -> Layout:
    summary, library = content["summary"], content["library"]
    return Layout(
        blocks={block: _folded(words) for block, words in summary["blocks"].items()},
        prompts=_folded(summary["prompts"]),
        data=_folded(summary["data"]),
        notes=_folded(summary["notes"]),
        columns={column: folded(words) for column, words in library["columns"].items()},
        yes=_folded(library["marks_yes"]),
        every_statement=_folded(library["every_statement"]),
        window=folded(library["window"]),
        types={folded(way): name for name, ways in library["types"].items() for way in (name, *ways)},
        sources=_folded(content["sources"]["heading"]),
        slips=tuple(Misprint(printed, str(meant)) for printed, meant in content["slips"].items()),
        theme_pages=ThemePageWords(**{name: _folded(words) for name, words in content["theme_pages"].items()}),
        tips=_folded(content["tips"]["heading"]),
        sections={
            name: SectionWords(
                heading=_folded(section["heading"]),
                parts={part: _folded(words) for part, words in section["parts"].items()},
            )
            for name, section in content["sections"].items()
        },
        review=_folded(content["process"]["review"]),
        endorsing=_folded(content["declarations"]["heading"]),
        declarations={key: _folded(ways) for key, ways in content["declarations"]["ways"].items()},
    )


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(folded(str(text)) for text in words)
