"""Every field a template may use: how it is typed, what it means, and the input it comes from.

The list is fields.yaml beside this file; tests hold it against the views and against docs/templates.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from engine.kept_yaml import content_of
from engine.phrases import nouns
from engine.schemas import Schema, meta, row_rules
from engine.workspace import package

CONDITION, LOOP = "if", "for"
_FILES = {
    "council": "council.yaml",
    "lenses": "lenses.yaml",
    "checklist": "checklists/*.xlsx",
    "evidence": "evidence.xlsx",
    "endorsements": "endorsements.xlsx",
    "narrative_statement": "narrative/<statement>.docx",
    "narrative_theme": "narrative/<theme>.docx",
    "narrative_overview": "narrative/overview.docx",
    "narrative_section": "narrative/<section>.docx",
}
_YAML = ("council", "lenses")
"""Those with names of fields, and no headings."""
_NO_INPUT = {
    "build": "made at each build",
    "framework": "the framework",
    "penholder": "penholder's own words",
    "register": "the register of sheets",
    "compared": "the two versions that are compared",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """One field. tag: "{{ }}", "{{r }}", "{{p }}", "if" or "for". written: as it is typed in Word.

    paths: pairs of a template and where the field stands in its view, [] after the name of a list. sources: fields of
    schemas, such as evidence.library.link, or one word for what no input holds. example: from the sample council.
    """

    tag: str
    written: str
    means: str
    sources: tuple[str, ...]
    example: str
    paths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, under a heading."""

    title: str
    fields: tuple[TemplateField, ...]


@cache
def field_list() -> tuple[Section, ...]:
    """The whole list, in the order in which people read it."""
    sections = content_of((package() / "templates" / "fields.yaml").read_bytes())["sections"]
    each = dict(_each(sections))
    return tuple(
        Section(section["title"], tuple(_field(entry, section["under"], each) for entry in section["fields"]))
        for section in sections
    )


def known_fields(template: str) -> dict[str, TemplateField]:
    """The fields of one template, by the path where each stands."""
    every = (field for section in field_list() for field in section.fields)
    return {path: field for field in every for where, path in field.paths if where == template}


def sources_in_words(sources: Iterable[str], schemas: Mapping[str, Schema]) -> str:
    """Where a person finds what a field prints: "evidence.xlsx, Library, columns Where to look, Link"."""
    columns: dict[str, list[str]] = {}
    for source in sources:
        place, column = _place(source, schemas)
        columns.setdefault(place, []).extend([column] if column else [])
    return "; ".join(
        f"{place}, {nouns.COLUMN.of(len(names))} {', '.join(names)}" if names else place
        for place, names in columns.items()
    )


def _place(source: str, schemas: Mapping[str, Schema]) -> tuple[str, str]:
    """The file, sheet or heading of one source, and its column where it has one."""
    if source in _NO_INPUT:
        return _NO_INPUT[source], ""
    kind, *path = source.split(".")
    if kind in _YAML:
        return f"{_FILES[kind]}, {'.'.join(path)}", ""
    rules = schemas[kind][path[0]]
    steps = (_FILES[kind], meta(rules, "sheet").strip("*"), meta(rules, "heading"), meta(rules, "label"))
    column = meta(row_rules(rules)[path[1]], "column") if len(path) > 1 else ""
    return ", ".join(step for step in steps if step), column


def _each(sections: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What one entry of a list is called in its loop, by the path of the list."""
    for section in sections:
        for entry in section["fields"]:
            for prefixes in section["under"].values():
                yield from ((prefix + entry["field"], entry["each"]) for prefix in prefixes if "each" in entry)


def _field(entry: dict[str, Any], under: dict[str, list[str]], each: dict[str, str]) -> TemplateField:
    paths = tuple((template, prefix + entry["field"]) for template, prefixes in under.items() for prefix in prefixes)
    written = _written(paths[0][1], entry["tag"], each)
    return TemplateField(
        tag=entry["tag"],
        written=written,
        means=entry["means"],
        sources=tuple(entry["from"]),
        example=entry.get("example", ""),
        paths=paths,
    )


def _written(path: str, tag: str, each: dict[str, str]) -> str:
    """A field as it is typed: overview.risks[].owner is {{ risk.owner }} inside its loop."""
    around, is_inside, rest = path.removesuffix("[]").rpartition("[]")
    name = each[around + "[]"] + rest if is_inside else rest
    if path.endswith("[]"):
        loop = f"{{%p for {each[path]} in {name} %}}"
        return loop if tag == LOOP else f"{loop} {_printed(each[path], tag)}"
    return f"{{%p if {name} %}}" if tag == CONDITION else _printed(name, tag)


def _printed(name: str, tag: str) -> str:
    return f"{tag.removesuffix(' }}')} {name} }}}}"
