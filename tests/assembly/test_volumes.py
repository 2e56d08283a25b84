"""A report in two volumes: each says where the other has what, and together they say what the whole one says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.errors import TemplateError
from engine.model.edition import Edition
from engine.progress import Progress
from engine.publishing.proof import verify
from engine.word.names import W_BOOKMARK, W_NAME, qn
from engine.word.package import DOCUMENT, Package
from engine.workspace import Workspace
from tests.building import build
from tests.material.little_sample import little_sample

pytestmark = pytest.mark.office


def in_volumes(folder: Path) -> Workspace:
    workspace = little_sample(folder)
    council = workspace.inputs / "council.yaml"
    council.write_text(council.read_text("utf-8") + "\nvolumes: core-and-evidence\n", "utf-8")
    return workspace


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(in_volumes(tmp_path_factory.mktemp("volumes")), Edition.DRAFT, with_pdf=True, progress=Progress())


def root_of(built: Built, name: str) -> etree._Element:
    return Package.of_template((built.folder / f"{name}.docx").read_bytes()).xml(DOCUMENT)


def words(built: Built, name: str) -> Counter[str]:
    return words_of(root_of(built, name))


def words_of(root: etree._Element) -> Counter[str]:
    """How often each word stands there; page numbers are others in two volumes."""
    text = " ".join(map(str, root.itertext(qn("w:t"))))
    return Counter(word for word in text.split() if re.search("[A-Za-z]", word))


def test_the_manifest_has_both_and_verify_finds_them_as_they_were_built(volumes: Built) -> None:
    workspace = Workspace(volumes.folder.parents[1])
    assert {"report", "evidence"} <= set(volumes.pages)
    assert verify(workspace, volumes.folder) == []


def test_all_that_the_whole_report_says_is_in_one_of_them(volumes: Built, little_drafted: Workspace) -> None:
    whole = Package.of_template((little_drafted.outputs / "draft" / "report.docx").read_bytes()).xml(DOCUMENT)
    missing = words_of(whole) - words(volumes, "report") - words(volumes, "evidence")
    assert sum(missing.values()) == 0, missing


@pytest.mark.parametrize("name", ["report", "evidence"])
def test_no_link_leads_nowhere(volumes: Built, name: str) -> None:
    root = root_of(volumes, name)
    here = {mark.get(W_NAME) for mark in root.iter(W_BOOKMARK)}
    assert {link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))} - {None} <= here
    asked = {word for text in root.itertext(qn("w:instrText")) for word in re.findall(r"PAGEREF (\S+)", str(text))}
    assert asked <= here


def test_each_tells_the_pages_of_the_other(volumes: Built) -> None:
    core, evidence = (Document(str(volumes.folder / f"{name}.docx")) for name in ("report", "evidence"))
    told = [int(n) for p in core.paragraphs for n in re.findall(r"page\s(\d+) of the evidence volume", p.text)]
    assert len(told) == 5
    pages = PdfReader(volumes.folder / "evidence.pdf").pages
    heads = ["Self-assessment library", "Evidence links to data sources", "Ratings item by item"]
    assert [next(n for n, page in enumerate(pages, 1) if n > 2 and head in page.extract_text()) for head in heads] == (
        told[:3]
    )
    assert all("Ratings in figures" in "".join(p.extract_text() for p in pages[:page]) for page in told[3:])
    back = [n for p in evidence.paragraphs for n in re.findall(r"page\s(\d+) of the core report", p.text)]
    assert len(back) == 2


def test_a_template_that_cannot_be_divided_is_told(tmp_path: Path) -> None:
    workspace = in_volumes(tmp_path)
    path = workspace.template("report.docx")
    document = Document(str(path))
    for mark in list(document.element.body.iter(W_BOOKMARK)):
        if mark.get(W_NAME) == "section_d":
            mark.set(W_NAME, "library")
    document.save(str(path))
    with pytest.raises(TemplateError) as refused:
        build(workspace, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "W-66" in {found.code for found in refused.value.findings}
