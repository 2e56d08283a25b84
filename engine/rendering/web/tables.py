"""Tables of a page: headings with their scope, captions, and the name of each column beside its cells."""

from __future__ import annotations

from lxml import etree

from engine.rendering.web.tree import add_class, all_words, dissolve, wrap

_CAPTION = "s-caption"


def complete_tables(page: etree._Element) -> None:
    """Give tables what a screen reader and a narrow window need of them."""
    for table in list(page.iter("table")):
        _scopes(table)
        _names(table)
        _caption(table)


def complete_figures(page: etree._Element) -> None:
    """Put pictures and the captions above or below them into figures."""
    for caption in [p for p in page.iter("p") if _is_caption(p)]:
        above, below = caption.getprevious(), caption.getnext()
        picture = below if _shows(below) else above if _shows(above) else None
        caption.set("class", "caption")
        if picture is None:
            continue
        figure = wrap(picture, "figure")
        caption.tag = "figcaption"
        figure.insert(0 if picture is below else 1, caption)


def _scopes(table: etree._Element) -> None:
    head = table.find("thead")
    for cell in () if head is None else head.iter("th"):
        if all_words(cell):
            cell.set("scope", "colgroup" if cell.get("colspan") else "col")
        else:
            cell.tag = "td"
    if head is None:
        return
    rows = _rows(table)
    for row in rows:
        first = row[0] if len(row) > 1 else None
        if first is not None and all_words(first) and (len(rows) > 1 or first.find(".//strong") is not None):
            first.tag = "th"
            first.set("scope", "rowgroup" if first.get("rowspan") else "row")


def _names(table: etree._Element) -> None:
    """Beside each cell the heading of its column, where every row has all of them."""
    head, rows = table.findall("thead/tr"), _rows(table)
    names = [all_words(cell) for cell in head[0]] if len(head) == 1 else []
    is_plain = not any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("th", "td"))
    if not names or not is_plain or any(len(row) != len(names) for row in rows):
        wrap(table, "div", **{"class": "wide", "tabindex": "0", "role": "group", "aria-label": "Table"})
        return
    add_class(table, "cards")
    for part, role in (("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row")):
        for element in table.iter(part):
            element.set("role", role)
    table.set("role", "table")
    for cell in table.iter("td"):
        cell.set("role", "cell")
    for row in rows:
        for cell, name in zip(row, names, strict=True):
            cell.set("data-name", name)
    for cell in table.iter("th"):
        cell.set("role", "columnheader" if str(cell.get("scope")).startswith("col") else "rowheader")


def _caption(table: etree._Element) -> None:
    around = table.getparent()
    block = around if around is not None and around.get("class") == "wide" else table
    said = block.getprevious()
    if said is None or not _is_caption(said):
        return
    said.tag = "caption"
    said.set("class", "caption")
    said.tail = None
    table.insert(0, said)


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows below the headings."""
    return table.findall("tbody/tr") or table.findall("tr")


def _is_caption(element: etree._Element) -> bool:
    return element.tag == "p" and _CAPTION in str(element.get("class")).split()


def _shows(element: etree._Element | None) -> bool:
    """Whether a paragraph holds a picture and nothing else."""
    return element is not None and element.tag == "p" and element.find(".//img") is not None and not all_words(element)


def without_lonely_paragraphs(page: etree._Element) -> None:
    """A cell of one paragraph without a look or language of its own is that paragraph."""
    for cell in page.iter("td", "th"):
        if len(cell) == 1 and cell[0].tag == "p" and set(cell[0].attrib) <= {"class"}:
            inner = cell[0]
            add_class(cell, inner.get("class"))
            dissolve(inner)
