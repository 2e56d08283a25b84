"""What can be wrong with places to sign: too wide, twice, on every page, or mocked by what people typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from engine.findings import Finding, Place, error
from engine.model.signing import Profile
from engine.phrases import nouns
from engine.templates.places import part_name
from engine.whole_numbers import whole_number
from engine.word.names import EMU_PER_MM, TWIPS_PER_MM, W_P, W_TC, qn
from engine.word.signing_places import drawn_places, mark_of
from engine.word.signing_profiles import tag_in
from engine.word.styles import Styles
from engine.word.text import heading_trail, paragraph_text


def signing_faults(
    roots: Mapping[str, etree._Element], styles: Styles, template: Place, profile: Profile | None
) -> Iterator[Finding]:
    """Every fault in the parts of a rendered document. profile: of a document that is signed, else None."""
    for name, root in roots.items():
        part = part_name(name)
        yield from _too_wide(root, styles, template, part)
        if part:
            yield from _on_every_page(root, template, part)
        if profile:
            for paragraph, found in _mocked(root, profile):
                message = f'The signing service ({profile}) would take "{found[:60]}" for a place of its own.'
                fix = "Write it without these brackets, or choose another signing profile in council.yaml."
                yield error("W-62", _at(paragraph, styles, template, part), message, fix)
    yield from _repeated(roots, template)


def _at(element: etree._Element, styles: Styles, template: Place, part: str) -> Place:
    steps = (part, heading_trail(element, styles))
    return Place(template.file, " › ".join(step for step in steps if step))


def _too_wide(root: etree._Element, styles: Styles, template: Place, part: str) -> Iterator[Finding]:
    """A field that runs over the edge of its cell would cover the words beside it."""
    for about in drawn_places(root):
        cell = next(about.iterancestors(W_TC), None)
        room = None if cell is None else cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if cell is None or room is None or room.get(qn("w:type")) != "dxa":
            continue
        extent = next(about.itersiblings(qn("wp:extent"), preceding=True), None)
        width = _figure(extent, "cx") / EMU_PER_MM
        available = _figure(room, qn("w:w")) / TWIPS_PER_MM
        if width > available:
            message = f"A field of {width:.0f} mm stands in a cell of {available:.0f} mm: {about.get('descr')}."
            yield error("W-09", _at(cell, styles, template, part), message, "Make the column wider.")


def _figure(element: etree._Element | None, name: str) -> int:
    """A measure as it stands in a template; 0 of what is none."""
    return 0 if element is None else whole_number(element.get(name)) or 0


def _on_every_page(root: etree._Element, template: Place, part: str) -> Iterator[Finding]:
    for about in drawn_places(root):
        message = f"A place to sign stands in a {part}, so it would be on every page: {about.get('descr')}."
        fix = "Move it into the text, where it stands once."
        yield error("W-60", Place(template.file, part), message, fix)


def _repeated(roots: Mapping[str, etree._Element], template: Place) -> Iterator[Finding]:
    """Two fields of one name are one field to a reader: what is typed into one appears in the other."""
    counts = Counter(mark_of(about).partition("?")[0] for root in roots.values() for about in drawn_places(root))
    for mark, count in counts.items():
        if count > 1:
            kind, _, key = mark.partition(":")[2].partition("/")
            message = f"The place for the {kind} of {key} stands {nouns.TIME.figure(count)} in one document."
            yield error("W-61", template, message, "Keep it once; name the others after somebody else.")


def _mocked(root: etree._Element, profile: Profile) -> Iterator[tuple[etree._Element, str]]:
    """Whoever types a tag of the signing service into a text could make somebody sign where nobody meant it."""
    for paragraph in root.iter(W_P):
        if found := tag_in(profile, paragraph_text(paragraph)):
            yield paragraph, found
