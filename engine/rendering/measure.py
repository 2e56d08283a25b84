"""What was drawn as wide as the house's text follows the measure of the section it stands in.

Tables over the whole width, charts, and the tabs before page numbers are drawn for a text of 158 mm, or of 249 mm on a
page turned sideways. On other paper, between other margins or in columns they would end short of it, or beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.findings import Finding, Place, warning
from engine.rendering.tab_stops import RightTab, right_tab
from engine.word.looks import looks_of
from engine.word.margins import margins
from engine.word.names import EMU_PER_MM, TWIPS_PER_MM, W_P, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.package import STYLES, Package
from engine.word.sections import WordSection, word_sections

_HOUSE = (8957, 14117)
"""The measures that the house's templates are drawn for, in twentieths of a point."""
_OF_WORD = (9026, 9360)
"""Where Word's own headers have their right tab: at the end of A4 and of Letter between its usual margins."""
_SAME = 40
"""So much more or less, in twentieths of a point, is the same measure: nobody sees it."""
_EMU_PER_TWIP = 635
_CHART = 158 * EMU_PER_MM
_MOST_LARGER = 1.1
"""How much larger a chart may become: it is a picture, and its lines would blur."""
_LEAST_SMALLER = 0.6
"""From here on letters in a chart are hard to read, and words in a table break at every syllable."""
_BROAD = 1300
"""A column of more, in twentieths of a point, can give way before others do: in a narrow one a word would break."""
_COLUMN, _CELL = qn("w:gridCol"), qn("w:tcPr")
_INLINE, _EXTENT = qn("wp:inline"), qn("wp:extent")
_W, _TYPE, _TABS = qn("w:w"), qn("w:type"), qn("w:tab")
_POSITION = f"{qn('wp:positionH')}/{qn('wp:posOffset')}"
_ANCHOR = qn("wp:anchor")


Styles = Mapping[str, etree._Element]
"""By their ids."""


def follow_measure(root: etree._Element, package: Package, template: Place) -> Iterator[Finding]:
    """Let what is as wide as the house's text follow. root: the document of the package.

    Yields W-72 for what cannot follow: it stands in sections of several measures, or there is too little room.
    """
    sections = list(word_sections(root))
    styles = looks_of(package.parts[STYLES]).by_id
    for section in sections:
        if section.measure:
            yield from _in_text(section, styles, template)
    yield from _at_head_and_foot(sections, package, styles, template)


def _in_text(section: WordSection, styles: Styles, template: Place) -> Iterator[Finding]:
    smallest = 1.0
    for block in section.blocks:
        if block.tag == W_TBL and _is_of_house(_width(block), section.measure):
            smallest = min(smallest, section.measure / _width(block))
            _resize(block, section.measure)
        for picture in block.iter(_INLINE):
            smallest = min(smallest, _fit(picture, section.measure))
        for tab in block.iter(_TABS):
            _let_end_at(_paragraph_of(tab), styles, section.measure)
    if smallest < _LEAST_SMALLER:
        wide = round(section.measure / TWIPS_PER_MM)
        message = f"The text of section {section.number} is {wide} mm wide: too little for tables and charts of 158 mm."
        fix = "Make its margins smaller, or print charts as chart_half or chart_third and tables with fewer columns."
        yield warning("W-72", template, message, fix)


def _at_head_and_foot(
    sections: list[WordSection], package: Package, styles: Styles, template: Place
) -> Iterator[Finding]:
    """Headers and footers follow the section they stand in, where that is one measure."""
    numbered = {section.number: section for section in sections if section.measure}
    used: dict[str, dict[int, WordSection]] = {}
    texts = frozenset(package.texts())
    for one in margins(package):
        for part in one.parts:
            if one.section in numbered and part in texts:
                used.setdefault(part, {})[one.section] = numbered[one.section]
    for part, where in used.items():
        measures = [section.measure for section in where.values()]
        root = package.tree(part)
        if max(measures) - min(measures) <= _SAME:
            changed = [_let_end_at(_paragraph_of(tab), styles, measures[0]) for tab in root.iter(_TABS)]
            changed += [_let_stay_on_page(anchor, next(iter(where.values()))) for anchor in root.iter(_ANCHOR)]
            changed += [_fit(picture, measures[0]) != 1.0 for picture in root.iter(_INLINE)]
            if any(changed):
                package.put(part, root)
        elif any(_must_move(_tab_of(_paragraph_of(tab), styles), min(measures)) for tab in root.iter(_TABS)):
            widths = " and ".join(f"{round(one / TWIPS_PER_MM)} mm" for one in sorted(set(measures)))
            kind = "header" if "header" in part else "footer"
            message = f"One {kind} stands at texts of {widths}, so what is at its right cannot end with each of them."
            fix = f"Give those sections a {kind} of their own: in the {kind}, switch off Link to Previous."
            yield warning("W-72", template, message, fix)


