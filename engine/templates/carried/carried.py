"""Whether all that a template holds may go into documents, and the template without what stays behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from itertools import chain

from lxml import etree

from engine.findings import Finding, Place, info
from engine.templates.carried.field_codes import carried_fields
from engine.templates.carried.markup import active_markup
from engine.templates.carried.relations import Fate, refused_relations, relations
from engine.templates.places import Tell, names_of_parts, place_of
from engine.word.names import BINDINGS, NAMESPACES, W_T, qn
from engine.word.package import STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import take_out

_TEXT, _PICTURE = ".xml", ".svg"
_DATA = ("docProps/", "customXml/", "[")
"""Parts that hold values and no markup of Word's."""
_RELATED = f"{{{NAMESPACES['r']}}}id"
_BINDING = b"dataBinding"
_CONTROL, _STORE = qn("w:sdt"), qn("w:storeItemID")
_SHORT = 2**18
"""Bytes of a part that is remembered; texts are not, of which no two documents have the same."""
_OF_PROPERTIES = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
"""By this a binding names the document properties that penholder sets."""


def not_carried(package: Package, template: Place, inert: Collection[str] = ()) -> Iterator[Finding]:
    """W-07 for everything in a template, or in a document of one, that readers must not get.

    Errors for what runs, fetches or tells of the machine; notes for what is left out of the documents or becomes plain
    words. The same is asked of a template that is checked, of one that is built with, and of every document made.
    inert: the parts of which active_markup was asked and had nothing to tell.
    """
    yield from refused_relations(package, template)
    if left := dict.fromkeys(relation.what for relation in relations(package) if relation.fate is Fate.LEFT_OUT):
        message = f"Left out of the documents, since nothing printed needs it: {', '.join(left)}."
        yield info("W-07", template, message, "Nothing.")
    styles = read_styles(package.parts[STYLES])
    texts, called = set(package.texts()), names_of_parts(package)
    for name, data in _marked_up(package):
        if name not in texts and len(data) <= _SHORT and _is_harmless(data):
            continue
        root, tell = package.tree(name), _tell(name, called(name), styles, template)
        if name not in inert:
            yield from active_markup(root, tell)
        yield from carried_fields(root, tell)
        for binding in _misleading(root) if name in texts else ():
            message = "A content control is bound to data in the file; in the documents it shows what stands in it."
            yield info("W-07", tell(binding), message, "Nothing; or take the control away and leave its words.")


def without_ballast(package: Package) -> bool:
    """Take out what is left out of the documents, and the bindings that would show other words than stand in the text.

    Whether anything was taken out.
    """
    left = [relation for relation in relations(package) if relation.fate is Fate.LEFT_OUT]
    for relation in left:
        rels = package.xml(relation.rels)
        for element in [each for each in rels if each.get("Id") == relation.id]:
            rels.remove(element)
        package.put(relation.rels, rels)
        _forget(package, relation.rels, relation.id)
    return _unbound(package) or bool(left)


def _forget(package: Package, rels: str, id_: str) -> None:
    """Take the elements out that name a relation which is left out: settings and charts name it once, and empty."""
    source = rels.replace("_rels/", "", 1)[: -len(".rels")] if rels.startswith("_rels/") else ""
    source = source or rels.replace("/_rels/", "/", 1)[: -len(".rels")]
    if source not in package.parts or not source.casefold().endswith(_TEXT):
        return
    root = package.xml(source)
    named = [element for element in root.iter(etree.Element) if element.get(_RELATED) == id_]
    for element in named:
        take_out(element)
    if named:
        package.put(source, root)


def _unbound(package: Package) -> bool:
    is_cut = False
    for name in [name for name in package.texts() if _BINDING in package.parts[name]]:
        root = package.xml(name)
        bindings = list(_misleading(root))
        for binding in bindings:
            take_out(binding)
        if bindings:
            package.put(name, root)
            is_cut = True
    return is_cut


def _misleading(root: etree._Element) -> Iterator[etree._Element]:
    """The bindings of controls that hold tags, and those to data that somebody put into the file.

    Word and LibreOffice show what a control is bound to, whatever stands in it. One without tags that is bound to a
    property, such as the title, goes on showing what penholder sets the property to.
    """
    for binding in root.iter(*BINDINGS):
        control = next(binding.iterancestors(_CONTROL), None)
        words = "" if control is None else "".join(text.text or "" for text in control.iter(W_T))
        if "{{" in words or "{%" in words or binding.get(_STORE, "").upper() != _OF_PROPERTIES:
            yield binding


@lru_cache(maxsize=128)
def _is_harmless(data: bytes) -> bool:
    """Whether there is nothing to say of a part, wherever it stands.

    Styles, numbering, settings and theme are the same in every document of a template: they are looked through once.
    """
    root = Package({"": data}).xml("")
    said = chain(active_markup(root, lambda _: Place("")), carried_fields(root, lambda _: Place("")), _misleading(root))
    return next(said, None) is None


def _marked_up(package: Package) -> Iterator[tuple[str, bytes]]:
    for name, data in package.parts.items():
        if name.casefold().endswith((_TEXT, _PICTURE)) and not name.startswith(_DATA):
            yield name, data


def _tell(name: str, called: str, styles: Styles, template: Place) -> Tell:
    if next(Package({name: b""}).texts(), None) is not None:
        return partial(place_of, styles, template, called)
    place = Place(template.file, "building blocks" if "/glossary/" in name else called)
    return lambda _: place
