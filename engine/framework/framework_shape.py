"""What a framework file must look like, whoever altered it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.device_names import DEVICES
from engine.model.framework import Side
from engine.shape import Each, Fault, Flag, GroupOf, Nothing, OneOf, Path, Text, Whole, faults_of, unknown_names

_ID = Text(
    rf"(?!(?:{DEVICES})\Z)[a-z][a-z0-9-]{{0,80}}",
    "an id of small letters, digits and hyphens, and no name that Windows keeps for a device, such as con or aux",
)
_ITEM_ID = Text(r"[a-z][a-z0-9-]{0,80}\.[0-9]{1,4}", "the id of its statement, a full stop and a number")
_LISTED_ID = Text("[A-Z]{1,10}-[0-9]{1,6}", "capitals, a hyphen and a number")
_WORDS = Text()
_NAME = Text(most=300)
_TEXTS = Each(_WORDS)
_NAMED = GroupOf({"id": _ID, "name": _NAME})
_BLOCKS = Each(
    GroupOf(
        {"id": _ID, "title": _NAME},
        {"prompts": _TEXTS, "data": _TEXTS, "guidance": _TEXTS, "documents": _TEXTS},
    ),
    unlike="id",
)

_STATEMENT = GroupOf(
    {
        "id": _ID,
        "name": _NAME,
        "quality_statement": GroupOf({"text": _WORDS, "source": _WORDS}),
        "items": Each(GroupOf({"id": _ITEM_ID, "text": _WORDS}, {"same_as": _ITEM_ID, "formerly": _TEXTS}), least=1),
        "blocks": _BLOCKS,
    },
    {"i_statements": _TEXTS, "we_statements": _TEXTS, "also_called": Each(_NAME)},
)
_THEME = GroupOf(
    {"id": _ID, "name": _NAME, "statements": Each(_STATEMENT, least=1)},
    {"also_called": Each(_NAME), "covers": _WORDS, "lead": _NAME, "points": _TEXTS, "notes": _TEXTS},
)
_LIBRARY_ROW = GroupOf(
    {
        "id": _LISTED_ID,
        "group": _ID,
        "text": _WORDS,
        "statement": Nothing(_ID),
        "document_types": Each(_NAME),
        "information_return": Flag(),
        "twelve_months": Flag(),
    }
)
_SHAPE = GroupOf(
    {
        "version": Text(r"[\w][\w. -]{0,60}", "a short name such as 2026-01, in quotation marks"),
        "official_wording": Flag(),
        "ratings": Each(GroupOf({"name": _NAME, "side": OneOf(tuple(Side))}), least=2, unlike="name"),
        "themes": Each(_THEME, 1, "id"),
        "library_groups": Each(_NAMED, unlike="id"),
        "library": Each(_LIBRARY_ROW, unlike="id"),
        "source_groups": Each(_NAMED, unlike="id"),
        "sources": Each(GroupOf({"id": _LISTED_ID, "group": _ID, "text": _WORDS}), unlike="id"),
        "roles": Each(GroupOf({"id": _ID, "name": _NAME, "declaration": _ID}), unlike="id"),
        "declarations": Each(GroupOf({"id": _ID, "heading": _NAME, "text": _WORDS}), unlike="id"),
        "evidence_kinds": Each(
            GroupOf(
                {"id": _ID, "name": _NAME},
                {"of_people": Flag(), "of_figures": Flag(), "of_leaders": Flag(), "signs": Each(_NAME)},
            ),
            unlike="id",
        ),
        "verification": GroupOf({"declaration": _WORDS, "scope": _WORDS}),
        "overview": GroupOf({"pages": Whole(1, 100)}, {"guidance": _TEXTS, "headings": _BLOCKS}),
        "top_tips": Each(GroupOf({"letter": Text(most=3), "name": _NAME}, {"text": _WORDS})),
    },
    {
        "official_parts": Each(_NAME),
        "theme_guidance": _TEXTS,
        "theme_parts": _BLOCKS,
        "process_parts": _BLOCKS,
        "library_guidance": _TEXTS,
        "sources_guidance": _TEXTS,
    },
)


def faults_of_framework(data: Any) -> list[Fault]:
    """All that is wrong with what a framework file holds; where nothing is, it can be read without a further look."""
    return list(faults_of(data, _SHAPE)) or [*_names(data), *_repeated_ids(data)]


def _names(data: dict[str, Any]) -> Iterator[Fault]:
    """Names of what is not there."""
    ids = {part: {entry["id"] for entry in data[part]} for part in ("library_groups", "source_groups", "declarations")}
    statements = {statement["id"] for theme in data["themes"] for statement in theme["statements"]}
    items = {entry["id"] for _, entry in _items(data)}
    yield from unknown_names(_values(data, "library", "group"), ids["library_groups"], "group of the library")
    yield from unknown_names(_values(data, "library", "statement"), statements, "quality statement")
    yield from unknown_names(_values(data, "sources", "group"), ids["source_groups"], "group of sources")
    yield from unknown_names(_values(data, "roles", "declaration"), ids["declarations"], "declaration")
    same = (((*path, "same_as"), entry.get("same_as")) for path, entry in _items(data))
    yield from unknown_names(same, items, "checklist item")


def _values(data: dict[str, Any], part: str, name: str) -> Iterator[tuple[Path, Any]]:
    return (((part, number, name), entry[name]) for number, entry in enumerate(data[part]))


def _items(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, statement in _statements(data):
        for number, item in enumerate(statement["items"]):
            yield (*path, "items", number), item


def _statements(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for first, theme in enumerate(data["themes"]):
        for second, statement in enumerate(theme["statements"]):
            yield ("themes", first, "statements", second), statement


def _repeated_ids(data: dict[str, Any]) -> Iterator[Fault]:
    """Statements, themes and items that share an id, in whichever theme they stand, and items of other statements."""
    seen = {"overview": "the overview"} | {theme["id"]: "a theme" for theme in data["themes"]}
    for path, statement in _statements(data):
        if other := seen.get(statement["id"]):
            yield (*path, "id"), f'the id "{statement["id"]}" is that of {other} already'
        seen[statement["id"]] = "a statement"
        for number, item in enumerate(statement["items"]):
            where = (*path, "items", number, "id")
            if item["id"].rpartition(".")[0] != statement["id"]:
                yield where, f'the item "{item["id"]}" must begin with the id of its statement, "{statement["id"]}"'
            elif item["id"] in seen:
                yield where, f'the item "{item["id"]}" stands here a second time'
            seen[item["id"]] = "an item"