def _width(table: etree._Element) -> int:
    """How wide a table is drawn, in twentieths of a point; 0 where that is left to its words."""
    told = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if told is None or told.get(_TYPE) != "dxa":
        return 0
    return _number(told.get(_W))


def _is_of_house(width: int, measure: int, usual: tuple[int, ...] = _HOUSE) -> bool:
    """Whether something is as wide as the usual text, and the text here is another."""
    return any(abs(width - one) <= _SAME for one in usual) and abs(width - measure) > _SAME


def _resize(table: etree._Element, measure: int) -> None:
    """Let a table be so wide, in twentieths of a point: its broad columns give way first, so that words stay whole."""
    grid = table.findall(f"{qn('w:tblGrid')}/{_COLUMN}")
    told = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    assert told is not None
    former, whole = [_number(one.get(_W)) for one in grid], _number(told.get(_W))
    widths = _shared_out(former, measure - whole)
    told.set(_W, str(measure))
    for one, width in zip(grid, widths, strict=True):
        one.set(_W, str(width))
    for row in table.iterchildren(W_TR):
        at = _span(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in row.iterchildren(W_TC):
            about = cell.find(_CELL)
            span = _span(None if about is None else about.find(qn("w:gridSpan")), 1)
            wide = None if about is None else about.find(qn("w:tcW"))
            if wide is not None and wide.get(_TYPE) == "dxa" and at + span <= len(widths):
                wide.set(_W, str(sum(widths[at : at + span])))
                for picture in cell.iter(_INLINE) if measure < whole else ():
                    _fit(picture, sum(widths[at : at + span]))
            at += span


def _shared_out(widths: list[int], more: int) -> list[int]:
    """Widths of columns, together so much more or less: only the broad ones give, as long as they can."""
    broad = [max(width - _BROAD, 0) for width in widths] if more < 0 else widths
    shares = broad if sum(broad) + more > 0 else widths
    if not sum(shares):
        return widths
    return [width + round(more * share / sum(shares)) for width, share in zip(widths, shares, strict=True)]


def _span(told: etree._Element | None, usual: int) -> int:
    return usual if told is None else _number(told.get(W_VAL))


def _fit(picture: etree._Element, room: int) -> float:
    """Let a picture fit so many twentieths of a point, and a chart of the whole width fill them. Gives the scale.

    A place to sign stays as large as it is.
    """
    extent, about = picture.find(_EXTENT), picture.find(qn("wp:docPr"))
    wide = 0 if extent is None else _number(extent.get("cx"))
    if not wide or (about is not None and about.get("name", "").startswith("field:")):
        return 1.0
    scale = room * _EMU_PER_TWIP / wide
    is_chart = abs(wide - _CHART) <= _SAME * _EMU_PER_TWIP
    if abs(scale - 1) * wide <= _SAME * _EMU_PER_TWIP or (scale > 1 and not (is_chart and scale <= _MOST_LARGER)):
        return 1.0
    for size in picture.iter(_EXTENT, qn("a:ext")):
        if size.get("cx") and size.get("cy"):
            for side in ("cx", "cy"):
                size.set(side, str(round(_number(size.get(side)) * scale)))
    return scale


def _let_stay_on_page(anchor: etree._Element, section: WordSection) -> bool:
    """Whether a picture that is placed from the page's left edge, and off it, had to move: it ends with the text."""
    offset, extent = anchor.find(_POSITION), anchor.find(_EXTENT)
    position = anchor.find(qn("wp:positionH"))
    if offset is None or extent is None or position is None or position.get("relativeFrom") != "page":
        return False
    end = (_number(offset.text) + _number(extent.get("cx"))) // _EMU_PER_TWIP
    about = anchor.find(qn("wp:docPr"))
    if end <= section.page or about is None or not about.get("descr"):  # decoration may run off the page
        return False
    offset.text = str(section.right * _EMU_PER_TWIP - _number(extent.get("cx")))
    return True


def _let_end_at(paragraph: etree._Element | None, styles: Styles, measure: int) -> bool:
    """Whether the right tab of a paragraph had to move so as to end with the text."""
    moved = False
    while (tab := _tab_of(paragraph, styles)) is not None and paragraph is not None and _must_move(tab, measure):
        tab.shift(paragraph, measure)
        moved = True
    return moved


def _must_move(tab: RightTab | None, measure: int) -> bool:
    return tab is not None and (
        tab.position > measure + _SAME or _is_of_house(tab.position, measure, (*_HOUSE, *_OF_WORD))
    )


def _tab_of(paragraph: etree._Element | None, styles: Styles) -> RightTab | None:
    return None if paragraph is None else right_tab(paragraph, styles)


def _paragraph_of(tab: etree._Element) -> etree._Element | None:
    """The paragraph in whose line a tab stands; None for a tab stop."""
    run = tab.getparent()
    if run is None or run.tag != qn("w:r"):
        return None
    return next(run.iterancestors(W_P), None)


def _number(text: str | None) -> int:
    try:
        return int(float(text or "0"))
    except (ValueError, OverflowError):
        return 0
