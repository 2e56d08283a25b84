"""The last proof of what is signed: the PDF itself shows what people wrote, and whatever else its Word file says."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assembly.finishing import Finished
from engine.errors import TemplateError
from engine.findings import Finding, Place, error
from engine.pdf.kept_finished import seen_in
from engine.pdf.printed_words import Presence
from engine.word.looks import Looks
from engine.word.package import STYLES
from engine.word.visible import settled_texts

_NOWHERE = Place("")


def refuse(unseen: list[Finding]) -> None:
    """Raises TemplateError where anything was found in PDFs that are to be signed."""
    if unseen:
        raise TemplateError("A PDF that is to be signed does not show all it must, so nothing was built.", unseen)


def unseen_in(document: Finished) -> Iterator[Finding]:
    """W-08 for each text that the Word file prints and the PDF does not, or shows to nobody."""
    rendered = document.rendered
    if not (document.pdf and rendered.meant):
        return
    place, looks = Place(f"word_templates/{rendered.template}"), Looks(rendered.contents.package.xml(STYLES))
    meant = dict(reversed(rendered.meant))
    texts = tuple(dict.fromkeys((*meant, *settled_texts(rendered.contents.root, looks))))
    for text, shown in seen_in(document.pdf, document.name, texts).items():
        origin = meant.get(text, _NOWHERE)
        if shown is Presence.SEEN:
            continue
        said = f'"{text[:70]}"' + (f" ({origin})" if origin.file else "")
        if shown is Presence.UNSEEN:
            message = f"{said} stands in {document.name}.pdf, and nobody who reads it sees it."
            fix = "In the template, look at the tag that prints it: is it covered, pale, very small, or off the page?"
        else:
            message = f"{said} is not in {document.name}.pdf, though the Word file holds it."
            fix = "In the template, put the tag that prints it into a plain paragraph, or a cell that is large enough."
        yield error("W-08", place, message, fix)
