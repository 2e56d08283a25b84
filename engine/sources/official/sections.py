"""The hints on a section of the report, by its parts, and the declarations of Section C."""

from __future__ import annotations

from engine.framework.layout import Layout
from engine.model.framework import Block, Declaration, HintedSection
from engine.plain_words import folded
from engine.sources.official.pages import PrintedLine
from engine.sources.official.printed_names import begins

_TITLE_WORDS = 10
_DECLARATION_WORDS = 12
"""A declaration has more words; what stands between declarations has fewer."""
_PROCESS, _REVIEW, _SOURCES = "process", "review", "sources"


class SectionReader:
    """Takes the lines of one section. weight: how many there were."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name = name
        self.words = layout.sections[name]
        self.layout = layout
        self.guidance: list[str] = []
        self.parts: dict[str, tuple[str, list[str], list[str]]] = {}
        """Title, guidance and points of each part."""
        self.part = ""
        self.declarations: list[Declaration] = []
        self.is_declaring = False

    @property
    def weight(self) -> int:
        return len(self.guidance) + sum(1 + len(hints) + len(points) for _, hints, points in self.parts.values())

    def take(self, line: PrintedLine) -> bool:
        """Take a line. False for a heading of something else, which ends the section."""
        if part := self.part_called(line):
            self.part = part
            self.parts.setdefault(part, (line.text, [], []))
        elif line.level:
            return False
        elif self.name == _PROCESS:
            self.of_process(line)
        elif self.part:
            _, hints, points = self.parts[self.part]
            (points if line.bullet else hints).append(line.text)
        elif self.name != _SOURCES or not self.guidance:  # what follows is read as a list of sources
            self.guidance.append(line.text)
        return True

    def part_called(self, line: PrintedLine) -> str:
        """The id of the part that a line is the title of; empty where it is none."""
        if line.bullet or len(line.text.split()) > _TITLE_WORDS:
            return ""
        return next((part for part, ways in self.words.parts.items() if begins(line.text, ways)), "")

    def of_process(self, line: PrintedLine) -> None:
        """A line of Section C: a declaration, the line above them, or a hint."""
        plain = folded(line.text)
        known = next((key for key, ways in self.layout.declarations.items() if begins(line.text, ways)), "")
        if known or (self.is_declaring and len(plain.split()) > _DECLARATION_WORDS):
            self.declarations.append(Declaration(known or self.declaration_id(plain), "", line.text))
            self.is_declaring = True
        elif begins(line.text, self.layout.endorsing):
            self.is_declaring = True
        elif not self.is_declaring:
            part = _REVIEW if any(way in plain for way in self.layout.review) else _PROCESS
            self.parts.setdefault(part, ("", [], []))[1].append(line.text)

    def declaration_id(self, plain: str) -> str:
        """For a declaration that begins in no known way: the next one that is not there yet, else a new id."""
        taken = {one.id for one in self.declarations}
        speaks = [key for key in self.layout.declarations if key in plain]
        open_ = [key for key in (*speaks, *self.layout.declarations) if key not in taken]
        return open_[0] if open_ else f"declaration-{len(self.declarations) + 1}"

    def printed(self) -> HintedSection:
        parts = (
            Block(id=key, title=" ".join(title.split()), prompts=tuple(points), data=(), guidance=tuple(hints))
            for key, (title, hints, points) in self.parts.items()
        )
        return HintedSection(tuple(self.guidance), tuple(parts))
