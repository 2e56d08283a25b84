"""What stands once in a document and a loop would repeat: bookmarks, content controls, pictures with an id."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.blocks import pair
from engine.inspection.remarks import Fault, Remark, on_element
from engine.inspection.template_walk import CONTROL, TemplatePart, TemplateWalk
from engine.rendering.renumbering import MEASURED, is_of_word_itself, linked
from engine.word.names import W_BOOKMARK, W_NAME, W_VAL, qn

_PICTURE = qn("wp:docPr")
_CONTROL_ID = f"{qn('w:sdtPr')}/{qn('w:id')}"
_FIX = "Delete the bookmark (Insert › Bookmark), or move it out of the loop."


def repeated(page: TemplateWalk) -> Iterator[Remark]:
    """W-20 something with an id inside a loop: an error where a link leads to it, so that nobody could say to which.

    All else a build tells apart by itself, which is said.
    """
    wanted = {MEASURED, *(name for part in page.parts for name in linked(part.root))}
    for part in page.parts:
        loops = [block for block in pair(part)[0] if block.word == "for"]
        for element, order in part.orders.items():
            name = _named(part, element)
            loop = next((loop for loop in loops if name and loop.holds(order)), None)
            if loop is None:
                continue
            if element.tag == W_BOOKMARK and element.get(W_NAME, "").casefold() in wanted:
                message = f"{name} stands in {loop.opener.typed.text} and would be repeated, and something leads to it."
                yield on_element(page, part, element, Fault("W-20", message, fix=_FIX))
            elif not is_of_word_itself(element.get(W_NAME, "")):
                kept = "the first is kept" if element.tag == W_BOOKMARK else "each gets a number of its own"
                message = f"{name} stands in {loop.opener.typed.text} and is repeated: {kept}."
                yield on_element(page, part, element, Fault("W-20", message, fix="Nothing.", severity=Severity.INFO))


def _named(part: TemplatePart, element: etree._Element) -> str:
    """What a reader calls an element with an id that must not be repeated; empty for any other.

    Pictures of the body get new ids when they are rendered; those of headers and footers do not.
    """
    if element.tag == W_BOOKMARK:
        return f'The bookmark "{element.get(W_NAME)}"'
    if element.tag == CONTROL:
        found = element.find(_CONTROL_ID)
        alias = element.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
        name = "" if alias is None else f' "{alias.get(W_VAL)}"'
        return f"The content control{name}" if found is not None else ""
    if element.tag == _PICTURE and not part.is_body:
        return f'The picture "{element.get("name", "")}"'
    return ""
