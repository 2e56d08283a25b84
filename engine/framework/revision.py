"""A new edition of a framework: the wording a workbook prints, under the ids of the framework in use."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.findings import Finding, Place, info, warning
from engine.framework.catalogue import PARTS
from engine.framework.difference import word_difference
from engine.framework.matching import match
from engine.framework.text_revision import SECTIONS, revise_texts
from engine.model.framework import Block
from engine.model.wording import PrintedWording
from engine.plain_words import folded
from engine.whole_numbers import whole_number

_LISTS = ("guidance", "prompts", "data", "documents")


@dataclass(frozen=True, slots=True)
class WordingChange:
    """One difference between two editions. kind: new, dropped or reworded; about: an id, or a statement and block."""

    kind: str
    about: str
    before: str
    after: str


@dataclass(slots=True, kw_only=True)
class Revision:
    """The content of a framework file while an edition is made of it. official: parts already in official wording."""

    content: dict[str, Any]
    official: tuple[str, ...]
    file: str
    changes: list[WordingChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def own(self, part: str) -> bool:
        """Whether a part is still in penholder's own words, to be replaced as a whole."""
        return part not in self.official

    @property
    def replaced(self) -> tuple[str, ...]:
        """The parts that were in penholder's own words before, and are in official wording now."""
        return tuple(part for part in self.content["official_parts"] if self.own(part))

    def entries(self, part: str, former: list[dict[str, Any]], new: list[dict[str, Any]], prefix: str) -> list[Any]:
        """New entries with the ids of the former ones they are; with new ids for the others. prefix: of an id."""
        matched = match([entry["text"] for entry in former], [entry["text"] for entry in new], self.own(part))
        for index, rivals in matched.doubts:
            self.doubt(new[index]["text"], [former[rival]["id"] for rival in rivals])
        made: list[dict[str, Any]] = []
        for entry, old in zip(new, matched.pairs, strict=True):
            if old is None:
                made.append({"id": self.free_id(prefix, former + made), **entry})
                self.changes.append(WordingChange("new", made[-1]["id"], "", entry["text"]))
            else:
                made.append({"id": former[old]["id"], **entry})
                if part == "items":
                    made[-1] |= {name: former[old][name] for name in ("formerly",) if name in former[old]}
                    keep_former_words(made[-1], entry["text"], former[old]["text"])
                self.compare(former[old]["id"], former[old]["text"], entry["text"])
        for entry in (former[old] for old in range(len(former)) if old not in matched.pairs):
            self.content.setdefault("retired", []).append({"id": entry["id"], "text": entry["text"]})
            self.changes.append(WordingChange("dropped", entry["id"], entry["text"], ""))
        return made

    def free_id(self, prefix: str, known: Sequence[Mapping[str, Any]]) -> str:
        """The next id that no entry has, or ever had."""
        used = [entry["id"] for entry in (*known, *self.content.get("retired", ()))]
        numbers = (whole_number(i.removeprefix(prefix)) or 0 for i in used if i.startswith(prefix))
        return f"{prefix}{max(numbers, default=0) + 1:02}"

    def compare(self, about: str, before: str, after: str) -> None:
        if before != after:
            self.changes.append(WordingChange("reworded", about, before, after))

    def compare_lists(self, about: str, former: Sequence[str], new: Sequence[str]) -> None:
        """What changed in a list whose entries have no ids."""
        pairs = match(former, new, own_words=False).pairs
        for text, old in zip(new, pairs, strict=True):
            if old is None:
                self.changes.append(WordingChange("new", about, "", text))
            else:
                self.compare(about, former[old], text)
        dropped = (text for index, text in enumerate(former) if index not in pairs)
        self.changes.extend(WordingChange("dropped", about, text, "") for text in dropped)

    def doubt(self, text: str, rivals: list[str]) -> None:
        message = f'"{text[:90]}" could be {" or ".join(rivals)}, reworded. It was given an id of its own.'
        fix = "If it is one of them, write that id into the new framework file, and take it off the list retired."
        self.findings.append(warning("I-33", Place(self.file), message, fix, rivals[0]))


