"""A Word template becomes documents: values printed as they are, faults named with their place, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from engine.errors import TemplateError
from engine.findings import Finding
from engine.foreign.limits import UNPACKED
from engine.foreign.refusal import RefusedFile
from engine.rendering.writer import Rich
from engine.templates.template import OPENING_FAULTS, Template
from engine.word.package import DOCUMENT
from engine.word.text import texts
from tests.material.small_word import (
    PLACE,
    add_line,
    add_table,
    as_package,
    as_template,
    filled,
    first_section,
    opened,
    word_file,
    words_of,
)

SIGNS = ["R&D", "3 < 5 > 4", '"straight" and ’curly‘', "{{ x }}", "{% if %}", "{# no #}", "]]>"]


def _fault(document: WordDocument, **values: Any) -> Finding:
    with pytest.raises(TemplateError) as caught:
        filled(document, **values)
    (finding,) = caught.value.findings
    return finding


def test_values_take_the_place_of_their_tags() -> None:
    assert words_of(filled(word_file("We are {{ council.name }}."), council={"name": "Wenlow"})) == ["We are Wenlow."]


def test_a_tag_that_word_split_into_runs_is_read_whole() -> None:
    document = word_file()
    paragraph = document.add_paragraph("{{ coun")
    paragraph.add_run("cil.na").bold = True
    paragraph.add_run("me }}")
    assert words_of(filled(document, council={"name": "Wenlow"})) == ["Wenlow"]


@pytest.mark.parametrize("value", SIGNS)
def test_every_sign_of_a_value_is_printed_as_it_is(value: str) -> None:
    assert words_of(filled(word_file("{{ x }}"), x=value)) == [value]


def test_a_line_break_in_a_value_is_a_line_break_in_word() -> None:
    (paragraph,) = filled(word_file("{{ x }}"), x="one\ntwo").paragraphs
    assert paragraph.text == "one\ntwo"
    assert len(paragraph._p.findall(f".//{qn('w:br')}")) == 1


def test_none_prints_nothing() -> None:
    assert words_of(filled(word_file("[{{ x }}]"), x=None)) == ["[]"]


def test_a_loop_over_paragraphs_leaves_no_empty_ones_behind() -> None:
    document = word_file("{%p for x in xs %}", "{{ x }}", "{%p endfor %}")
    assert [paragraph.text for paragraph in filled(document, xs=["one", "two"]).paragraphs] == ["one", "two"]


def test_a_loop_over_rows_makes_a_row_for_each_value() -> None:
    document = word_file()
    add_table(document, ("Name", "Post"), ("{%tr for x in xs %}", ""), ("{{ x }}", "Head"), ("{%tr endfor %}", ""))
    (table,) = filled(document, xs=["Ann", "Ben"]).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Name", "Post"],
        ["Ann", "Head"],
        ["Ben", "Head"],
    ]


def test_headers_and_footers_are_filled_in_too() -> None:
    document = word_file("Text")
    first_section(document).header.paragraphs[0].text = "{{ marking }}"
    first_section(document).footer.paragraphs[0].text = "Page of {{ name }}"
    made = first_section(filled(document, marking="OFFICIAL & draft", name="Wenlow"))
    assert made.header.paragraphs[0].text == "OFFICIAL & draft"
    assert made.footer.paragraphs[0].text == "Page of Wenlow"


def _with_note(kind: str, words: str) -> WordDocument:
    """A document of two sections with a footnote or an endnote."""
    document = word_file("Text")
    document.add_section()
    note = f"<w:{kind} w:id='1'><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>"
    blob = f"<?xml version='1.0' encoding='UTF-8'?><w:{kind}s {nsdecls('w')}>{note}</w:{kind}s>".encode()
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content_type, blob, document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")
    return document


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("value", ["£5 & more", "{{ secret }}"])
def test_notes_are_filled_in_once_however_many_sections_there_are(kind: str, value: str) -> None:
    made = as_template(_with_note(kind, "See {{ x }}")).render(lambda _: {"x": value, "secret": "s3cret"})
    root = made.xml(f"word/{kind}s.xml")
    assert list(texts(root)) == [f"See {value}"]


def test_a_fault_in_a_note_is_told_as_such() -> None:
    finding = _fault(_with_note("footnote", "{{ nmae }}"), name="")
    assert finding.place.where == "footnotes › {{ nmae }}"


@pytest.mark.parametrize("value", ["plain", "a\nb\tc", "a\r\nb", "<&>\"'", "\u00a0é€\U0001f600", "  "])
def test_the_tree_that_goes_along_with_a_document_is_that_of_its_bytes(value: str) -> None:
    document = word_file("# {{ value }}", "{%p for each in many %}", "{{ each }}", "{%p endfor %}")
    add_table(
        document, ("{{ value }}", "b"), ("{%tr for each in many %}", ""), ("{{ each }}", "c"), ("{%tr endfor %}", "")
    )
    made = as_template(document).render(lambda _: {"value": value, "many": [value, "x"]})
    held, parsed = made.tree(DOCUMENT), made.xml(DOCUMENT)
    assert made.trees[DOCUMENT][1] is held
    assert etree.tostring(held, method="c14n") == etree.tostring(parsed, method="c14n")
    assert [(each.tag, each.nsmap) for each in held.iter()] == [(each.tag, each.nsmap) for each in parsed.iter()]


def test_every_part_is_patched_and_compiled_once_for_many_documents() -> None:
    document = word_file("{{ x }}")
    first_section(document).header.paragraphs[0].text = "{{ x }}"
    template = as_template(document)
    first = opened(template.render(lambda _: {"x": "one"}))
    patched, compiled = dict(template.patched), dict(template.compiled)
    second = opened(template.render(lambda _: {"x": "two"}))
    assert (words_of(first), words_of(second)) == (["one"], ["two"])
    assert len(compiled) == 2
    assert template.patched == patched
    assert all(template.compiled[source] is known for source, known in compiled.items())


def test_one_document_leaves_no_trace_in_the_next() -> None:
    template = as_template(word_file("{%p for x in xs %}", "{{ x }}", "{%p endfor %}"))
    template.render(lambda _: {"xs": ["a", "b", "c"]})
    assert words_of(opened(template.render(lambda _: {"xs": ["d"]}))) == ["d"]


def test_a_value_can_be_ready_made_runs() -> None:
    made = filled(word_file("before {{r x }} after"), x=Rich(lambda: "<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>"))
    (paragraph,) = made.paragraphs
    assert paragraph.text == "before bold after"
    assert [run.text for run in paragraph.runs if run.bold] == ["bold"]


def test_the_properties_of_a_file_are_not_a_template() -> None:
    document = word_file("Text")
    document.core_properties.title = "{{ nothing }}"
    assert filled(document).core_properties.title == "{{ nothing }}"


# faults


def test_an_unknown_field_is_told_with_file_headings_tag_and_a_guess() -> None:
    document = word_file("# Section C", "## Our endorsements", "{{ endorser.postion }}")
    finding = _fault(document, endorser={"name": "Ann", "position": "Chair"})
    assert finding.code == "W-01"
    assert finding.place.file == "word_templates/small.docx"
    assert finding.place.where == "Section C › Our endorsements › {{ endorser.postion }}"
    assert finding.message == 'There is no field "postion". Did you mean "position"?'
    assert finding.fix


def test_a_misspelt_name_at_the_beginning_of_a_tag_gets_a_guess_too() -> None:
    finding = _fault(word_file("{{ counci.name }}"), council={"name": "Wenlow"}, marking="")
    assert finding.message == 'There is no field "counci". Did you mean "council"?'


def test_a_guess_may_be_the_name_of_a_loop() -> None:
    document = word_file("{%p for theme in themes %}", "{{ thme }}", "{%p endfor %}")
    finding = _fault(document, themes=["one"], marking="")
    assert finding.message == 'There is no field "thme". Did you mean "theme"?'


def test_an_unknown_field_in_a_loop_is_found_at_its_own_paragraph() -> None:
    document = word_file("# One", "{%p for x in xs %}", "{{ x.name }}", "# Two", "{{ x.nmae }}", "{%p endfor %}")
    finding = _fault(document, xs=[{"name": "a"}])
    assert finding.place.where == "Two › {{ x.nmae }}"


def test_an_unknown_field_in_a_table_is_told_with_its_row_and_column() -> None:
    document = word_file("# People")
    add_table(document, ("Name", "Post"), ("{{ person.name }}", "{{ person.psot }}"))
    finding = _fault(document, person={"name": "Ann", "post": "Chair"})
    assert finding.place.where == "People › table row 2, column 2 › {{ person.psot }}"


def test_an_unknown_field_in_a_header_is_told_as_such() -> None:
    document = word_file("Text")
    first_section(document).header.paragraphs[0].text = "{{ makring }}"
    finding = _fault(document, marking="OFFICIAL")
    assert finding.place.where == "header › {{ makring }}"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% If final %}", "Encountered unknown tag 'If'"),
        ("{% if final %}", "Unexpected end of template"),
        ("{{ name", "Unexpected"),
        ("{{ name | shout }}", "No filter named 'shout'"),
        ("{% endfor %}", "Encountered unknown tag 'endfor'"),
    ],
)
def test_a_tag_that_cannot_be_read_is_told_with_its_place(tag: str, said: str) -> None:
    finding = _fault(word_file("# Section A", tag), final=True, name="")
    assert finding.code == "W-01"
    assert finding.place.file == "word_templates/small.docx"
    assert finding.place.where.startswith("Section A")
    assert said in finding.message


def test_a_call_is_refused_with_its_place() -> None:
    finding = _fault(word_file("# Section A", "{{ council.items() }}"), council={"name": "Wenlow"})
    assert finding.place.where == "Section A › {{ council.items() }}"


def test_the_class_of_a_value_is_out_of_reach() -> None:
    finding = _fault(word_file("# Section A", "{{ ''.__class__ }}"))
    assert (finding.code, finding.place.where) == ("W-50", "Section A › {{ ''.__class__ }}")
    assert finding.message == "A template reads fields; names that begin with _ are out of its reach."


def test_loops_that_never_end_are_told_with_their_place() -> None:
    loops = "{% for a in xs %}{% for b in xs %}{% endfor %}{% endfor %}"
    finding = _fault(word_file("# Section A", loops), xs=list(range(1000)))
    assert (finding.code, finding.place.where) == ("W-50", "Section A › {% for b in xs %}")
    assert finding.message == "The loops of the template take more than 200,000 turns."


@pytest.mark.parametrize("words", ["{% if x %}" * 2001, "{%tr " * 60])
def test_more_tags_than_anybody_writes_are_refused_before_they_are_read(words: str) -> None:
    assert _fault(word_file(words), x=1).code == "W-50"


@pytest.mark.slow
def test_a_file_that_unpacks_to_fill_the_memory_is_refused() -> None:
    package = as_package(word_file("Text"))
    package.parts["word/media/large.bin"] = bytes(UNPACKED)
    with pytest.raises(RefusedFile, match="Unpacked, the file would take 161 MB"):
        Template(package.write(), PLACE)


def test_a_loop_over_what_is_no_list_is_told_with_its_place() -> None:
    finding = _fault(word_file("# Section A", "{%p for x in count %}", "{{ x }}", "{%p endfor %}"), count=3)
    assert finding.place.where.startswith("Section A")
    assert "does not fit its value" in finding.message


def test_a_loop_from_the_text_into_a_cell_is_an_error_and_no_text_is_lost() -> None:
    document = word_file("{% for x in xs %}")
    add_table(document, ("{{ x }}", "words nobody may lose{% endfor %}"))
    add_line(document, "Afterwards")
    finding = _fault(document, xs=["a", "b"])
    assert finding.message.startswith("A loop or condition begins in one place of the page and ends in another")
    assert finding.fix


def test_the_same_in_a_header_is_an_error_too() -> None:
    document = word_file("Text")
    header = first_section(document).header
    header.paragraphs[0].text = "{% for x in xs %}"
    header.add_table(1, 1, Mm(100)).cell(0, 0).text = "{{ x }}{% endfor %}"
    finding = _fault(document, xs=["a", "b"])
    assert finding.place.where == "header"


def test_a_style_that_neither_the_template_nor_the_house_has_is_named() -> None:
    template = as_template(word_file("{{p x }}"))
    with pytest.raises(TemplateError) as caught:
        template.render(lambda made: {"x": Rich(lambda: made.template.styles.id_of("Nobody's"))})
    (finding,) = caught.value.findings
    assert finding.code == "W-06"
    assert '"Nobody\'s"' in finding.message


@pytest.mark.parametrize("tag", ["{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ names|map('shout')|join }}"])
def test_a_tag_that_does_not_fit_its_value_is_told_with_its_place(tag: str) -> None:
    finding = _fault(word_file("# Section A", tag), names=["a"])
    assert finding.place.where == f"Section A › {tag}"


# files that are no templates


@pytest.mark.parametrize("data", [b"", b"{\\rtf1 a letter}", b"PK\x03\x04 cut off"])
def test_bytes_that_are_no_word_file_are_refused(data: bytes) -> None:
    with pytest.raises(OPENING_FAULTS):
        Template(data, PLACE)


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/theme/theme1.xml"]
)
def test_a_part_that_is_cut_off_is_found_when_the_template_is_opened(part: str) -> None:
    package = as_package(word_file("Text"))
    package.parts[part] = package.parts[part][: len(package.parts[part]) // 2]
    with pytest.raises(OPENING_FAULTS):
        Template(package.write(), PLACE)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_a_part_that_is_missing_is_found_when_the_template_is_opened(part: str) -> None:
    package = as_package(word_file("Text"))
    del package.parts[part]
    with pytest.raises(OPENING_FAULTS):
        Template(package.write(), PLACE)


def test_a_word_file_of_another_kind_is_refused() -> None:
    package = as_package(word_file("Text"))
    package.parts["word/document.xml"] = b"<workbook/>"
    with pytest.raises(OPENING_FAULTS):
        Template(package.write(), PLACE)


@pytest.mark.parametrize("has_grid", [True, False])
def test_a_table_whose_columns_cannot_be_told_is_an_error_of_the_template(has_grid: bool) -> None:
    document = word_file("# One")
    add_table(document, ("{%tc for one in many %}", "{{ one }}", "{%tc endfor %}"))
    add_table(document, ("a", "b"))
    table = document.tables[1]._tbl
    if has_grid:
        table.tr_lst[0].tc_lst[0].get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="two"/>'))
    else:
        table.remove(table.tblGrid)
    fault = _fault(document, many=list("abcde"))
    assert fault.code == "W-01"
    assert "The columns of a table cannot be told" in fault.message
