"""Where in a template something stands, in the words of somebody who sees it in Word."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from engine.findings import Place
from engine.word.margins import called
from engine.word.package import Package
from engine.word.styles import Styles
from engine.word.text import Trails

Tell = Callable[[etree._Element], Place]
"""Says where an element of a rendered document stands, for people who see the template in Word."""

NamesOfParts = Callable[[str], str]
"""Says what a reader calls a part, by the name it has in the file."""

_PART_NAMES = {"document": "", "header": "header", "footer": "footer", "footnotes": "footnotes"}
_STYLE = re.compile(r'<w:pStyle w:val="([^"]+)"')
_PARAGRAPH = re.compile(r"<w:p([ >])")
_OPENING = re.compile(r"(?:\{\{|\{%)[-+]?")
_LAST_OPENING = re.compile(r"(?:\{\{|\{%)[-+]?\n$")


def with_lines(xml: str) -> str:
    """A part's source in which every paragraph and the inside of every tag begins a line, so that lines are places.

    A line break inside a tag means nothing to Jinja; those before paragraphs are taken out again after rendering.
    """
    return _OPENING.sub(r"\g<0>\n", _PARAGRAPH.sub(r"\n<w:p\1", xml))


def without_lines(xml: str) -> str:
    """What was rendered, without the line breaks before its paragraphs."""
    return xml.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")


def part_name(path: str) -> str:
    """What a reader calls a part: nothing for the body, else header, footer or footnotes."""
    stem = re.sub(r"(?<!\d)\d*\.xml$", "", path.rpartition("/")[2])
    return _PART_NAMES.get(stem, stem)


def names_of_parts(package: Package) -> NamesOfParts:
    """Says what a reader calls a part of a file: of several headers which, else as part_name does."""
    try:
        margins = called(package)
    except (LookupError, etree.XMLSyntaxError):
        margins = {}  # a file so damaged that nobody can tell, which is told when it is read
    return lambda path: margins.get(path.lstrip("/")) or part_name(path)


def place_of(styles: Styles, template: Place, part: str, element: etree._Element) -> Place:
    """Where an element of a rendered document stands: the part, the headings above, the row and column."""
    return telling(styles, template, part)(element)


def telling(styles: Styles, template: Place, part: str) -> Tell:
    """Says the same of many elements of a part, of which no heading, row or column changes meanwhile."""
    trails = Trails(styles)
    return lambda element: Place(template.file, " › ".join(step for step in (part, trails.of(element)) if step))


def where_at(source: str, line: int, styles: Styles, part: str) -> str:
    """The place of a line of a source made by with_lines: heading trail, row and column of a table, and the tag."""
    lines = source.split("\n")
    before, rest = "\n".join([*lines[: max(line - 1, 0)], ""]), "\n".join(lines[max(line - 1, 0) :])
    steps = [part_name(part), *_trail(before, styles), _cell(before), _tag(before, rest)]
    return " › ".join(step for step in steps if step)


def _trail(before: str, styles: Styles) -> list[str]:
    """The headings above; the last paragraph counts once it has ended."""
    trail: dict[int, str] = {}
    for text in re.split(r"\n(?=<w:p[ >])", before):
        style = _STYLE.search(text)
        level = styles.levels.get(style[1], 0) if style else 0
        inside, end, _ = text.partition("</w:p>")
        if level and end and (words := _words(inside)):
            trail = {above: heading for above, heading in trail.items() if above < level} | {level: words}
    return [trail[level] for level in sorted(trail)]


def _cell(before: str) -> str:
    """The row and the column of the innermost table that is still open."""
    tables: list[int] = []
    for mark in re.finditer(r"<w:tbl[ >]|</w:tbl>", before):
        if mark[0] != "</w:tbl>":
            tables.append(mark.end())
        elif tables:
            tables.pop()
    if not tables:
        return ""
    table = before[tables[-1] :]
    row, begins = _count(table, "tr")
    column, _ = _count(table[begins:], "tc")
    return f"table row {row}, column {column}" if column else f"table row {row}"


def _count(xml: str, kind: str) -> tuple[int, int]:
    """How many rows or cells begin, and where the last one does.

    A row that holds only the tag of a loop is gone from the source and has left its tag; Word still shows it.
    """
    number, begins, is_open, tables = 0, 0, False, 0
    for mark in re.finditer(rf"</?w:(?:{kind}|tbl)[ >]|\{{%", xml):
        if "w:tbl" in mark[0]:
            tables += -1 if mark[0].startswith("</") else 1
        elif tables:
            continue
        elif mark[0].startswith("</"):
            is_open = False
        elif not is_open:
            number, begins, is_open = number + 1, mark.end(), mark[0] != "{%"
    return number, begins


def _tag(before: str, rest: str) -> str:
    """The tag whose inside the line begins with, as it is typed in Word."""
    opening = _LAST_OPENING.search(before)
    inside = re.match(r".*?(?:\}\}|%\})", rest)
    return _words(opening[0] + inside[0]) if opening and inside else ""


def _words(xml: str) -> str:
    """The words of a heading in the template, its tags left as they are typed."""
    spaced = re.sub(r"<w:br[^<>]*/>", " ", xml)
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]+>", "", spaced)).strip()
