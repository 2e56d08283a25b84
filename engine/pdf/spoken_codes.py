"""Codes that a screen reader hears as the words they stand for (ISO 14289-1, 7.3; ISO 32000-1, 14.9.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pikepdf import Object, String

from engine.pdf.marked_text import StructureText

SPOKEN = "/Spoken Code"
"""How a converter names what stands in the character style of that name."""


def speak(elements: Iterable[Object], words: Mapping[str, str], text: StructureText) -> None:
    """Put the words that each code stands for behind it; what else stands in that style stays as it is.

    elements: of that kind. words: by code. text: of elements.
    """
    for element in elements if words else ():
        if "/ActualText" not in element:
            codes = text.of(element).split()
            if codes and all(code in words for code in codes):
                element.ActualText = String(", ".join(words[code] for code in codes))
