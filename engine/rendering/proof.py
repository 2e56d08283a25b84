"""Proof after rendering: the Word file is sound, says all it was meant to say, and holds no tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from lxml import etree

from engine.findings import Finding, Place, error, errors_in
from engine.model.signing import Profile
from engine.phrases import nouns
from engine.rendering.must_print import BRACKETS, Meant
from engine.rendering.proven_blocks import TextBlocks
from engine.rendering.renumbering import CONTROLS
from engine.rendering.signing_faults import signing_faults
from engine.rendering.structure import structure_faults, unknown_numberings
from engine.rendering.unmarked import unmarked_pages
from engine.templates.blank import ends_well, is_blank, is_form, is_merged_away
from engine.templates.carried.carried import not_carried
from engine.templates.carried.markup import active_markup
from engine.templates.carried.relations import relations
from engine.templates.places import NamesOfParts, Tell, names_of_parts, part_name, telling
from engine.word.looks import looks_of
from engine.word.names import NAMESPACES, W_BOOKMARK, W_ID, W_NAME, W_TC, W_VAL, qn
from engine.word.package import DOCUMENT, NUMBERING, STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import attributes, paragraph_text, texts
from engine.word.visible import READERS, has_forms, seen_texts

_MEND_TAG = "Correct the tag, or take it out."
_MARKS = (b"{{", b"{%", b"{#", b"}}", b"%}", b"#}")
_HOLD_TEXT = ("w:t", "w:delText", "w:instrText", "wp:posOffset", "wp:align", "m:t")
_STRAY_TEXT = etree.XPath(
    f"//text()[not({' or '.join(f'parent::{name}' for name in _HOLD_TEXT)})][normalize-space()]",
    namespaces=NAMESPACES,
)

_IN_WORDS = etree.XPath("//w:t/*", namespaces=NAMESPACES)
_BRACKET = "contains(., '{') or contains(., '}')"
_BRACKETED_TEXT = etree.XPath(f"//w:t[{_BRACKET}]/ancestor::w:p", namespaces=NAMESPACES)
_BRACKETED_ATTRIBUTE = etree.XPath(f"//@*[{_BRACKET}]/..")
"""Where brackets of tags can stand at all: almost nowhere, once a template has been filled in."""


def faults(
    package: Package,
    template: Place,
    meant: Iterable[Meant],
    typed: Iterable[str] = (),
    profile: Profile | None = None,
    marking: str = "",
    called: NamesOfParts | None = None,
) -> list[Finding]:
    """Everything wrong with a rendered document, each with its place in the template or the input.

    typed: texts with the brackets of tags that people wrote and that are printed as they are. profile: how a document
    is signed that is to be signed. marking: what the head or foot of every page has to print. called:
    what the parts are called in the template.
    """
    roots, found = _parsed(package, template)
    if found:
        return found
    styles, looks = read_styles(package.parts[STYLES]), looks_of(package.parts[STYLES])
    wanted = [(_squeezed(text), place) for text, place in meant if text]
    known = {_squeezed(text).casefold() for text in (*typed, *(text for text, _ in wanted)) if BRACKETS.search(text)}
    numbers, called = _numberings(package), called or names_of_parts(package)
    blocks = TextBlocks(roots[DOCUMENT], (package.parts[STYLES], repr((sorted(known), sorted(numbers))).encode()))

    def said_of(name: str, root: etree._Element, new: etree._Element) -> Iterator[Finding]:
        """new: what of a part was not proven before, for whatever a block tells by itself."""
        where = called(name)
        tell = telling(styles, template, where)
        yield from structure_faults(root, new, package.relation_ids(name), tell)
        yield from _empty_cells(new, styles, tell)
        yield from _stray_text(new, tell)
        yield from _tags_left(new, tell, known)
        yield from _repeated_ids(root, template, where)
        yield from unknown_styles(new, styles, template, where)
        yield from unknown_numberings(new, numbers, tell)

    said = chain(said_of(DOCUMENT, roots[DOCUMENT], blocks.new), active_markup(blocks.new, lambda _: template))
    is_sound = next(said, None) is None
    if is_sound:
        blocks.keep(looks)
    for name, root in roots.items():
        if not (is_sound and name == DOCUMENT):
            found += said_of(name, root, root)
    found += signing_faults(roots, styles, template, profile)
    found += _tags_elsewhere(package, roots, template, known)
    found += errors_in(not_carried(package, template, inert=(DOCUMENT,) if is_sound else ()))
    found += _relations(package, template)
    found += unmarked_pages(package, roots, template, marking) if marking else ()

    def seen(number: int) -> Iterator[str]:
        """The texts of all parts as one of READERS sees them."""
        for name, root in roots.items():
            if is_sound and name == DOCUMENT:
                yield from blocks.seen_by(number)
            else:
                yield from seen_texts(root, looks, READERS[number])

    found += _lost(roots, seen, template, wanted)
    return found


def _parsed(package: Package, template: Place) -> tuple[dict[str, etree._Element], list[Finding]]:
    roots, found = {}, []
    for name in package.texts():
        try:
            roots[name] = package.tree(name)
        except etree.XMLSyntaxError as fault:
            message = f"What the template makes is not a sound Word file ({fault.msg})."
            fix = "Begin and end each loop and condition in the same text, cell or row."
            found.append(error("W-02", Place(template.file, part_name(name)), message, fix))
    return roots, found


def _empty_cells(root: etree._Element, styles: Styles, tell: Tell) -> Iterator[Finding]:
    for cell in root.iter(W_TC):
        if ends_well(cell) and is_blank(cell) and not is_form(cell, styles) and not is_merged_away(cell):
            fix = "Let the tag in this cell print something in every case, such as a dash."
            yield error("W-03", tell(cell), "A cell of the table is empty.", fix)


def _stray_text(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """Text outside a run is in the file and on no page: an inline tag, {{r …}}, that printed plain words."""
    in_words: Any = _IN_WORDS(root)
    for inside in in_words:
        message = "Rich text stands where plain words belong, and Word would ask to repair the file."
        yield error("W-02", tell(inside), message, "Write the tag as {{r … }} or {{p … }}.")
    strays: Any = _STRAY_TEXT(root)
    for text in strays:
        message = f'"{text.strip()[:60]}" would stand in the file and on no page.'
        yield error("W-02", tell(text.getparent()), message, "Write the tag as {{ … }}, without r or p.")


def _tags_left(root: etree._Element, tell: Tell, known: set[str]) -> Iterator[Finding]:
    """Brackets that no input brought along can only be a tag that was not understood."""
    bracketed: Any = _BRACKETED_TEXT(root)
    for paragraph in bracketed:
        text = paragraph_text(paragraph)
        if _is_tag(text, known):
            message = f"A tag was not understood and would be printed: {text[:80]}"
            yield error("W-04", tell(paragraph), message, _MEND_TAG)
    with_brackets: Any = _BRACKETED_ATTRIBUTE(root)
    for element in with_brackets:
        for _, value in attributes(element):
            if _is_tag(value, known):
                message = f"A tag was not understood and would stand in the words for a picture or field: {value[:80]}"
                yield error("W-04", tell(element), message, _MEND_TAG)


def _tags_elsewhere(
    package: Package, roots: Mapping[str, etree._Element], template: Place, known: set[str]
) -> Iterator[Finding]:
    """Tags in properties, charts and other parts: nothing fills them in."""
    for name, data in package.parts.items():
        if name in roots or not name.endswith(".xml") or not any(mark in data for mark in _MARKS):
            continue
        root = package.tree(name)
        values = [*map(str, root.itertext()), *(value for e in root.iter(etree.Element) for _, value in attributes(e))]
        for value in dict.fromkeys(value.strip() for value in values if _is_tag(value, known)):
            where = "document properties" if name.startswith("docProps/") else part_name(name)
            message = f"A tag stands where none is ever filled in: {value[:80]}"
            yield error("W-04", Place(template.file, where), message, "Take the tag out of it.")


def _is_tag(text: str, known: set[str]) -> bool:
    said = text.casefold()
    return bool(BRACKETS.search(text)) and not any(line in said or said in line for line in known)


def _repeated_ids(root: etree._Element, template: Place, part: str) -> Iterator[Finding]:
    kinds = (
        ("picture number", [str(e.get("id")) for e in root.iter(qn("wp:docPr"))]),
        ("number of a content control", [str(e.get(W_VAL)) for e in root.iterfind(CONTROLS)]),
        ("bookmark number", [str(e.get(W_ID)) for e in root.iter(W_BOOKMARK)]),
        ("bookmark", [str(e.get(W_NAME)).casefold() for e in root.iter(W_BOOKMARK)]),
    )
    for kind, values in kinds:
        for value, count in Counter(values).items():
            if count > 1:
                often = nouns.TIME.figure(count)
                message = f"The {kind} {value} stands {often} in the document; Word and links need each once."
                fix = "Take the bookmark or picture out of the loop that repeats it."
                yield error("W-05", Place(template.file, part), message, fix)


def unknown_styles(root: etree._Element, styles: Styles, template: Place, part: str) -> Iterator[Finding]:
    used = {str(e.get(W_VAL)) for e in root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    for style in sorted(used - set(styles.names)):
        message = f'The style "{style}" is used but not defined.'
        yield error("W-06", Place(template.file, part), message, "Put the style back into the template.")


def _relations(package: Package, template: Place) -> Iterator[Finding]:
    """Every link inside the file leads somewhere."""
    for relation in relations(package):
        if relation.part and relation.part not in package.parts:
            message = f"A part of the file is missing: {relation.target}"
            yield error("W-02", template, message, "Open the template in Word and save it again.")


def _numberings(package: Package) -> frozenset[str]:
    if NUMBERING not in package.parts:
        return frozenset()
    return frozenset(str(number.get(qn("w:numId"))) for number in package.tree(NUMBERING).iter(qn("w:num")))


def _lost(
    roots: dict[str, etree._Element],
    seen: Callable[[int], Iterable[str]],
    template: Place,
    wanted: list[tuple[str, Place]],
) -> Iterator[Finding]:
    """W-08: what is not in the document, or not where everybody who reads it sees it. seen: the texts by reader."""
    if not wanted:
        return
    readers = len(READERS) if any(map(has_forms, roots.values())) else 1
    every_seen = [_Lines(seen(number)) for number in range(readers)]
    unseen = [(text, place) for text, place in dict.fromkeys(wanted) if not all(text in lines for lines in every_seen)]
    every = _Lines(text for root in roots.values() for text in texts(root)) if unseen else _Lines(())
    for text, place in unseen:
        origin = f" ({place})" if place.file else ""
        if text in every:
            message = f'"{text[:70]}"{origin} stands in the document, and readers do not see it.'
            fix = "In the template, look at the tag that prints it: is it hidden, white, very small, or in a drawing?"
            yield error("W-08", template, message, fix)
        else:
            message = f'The template does not print "{text[:70]}"{origin}.'
            yield error("W-08", template, message, "Put the tag that prints it back into the template.")


class _Lines:
    """The paragraphs of a document, asked for a text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = dict.fromkeys(lines)
        self.together = "\n".join(self.lines)

    def __contains__(self, text: str) -> bool:
        return text in self.lines or text in self.together


def _squeezed(text: str) -> str:
    return " ".join(text.split())
