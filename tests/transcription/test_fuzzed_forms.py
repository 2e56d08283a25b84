"""No form whatever ends in a breakdown, or loses words in silence: damaged, it is read, or named as what cannot be."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document
from lxml import etree

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.findings import Finding, errors_in
from engine.framework.catalogue import framework_file, load_framework
from engine.model.assessment import StatementNarrative
from engine.model.record import Record
from engine.model.vocabulary import framework_vocabulary
from engine.rendering.writer import Writer
from engine.sources.narrative import read_narrative
from engine.transcription.narrative import transcribe_statement
from engine.validation.validate import validate
from engine.word.names import W_T
from engine.workspace import Workspace, house
from tests.material.depth import cases
from tests.material.fuzzed_forms import damaged_bytes, damaged_xml
from tests.material.small_inputs import SCHEMAS
from tests.material.small_word import as_template, word_file

pytestmark = pytest.mark.slow

KIND = "narrative_statement"
NAMES = ("assessing-needs", "equity", "safeguarding")
FORMS = [(house() / "inputs" / "narrative" / f"{name}.docx").read_bytes() for name in NAMES]
WORDS = framework_vocabulary(load_framework(framework_file(Workspace(house()))))
TEMPLATE = as_template(word_file("{{p x }}"))
BATCHES, CASES = range(5), cases(40)
STRETCH = re.compile("[A-Za-z ,]{12,}")
FIRST = next(p.text for p in Document(io.BytesIO(FORMS[0])).paragraphs if p.text.startswith("What we aim for"))
OF_THE_FORM = f"{FIRST} {SCHEMAS[KIND]} {Document(io.BytesIO(FORMS[0])).paragraphs[1].text} " + " ".join(
    Document(io.BytesIO(form)).paragraphs[0].text for form in FORMS
)
"""What a form says by itself: its title, its help, its headings and columns."""


def read(data: bytes, folder: Path) -> tuple[Record, list[Finding]]:
    path = folder / "equity.docx"
    path.write_bytes(data)
    return read_narrative(path, "inputs/narrative/equity.docx", KIND, SCHEMAS[KIND])


def transcribed(record: Record) -> StatementNarrative:
    return transcribe_statement("equity", validate(record, SCHEMAS[KIND], WORDS), None, WORDS)


def printed(narrative: StatementNarrative) -> None:
    """Its stories, set in a small document: sound XML, or a template would refuse it."""
    story = narrative.ambition + narrative.evidence + narrative.plans + narrative.strengths + narrative.documents
    TEMPLATE.render(lambda made: {"x": Writer(made, {}).story(story, 4)})


def stretches(data: bytes) -> Iterator[str]:
    """Some words of every text in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as form:
        document = etree.fromstring(form.read("word/document.xml"))
    for text in document.iter(W_T):
        yield from (found[0].strip() for found in STRETCH.finditer(text.text or ""))


@cache
def moved_about(seed: int) -> tuple[bytes, Record, list[Finding]]:
    """A form whose XML was moved about, and what was read in it."""
    data = damaged_xml(FORMS[seed % len(FORMS)], seed)
    with TemporaryDirectory() as folder:
        return data, *read(data, Path(folder))


@pytest.mark.parametrize("batch", BATCHES)
def test_xml_moved_about_is_read_and_can_be_printed(batch: int) -> None:
    unread = 0
    for seed in range(batch * CASES, (batch + 1) * CASES):
        _, record, findings = moved_about(seed)
        unread += any(finding.code == "I-02" for finding in findings)
        printed(transcribed(record))
    assert unread <= CASES // 8 + 1


@pytest.mark.parametrize("batch", BATCHES)
def test_no_word_is_lost_without_an_error(batch: int) -> None:
    for seed in range(batch * CASES, (batch + 1) * CASES):
        data, record, findings = moved_about(seed)
        if not errors_in(findings):
            kept = f"{record.values} {findings} {OF_THE_FORM}"
            assert [words for words in stretches(data) if words not in kept] == []


@pytest.mark.parametrize("batch", BATCHES)
def test_changed_bytes_are_read_or_named(batch: int, tmp_path: Path) -> None:
    for seed in range(batch * CASES, (batch + 1) * CASES):
        record, findings = read(damaged_bytes(FORMS[seed % len(FORMS)], seed), tmp_path)
        assert record.values or errors_in(findings)
        transcribed(record)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_form_leaves_the_rest_of_the_assessment_standing(seed: int, reading: Reading, tmp_path: Path) -> None:
    narrative = transcribed(read(damaged_xml(FORMS[1], seed), tmp_path)[0])
    statements = {**reading.assessment.statements, "equity": narrative}
    judged = assess(replace(reading.assessment, statements=statements), ())
    assert judged.fingerprints.keys() == statements.keys()
