"""Everything that rows, columns and sheets of a checklist are recognised by, made once for all files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.model.framework import Framework
from engine.plain_words import folded
from engine.schemas import Schema, row_rules, titles
from engine.sources.checklists.closest import Closeness, Wordings

_ITEM = Closeness(least=80, margin=8)
"""Items that differ in one word only are 90 alike and more: between those nobody but a person can choose."""
_TITLE = Closeness(least=85, margin=6)
_RATING = Closeness(least=85, margin=5)
"""Tend to agree and Tend to disagree are 90 alike, so a misspelt one must be clearly nearer to one of them."""


_PARTS = re.compile(r"\s-\s|[–—:|]")
"""What stands between the theme, the statement and "checklist" in a title."""
_OF_A_COPY = re.compile(r"copy|\d+")
_NUMBER = re.compile(r"qs ?(\d+)( copy| \d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Texts by what they stand for: items by wording, ids by writing, statements and ratings by name, columns by title.

    columns: fields of the schema by every folded title they are known by.
    """

    framework: Framework
    items: Wordings
    ids: dict[str, str]
    statements: Wordings
    ratings: Wordings
    columns: dict[str, str]
    headings: Wordings

    def item_of_id(self, text: str) -> str:
        """The item an id stands for, in our writing or as statement and number (QS7.07); empty where it is none."""
        return self.ids.get(folded(text), "")

    def statement_named(self, title: str) -> str:
        """The statement that a title or a part of it names, or that its number (QS7) is; empty where it is none."""
        for part in reversed(_PARTS.split(title)):
            if number := _NUMBER.fullmatch(folded(part)):
                return next((s.id for s in self.framework.statements if s.number == int(number[1])), "")
            plain = _without_copy(folded(part))
            if found := self.statements.find(plain):
                return found.keys[0]
            cut = [s.id for s in self.framework.statements if len(plain) > 9 and folded(s.name).startswith(plain)]
            if len(cut) == 1:
                return cut[0]
        return ""

    def is_theme(self, words: str) -> bool:
        """Whether words are nothing but the title of a theme."""
        return any(folded(name) == folded(words) for theme in self.framework.themes for name in theme.names)


def _without_copy(title: str) -> str:
    """The folded title of a sheet without what programs put behind that of a copy: "copy", and numbers."""
    words = title.split(" ")
    while len(words) > 1 and _OF_A_COPY.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def catalogue(framework: Framework, schema: Schema) -> Catalogue:
    """The catalogue of a framework, with the columns that the schema of checklists names."""
    columns = {folded(title): field for field, rules in row_rules(schema["answers"]).items() for title in titles(rules)}
    ids: dict[str, str] = {}
    for statement in framework.statements:
        for item in statement.items:
            for number in (item.number, item.number.lstrip("0")):  # Excel takes the zero off a number
                ids |= {folded(f"{name}.{number}"): item.id for name in (statement.id, f"QS{statement.number}")}
    names = ((s.id, name) for s in framework.statements for name in (*s.names, s.id))
    return Catalogue(
        framework=framework,
        items=Wordings(((item.id, text) for item in framework.items.values() for text in item.wordings), _ITEM),
        ids=ids,
        statements=Wordings(names, _TITLE),
        ratings=Wordings(((rating.name, rating.name) for rating in framework.ratings), _RATING),
        columns=columns,
        headings=Wordings(((field, title) for title, field in columns.items()), _TITLE),
    )
