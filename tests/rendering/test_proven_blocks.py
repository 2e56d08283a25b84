"""What was proven before hides nothing: a fault is found as in a document of which nothing was ever seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from engine.findings import Finding, Place
from engine.rendering.proof import faults
from engine.rendering.proven_blocks import PROVEN
from engine.word.names import NAMESPACES, W_BODY, W_P, W_T, W_TC
from engine.word.package import DOCUMENT, NUMBERING, STYLES, Package
from tests.material.small_word import PLACE, add_table, as_package, word_file

_INPUT = Place("inputs/narrative/equity.docx", "paragraph 1")
_MEANT = (("Words that were written", _INPUT), ("c", _INPUT))
_BEGIN, _END = (f'<w:p><w:r><w:fldChar w:fldCharType="{kind}"/></w:r></w:p>' for kind in ("begin", "end"))
_LISTED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
_MARKED = '<w:p><w:bookmarkStart w:id="7" w:name="here"/><w:bookmarkEnd w:id="7"/><w:r><w:t>d</w:t></w:r></w:p>'
_LINKED = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>e</w:t></w:r></w:hyperlink></w:p>'


def sound() -> Package:
    """A document with a heading, words, a table, a field from one paragraph to the next, a list, a mark and a link."""
    document = word_file("# Heading", "Words that were written", "Others")
    add_table(document, ("a", "b"), ("c", "d"))
    package = as_package(document)
    body = package.tree(DOCUMENT).find(W_BODY)
    assert body is not None
    for number, block in enumerate((_BEGIN, _END, _LISTED, _MARKED, _LINKED)):
        body.insert(3 + number, _element(block))
    package.put(DOCUMENT, package.tree(DOCUMENT))
    return package


def _element(block: str) -> etree._Element:
    told = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("w", "r"))
    return etree.fromstring(f"<root {told}>{block}</root>")[0]


def in_text(change: Callable[[etree._Element], None]) -> Callable[[Package], None]:
    """A change of the body of a document."""

    def changed(package: Package) -> None:
        body = package.tree(DOCUMENT).find(W_BODY)
        assert body is not None
        change(body)
        package.put(DOCUMENT, package.tree(DOCUMENT))

    return changed


def in_part(name: str, old: str, new: str) -> Callable[[Package], None]:
    """A change of what is written in another part."""

    def changed(package: Package) -> None:
        assert old.encode() in package.parts[name]
        package.parts[name] = package.parts[name].replace(old.encode(), new.encode())

    return changed


def _said(body: etree._Element, text: str) -> etree._Element:
    return next(each for each in body.iter(W_T) if each.text == text)


def _say(text: str, new: str) -> Callable[[Package], None]:
    return in_text(lambda body: setattr(_said(body, text), "text", new))


def _hide(body: etree._Element) -> None:
    run = _said(body, "Words that were written").getparent()
    assert run is not None
    run.insert(0, _element("<w:rPr><w:vanish/></w:rPr>"))


_CHANGES: dict[str, Callable[[Package], None]] = {
    "nothing": lambda _: None,
    "a word": _say("Others", "Else"),
    "a tag that is left": _say("Others", "{{ left }}"),
    "a tag in a description": in_text(lambda body: _said(body, "a").set("descr", "{{ left }}")),
    "an empty cell": _say("a", ""),
    "a cell without a paragraph": in_text(
        lambda body: next(body.iter(W_TC)).remove(next(next(body.iter(W_TC)).iter(W_P)))
    ),
    "text outside of a run": in_text(lambda body: setattr(body[1], "text", "astray")),
    "text between blocks": in_text(lambda body: setattr(body[1], "tail", "astray")),
    "text before all blocks": in_text(lambda body: setattr(body, "text", "astray")),
    "a style that is not there": in_text(
        lambda body: body.insert(1, _element('<w:p><w:pPr><w:pStyle w:val="No"/></w:pPr></w:p>'))
    ),
    "a list that is not there": in_text(lambda body: body.insert(1, _element(_LISTED.replace('"1"', '"999"')))),
    "a table in a paragraph": in_text(lambda body: body[1].append(_element("<w:tbl/>"))),
    "settings in another order": in_text(
        lambda body: body.insert(1, _element("<w:p><w:pPr><w:jc/><w:keepNext/></w:pPr></w:p>"))
    ),
    "a tracked change": in_text(lambda body: body[1].append(_element('<w:ins w:author="A"/>'))),
    "an object": in_text(lambda body: body[1].append(_element("<w:object/>"))),
    "a picture from elsewhere": in_text(
        lambda body: body[1].append(_element('<w:pict src="https://example.org/a.png"/>'))
    ),
    "hidden words": in_text(_hide),
    "words that are gone": in_text(lambda body: body.remove(body[1])),
    "a block that stands twice": in_text(lambda body: body.insert(0, _element(_MARKED))),
    "a field without its end": in_text(lambda body: body.remove(body[4])),
    "a field that ends before it begins": in_text(lambda body: body.insert(3, body[4])),
    "a link whose relation is gone": in_part("word/_rels/document.xml.rels", 'Id="rId1"', 'Id="rId99"'),
    "a style whose name has changed": in_part(STYLES, 'w:styleId="Heading1"', 'w:styleId="Other"'),
    "a style that hides": in_part(STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"),
    "a list whose definition is gone": in_part(NUMBERING, '<w:num w:numId="1"', '<w:num w:numId="77"'),
}


def proven(package: Package, typed: tuple[str, ...] = ()) -> list[Finding]:
    return faults(package, PLACE, _MEANT, typed)


@pytest.mark.slow
@pytest.mark.parametrize("what", _CHANGES)
def test_after_a_sound_one_a_document_is_judged_as_if_it_were_the_first(what: str) -> None:
    PROVEN.clear()
    changed = sound()
    _CHANGES[what](changed)
    anew = proven(changed)
    assert bool(anew) == (what not in ("nothing", "a word")), anew
    PROVEN.clear()
    assert proven(sound()) == []
    changed = sound()
    _CHANGES[what](changed)
    assert proven(changed) == anew
    assert proven(sound()) == []
    assert proven(changed) == anew


def test_brackets_that_somebody_typed_are_left_tags_where_nobody_did() -> None:
    PROVEN.clear()
    document = sound()
    _say("Others", "{{ typed }}")(document)
    assert proven(document, ("{{ typed }}",)) == []
    assert [found.code for found in proven(document)] == ["W-04"]


def test_what_is_seen_of_a_block_is_what_every_reader_sees_of_it() -> None:
    varied = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        '<mc:Choice Requires="w16"><w:r><w:t>Words that were written</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>%s</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    for other, codes in (("Words that were written", []), ("Not these", ["W-08"])):
        document = sound()
        in_text(lambda body, other=other: body.replace(body[1], _element(varied % other)))(document)  # type: ignore[misc]
        PROVEN.clear()
        assert [[found.code for found in proven(document)] for _ in range(2)] == [codes, codes]
