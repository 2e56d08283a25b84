"""What a page paints: whether all of it is part of the structure or decoration, and which letters in which font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Page, Stream

from engine.pdf.lettering import fonts_in
from engine.pdf.second_look.painted import painted_by

Id = tuple[int, int]


@dataclass(slots=True)
class PrintedLetters:
    """What was found. fonts: by their ids; letters: what is shown in each. pages: where, from 1, each is first used."""

    fonts: dict[Id, Object] = field(default_factory=dict)
    letters: dict[Id, set[bytes]] = field(default_factory=dict)
    pages: dict[Id, int] = field(default_factory=dict)


@dataclass(slots=True)
class Marks:
    """Of one page. numbers: the marks by which the structure names what is printed. strays: what is painted outside."""

    numbers: set[int] = field(default_factory=set)
    strays: int = 0


def look_through(page: Page, number: int, printed: PrintedLetters) -> Marks:
    """A page as it is painted; its fonts and letters are added to what is printed."""
    marks = Marks()
    _Reader(printed, number, marks).read(page.obj, page.obj.get("/Resources"), covered=False)
    return marks


def look_at_drawing(drawing: Object, number: int, printed: PrintedLetters) -> None:
    """What a field shows."""
    _Reader(printed, number, Marks()).read(drawing, drawing.get("/Resources"), covered=True)


class _Reader:
    """Goes through the content of a page and of the drawings in it."""

    def __init__(self, printed: PrintedLetters, number: int, marks: Marks) -> None:
        self.printed, self.number, self.marks = printed, number, marks
        self.passed: set[Id] = set()

    def read(self, content: Object, resources: Object | None, covered: bool) -> None:
        """covered: whether what holds it is part of the structure or decoration."""
        painted = painted_by(content)
        self.marks.numbers.update(painted.numbers)
        self.marks.strays += 0 if covered else painted.strays
        fonts, drawings = fonts_in(resources), _drawings(resources)
        for shown in painted.fonts:
            if shown.font in fonts:
                self._print(fonts[shown.font], map(bytes.fromhex, shown.codes))
        for name in painted.drawings:
            drawing = drawings.get(name)
            if drawing is not None and drawing.get("/Subtype") == Name.Form and drawing.objgen not in self.passed:
                self.passed.add(drawing.objgen)
                self.read(drawing, drawing.get("/Resources"), covered=True)

    def _print(self, font: Object, letters: Iterator[bytes]) -> None:
        known = font.objgen
        if known not in self.printed.fonts:
            self.printed.fonts[known], self.printed.letters[known] = font, set()
            self.printed.pages[known] = self.number
        self.printed.letters[known].update(letters)


def _drawings(resources: Object | None) -> dict[str, Object]:
    held = Dictionary() if resources is None else resources.get("/XObject", Dictionary())
    return {str(name): drawing for name, drawing in held.items() if isinstance(drawing, Stream)}


def drawings_of(annotation: Object) -> Iterator[Object]:
    """What an annotation can look like as it stands."""
    normal = annotation.get("/AP", Dictionary()).get("/N")
    if isinstance(normal, Stream):
        yield normal
    elif isinstance(normal, Dictionary):
        yield from (state for _, state in normal.items() if isinstance(state, Stream))
