"""Codes that a screen reader hears as the words they stand for (ISO 14289-1, 7.3; ISO 32000-1, 14.9.4)."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Dictionary, Name, Pdf, String

from engine.pdf.marked_text import StructureText

_SPOKEN = Name("/Spoken Code")
"""How a converter names what stands in the character style of that name."""


def speak(pdf: Pdf, words: Mapping[str, str]) -> None:
    """Put the words that each code stands for behind it. words: by code. Others in that style stay as they are."""
    if not words:
        return
    text = StructureText()
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/S") == _SPOKEN and "/ActualText" not in element:
            codes = text.of(element).split()
            if codes and all(code in words for code in codes):
                element.ActualText = String(", ".join(words[code] for code in codes))
