"""The part of a new edition that has no ids of its own: pages on themes, hints on sections, declarations, tips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from engine.model.framework import HintedSection
from engine.model.wording import PrintedPage, PrintedTexts

SECTIONS = {"overview": "headings", "theme": "theme_parts", "process": "process_parts"}
"""Where a framework file has the parts of a section of the report."""
LISTS = ("library", "sources")
"""Sections that are lists, so that their hints have no parts."""


class Changing(Protocol):
    """A revision: a framework file's content while an edition is made of it."""

    @property
    def content(self) -> dict[str, Any]: ...
    def own(self, part: str) -> bool: ...
    def compare(self, about: str, before: str, after: str) -> None: ...
    def compare_lists(self, about: str, former: Sequence[str], new: Sequence[str]) -> None: ...


def revise_texts(texts: PrintedTexts, revision: Changing) -> None:
    """Put the texts a workbook prints into an edition; what it does not print stays."""
    _pages(texts, revision)
    for name in LISTS:
        if section := texts.sections.get(name):
            _put_list(revision.content, f"{name}_guidance", section.guidance, f"{name} guidance", name, revision)
    for name, key in SECTIONS.items():
        if section := texts.sections.get(name):
            _section(name, section, key, revision)
    _declarations(texts, revision)
    for tip, text in zip(revision.content["top_tips"], texts.tips, strict=True):
        if text:
            _put(tip, "text", text, f"tip {tip['name']}", "tips", revision)


def _pages(texts: PrintedTexts, revision: Changing) -> None:
    for theme in revision.content["themes"]:
        if page := texts.pages.get(theme["id"]):
            _page(theme, page, revision)
        for statement in theme["statements"]:
            if statement["id"] in texts.we:
                _said(statement, texts, revision)


def _page(theme: dict[str, Any], page: PrintedPage, revision: Changing) -> None:
    about = f"{theme['id']} page"
    for name, text in (("covers", page.covers), ("lead", page.lead)):
        if text or not revision.own("pages"):
            _put(theme, name, text, f"{about} {name}", "pages", revision)
        else:
            theme.pop(name, None)
    for name, lines in (("points", page.points), ("notes", page.notes)):
        _put_list(theme, name, lines, f"{about} {name}", "pages", revision)
    theme["statements"] = theme.pop("statements")  # the longest last, for whoever reads the file


def _said(statement: dict[str, Any], texts: PrintedTexts, revision: Changing) -> None:
    key = statement["id"]
    for name, lines in (("we_statements", texts.we[key]), ("i_statements", texts.i_statements.get(key, ()))):
        _put_list(statement, name, lines, f"{key} {name}", "pages", revision)
    for name in ("items", "blocks"):
        statement[name] = statement.pop(name)


def _section(name: str, section: HintedSection, key: str, revision: Changing) -> None:
    content = revision.content
    around, parts = (content["overview"], "headings") if name == "overview" else (content, key)
    if section.guidance:
        at = "guidance" if name == "overview" else f"{name}_guidance"
        _put_list(around, at, section.guidance, f"{name} guidance", "sections", revision)
    former = {part["id"]: part for part in around.get(parts, ())}
    for part in section.parts:
        old = former.setdefault(part.id, {"id": part.id, "title": part.title or part.id})
        about = f"{name} {part.id}"
        if part.title:
            _put(old, "title", part.title, f"{about} title", "sections", revision)
        for kind, lines in (("guidance", part.guidance), ("prompts", part.prompts)):
            _put_list(old, kind, lines, f"{about} {kind}", "sections", revision)
    around[parts] = list(former.values())


def _declarations(texts: PrintedTexts, revision: Changing) -> None:
    former = {one["id"]: one for one in revision.content["declarations"]}
    for one in texts.declarations:
        heading = one.heading or f"Declaration {len(former) + 1}"
        old = former.setdefault(one.id, {"id": one.id, "heading": heading, "text": ""})
        _put(old, "text", one.text, f"declaration {one.id}", "declarations", revision)
    revision.content["declarations"] = list(former.values())


def _put(of: dict[str, Any], name: str, text: str, about: str, part: str, revision: Changing) -> None:
    if not revision.own(part):
        revision.compare(about, of.get(name, ""), text)
    if text:
        of[name] = text
    else:
        of.pop(name, None)


def _put_list(of: dict[str, Any], name: str, lines: Sequence[str], about: str, part: str, revision: Changing) -> None:
    if not revision.own(part):
        revision.compare_lists(about, of.get(name, ()), lines)
    if lines:
        of[name] = list(lines)
    else:
        of.pop(name, None)
