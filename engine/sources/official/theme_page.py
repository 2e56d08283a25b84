"""The guidance's page on a theme: what it covers, its statements as “We” and “I”, and what is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from engine.framework.layout import Layout
from engine.model.framework import Framework
from engine.model.wording import PrintedPage
from engine.plain_words import folded
from engine.sources.official.pages import PrintedLine
from engine.sources.official.printed_names import begins, statement_called, statement_in

_OF_MYSELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_HEADING_WORDS, _LEAD_WORDS = 14, 4


class _At(Enum):
    """What the next line without a heading of its own belongs to."""

    TOP = auto()
    COVERS = auto()
    STATEMENT = auto()
    POINTS = auto()


@dataclass(slots=True, kw_only=True)
class ThemePageReader:
    """Takes the lines of one page. weight: how many of them were more than notes."""

    theme: str
    framework: Framework
    layout: Layout
    covers: str = ""
    lead: str = ""
    points: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    we: dict[str, list[str]] = field(default_factory=dict)
    i_statements: dict[str, list[str]] = field(default_factory=dict)
    statement: str = ""
    at: _At = _At.TOP

    @property
    def weight(self) -> int:
        said = (*self.we.values(), *self.i_statements.values())
        return bool(self.covers) + len(self.points) + sum(map(len, said))

    def take(self, line: PrintedLine) -> bool:
        """Take a line. False for a heading of something else, which ends the page."""
        words, plain = self.layout.theme_pages, folded(line.text)
        if begins(line.text, words.covers):
            self.covers, self.at = line.text, _At.COVERS
        elif any(way in plain for way in words.looked_for) and len(plain.split()) <= _HEADING_WORDS:
            self.at = _At.POINTS
        elif named := self.statement_named(line):
            self.statement, self.at = named, _At.STATEMENT
            self.we.setdefault(named, [])
            self.i_statements.setdefault(named, [])
        elif line.level:
            return False
        elif begins(line.text, words.notes):
            self.notes.append(line.text)
        else:
            self.put(line)
        return True

    def statement_named(self, line: PrintedLine) -> str:
        """The statement a line is the heading of; empty where it is none."""
        if line.bullet or len(line.text.split()) > _HEADING_WORDS:
            return ""
        if begins(line.text, self.layout.theme_pages.statement):
            return statement_in(line.text, self.framework)
        return statement_called(line.text, self.framework)

    def put(self, line: PrintedLine) -> None:
        match self.at:
            case _At.COVERS if line.bullet or self.covers.endswith(":"):
                self.covers += f" {line.text}" if self.covers.endswith(":") else f"; {line.text}"
            case _At.POINTS if not self.points and len(line.text.split()) <= _LEAD_WORDS:
                self.lead = line.text
            case _At.POINTS:
                self.points.append(line.text)
            case _At.STATEMENT if folded(line.text).startswith("we "):
                self.we[self.statement].append(line.text)
            case _At.STATEMENT if line.bullet or _OF_MYSELF.search(line.text):
                self.i_statements[self.statement].append(line.text)
            case _:
                self.notes.append(line.text)

    def printed(self) -> PrintedPage:
        return PrintedPage(covers=self.covers, lead=self.lead, points=tuple(self.points), notes=tuple(self.notes))
