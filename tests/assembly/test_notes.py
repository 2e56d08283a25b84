"""Footnotes, from what somebody put into a form to what stands on the pages of report and sheet."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.story import Run
from engine.progress import Progress
from engine.rendering.writer import Writer
from engine.word.names import W_ID, qn
from tests.building import build
from tests.conftest import ROOT
from tests.material.little_sample import little_sample
from tests.material.small_inputs import with_footnotes
from tests.material.small_word import as_package, as_template, line, opened, word_file

LINKED = Run("the board", link="https://wenlow.gov.uk/sab")
NOTED = line("Waits fell", Run("", note=(Run("Counted by "), LINKED, Run(" {{ 7*7 }}"))))


def rendered(template: WordDocument) -> WordDocument:
    """The template with a paragraph that has a footnote."""
    template.add_paragraph("{{p x }}")
    return opened(as_template(template).render(lambda made: {"x": Writer(made, {}).story((NOTED, NOTED), 4)}))


def notes(document: WordDocument) -> list[str]:
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    every = etree.fromstring(part.blob).iter(qn("w:footnote"))
    return [
        "".join(text.text or "" for text in note.iter(qn("w:t"))) for note in every if note.get(qn("w:type")) is None
    ]


def test_a_note_is_a_footnote_of_word_and_no_tag_acts_in_it() -> None:
    assert notes(rendered(word_file())) == [" Counted by the board {{ 7*7 }}"] * 2


def test_every_mark_points_to_a_note_of_its_own() -> None:
    document = rendered(word_file())
    marks = [mark.get(W_ID) for mark in document.element.body.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2"]


def test_a_link_in_a_note_belongs_to_the_part_of_the_notes() -> None:
    part = rendered(word_file()).part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert [relation.target_ref for relation in part.rels.values()] == ["https://wenlow.gov.uk/sab"]


def test_footnotes_of_the_template_stay_beside_those_of_the_text() -> None:
    template = with_footnotes(word_file(), "By the {{ x and 'council' }}.")
    assert notes(rendered(template))[0] == " By the council."
    assert len(notes(rendered(with_footnotes(word_file(), "Ours.")))) == 3


def test_a_template_with_styles_of_its_own_for_footnotes_keeps_them() -> None:
    template = word_file()
    style = f'<w:style xmlns:w="{template.element.nsmap["w"]}" w:type="paragraph" w:styleId="Own"/>'
    own = parse_xml(style.replace("/>", '><w:name w:val="footnote text"/></w:style>'))
    template.styles.element.append(own)
    part = rendered(template).part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert b'w:val="Own"' in part.blob


def test_a_document_without_notes_gets_no_part_for_them() -> None:
    template = word_file("{{p x }}")
    package = as_template(template).render(lambda made: {"x": Writer(made, {}).story((line("Words"),), 4)})
    assert package.parts.keys() == as_package(template).parts.keys()


@pytest.mark.parametrize("where", ["ambition", "strengths"])
def test_words_of_a_note_are_signed_for(reading: Reading, where: str) -> None:
    def signed(assessment: SelfAssessment) -> str:
        return assess(assessment, ()).fingerprints["equity"]

    narrative = reading.assessment.statements["equity"]
    first, *others = getattr(narrative, where)
    noted = replace(first, runs=(*first.runs, Run("", note=(Run("Of 31."),))))
    changes: dict[str, Any] = {where: (noted, *others)}
    changed = replace(narrative, **changes)
    statements = {**reading.assessment.statements, "equity": changed}
    assert signed(replace(reading.assessment, statements=statements)) != signed(reading.assessment)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The little council with a footnote in each of two places of one statement, built with LibreOffice."""
    workspace = little_sample(tmp_path_factory.mktemp("noted") / "workspace")
    path = workspace.inputs / "narrative" / "equity.docx"
    form: WordDocument = with_footnotes(Document(str(path)), "Counted in May [D-014].", "And in June.")
    noted: Any = next(p._p for p in form.paragraphs if p.text == "Noted")
    bullet = next(p for p in form.paragraphs if p.text.startswith("More carers have come forward"))
    for mark in noted.findall(qn("w:r"))[1:]:
        bullet._p.append(mark)
    noted.getparent().remove(noted)
    form.save(str(path))
    return build(workspace, Edition.DRAFT, with_pdf=True, progress=Progress())


@pytest.mark.office
@pytest.mark.parametrize("name", ["report", "verification/equity"])
def test_a_note_stands_on_the_page_of_its_mark(pack: Built, name: str) -> None:
    pages = [page.extract_text() for page in PdfReader(pack.folder / f"{name}.pdf").pages]
    (page,) = [text for text in pages if "Counted in May" in text]
    assert "More carers have come forward" in page
    assert "And in June." in page


@pytest.mark.office
@pytest.mark.parametrize("name", ["report", "verification/equity"])
def test_every_note_has_an_id_of_its_own_for_screen_readers(pack: Built, name: str) -> None:
    with pikepdf.open(pack.folder / f"{name}.pdf") as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == pikepdf.Name.Note]
        assert len({str(note.ID) for note in found}) == len(found) == 2


@pytest.mark.office
def test_a_pdf_with_notes_is_for_screen_readers_and_for_archives(pack: Built) -> None:
    sheet = pack.folder / "verification" / "equity.pdf"
    done = subprocess.run(["bash", str(ROOT / ".ci" / "verapdf"), str(sheet)], capture_output=True, text=True)
    assert done.stdout.count("PASS") == 2, done.stdout + done.stderr