def keep_former_words(item: dict[str, Any], text: str, former: str = "") -> None:
    """Note how an item was worded, which is how answers that came back before are known. former: else its own text."""
    words = [*item.get("formerly", ()), former or item["text"]]
    if words := [one for one in dict.fromkeys(words) if folded(one) != folded(text)]:
        item["formerly"] = words


def revise(content: dict[str, Any], official: tuple[str, ...], wording: PrintedWording, file: str) -> Revision:
    """An edition of a framework file's content with the wording of a file. The content given is not changed."""
    revision = Revision(content=copy.deepcopy(content), official=official, file=file)
    texts = wording.texts
    present = {
        "items": wording.items,
        "blocks": wording.blocks,
        "library": wording.library,
        "sources": wording.sources,
        "pages": texts.pages,
        "sections": texts.sections.keys() & SECTIONS.keys(),
        "declarations": texts.declarations,
        "tips": any(texts.tips),
    }
    for theme in revision.content["themes"]:
        for statement in theme["statements"]:
            _statement(statement, wording, revision)
    _twins(revision.content)
    if wording.library:
        _library(wording, revision)
    if wording.sources:
        _sources(wording, revision)
    revise_texts(texts, revision)
    parts = [part for part in PARTS if present[part] or part in official]
    revision.content |= {"official_wording": True, "official_parts": parts}
    return revision


def _statement(statement: dict[str, Any], wording: PrintedWording, revision: Revision) -> None:
    key = statement["id"]
    printed = [{"text": text} for text in wording.items[key]]
    statement["items"] = revision.entries("items", statement["items"], printed, f"{key}.")
    blocks = {block.id: block for block in wording.blocks.get(key, ())}
    statement["blocks"] = [_block(old, blocks.get(old["id"]), key, revision) for old in statement["blocks"]]
    quoted, above = statement["quality_statement"], wording.quality.get(key, "")
    if above and folded(above) != folded(quoted["text"]):
        quoted["printed"] = above
        changed = word_difference(quoted["text"], above)
        message = f"The statement is not printed as CQC words it. CQC's wording is kept. {changed}"
        revision.findings.append(info("I-34", Place(revision.file, statement["name"]), message, about=key))


def _block(old: dict[str, Any], new: Block | None, statement: str, revision: Revision) -> dict[str, Any]:
    if new is None:
        return old
    about = f"{statement} {new.id}"
    if not revision.own("blocks"):
        revision.compare(f"{about} title", old["title"], new.title)
        for name in _LISTS:
            revision.compare_lists(f"{about} {name}", old.get(name, ()), getattr(new, name))
    lists = {name: list(getattr(new, name)) for name in _LISTS if getattr(new, name)}
    return {"id": new.id, "title": new.title, **lists}


def _library(wording: PrintedWording, revision: Revision) -> None:
    printed = [
        {
            "group": row.group,
            "text": row.text,
            "statement": row.statement or None,
            "document_types": list(row.document_types),
            "information_return": row.information_return,
            "twelve_months": row.twelve_months,
        }
        for row in wording.library
    ]
    revision.content["library"] = revision.entries("library", revision.content["library"], printed, "LIB-")


def _sources(wording: PrintedWording, revision: Revision) -> None:
    groups = revision.content["source_groups"]
    headings = list(dict.fromkeys(source.group for source in wording.sources))
    pairs = match([group["name"] for group in groups], headings, own_words=True).pairs
    ids = {text: groups[-1 if old is None else old]["id"] for text, old in zip(headings, pairs, strict=True)}
    printed = [{"group": ids[source.group], "text": source.text} for source in wording.sources]
    revision.content["sources"] = revision.entries("sources", revision.content["sources"], printed, "SRC-")


def _twins(content: dict[str, Any]) -> None:
    """Note for each item which other one has the same text."""
    items = [item for theme in content["themes"] for s in theme["statements"] for item in s["items"]]
    same: dict[str, list[str]] = {}
    for item in items:
        same.setdefault(folded(item["text"]), []).append(item["id"])
    for item in items:
        item.pop("same_as", None)
        if twin := next((other for other in same[folded(item["text"])] if other != item["id"]), ""):
            item["same_as"] = twin
