"""Where in a template something stands, in the words of somebody who sees it in Word."""

from __future__ import annotations

import re

from engine.word.styles import Styles

_PART_NAMES = {"document": "", "header": "header", "footer": "footer", "footnotes": "footnotes"}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]+)"')


def part_name(path: str) -> str:
    """What a reader calls a part: nothing for the body, else header, footer or footnotes."""
    stem = re.sub(r"\d*\.xml$", "", path.rpartition("/")[2])
    return _PART_NAMES.get(stem, stem)


def where_at(source: str, line: int, styles: Styles, part: str) -> str:
    """The place of a line in a part's source, in which every paragraph begins a line of its own.

    Heading trail, whether it is in a table, and the first tag of the paragraph as typed.
    """
    lines = source.split("\n")[:line]
    trail: dict[int, str] = {}
    for text in lines[:-1]:
        style = _STYLE.search(text)
        level = styles.levels.get(style[1], 0) if style else 0
        if level and (words := _words(text)):
            trail = {above: heading for above, heading in trail.items() if above < level} | {level: words}
    before = "".join(lines)
    steps = [part_name(part), *(trail[level] for level in sorted(trail))]
    if len(re.findall(r"<w:tbl[ >]", before)) > before.count("</w:tbl>"):
        rows = re.findall(r"<w:tr[ >]", before[before.rfind("<w:tbl>") :])
        steps.append(f"table row {len(rows)}")
    if lines and (tag := _TAG.search(lines[-1])):
        steps.append(re.sub(r"<[^>]+>", "", tag[0]))
    return " › ".join(step for step in steps if step)


def _words(xml: str) -> str:
    """The words of a heading in the template, its tags left as they are typed."""
    spaced = re.sub(r"<w:br[^>]*/>", " ", xml)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", spaced)).strip()
