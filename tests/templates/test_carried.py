"""What a template may carry into its documents: nothing that runs, fetches, embeds or tells of a machine."""

from __future__ import annotations

import pytest

from engine.findings import Finding, Severity, errors_in
from engine.inspection.inspect import inspect
from engine.rendering.settled_fields import Said, settle
from engine.templates.carried.addresses import may_be_followed
from engine.templates.carried.carried import not_carried
from engine.templates.template import Template
from engine.word.package import DOCUMENT, Package
from tests.material.laden_templates import (
    MICROSOFT,
    OFFICIAL,
    add_part,
    add_relation,
    complex_field,
    forbidden,
    simple_field,
    template,
    with_field_in,
)
from tests.material.small_word import PLACE, opened, words_of

FORBIDDEN = tuple(forbidden())
_WRITTEN_OTHERWISE = ("small letters", "in pieces", "simple ")
ONE_OF_EACH = tuple((name, package) for name, package in FORBIDDEN if not name.startswith(_WRITTEN_OTHERWISE))
_SAID = Said(title="Report of Wenlow", subject="Version 3", author="Wenlow Council", file="report.docx")
_SETTINGS = "word/_rels/settings.xml.rels"


def _found(package: Package) -> list[Finding]:
    return [remark.finding for remark in inspect(package.write(), PLACE).remarks if remark.finding.code == "W-07"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "package"), FORBIDDEN, ids=[name for name, _ in FORBIDDEN])
def test_what_no_reader_is_to_get_is_refused(name: str, package: Package) -> None:
    told = errors_in(not_carried(package, PLACE))
    assert told
    assert all(finding.code == "W-07" and finding.fix for finding in told)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "package"), ONE_OF_EACH, ids=[name for name, _ in ONE_OF_EACH])
def test_what_no_reader_is_to_get_is_refused_by_the_check_and_by_the_build_alike(name: str, package: Package) -> None:
    told = errors_in(_found(package))
    assert told
    assert set(errors_in(Template(package.write(), PLACE).carried)) == set(told)


@pytest.mark.parametrize(
    "code",
    [
        *(
            "PAGE",
            " page \\* MERGEFORMAT ",
            "NUMPAGES",
            "SECTIONPAGES",
            'TOC \\o "1-3" \\h \\z \\u',
            "PAGEREF _Toc1 \\h",
        ),
        *("SEQ Table \\* ARABIC", "REF x \\h", 'STYLEREF "Heading 1"', 'SYMBOL 61472 \\f "Wingdings"', "= 2 + 3", "=1"),
        *("FORMTEXT", "NOTEREF x", 'QUOTE "words"', 'XE "entry"', 'INDEX \\c "2"', 'IF 1 = 1 "yes" "no"'),
        *('HYPERLINK "https://www.example.org/a?b=c#d"', 'HYPERLINK \\l "bookmark"', "HYPERLINK mailto:a@example.org"),
        *('HYPERLINK "http://example.org" \\o "file:///is only a tip" \\t "_blank"', 'HYPERLINK "tel:+441632960000"'),
        *('HYPERLINK "{{ document.date }}"', "HYPERLINK \\n \\m https://example.org"),
    ],
)
def test_a_field_that_says_what_the_document_holds_may_stand(code: str) -> None:
    assert _found(template(complex_field(code[:4], code[4:]))) == []
    assert _found(template(simple_field(code.replace('"', "&quot;")))) == []


def test_a_field_may_stand_in_another_that_only_computes() -> None:
    inner = complex_field("PAGE")
    assert _found(template(complex_field("= ", inner, " + 1"), complex_field("IF ", inner, ' = 1 "a" "b"'))) == []


@pytest.mark.parametrize(
    "address", ["https://x.example", "HTTP://x.example", "mailto:a@b.example", "#place", "", "tel:123", "pack:report"]
)
def test_a_link_to_a_page_a_person_or_a_place_may_be_followed(address: str) -> None:
    assert may_be_followed(address)


# what is left out


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        (f"{OFFICIAL}/attachedTemplate", "file:///C:/Users/a/Normal.dotm", "the template that it was made from"),
        (f"{OFFICIAL}/attachedTemplate", "https://x.example/t.dotx", "the template that it was made from"),
    ],
)
def test_the_template_that_a_template_was_made_from_is_left_out_and_told(kind: str, target: str, said: str) -> None:
    package = template()
    add_relation(package, kind, target, _SETTINGS)
    settings = package.parts["word/settings.xml"].decode()
    start = settings.index(">", settings.index("<w:settings")) + 1
    names = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    named = f'{settings[:start]}<w:attachedTemplate {names} r:id="rIdMore"/>{settings[start:]}'
    package.parts["word/settings.xml"] = named.encode()
    (told,) = _found(package)
    assert (told.severity, said in told.message) == (Severity.INFO, True)
    assert errors_in(remark.finding for remark in inspect(package.write(), PLACE).remarks) == ()
    made = _made(package)
    assert target.encode() not in b"".join(made.parts.values())
    assert b"attachedTemplate" not in b"".join(made.parts.values())


