"""The proof counts what readers see: not what is hidden, white, tiny, or told to other programs alone."""

from __future__ import annotations

import pytest

from engine.findings import Place
from engine.inspection.inspect import inspect
from engine.rendering.proof import faults
from engine.word.package import DOCUMENT, STYLES, Package
from tests.conftest import ROOT
from tests.material.laden_templates import template
from tests.material.small_word import PLACE

_MEANT = ("People wait too long.", Place("inputs/narrative/equity.docx"))
_RUN = "<w:r><w:rPr>{}</w:rPr><w:t>People wait too long.</w:t></w:r>"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def _said(*markup: str, controls: str = "", style: str = "") -> list[str]:
    package = template(*markup, controls=controls)
    package.parts[STYLES] = package.parts[STYLES].replace(b"</w:styles>", f"{style}</w:styles>".encode())
    return [finding.message for finding in faults(package, PLACE, [_MEANT])]


def _style(kind: str, name: str, inside: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:rPr>{inside}</w:rPr></w:style>'
    )


UNSEEN = {
    "vanish": "<w:vanish/>",
    "specVanish": "<w:specVanish/>",
    "one point": '<w:sz w:val="2"/>',
    "three and a half points": '<w:sz w:val="7"/>',
    "squeezed": '<w:w w:val="1"/>',
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly white": '<w:color w:val="FAFAFA"/>',
    "no filling": f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>",
    "transparent": f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
    "</w14:srgbClr></w14:solidFill></w14:textFill>",
    "black on black": '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
}


@pytest.mark.parametrize("inside", UNSEEN.values(), ids=UNSEEN)
def test_words_that_nobody_sees_are_not_printed_whatever_hides_them(inside: str) -> None:
    hidden = _said(_RUN.format(inside))
    assert len(hidden) == 1
    assert "readers do not see it" in hidden[0]
    assert "equity.docx" in hidden[0]
    named = _style("character", "Quiet", inside) + _style("character", "Child", "", "Quiet")
    assert _said(_RUN.format('<w:rStyle w:val="Child"/>'), style=named) == hidden
    paragraph = f'<w:pPr><w:pStyle w:val="Soft"/></w:pPr>{_RUN.format("")}'
    assert _said(paragraph, style=_style("paragraph", "Soft", inside)) == hidden
    assert _said(_RUN.format(inside), _RUN.format("")) == []


@pytest.mark.parametrize(
    "inside",
    [
        *("", '<w:vanish w:val="0"/>', "<w:webHidden/>", '<w:sz w:val="14"/>', '<w:color w:val="595959"/>', "<w:b/>"),
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="12404A"/>',
    ],
)
def test_words_that_are_seen_are_printed(inside: str) -> None:
    assert _said(_RUN.format(inside)) == []


def test_a_mark_of_a_paragraph_that_is_hidden_hides_no_words() -> None:
    assert _said(f"<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{_RUN.format('')}") == []


def test_words_in_a_hidden_row_are_not_printed() -> None:
    for about, number in (("<w:trPr><w:hidden/></w:trPr>", 1), ("", 0)):
        cell = f"<w:tc><w:p>{_RUN.format('')}</w:p></w:tc>"
        table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{about}{cell}</w:tr></w:tbl>"
        assert len(_said(controls=table)) == number


def _either(requires: str, choice: str, fallback: str | None) -> str:
    other = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    names = f'xmlns:mc="{_MC}" xmlns:wps="{_WPS}" xmlns:new="urn:new"'
    first = f'<mc:Choice Requires="{requires}">{choice}</mc:Choice>'
    return f"<mc:AlternateContent {names}>{first}{other}</mc:AlternateContent>"


def test_what_is_there_in_several_forms_counts_where_every_program_shows_it() -> None:
    words, other = _RUN.format(""), "<w:r><w:t>Other words</w:t></w:r>"
    assert _said(_either("wps", words, other)) == []
    assert _said(_either("new", words, words)) == []
    for form in (
        _either("wps", other, words),
        _either("new", words, other),
        _either("new", other, words),
        _either("new", words, None),
        _either("wps", "", words),
    ):
        assert len(_said(form)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("inside", UNSEEN.values(), ids=UNSEEN)
def test_a_tag_that_nobody_sees_prints_nothing_for_the_check_of_a_template(inside: str) -> None:
    package = Package.read((ROOT / "word_templates" / "verification_sheet.docx").read_bytes())
    root = package.xml(DOCUMENT)
    names = {"w": root.nsmap["w"]}
    (run,) = [run for run in root.iterfind(".//w:r", names) if "{{ sheet.scope }}" in run.findtext("w:t", "", names)]
    before, marked = (run.find("w:rPr", names), template(_RUN.format(inside)).xml(DOCUMENT))
    if before is not None:
        run.remove(before)
    run.insert(0, [found for found in marked.iterfind(".//w:r/w:rPr", names) if len(found)][-1])
    package.put(DOCUMENT, root)
    found = [
        remark.finding for remark in inspect(package.write(), Place("word_templates/verification_sheet.docx")).remarks
    ]
    (told,) = [finding for finding in found if finding.code == "W-35"]
    assert "where no reader sees it" in told.message
    assert told.place.where.endswith("{{ sheet.scope }}")
