"""The structure of a converted PDF completed: what LibreOffice tags as any paragraph or cell gets its own kind.

One link for each annotation, row headers, captions inside their tables, the contents list, quotations in blocks, how a
numbered list is numbered. A structure that has these kinds already, as newer converters write it, is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

from engine.pdf.marked_text import StructureText

_BLOCKS = {"/Document", "/Part", "/Sect", "/Div", "/Art"}
_CONTENTS = ("/Contents ", "/toc ", "/TOC ")
_QUOTATION, _WHOSE = ("/Intense Quote", "/Quotations"), "/Quote Attribution"
_CAPTIONS = ("/caption", "/Caption")
_OF_NUMBERS = "/List Number"
_AROUND_A_NUMBER = " ([{"
_NUMBERINGS = (
    ("LowerRoman", ("i", "ii")),
    ("UpperRoman", ("I", "II")),
    ("LowerAlpha", ("a", "b")),
    ("UpperAlpha", ("A", "B")),
)
"""How the first two items begin of a list that is not numbered by figures."""
_STRONG = ("/Strong", "/Strong Emphasis", "/Field Label")

Id = tuple[int, int]
"""Of an object of the file."""


def complete_tags(pdf: Pdf, text: StructureText) -> dict[str, list[Object]]:
    """Complete the structure in place; nothing where there is none.

    text: of its elements. Returns them by the kind that their converter gave them, in reading order.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary) or "/ParentTree" not in root:
        return {}
    return _Tags(pdf, root, text).complete()


class _Tags:
    """The structure of a file while it is completed."""

    def __init__(self, pdf: Pdf, root: Object, text: StructureText) -> None:
        self.pdf, self.root, self.owners, self.text = pdf, root, NumberTree(root.ParentTree), text
        self._owners_on: dict[Id, Object] = {}
        """Of the marks of each page that was asked for: the tree of numbers looks each up anew."""

    def complete(self) -> dict[str, list[Object]]:
        """Every element, those that hold others after what they hold."""
        every = [(element, str(element.S)) for element in _elements(self.root)]
        around_links = {element.P.objgen for element, kind in every if kind == "/Link"}
        for element, kind in reversed(every):
            if kind == "/Table":
                _head_rows(element)
            elif kind == "/L":
                self._say_numbering(element)
            elif kind in _BLOCKS:
                self._gather(element, _is_contents, "TOC", self._entry)
                self._gather(element, _is_quotation, "BlockQuote", lambda quotation, _: quotation)
                self._take_captions(element)
            if element.objgen in around_links:
                self._join_links(element)
        kinds: dict[str, list[Object]] = {}
        for element, kind in every:
            kinds.setdefault(kind, []).append(element)
        return kinds

    def _say_numbering(self, numbered: Object) -> None:
        """A list in the style of numbered ones says how it is numbered, as far as its first items tell."""
        if "/A" in numbered or not any(str(inner.S).startswith(_OF_NUMBERS) for inner in _elements(numbered)):
            return
        items = [kid for kid in _kids(numbered) if isinstance(kid, Dictionary) and kid.get("/S") == Name.LI]
        begun = [self.text.of(item).lstrip(_AROUND_A_NUMBER) for item in items[:2]]
        for numbering, names in _NUMBERINGS:
            if len(begun) == 2 and all(text.startswith(name) for text, name in zip(begun, names, strict=True)):
                numbered.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))
                return
        if begun and begun[0][:1].isdigit():
            numbered.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal)

    def _join_links(self, element: Object) -> None:
        """Links in an element that stand for the same annotation become one, which holds all their text.

        What lies between them, as a hyphen that never breaks does, is text of the link as well. Where nothing does,
        as between an entry of the contents list and its page, the second stays a word of its own; newer converters put
        it into the first.
        """
        kept: list[Object] = []
        begun: dict[Id, int] = {}
        around = _annotation(element)
        for kid in _kids(element):
            link = _annotation(kid)
            if link is not None and link == around:
                kid.S, kid.K = Name.Span, Array([each for each in _kids(kid) if not _is_object(each)])
                self._take_over(element, [], None)
            elif link in begun:
                first, *between = kept[begun[link] :]
                del kept[begun[link] + 1 :]
                for part in between:
                    self._take_over(first, [part], element.get("/Pg"))
                if between:
                    self._take_over(first, [each for each in _kids(kid) if not _is_object(each)], kid.get("/Pg"))
                else:
                    kid.S, kid.K = Name.Span, Array([each for each in _kids(kid) if not _is_object(each)])
                    self._take_over(first, [kid], None)
                continue
            elif link is not None:
                begun[link] = len(kept)
            kept.append(kid)
        if len(kept) < len(_kids(element)):
            element.K = Array(kept)

    def _take_over(self, link: Object, text: list[Object], page: Object | None) -> None:
        """Text becomes that of a link. page: the one its marks are on."""
        is_elsewhere = page is not None and page.objgen != link.get("/Pg", page).objgen
        moved = [
            Dictionary(Type=Name.MCR, Pg=page, MCID=kid) if isinstance(kid, int) and is_elsewhere else kid
            for kid in text
        ]
        own = _kids(link)
        link.K = Array([*(kid for kid in own if not _is_object(kid)), *moved, *filter(_is_object, own)])
        for kid in text:
            if isinstance(kid, int) and page is not None:
                self._of_marks(page)[kid] = link
            elif isinstance(kid, Dictionary) and "/S" in kid:
                kid.P = link
            elif isinstance(kid, Dictionary) and "/MCID" in kid and "/Pg" in kid:
                self._of_marks(kid.Pg)[int(kid.MCID)] = link
        number = next((int(kid.Obj.get("/StructParent", -1)) for kid in own if _is_object(kid)), -1)
        if number in self.owners:
            self.owners[number] = link

    def _of_marks(self, page: Object) -> Object:
        """What the marks of a page belong to, by their numbers."""
        if page.objgen not in self._owners_on:
            self._owners_on[page.objgen] = self.owners[int(page.StructParents)]
        return self._owners_on[page.objgen]

    def _gather(
        self,
        around: Object,
        belongs: Callable[[Object, bool], bool],
        kind: str,
        wrapped: Callable[[Object, Object], Object],
    ) -> None:
        """Put neighbours that belong together into an element of their own."""
        kids: list[Object] = []
        group: Object | None = None
        for kid in _kids(around):
            if isinstance(kid, Dictionary) and "/S" in kid and belongs(kid, group is not None):
                if group is None or (kind == "BlockQuote" and str(kid.S) in _QUOTATION):
                    group = self._made(kind, around, kid)
                    kids.append(group)
                inside = wrapped(kid, group)
                inside.P = group
                group.K.append(inside)
            else:
                group = None
                kids.append(kid)
        around.K = Array(kids)

    def _entry(self, entry: Object, contents: Object) -> Object:
        item = self._made("TOCI", contents, entry)
        entry.P = item
        item.K.append(entry)
        return item

    def _made(self, kind: str, parent: Object, first: Object) -> Object:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array())
        if "/Pg" in first:
            made.Pg = first.Pg
        return self.pdf.make_indirect(made)

    def _take_captions(self, around: Object) -> None:
        """A caption goes into the table it stands above; one of a figure stands before it, or its words would be
        lost behind the figure's alternative text.
        """
        kids = _kids(around)
        kept: list[Object] = []
        for kid, following in zip(kids, [*kids[1:], None], strict=True):
            if isinstance(kid, Dictionary) and str(kid.get("/S")) in _CAPTIONS:
                kid.S = Name.Caption
                if isinstance(following, Dictionary) and following.get("/S") == Name.Table:
                    kid.P = following
                    following.K = Array([kid, *_kids(following)])
                    continue
            kept.append(kid)
        if len(kept) < len(kids):
            around.K = Array(kept)


