"""The size of letters, set on a run."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_VAL, qn
from engine.word.order import put_in_order


def set_size(run: etree._Element, size: int) -> None:
    """Give the letters of a run a size of their own, in half-points."""
    about = run.find(qn("w:rPr"))
    if about is None:
        about = etree.Element(qn("w:rPr"))
        run.insert(0, about)
    for name in ("w:sz", "w:szCs"):
        said = about.find(qn(name))
        if said is None:
            said = etree.SubElement(about, qn(name))
        said.set(W_VAL, str(size))
    put_in_order(about)
