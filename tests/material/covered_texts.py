"""Templates in which something lies over what they print: it is in the Word file, and nobody sees it in the PDF."""

from __future__ import annotations

from pathlib import Path

from engine.word.names import W_P, W_T
from engine.word.package import DOCUMENT, Package
from tests.material.laden_templates import template
from tests.pdf.test_printed_words import shape


def cover(path: Path, tag: str) -> None:
    """Lay a white shape over the paragraph of a template that prints a tag."""
    package = Package.read(path.read_bytes())
    root = package.xml(DOCUMENT)
    held = next(text for text in root.iter(W_T) if tag in (text.text or ""))
    over = [*template(shape("FFFFFF")).xml(DOCUMENT).iter(W_P)][-1][0]
    next(held.iterancestors(W_P)).append(over)
    package.put(DOCUMENT, root)
    path.write_bytes(package.write())