def _head_rows(table: Object) -> None:
    """The first cell of each row under a table's headings is a heading of its row, where it looks like one."""
    rows = list(_rows(table))
    body = [row for row in rows if not _is_of_headings(row)]
    if len(body) == len(rows):
        return
    for row in body:
        cells = [kid for kid in _kids(row) if isinstance(kid, Dictionary) and str(kid.get("/S")) in ("/TD", "/TH")]
        if len(cells) < 2 or cells[0].S == Name.TH:
            continue
        if len(body) > 1 or any(str(inner.S) in _STRONG for inner in _elements(cells[0])):
            cells[0].S = Name.TH
            told = cells[0].get("/A", Array())
            scope = Dictionary(O=Name.Table, Scope=Name.Row)
            cells[0].A = Array([*(told if isinstance(told, Array) else [told]), scope])


def _rows(table: Object) -> Iterator[Object]:
    for kid in _kids(table):
        if isinstance(kid, Dictionary) and kid.get("/S") == Name.TR:
            yield kid
        elif isinstance(kid, Dictionary) and str(kid.get("/S")) in ("/THead", "/TBody", "/TFoot"):
            yield from _rows(kid)


def _is_of_headings(row: Object) -> bool:
    cells = [kid for kid in _kids(row) if isinstance(kid, Dictionary)]
    return bool(cells) and all(cell.get("/S") == Name.TH for cell in cells)


def _is_contents(element: Object, _: bool) -> bool:
    return str(element.S).startswith(_CONTENTS) and str(element.S)[-1:].isdigit()


def _is_quotation(element: Object, is_begun: bool) -> bool:
    return str(element.S) in _QUOTATION or (is_begun and str(element.S) == _WHOSE)


def _annotation(element: Object) -> Id | None:
    """The annotation that a link of the structure stands for, by its id."""
    if not isinstance(element, Dictionary) or element.get("/S") != Name.Link:
        return None
    return next((kid.Obj.objgen for kid in _kids(element) if _is_object(kid)), None)


def _is_object(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _elements(parent: Object) -> Iterator[Object]:
    """Every element below one, in reading order."""
    waiting = _kids(parent)[::-1]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            waiting += _kids(kid)[::-1]
