"""Lists of a Word form, by how they are numbered: with what Word shows before each of their items."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from tests.material.small_inputs import DECLARED, add_xml


@dataclass(frozen=True, slots=True)
class FormList:
    """levels: form, words and start of the number of each. items: depth, and what Word shows before each."""

    levels: tuple[tuple[str, str, int], ...]
    items: tuple[tuple[int, str], ...]


def _flat(form: str, words: str, start: int, *shown: str) -> FormList:
    return FormList(((form, words, start),), tuple((0, one) for one in shown))


LISTS = {
    "plain": _flat("decimal", "%1.", 1, "1.", "2."),
    "priorities": _flat("decimal", "Priority %1:", 1, "Priority 1:", "Priority 2:"),
    "letters in brackets": _flat("lowerLetter", "(%1)", 1, "(a)", "(b)", "(c)"),
    "letters past z": _flat("upperLetter", "%1)", 26, "Z)", "AA)", "BB)"),
    "from five": _flat("decimal", "%1.", 5, "5.", "6."),
    "Roman": _flat("upperRoman", "%1.", 3, "III.", "IV.", "V."),
    "two figures": _flat("decimalZero", "%1", 9, "09", "10"),
    "ordinals": _flat("ordinal", "%1", 1, "1st", "2nd", "3rd"),
    "words": _flat("ordinalText", "%1 aim:", 1, "First aim:", "Second aim:"),
    "ticks": _flat("bullet", "☑", 1, "☑", "☑"),
    "two levels": FormList(
        (("decimal", "%1.", 1), ("lowerLetter", "%1.%2)", 1)),
        ((0, "1."), (1, "1.a)"), (1, "1.b)"), (0, "2."), (1, "2.a)")),
    ),
    "outline": FormList(
        (("upperRoman", "%1.", 1), ("decimal", "%1.%2", 1)), ((0, "I."), (1, "I.1"), (0, "II."), (1, "II.1"))
    ),
}


def add_list(document: WordDocument, made: FormList, key: int, link: str = "", override: int | None = None) -> None:
    """Put a list and its items at the end of a document. link: the style of lists that it takes its levels from."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>'
        "</w:lvl>"
        for depth, (form, words, start) in enumerate(made.levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {DECLARED} w:abstractNumId="{key}">{levels}</w:abstractNum>'))
    begun = (
        "" if override is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{override}"/></w:lvlOverride>'
    )
    root.append(parse_xml(f'<w:num {DECLARED} w:numId="{key}"><w:abstractNumId w:val="{key}"/>{begun}</w:num>'))
    if link:
        _link(document, link, key)
        key += 1
        root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {DECLARED} w:abstractNumId="{key}"><w:numStyleLink w:val="{link}"/></w:abstractNum>'
            ),
        )
        root.append(parse_xml(f'<w:num {DECLARED} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))
    for depth, shown in made.items:
        add_item(document, key, depth, f"behind {shown}")


def add_item(document: WordDocument, key: int, depth: int, words: str, more: str = "") -> None:
    """Put one item at the end of a document."""
    about = f'{more}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    add_xml(document, f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")


def _link(document: WordDocument, name: str, key: int) -> None:
    numbers = f'<w:pPr><w:numPr><w:numId w:val="{key}"/></w:numPr></w:pPr>'
    xml = f'<w:style {DECLARED} w:type="numbering" w:styleId="{name}"><w:name w:val="{name}"/>{numbers}</w:style>'
    document.styles.element.append(parse_xml(xml))
