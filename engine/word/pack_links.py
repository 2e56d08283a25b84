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
    leads = _leads(package)
    for link in root.iter(qn("w:hyperlink")) if leads else ():
        texts = [text for text in link.iter(W_T) if text.text]
        if link.get(qn("r:id"), "") in leads and [len(str(t.text)) for t in texts] == [1]:
            texts[0].text = f"{_NOT_SEEN}{texts[0].text}"


def documents_of_the_pack(package: Package) -> set[str]:
    """The documents to which a register page leads: it tells their pages as if they were bookmarks."""
    return set(_leads(package).values())


def _leads(package: Package) -> dict[str, str]:
    """The document to which each link within the pack leads, by its relation."""
    if _RELATIONS not in package.parts or PACK_SCHEME.encode() not in package.parts[_RELATIONS]:
        return {}
    targets = ((str(each.get("Id")), str(each.get("Target"))) for each in package.tree(_RELATIONS))
    return {key: target.removeprefix(PACK_SCHEME) for key, target in targets if target.startswith(PACK_SCHEME)}
