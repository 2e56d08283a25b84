"""What a content paints is kept by its bytes; what its letters are, the resources of each page tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from engine.pdf.second_look import painted
from engine.pdf.second_look.content import PrintedLetters, look_through

_TEXT = "/P<</MCID %d>>BDC\nq 0 0 0 rg\nBT\n72 700 Td /F1 12 Tf<%s>Tj\nET\nQ\nEMC\n"
_LINE = "0 0 m 9 9 l S\n"
_PIECES = (
    _TEXT % (0, "0102"),
    _TEXT % (1, "03"),
    _LINE,
    f"/Artifact BMC\n{_LINE}EMC\n",
    "/Span BMC\n/Im1 Do\nEMC\n",
    "q /F2 9 Tf\n",
    "Q\n",
    "BT <04>Tj ET\n",
    "BT [<05>-3<0607>]TJ ET\n",
)


@pytest.fixture(autouse=True)
def _nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def with_pages(*contents: str) -> Pdf:
    """Each with a font F1 of its own."""
    pdf = Pdf.new()
    for content in contents:
        page = pdf.add_blank_page()
        font = pdf.make_indirect(Dictionary(Type=Name.Font))
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary())
        page.Contents = pdf.make_stream(content.encode())
    return pdf


def drawing(pdf: Pdf, content: str, font: Object) -> Stream:
    return Stream(pdf, content.encode(), Subtype=Name.Form, Resources=Dictionary(Font=Dictionary(F1=font)))


def test_the_same_content_prints_in_the_fonts_of_each_page() -> None:
    pdf, printed = with_pages(_TEXT % (0, "0102"), _TEXT % (0, "0102")), PrintedLetters()
    for number, page in enumerate(pdf.pages, 1):
        look_through(page, number, printed)
    fonts = [page.Resources.Font.F1.objgen for page in pdf.pages]
    assert printed.letters == {font: {b"\1\2"} for font in fonts}
    assert printed.pages == dict(zip(fonts, (1, 2), strict=True))


def test_a_drawing_of_the_same_name_is_that_of_the_page() -> None:
    pdf, printed = with_pages("/Artifact BMC\n/Im1 Do\nEMC\n", "/Artifact BMC\n/Im1 Do\nEMC\n"), PrintedLetters()
    for page, shown in zip(pdf.pages, ("01", "02"), strict=True):
        page.Resources.XObject.Im1 = drawing(pdf, _LINE + _TEXT % (7, shown), page.Resources.Font.F1)
    found = [look_through(page, number, printed) for number, page in enumerate(pdf.pages, 1)]
    assert list(printed.letters.values()) == [{b"\1"}, {b"\2"}]
    assert [(marks.numbers, marks.strays) for marks in found] == [({7}, 0), ({7}, 0)]


def test_a_content_that_differs_is_looked_at_anew() -> None:
    pdf = with_pages(_TEXT % (0, "01"), _TEXT % (0, "01") + _LINE, _TEXT % (1, "01"), _TEXT % (0, "02"))
    found = [painted.painted_by(page.obj) for page in pdf.pages]
    assert len({(one.numbers, one.strays, one.fonts) for one in found}) == 4


def test_several_streams_are_one_content() -> None:
    pdf = with_pages("")
    pdf.pages[0].Contents = Array([pdf.make_stream(part.encode()) for part in (_LINE, _TEXT % (3, "01"))])
    found = painted.painted_by(pdf.pages[0].obj)
    assert (found.numbers, found.strays) == ((3,), 1)


@given(st.lists(st.sampled_from(_PIECES), max_size=8))
def test_what_is_kept_is_what_was_found(pieces: list[str]) -> None:
    pdf = with_pages("".join(pieces))
    content = pdf.pages[0].obj
    first, kept, anew = painted.painted_by(content), painted.painted_by(content), painted._painted(content)
    assert first == kept == anew
