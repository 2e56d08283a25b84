"""Links of a register page to the documents of its pack, as a converter is to find them."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_T, qn
from engine.word.package import Package
from engine.word.signing_places import PACK_SCHEME

_RELATIONS = "word/_rels/document.xml.rels"
_NOT_SEEN = "\N{NO-BREAK SPACE}"


def widen_short_links(root: etree._Element, package: Package) -> None:
    """Put a space that nobody sees before a page number of one digit, in a copy that is to be converted.

    LibreOffice 25.2 makes no link to the web, as these are until the pack is merged, of a text of one character.
    """
    if _RELATIONS not in package.parts or PACK_SCHEME.encode() not in package.parts[_RELATIONS]:
        return
    leads = {str(each.get("Id")): str(each.get("Target")) for each in package.xml(_RELATIONS)}
    for link in root.iter(qn("w:hyperlink")):
        texts = [text for text in link.iter(W_T) if text.text]
        if leads.get(link.get(qn("r:id"), ""), "").startswith(PACK_SCHEME) and [len(str(t.text)) for t in texts] == [1]:
            texts[0].text = f"{_NOT_SEEN}{texts[0].text}"
