"""Words that nobody writes: letters without a space that no search for names or addresses would come to an end in."""

from __future__ import annotations

from engine.foreign import limits
from engine.foreign.refusal import RefusedFile
from engine.phrases import nouns


def refuse_endless_words(text: str, most: int = limits.WORD) -> None:
    """Raises RefusedFile where a text goes on and on without a space."""
    if len(text) > most and max(map(len, text.split()), default=0) > most:
        raise endless_word(most)


def endless_word(most: int) -> RefusedFile:
    """The refusal of a word that goes on and on."""
    message = f"The file holds more than {nouns.LETTER.figure(most)} in a row without a space between them."
    return RefusedFile(message, "Look for it, take it out or put spaces into it, and save it again.")
