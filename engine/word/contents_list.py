"""What a contents list asks for: headings of some levels, paragraphs of some styles, or captions of one kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.whole_numbers import whole_number

_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)
_SWITCH = re.compile(r"\\([a-z])(?:\s*+(?:\"([^\"]*)\"|([^\s\\\"]++)))?", re.IGNORECASE)
_LEVELS = re.compile(r"\s*(\d)\s*-\s*(\d)\s*")
_DEEPEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """low, high: the levels of headings, from 1; none where high is 0. styles: further ones, with their levels, by
    their names in small letters. caption: the kind of captions, such as Table, in small letters; empty for a list of
    headings. is_bare: without the label and number of each caption. within: the bookmark it keeps to.
    """

    low: int
    high: int
    styles: Mapping[str, int] = field(default_factory=dict)
    caption: str = ""
    is_bare: bool = False
    is_without_pages: bool = False
    within: str = ""


def is_contents_list(instruction: str) -> bool:
    """Whether a field is a contents list."""
    return _FIELD.match(instruction) is not None


def asked_by(instruction: str) -> ListAsked | None:
    """What a contents list asks for by the switches of its field; None where only Word can tell."""
    said = {match[1].casefold(): match[2] or match[3] or "" for match in _SWITCH.finditer(instruction)}
    if "f" in said:
        return None  # what marks in the text say, which Word alone gathers
    caption = said.get("c") or said.get("a") or ""
    low, high = (0, 0) if caption or "t" in said else (1, _DEEPEST)
    if "o" in said:
        found = _LEVELS.fullmatch(said["o"])
        low, high = (int(found[1]), int(found[2])) if found else (1, _DEEPEST)
    return ListAsked(
        low=low,
        high=0 if caption else high,
        styles=_styles(said.get("t", "")),
        caption=caption.casefold(),
        is_bare="a" in said and "c" not in said,
        is_without_pages="n" in said,
        within=said.get("b", ""),
    )


def _styles(listed: str) -> dict[str, int]:
    """Names of styles, each followed by its level: with commas, or semicolons where Windows lists so."""
    parts = [part.strip() for part in re.split("[,;]", listed)]
    pairs = zip(parts[::2], parts[1::2], strict=False)
    levels = ((name.casefold(), whole_number(level) or 0) for name, level in pairs)
    return {name: level for name, level in levels if 0 < level <= _DEEPEST}