def test_building_blocks_printers_and_keys_are_left_out_and_told_in_one_sentence() -> None:
    package = with_field_in("glossaryDocument", "<w:r><w:t>secret words</w:t></w:r>")
    binary = "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"
    add_part(package, f"{OFFICIAL}/printerSettings", "word/printer.bin", binary, b"secret", id_="rIdP")
    keys = "application/vnd.ms-word.keyMapCustomizations+xml"
    add_part(package, f"{MICROSOFT}/keyMapCustomizations", "word/keys.xml", keys, b"<secret/>", id_="rIdK")
    (told,) = _found(package)
    assert told.severity is Severity.INFO
    assert all(what in told.message for what in ("building blocks", "settings of a printer", "keys that somebody set"))
    assert b"secret" not in b"".join(_made(package).parts.values())


def test_a_digital_signature_of_a_template_is_left_out() -> None:
    package = template()
    what, kind = "application/vnd.openxmlformats-package.digital-signature", "digital-signature"
    relation = f"http://schemas.openxmlformats.org/package/2006/relationships/{kind}"
    origin, rels = "_xmlsignatures/origin.sigs", "_xmlsignatures/_rels/origin.sigs.rels"
    add_part(package, f"{relation}/origin", origin, f"{what}-origin", b"", "_rels/.rels")
    add_part(package, f"{relation}/signature", "_xmlsignatures/a.xml", f"{what}-xmlsignature+xml", b"<a/>", rels)
    assert [finding.severity for finding in _found(package)] == [Severity.INFO]
    assert not [name for name in _made(package).parts if name.startswith("_xmlsignatures/")]


def test_the_workbook_behind_a_chart_is_left_out_and_the_chart_stays() -> None:
    package = template()
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    data = (
        b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxml'
        b'formats.org/officeDocument/2006/relationships"><c:chart/><c:externalData r:id="rIdMore"/></c:chartSpace>'
    )
    add_part(package, f"{OFFICIAL}/chart", "word/charts/chart1.xml", chart, data)
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    rels = "word/charts/_rels/chart1.xml.rels"
    add_part(package, f"{OFFICIAL}/package", "word/charts/a.xlsx", sheet, b"secret", rels)
    (told,) = _found(package)
    assert (told.severity, "the workbook behind a chart" in told.message) == (Severity.INFO, True)
    made = _made(package)
    assert "word/charts/a.xlsx" not in made.parts
    assert b"<c:chart/>" in made.parts["word/charts/chart1.xml"]
    assert b"externalData" not in made.parts["word/charts/chart1.xml"]


def _made(package: Package, **values: object) -> Package:
    made = Template(package.write(), PLACE).render(lambda _: values)
    assert list(not_carried(made, PLACE)) == []
    return made


# fields that become plain words


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("FILENAME \\p", "report.docx"),
        ("filename", "report.docx"),
        ("AUTHOR", "Wenlow Council"),
        ("LASTSAVEDBY", "Wenlow Council"),
        ("TITLE \\* Upper", "Report of Wenlow"),
        ('DOCPROPERTY "Title"', "Report of Wenlow"),
        ("INFO Author", "Wenlow Council"),
        ("DOCPROPERTY Company", "as saved"),
        ("DOCVARIABLE x", "as saved"),
    ],
)
def test_a_field_that_a_machine_would_fill_in_becomes_plain_words_and_is_told(code: str, shown: str) -> None:
    escaped = code.replace('"', "&quot;")
    for markup in (complex_field(code, shown="as saved"), simple_field(escaped, "as saved")):
        package = template(markup)
        (told,) = _found(package)
        assert (told.severity, "plain words" in told.message) == (Severity.INFO, True)
        settle(package, _SAID)
        assert words_of(opened(package)) == ["Findings", "Words", shown]
        assert b"instr" not in package.parts[DOCUMENT]
        assert b"fld" not in package.parts[DOCUMENT]


def test_a_field_that_shows_nothing_yet_becomes_words_too() -> None:
    for markup in (complex_field("FILENAME"), simple_field("FILENAME")):
        package = template(markup.replace("<w:r><w:t>shown</w:t></w:r>", ""))
        settle(package, _SAID)
        assert words_of(opened(package))[-1] == "report.docx"


# content controls


def _bound(words: str, store: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{store}"/><w:text/></w:sdtPr><w:sdtContent>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


_DATA, _PROPERTIES = "{11111111-1111-1111-1111-111111111111}", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"


@pytest.mark.parametrize(
    ("words", "store", "stays"),
    [("{{ a }}", _DATA, False), ("{{ a }}", _PROPERTIES, False), ("Words", _DATA, False), ("Words", _PROPERTIES, True)],
)
def test_a_control_shows_what_stands_in_it_and_not_what_it_is_bound_to(words: str, store: str, stays: bool) -> None:
    package = template(controls=_bound(words, store))
    assert [finding.severity for finding in _found(package)] == ([] if stays else [Severity.INFO])
    made = Template(package.write(), PLACE).render(lambda _: {"a": "what people wrote"})
    assert (b"dataBinding" in made.parts[DOCUMENT]) is stays
