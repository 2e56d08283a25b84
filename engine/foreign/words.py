"""Words that nobody writes: letters without a space that no search for names or addresses would come to an end in."""

from __future__ import annotations

from engine.foreign import limits
from engine.foreign.refusal import RefusedFile


def refuse_endless_words(text: str) -> None:
    """Raises RefusedFile where a text goes on and on without a space."""
    if len(text) > limits.WORD and max(map(len, text.split()), default=0) > limits.WORD:
        raise endless_word()


def endless_word() -> RefusedFile:
    """The refusal of a word that goes on and on."""
    message = f"The file holds more than {limits.WORD:,} letters in a row without a space between them."
    return RefusedFile(message, "Look for it, take it out or put spaces into it, and save it again.")
