"""The guidance's tips, whose first letters spell a word and may stand in cells of their own."""

from __future__ import annotations

from engine.model.framework import Framework
from engine.plain_words import folded
from engine.sources.official.pages import PrintedLine


class TipsReader:
    """Takes the lines below the heading. texts: by the framework's tips in order; empty where none was found yet."""

    def __init__(self, framework: Framework) -> None:
        self.names = [folded(tip.name) for tip in framework.top_tips]
        self.letters = [folded(tip.letter) for tip in framework.top_tips]
        self.texts = [""] * len(self.names)
        self.letter = ""
        """A letter that stood alone, and belongs to the next line."""

    def take(self, line: PrintedLine) -> bool:
        """Take a line. False for one that is no tip."""
        text = line.text
        if len(text) == 1 and folded(text) in self.letters:
            self.letter = text
            return True
        letter, self.letter = self.letter, ""
        if letter and not text.startswith(letter):
            text = letter + text
        place = self.place_of(text, letter)
        if place is None:
            return False
        self.texts[place] = text
        return True

    def place_of(self, text: str, letter: str) -> int | None:
        """Which tip a text is: by its first words, else, below a letter of its own, the next one of that letter."""
        open_ = [number for number, taken in enumerate(self.texts) if not taken]
        named = (number for number in open_ if folded(text).startswith(self.names[number]))
        lettered = (number for number in open_ if letter and self.letters[number] == folded(letter))
        return next(iter((*named, *lettered)), None)
