"""What a reader of a PDF gets: each text that is there and seen is found, and none that is hidden in whatever way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import ConversionError
from engine.pdf.office import Office, find_office
from engine.pdf.printed_words import Presence, compared, presences
from engine.word.package import DOCUMENT, Package
from tests.material.laden_templates import template

pytestmark = pytest.mark.office

TEXT = "Residents of the ninth ward wait for their first visit."
_RUN = f"<w:r><w:rPr>{{}}</w:rPr><w:t>{TEXT}</w:t></w:r>"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_FILLER = "<w:p><w:r><w:t>Filler</w:t></w:r></w:p>"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def shape(colour: str, width: int = 6000000, height: int = 900000) -> str:
    """A rectangle in front of the text. width, height: 36,000 are a millimetre."""
    size, shape = f'cx="{width}" cy="{height}"', "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    at = "<wp:posOffset>-100000</wp:posOffset>" if width > 1000000 else "<wp:posOffset>0</wp:posOffset>"
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" behindDoc="0" relativeHeight="9" '
        'simplePos="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column">{at}</wp:positionH><wp:positionV relativeFrom="paragraph">{at}'
        f'</wp:positionV><wp:extent {size}/><wp:wrapNone/><wp:docPr id="9" name="Cover"/><a:graphic xmlns:a="{_DRAWING}'
        f'/main"><a:graphicData uri="{shape}"><wps:wsp xmlns:wps="{shape}"><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off '
        f'x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="{colour}"/>'
        "</a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _lines(look: str) -> str:
    return f"<w:p>{_RUN.format(look)}</w:p>"


def _cell(about_row: str, about_cell: str, inside: str) -> str:
    return (
        '<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid>'
        f'<w:tr><w:trPr>{about_row}</w:trPr><w:tc><w:tcPr><w:tcW w:w="8000" w:type="dxa"/>{about_cell}</w:tcPr>{inside}'
        "</w:tc></w:tr></w:tbl>"
    )


HIDDEN: dict[str, Package] = {
    "covered by a white shape": template(_RUN.format("") + shape("FFFFFF")),
    "covered by a black shape": template(shape("000000") + _RUN.format("")),
    "white": template(_RUN.format('<w:color w:val="FFFFFF"/>')),
    "pale": template(_RUN.format('<w:color w:val="F5F5F5"/>')),
    "one point": template(_RUN.format('<w:sz w:val="2"/>')),
    "three points": template(_RUN.format('<w:sz w:val="6"/>')),
    "squeezed": template(_RUN.format('<w:w w:val="1"/>')),
    "off the page": template(f'<w:pPr><w:ind w:left="20000" w:right="-20000"/></w:pPr>{_RUN.format("")}'),
    "one word of it covered": template(_RUN.format("") + shape("FFFFFF", 700000, 200000)),
    "lines over one another": template(
        f'<w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:ind w:right="6600"/></w:pPr>{_RUN.format("")}'
    ),
    "other words printed over it": template(
        f'<w:pPr><w:spacing w:line="20" w:lineRule="exact" w:after="0"/></w:pPr>{_RUN.format("")}',
        '<w:pPr><w:spacing w:line="20" w:lineRule="exact" w:after="0"/></w:pPr>'
        "<w:r><w:t>Nobody in this borough has to wait for anything whatever</w:t></w:r>",
    ),
    "in a row of no height": template(controls=_cell('<w:trHeight w:val="10" w:hRule="exact"/>', "", _lines(""))),
    "as dark as the cell": template(
        controls=_cell(
            "",
            '<w:shd w:val="clear" w:fill="12404A"/>',
            _lines('<w:color w:val="12404A"/>'),
        )
    ),
    "bound to other words": template(
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{TEXT[:-3]}</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    "in another order": template("<w:r><w:t>Visit first their for wait ward ninth the of residents.</w:t></w:r>"),
    "with a word left out": template(f"<w:r><w:t>{TEXT.replace('first ', '')}</w:t></w:r>"),
}

LONG = " ".join(
    f"Sentence {number} tells of flats, offices and co-operation in difficult affairs." for number in range(60)
)
SEEN: dict[str, tuple[str, Package]] = {
    "plain": (TEXT, template(_RUN.format(""))),
    "in capitals": (TEXT, template(_RUN.format("<w:caps/>"))),
    "in small capitals": (TEXT, template(_RUN.format("<w:smallCaps/>"))),
    "small": (TEXT, template(_RUN.format('<w:sz w:val="12"/>'))),
    "grey": (TEXT, template(_RUN.format('<w:color w:val="767676"/>'))),
    "white on dark": (
        TEXT,
        template(
            controls=_cell(
                "",
                '<w:shd w:val="clear" w:fill="12404A"/>',
                _lines('<w:color w:val="FFFFFF"/>'),
            )
        ),
    ),
    "in a frame that LibreOffice puts back on the page": (
        TEXT,
        template(
            '<w:pPr><w:framePr w:w="5000" w:hSpace="0" w:wrap="around" w:hAnchor="page" w:vAnchor="page" w:x="20000" '
            f'w:y="500"/></w:pPr>{_RUN.format("")}'
        ),
    ),
    "hidden once and seen once": (TEXT, template(_RUN.format('<w:color w:val="FFFFFF"/>'), _RUN.format(""))),
    "over two pages": (LONG, template(controls=_FILLER * 30 + f"<w:p><w:r><w:t>{LONG}</w:t></w:r></w:p>")),
    "in a cell over two pages": (
        LONG,
        template(controls=_FILLER * 30 + _cell("", "", f"<w:p><w:r><w:t>{LONG}</w:t></w:r></w:p>")),
    ),
    "hyphenated in a narrow column": (
        LONG,
        template(
            "<w:pPr><w:suppressAutoHyphens w:val='0'/><w:ind w:right='7200'/></w:pPr>"
            f"<w:r><w:t>{LONG.replace('operation', 'ope­ration')}</w:t></w:r>"
        ),
    ),
    "with letters of two scripts": (
        "Κέντρο Здоровье Siân Ní Ógáin naïve",
        template(_RUN.format("").replace(TEXT, "{}")),
    ),
    "from right to left": ("مرحبا بالعالم 2026 hello", template(_RUN.format("").replace(TEXT, "{}"))),
    "with a small figure": (
        "People wait 31 days.",
        template(
            "<w:r><w:t>People</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
            "<w:r><w:t xml:space='preserve'> wait 31 days.</w:t></w:r>"
        ),
    ),
    "with a small figure that belongs to it": (
        "Less CO2 and 5 m²",
        template(
            "<w:r><w:t>Less CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>2</w:t></w:r>"
            "<w:r><w:t xml:space='preserve'> and 5 m²</w:t></w:r>"
        ),
    ),
    "with other signs": ("“Yes” – 12.5% … £4.0m", template('<w:r><w:t>"Yes" - 12.5% ... £4.0m</w:t></w:r>')),
    "nothing but signs": ("– …", template()),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Presence]:
    """What a reader gets of a text in a document as LibreOffice prints it, all of them converted in one go."""
    folder: Path = tmp_path_factory.mktemp("printed")
    program = find_office()
    assert program is not None
    packages = {**HIDDEN, **{name: package for name, (_, package) in SEEN.items()}}
    for number, (name, package) in enumerate(packages.items()):
        if name in SEEN:
            package.parts[DOCUMENT] = package.parts[DOCUMENT].replace(b">{}<", f">{SEEN[name][0]}<".encode())
        (folder / f"{number}.docx").write_bytes(package.write())
    Office(program).convert([folder / f"{number}.docx" for number in range(len(packages))], folder)
    pdfs = {name: (folder / f"{number}.pdf").read_bytes() for number, name in enumerate(packages)}
    return lambda name, text: presences(pdfs[name], name, [text])[0]


@pytest.mark.parametrize("name", HIDDEN)
def test_a_text_that_no_reader_gets_is_not_shown_however_it_is_hidden(
    name: str, shown: Callable[[str, str], Presence]
) -> None:
    assert shown(name, TEXT) is not Presence.SEEN


@pytest.mark.parametrize("name", SEEN)
def test_a_text_that_a_reader_gets_is_shown(name: str, shown: Callable[[str, str], Presence]) -> None:
    assert shown(name, SEEN[name][0]) is Presence.SEEN


def test_what_is_there_and_hidden_is_told_from_what_is_not_there(shown: Callable[[str, str], Presence]) -> None:
    assert shown("white", TEXT) is Presence.UNSEEN
    assert shown("plain", "Other words") is Presence.MISSING


def test_bytes_that_are_no_pdf_are_told_with_the_name() -> None:
    with pytest.raises(ConversionError, match="equity"):
        presences(b"%PDF-1.7 nothing", "equity", [TEXT])


def test_letters_are_compared_whatever_form_they_take() -> None:
    assert compared("The ﬂat “of­fice” co‑operates: 5 m²") == compared("THE FLAT 'OFFICE' co-operates 5 m2")
    assert compared("27") != compared("27%")
