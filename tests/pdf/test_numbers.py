"""Page numbers exchanged after layout, and all that is refused, so that no wrong number is ever shown."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from engine.pdf.empty_page import take_out_empty_page
from engine.pdf.numbers import Exchange, Numbers, exchange_numbers
from engine.word.marked_numbers import LETTERS, PAGE, PAGES, Mark
from engine.word.uncut import UncutError

OF_PAGE, OF_PAGES, OF_LETTERS, _OTHER = (
    "0.3294117647 0.3843137254 0.4196078431",
    "0 0 0.0078431372",
    "0 0 0.0117647058",
    "0.2 0 0",
)
MARKS = {"54626B": Mark(PAGE, "54626A"), "000002": Mark(PAGES, "000000"), "000003": Mark(LETTERS, "000000")}
BOTH = Counter({PAGE: 1, PAGES: 1})
ASKED = Exchange(
    is_first=True, printed=Numbers(10, 88), meant=Numbers(37, 65), marks=MARKS, first=BOTH, others=Counter({PAGE: 1})
)
_CODES = {digit: f"{number + 1:02X}" for number, digit in enumerate("0123456789")}


def text(colour: str, words: str, form: str = "<%s>Tj") -> str:
    codes = "".join(_CODES[each] for each in words)
    return f"/Artifact BMC\nq {colour} rg\nBT\n79.5 30.1 Td /F1 9 Tf{form % codes}\nET\nQ\nEMC\n"


def file_of(*pages: str, digits: str = "0123456789", wide: str = "") -> Pdf:
    pdf = Pdf.new()
    pairs = "".join(f"<{_CODES[each]}> <{ord(each):04X}>\n" for each in digits)
    font = Dictionary(
        Type=Name.Font,
        FirstChar=0,
        Widths=Array([0, *(600 if each in wide else 556 for each in _CODES)]),
        ToUnicode=pdf.make_stream(f"{len(digits)} beginbfchar\n{pairs}endbfchar".encode()),
    )
    held = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    for page in pages:
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(page.encode())
        pdf.pages[-1].Resources = held
    return pdf


def shown(pdf: Pdf) -> list[list[tuple[str, str]]]:
    digits = {code: digit for digit, code in _CODES.items()}
    pages = [page.Contents.read_bytes().decode() for page in pdf.pages]
    found = [re.findall(r"q (\S+ \S+ \S+) rg\nBT\n[^<]*<(\w+)>", page) for page in pages]
    return [
        [(colour, "".join(digits[code] for code in re.findall("..", codes))) for colour, codes in page]
        for page in found
    ]


def test_numbers_are_exchanged_in_the_letters_own_colour_and_all_else_stays() -> None:
    pdf = file_of(
        text(OF_LETTERS, "0123456789") + text(OF_PAGE, "10") + text(OF_PAGES, "88") + text(_OTHER, "10"),
        text(OF_PAGE, "11", form="[<%s>]TJ"),
    )
    exchange_numbers(pdf, ASKED)
    own = "0.3294117647 0.3843137254 0.4156862745"
    assert shown(pdf) == [[(own, "37"), ("0 0 0", "65"), (_OTHER, "10")], [(own, "38")]]


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (file_of(text(OF_PAGE, "10")), "page 1 .* does not print its numbers as expected"),
        (file_of(text(OF_PAGE, "10") * 2 + text(OF_PAGES, "88")), "does not print its numbers as expected"),
        (file_of(text(OF_PAGE, "10") + text(OF_PAGES, "88"), ""), "page 2 .* does not print its numbers"),
        (file_of(text(OF_PAGE, "12") + text(OF_PAGES, "88")), "is not 10"),
        (file_of(text(OF_PAGE, "10") + text(OF_PAGES, "888")), "is not 88"),
        (file_of(text(OF_PAGE, "10", "[<%s>-20<01>]TJ") + text(OF_PAGES, "88")), "in several pieces"),
        (file_of(text(OF_PAGE, "10") + text(OF_PAGES, "88"), digits="018"), "does not have every digit"),
        (file_of(text(OF_PAGE, "10") + text(OF_PAGES, "88"), wide="4"), "not equally wide"),
    ],
)
def test_whatever_is_not_as_expected_is_refused(pdf: Pdf, reason: str) -> None:
    with pytest.raises(UncutError, match=reason):
        exchange_numbers(pdf, ASKED)


def test_a_number_of_other_digits_is_refused() -> None:
    with pytest.raises(UncutError, match="is not 10"):
        exchange_numbers(file_of(text(OF_PAGE, "10") + text(OF_PAGES, "88")), replace(ASKED, meant=Numbers(100, 65)))


def test_a_font_that_does_not_tell_its_letters_is_refused() -> None:
    pdf = file_of(text(OF_PAGE, "10") + text(OF_PAGES, "88"))
    del pdf.pages[0].Resources.Font.F1["/ToUnicode"]
    with pytest.raises(UncutError, match="every digit"):
        exchange_numbers(pdf, ASKED)


def with_structure(is_empty: bool) -> Pdf:
    """A page with empty paragraphs before one with a heading."""
    pdf = file_of("", text(_OTHER, "1"))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    kids = [Dictionary(S=Name.Standard, Pg=pdf.pages[0].obj) for _ in range(3)]
    if not is_empty:
        kids[1].K = Array([0])
    root.K = Dictionary(S=Name.Document, K=Array([*kids, Dictionary(S=Name.H1, Pg=pdf.pages[1].obj, K=Array([0]))]))
    pdf.Root.StructTreeRoot = root
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    return pdf


def test_the_empty_page_before_a_chapter_goes_with_its_paragraphs() -> None:
    pdf = with_structure(is_empty=True)
    take_out_empty_page(pdf)
    buffer = io.BytesIO()
    pdf.save(buffer)
    with pikepdf.open(buffer) as left:
        assert len(left.pages) == 1
        assert [str(kid.S) for kid in left.Root.StructTreeRoot.K.K] == ["/H1"]
        assert "/OpenAction" not in left.Root


def test_a_page_before_a_chapter_that_is_not_empty_is_refused() -> None:
    with pytest.raises(UncutError, match="is not empty"):
        take_out_empty_page(with_structure(is_empty=False))
