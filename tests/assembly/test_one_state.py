"""What is saved while a build reads: the edition is of one state of its sources, and its manifest says of which."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document

from engine.assembly.one_state import ChangedWhileReadError
from engine.commands.build import build
from engine.model.edition import Edition, Order
from engine.progress import Progress, Step
from engine.publishing.manifest import read_manifest
from engine.publishing.source_hashes import fingerprints, without_register
from engine.workspace import Workspace

pytestmark = pytest.mark.office

WORDS = "words of somebody else"
ORDER = Order(Edition.DRAFT, with_pdf=False)
TEMPLATE, FORM = "word_templates/report.docx", "inputs/narrative/equity.docx"


def another(path: Path, words: str = WORDS) -> bytes:
    """The file as it is after somebody has changed it."""
    document, buffer = Document(str(path)), io.BytesIO()
    plain = [paragraph for paragraph in document.paragraphs if paragraph.text and not re.search("[{<]", paragraph.text)]
    max(plain, key=lambda paragraph: len(paragraph.text)).add_run(f" {words}")
    document.save(buffer)
    return buffer.getvalue()


def printed(workspace: Workspace) -> str:
    return "\n".join(one.text for one in Document(str(workspace.outputs / "draft" / "report.docx")).paragraphs)


@pytest.mark.parametrize(("file", "when"), [(FORM, "load"), (TEMPLATE, "assess")])
def test_what_is_saved_while_a_build_reads_is_in_the_edition_and_in_its_manifest(
    little: Workspace, file: str, when: str
) -> None:
    path = little.root / file
    before, after = path.read_bytes(), another(path)

    def save(step: Step) -> None:
        if step.name == when:
            path.write_bytes(after)

    build(little, ORDER, Progress(ended=save))
    manifest = read_manifest(little.outputs / "draft")
    assert manifest
    assert dict(manifest.sources) == without_register(fingerprints(little))
    assert WORDS in printed(little)
    path.write_bytes(before)
    assert not build(little, ORDER, Progress()).is_unchanged  # what was made of the other one does not stand for this
    assert WORDS not in printed(little)


def test_who_saves_all_the_time_is_told_and_nothing_is_built(little: Workspace) -> None:
    number = iter(range(99))

    def save(step: Step) -> None:
        if step.name == "load":
            (little.root / FORM).write_bytes(another(little.root / FORM, f"and {next(number)} more"))

    with pytest.raises(ChangedWhileReadError, match="Nothing was built"):
        build(little, ORDER, Progress(ended=save))
    assert not (little.outputs / "draft").exists()
